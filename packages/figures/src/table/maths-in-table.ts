import { hasMaths, plainMaths, splitMaths } from '../figure/maths'
import type { Head, Table } from './table'

/**
 * Raised and lowered characters of mathematics, on their way to the writers, stand in the two last planes of Unicode, which are for private use: so words are measured
 * and broken into lines like all others, and each format raises and lowers as it does.
 */
const PLANES = { super: 0xf0000, sub: 0x100000 } as const
const SCRIPTS = /([\u{f0000}-\u{fffff}]+|[\u{100000}-\u{10ffff}]+)/u

/**
 * The table with the mathematics of its words set: raised and lowered in the written table, in plain characters (`α_max`) in its data.
 *
 * @throws Error that names what cannot be set.
 */
export function withMathsSet(table: Table): Table {
  if (!wordsOf(table).some((text) => hasMaths(text) || SCRIPTS.test(text))) return table
  return { ...changed(table, set), data: changed(table.data ?? table, plainMaths) }
}

/** How a format writes words in which characters are raised and lowered. */
export const inScripts =
  (escape: (text: string) => string, scripts: Readonly<Record<keyof typeof PLANES, (text: string) => string>>) =>
  (text: string): string =>
    text
      .split(SCRIPTS)
      .map((part, at) => {
        if (at % 2 === 0) return part === '' ? '' : escape(part)
        const script = part.codePointAt(0)! < PLANES.sub ? 'super' : 'sub'
        return scripts[script](escape(moved(part, -PLANES[script])))
      })
      .join('')

/** What stands in these planes without being ours has no glyph that a reader could have. */
const withoutPrivate = (text: string): string => text.replace(new RegExp(SCRIPTS, 'gu'), '\ufffd')

function set(text: string): string {
  const plain = withoutPrivate(text)
  if (!hasMaths(plain)) return plain
  return splitMaths(plain)
    .map(({ text: part, script }) => (script === 'base' ? part : raised(part, PLANES[script], text)))
    .join('')
}

function raised(part: string, by: number, text: string): string {
  const beyond = [...part].find((character) => character.codePointAt(0)! > 0xffff)
  if (beyond !== undefined) throw new Error(`a table cannot raise or lower "${beyond}", as "${text}" asks for`)
  return moved(part, by)
}

/** Every character moved to another plane. */
const moved = (text: string, by: number): string =>
  [...text].map((character) => String.fromCodePoint(character.codePointAt(0)! + by)).join('')

const headWords = ({ text, below = [] }: Head): string[] => [text, ...below.flatMap(headWords)]

const wordsOf = ({ rowHeads, heads, columns, rows, note }: Table): string[] => [
  ...rowHeads,
  ...heads.flatMap(headWords),
  ...columns.flatMap(({ values, unit }) => [...values, unit]),
  ...rows.flatMap((row) => row.heads),
  ...note.map(({ text }) => text),
]

function changed(table: Table, change: (text: string) => string): Table {
  const head = ({ below, ...one }: Head): Head => ({
    ...one,
    text: change(one.text),
    ...(below && { below: below.map(head) }),
  })
  return {
    ...table,
    rowHeads: table.rowHeads.map(change),
    heads: table.heads.map(head),
    columns: table.columns.map((column) => ({
      ...column,
      values: column.values.map(change),
      unit: change(column.unit),
    })),
    rows: table.rows.map((row) => ({ ...row, heads: row.heads.map(change) })),
    note: table.note.map((part) => ({ ...part, text: change(part.text) })),
  }
}
