import { mostOf, type Language } from 'bocas/internal'
import { headPaths } from './heads'
import { numbersText, scaled, spacedMissing } from './shown'
import { type TableCell, type Head, type Table } from './table'
import { widthOf, wrapText } from './wrap'

/** About how many letters stand side by side at the size of a table's text, and how many the space between columns takes. */
const LETTERS = { column: 62, text: 128, any: Infinity }
const GUTTER = 2.5
/** What is tried, in this order: in how many lines heads may be, and how narrow names may get (beside those that are short anyway). */
const ATTEMPTS = [
  { lines: 1, names: Infinity },
  { lines: 2, names: Infinity },
  { lines: 2, names: 20 },
  { lines: 3, names: 20 },
  { lines: Infinity, names: 12 },
]
/** Lines of heads are not made narrower than this. */
const NARROWEST = 9

/**
 * The table with names and heads broken into lines where it would not fit its width otherwise. Writers still have to shrink a table whose numbers alone are
 * too wide.
 */
export function layOutTable(table: Table): Table {
  for (const attempt of ATTEMPTS) {
    const heads = wrapHeads(table.heads, numberWidths(table), attempt.lines)
    const needs = table.rowHeads.map((text, level) =>
      mostOf([text, ...table.rows.map((row) => row.heads[level]!)].map(linesWidth)),
    )
    const left = LETTERS[table.width] - columnsWidth({ ...table, heads }) - GUTTER * table.rowHeads.length
    const shares = fairShares(needs, left).map(Math.floor)
    const least = needs.map((need) => Math.min(need, attempt.names))
    if (least.some((width, level) => shares[level]! < width) && attempt !== ATTEMPTS.at(-1)) continue
    const inLines = (text: string, level: number) => wrapText(text, Math.max(shares[level]!, least[level]!))
    return {
      ...table,
      heads,
      rowHeads: table.rowHeads.map(inLines),
      rows: table.rows.map((row) => ({ ...row, heads: row.heads.map(inLines) })),
    }
  }
  return table
}

/** How often a table that is laid out is wider than its place, at the size of a table's text. */
export function excessOf(table: Table): number {
  const names = table.rowHeads.map((text, level) =>
    mostOf([text, ...table.rows.map((row) => row.heads[level]!)].map(linesWidth)),
  )
  return (columnsWidth(table) + sum(names) + GUTTER * names.length) / LETTERS[table.width]
}

const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0)

/** How wide text in lines is. */
const linesWidth = (text: string): number => mostOf(text.split('\n').map(widthOf))

/** With its arrow. */
const headWidth = ({ text, better }: Head): number => linesWidth(text) + arrowWidth(better)

const arrowWidth = (better: Head['better']): number => (better === undefined ? 0 : 2)

function numberWidths({ columns, rows, language }: Table): number[] {
  return columns.map((_, column) => Math.max(1, mostOf(rows.map((row) => cellWidth(row.cells[column]!, language)))))
}

function cellWidth(cell: TableCell, language?: Language): number {
  const { value } = cell
  if (value === null) return widthOf(`—${spacedMissing(cell)}`)
  const text = scaled(numbersText(value.shown, language), value.shown, () => ' × 10⁻⁵')
  return widthOf(`${text}${spacedMissing(cell)}`) + value.signs.length / 2
}

function columnsWidth(table: Table): number {
  return sum(columnWidths(table.heads, numberWidths(table))) + GUTTER * table.columns.length
}

/** For every head, the columns below it. */
function withColumns<T>(
  heads: readonly Head[],
  columns: readonly number[],
  make: (head: Head, own: number[]) => T,
): T[] {
  let column = 0
  return heads.map((head) => {
    const own = columns.slice(column, column + headPaths([head]).length)
    column += own.length
    return make(head, own)
  })
}

/** The widths of the columns: of their numbers and of the heads above them. */
function columnWidths(heads: readonly Head[], numbers: readonly number[]): number[] {
  return withColumns(heads, numbers, (head, own) => {
    const inside = head.below === undefined ? own : columnWidths(head.below, own)
    const missing = headWidth(head) - sum(inside) - GUTTER * (own.length - 1)
    return missing <= 0 ? inside : inside.map((width) => width + missing / own.length)
  }).flat()
}

/** Heads in at most so many lines, not narrower than the columns below them need to be. */
function wrapHeads(heads: readonly Head[], columns: readonly number[], most: number): Head[] {
  return withColumns(heads, columns, (head, own) => {
    const room = Math.floor(sum(own) + GUTTER * (own.length - 1) - arrowWidth(head.better))
    const below = head.below === undefined ? {} : { below: wrapHeads(head.below, own, most) }
    return { ...head, text: narrowest(head.text, Math.max(room, NARROWEST), most), ...below }
  })
}

/** Text in at most so many lines that are as narrow as they can be, but not narrower than `width`. */
function narrowest(text: string, width: number, most: number): string {
  if (most === 1) return text
  const linesAt = (room: number) => wrapText(text, room).split('\n').length
  let [low, high] = [width, Math.max(width, widthOf(text))]
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    if (linesAt(middle) <= most) high = middle
    else low = middle + 1
  }
  return wrapText(text, high)
}

/** What each gets of `all` when who needs less than an equal share gives the rest to the others. */
export function fairShares(needs: readonly number[], all: number): number[] {
  const shares = needs.map(() => 0)
  let left = Math.max(0, all)
  const waiting = needs.map((need, index) => ({ need, index })).sort((a, b) => a.need - b.need)
  waiting.forEach(({ need, index }, served) => {
    shares[index] = Math.min(need, left / (waiting.length - served))
    left -= shares[index]
  })
  return shares
}
