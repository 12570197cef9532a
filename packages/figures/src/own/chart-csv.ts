import { type ChartConfiguration } from 'chart.js'
import { type DataCell, toCsvRows } from './options'

/** A chart holds no more data than it draws; these are the forms in which chart.js takes it. */
type Row = Record<string, DataCell>

/**
 * What a chart shows, read off its datasets: a row for each value, with the name of its dataset and its label.
 *
 * @returns CSV; undefined where the data has a form of the author's own.
 */
export function chartCsv({ data: { labels = [], datasets } }: ChartConfiguration): string | undefined {
  const rows: Row[] = []
  for (const [at, { label, data }] of datasets.entries()) {
    const series: Row = datasets.length > 1 || label !== undefined ? { series: label ?? String(at + 1) } : {}
    const items: readonly unknown[] = Array.isArray(data)
      ? data
      : Object.entries((data as object | undefined) ?? {}).map(([x, y]: [string, unknown]) => ({ x, y }))
    for (const [index, item] of items.entries()) {
      const row = rowOf(item, labels[index])
      if (row === undefined) return undefined
      rows.push({ ...series, ...row })
    }
  }
  return rows.length === 0 ? undefined : toCsvRows(rows)
}

function rowOf(item: unknown, label: unknown): Row | undefined {
  const named: Row = label === undefined ? {} : { x: wordsOf(label) }
  if (item === null || typeof item === 'number') return { ...named, y: item }
  if (Array.isArray(item)) {
    if (item.length !== 2 || !item.every((end) => typeof end === 'number')) return undefined
    return label === undefined
      ? { x: item[0] as number, y: item[1] as number }
      : { ...named, low: item[0] as number, high: item[1] as number }
  }
  if (typeof item !== 'object') return undefined
  const cells = Object.entries(item).map(([key, value]: [string, unknown]) => [key, cellOf(value)] as const)
  if (cells.length === 0 || cells.some(([, cell]) => cell === undefined)) return undefined
  const row = Object.fromEntries<DataCell>(cells)
  return 'x' in row ? row : { ...named, ...row }
}

const wordsOf = (label: unknown): string => (Array.isArray(label) ? label.join(' ') : String(label))

function cellOf(value: unknown): DataCell {
  if (value === null || ['number', 'string', 'boolean'].includes(typeof value)) return value as DataCell
  return value instanceof Date ? value.toISOString() : undefined
}
