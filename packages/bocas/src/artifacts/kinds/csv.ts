import { ProblemsError } from '../../problems'
import { guardFormula, unguardFormula } from './formula'

/** One cell; an empty field of the file is `null`. */
export type CsvField = string | null

/**
 * CSV text as in RFC 4180, with `\n` at the end of every line. A `null` is an empty field, an empty string is `""`. Text that a spreadsheet would take for a
 * formula is marked with a `'` (see `guardFormula`).
 */
export function writeCsv(lines: readonly (readonly CsvField[])[]): string {
  return lines.map((fields) => `${fields.map(quote).join(',')}\n`).join('')
}

function quote(cell: CsvField): string {
  if (cell === null) return ''
  const field = guardFormula(cell)
  return field === '' || /[",\r\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field
}

/**
 * The reverse of `writeCsv`.
 *
 * @throws Error at a quote that does not end or stands where none can stand.
 */
export function readCsv(text: string): CsvField[][] {
  const lines: CsvField[][] = []
  let line: CsvField[] = []
  let at = 0
  while (at < text.length) {
    const { field, end } = text[at] === '"' ? quotedField(text, at) : plainField(text, at)
    line.push(field)
    at = end
    if (text[at] === ',') {
      at++
      if (at === text.length) line.push(null)
      continue
    }
    if (text[at] === '\r') at++
    if (at < text.length && text[at] !== '\n')
      throw new ProblemsError({ message: 'a quoted field is followed by text', path: `character ${at}` })
    at++
    lines.push(line)
    line = []
  }
  if (line.length > 0) lines.push(line)
  return lines
}

function plainField(text: string, from: number): { field: CsvField; end: number } {
  let end = from
  while (end < text.length && text[end] !== ',' && text[end] !== '\n' && text[end] !== '\r') end++
  return { field: end === from ? null : unguardFormula(text.slice(from, end)), end }
}

function quotedField(text: string, from: number): { field: CsvField; end: number } {
  let field = ''
  for (let at = from + 1; at < text.length; at++) {
    const close = text.indexOf('"', at)
    if (close < 0) break
    field += text.slice(at, close)
    if (text[close + 1] !== '"') return { field: unguardFormula(field), end: close + 1 }
    field += '"'
    at = close + 1
  }
  throw new ProblemsError({ message: 'a quoted field does not end', path: `character ${from}` })
}
