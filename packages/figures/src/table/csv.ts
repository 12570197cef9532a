import { guardFormula } from 'bocas/internal'
import { cellWords } from './shown'
import { type TableCell, type Table } from './table'

const NUMBERS = ['metric', 'shown', 'value', 'error', 'low', 'high', 'n', 'of', 'rank', 'mark', 'signs']

/** A field as RFC 4180 wants it, and none that a spreadsheet would compute. */
export function escapeCsv(text: string): string {
  const field = guardFormula(text)
  return /[",\r\n]/.test(field) || field !== field.trim() ? `"${field.replaceAll('"', '""')}"` : field
}

/**
 * The table as CSV (RFC 4180, UTF-8), one line per cell: what it shows, and the unrounded numbers as the metric has them (not in percent). `n` of `of` runs
 * are there.
 */
export function toCsv({ keys, columns, rows }: Table): string {
  const lines = rows.flatMap(({ heads, cells }) =>
    cells.map((cell, index) => {
      const { values, metric, unit } = columns[index]!
      return [...heads, ...values, metric, ...numbersOf(cell, unit)].map((field) => field.replace(/\s+/g, ' '))
    }),
  )
  return [[...keys.rows, ...keys.cols, ...NUMBERS], ...lines]
    .map((line) => `${line.map(escapeCsv).join(',')}\r\n`)
    .join('')
}

function numbersOf(cell: TableCell, unit: string): string[] {
  const { value, n, of } = cell
  const counts = [String(n), String(of)]
  if (value === null) return [cellWords(cell, unit), '', '', '', '', ...counts, '', '', '']
  const { center, error, interval, rank, mark, signs } = value
  const numbers = [center, error, interval?.low, interval?.high].map((number) => String(number ?? ''))
  return [cellWords(cell, unit), ...numbers, ...counts, String(rank ?? ''), mark ?? '', signs]
}
