import { escapeLatex, ON_THE_LINE, RAISED } from 'bocas/internal'
import { type CellInk } from './align'
import { scaled, spacedMissing } from './shown'
import { type TableCell, type RankMark } from './table'

const MARKS: Record<RankMark, string> = { best: '\\mathbf', second: '\\underline' }

/** A power of ten of one number among several. */
const POWER = new RegExp(` × 10([${RAISED}]+)`, 'g')
const onTheLine = (raised: string): string => [...raised].map((sign) => ON_THE_LINE[RAISED.indexOf(sign)]).join('')

/** Numbers, separators and brackets in mathematics. */
const maths = (text: string): string =>
  text
    .replace(POWER, (_, raised: string) => ` \\times 10^{${onTheLine(raised)}}`)
    .replace(/−/g, '-')
    .replace(/∞/g, '\\infty')
    .replace(/NaN/g, '\\mathrm{NaN}')
    .replace(/ ± /g, ' \\pm ')
    .replace(/ \[/g, '\\;[')
    .replace(/ ?([,;]) /g, '$1\\,')
    // In a formula a comma is followed by a space, unless it is in braces.
    .replace(/(^|\d),(?=\d)/g, '$1{,}')
    .replaceAll('\u202f', '\\,')
const phantom = (text: string): string => (text === '' ? '' : `\\phantom{${maths(text)}}`)

/** What LaTeX shows in a cell: a formula with its marks, then signs and what is missing. */
export function latexCell(cell: TableCell, ink: CellInk | null): string {
  const missing = spacedMissing(cell, '~')
  if (cell.value === null || ink === null) return `---${missing}`
  const { mark, shown } = cell.value
  const numbers = scaled(
    ink.numbers.map(({ text, isHidden }) => (isHidden ? phantom(text) : maths(text))).join(''),
    shown,
    (exponent) => ` \\times 10^{${exponent}}`,
  )
  const marked = mark === null ? numbers : `${MARKS[mark]}{${numbers}}`
  const signs = ink.signs === '' ? '' : `\\textsuperscript{${escapeLatex(ink.signs)}}`
  const afterSigns = ink.afterSigns === '' ? '' : `\\phantom{\\textsuperscript{${escapeLatex(ink.afterSigns)}}}`
  // Signs are text, so that what is hidden behind them is a formula of its own.
  const [inside, behind] = ink.signs === '' ? [phantom(ink.after), ''] : ['', phantom(ink.after)]
  const after = behind === '' ? '' : `$${behind}$`
  const afterMissing = ink.afterMissing === '' ? '' : `\\phantom{~${ink.afterMissing}}`
  return `$${phantom(ink.before)}${marked}${inside}$${signs}${after}${afterSigns}${missing}${afterMissing}`
}
