import { formatEstimate, type Scale } from 'bocas/core'
import { missingWords, type Table, type TableKeys } from './table'

/** A field as RFC 4180 wants it. */
export function escapeCsv(field: string): string {
  return /[",\r\n]/.test(field) || field !== field.trim() ? `"${field.replaceAll('"', '""')}"` : field
}

/**
 * The table as CSV (RFC 4180, UTF-8), one line per cell: what it shows, and the unrounded numbers as the metric has them (not in percent). `n` of `of` runs
 * are there.
 */
export function toCsv(table: Table, keys: TableKeys, scale: Scale): string {
  const head = [...keys.rows, ...keys.cols, 'metric', 'shown', 'mean', 'spread', 'n', 'of', 'best']
  const lines = table.rows.flatMap((row) =>
    row.cells.flatMap((cell, index) => {
      const column = table.columns[index]
      if (column === undefined) return []
      const { value, n, of } = cell
      const shown =
        (value === null ? '—' : formatEstimate({ mean: value.mean, sd: value.spread }, scale)) + missingWords(cell)
      const numbers =
        value === null ? ['', ''] : [String(value.mean), value.spread === null ? '' : String(value.spread)]
      return [
        [
          ...row.heads,
          ...column.values,
          column.metric,
          shown,
          ...numbers,
          String(n),
          String(of),
          value?.isBest ? 'yes' : '',
        ],
      ]
    }),
  )
  return [head, ...lines].map((line) => `${line.map(escapeCsv).join(',')}\r\n`).join('')
}
