import { type TableCell, type CellValue, type FormattedNumber, type Table } from './table'

/** A cell that shows these numbers. */
export function cellOf(
  center: string,
  error: string | null,
  change: Partial<
    Pick<FormattedNumber, 'interval' | 'exponent'> &
      Pick<CellValue, 'mark' | 'signs' | 'rank'> &
      Pick<TableCell, 'n' | 'of'>
  > = {},
): TableCell {
  const { interval = null, exponent = 0, mark = null, signs = '', rank = null, n = 5, of = 5 } = change
  const numberOf = (text: string) => Number(text.replace('−', '-')) * 10 ** exponent
  const numbers = {
    center: numberOf(center),
    error: error === null ? null : numberOf(error),
    interval: interval === null ? null : { low: numberOf(interval.low), high: numberOf(interval.high) },
  }
  return { value: { shown: { center, error, interval, exponent }, ...numbers, rank, mark, signs }, n, of, runs: [] }
}

/** A cell whose runs are missing. */
export const holeOf = (of: number): TableCell => ({ value: null, n: 0, of, runs: [] })

/** A table of one row. */
export function tableOfRow(cells: readonly TableCell[], change: Partial<Table> = {}): Table {
  return {
    name: 't',
    keys: { rows: ['tactic'], cols: [] },
    rowHeads: ['tactic'],
    heads: cells.map((_, index) => ({ text: `m_${index}`, better: index % 2 === 0 ? 'max' : 'min' })),
    columns: cells.map((_, index) => ({ metric: `m.${index}`, values: [], unit: '' })),
    rows: [{ heads: ['a & b'], cells }],
    note: [],
    width: 'column',
    ...change,
  }
}
