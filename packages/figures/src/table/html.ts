import { escapeAsciiHtml, type Language } from 'bocas/internal'
import { beginsGroup, hasRule, headLines, rowSpans } from './heads'
import { inScripts } from './maths-in-table'
import { writeNote } from './note'
import { exponentText, numbersText, scaled, spacedMissing } from './shown'
import { type TableCell, type Head, type RankMark, type Table } from './table'

const ARROWS = { max: '\u00a0↑', min: '\u00a0↓' }
const MARKS: Record<RankMark, (html: string) => string> = {
  best: (html) => `<strong>${html}</strong>`,
  second: (html) => `<u>${html}</u>`,
}
const HEAD = 'font-weight:normal;vertical-align:bottom;padding:.1em .6em'
const UNDER = 'text-align:center;border-bottom:1px solid'
const CELL = 'vertical-align:top;padding:.1em .6em'

/** The table as HTML: a `<figure>` for any page, in which heads and names stand over what they name (`colspan`, `rowspan`, `scope`). ASCII only. */
export function toHtml(table: Table): string {
  const { rowHeads, rows, note, language } = table
  const lines = headLines(table.heads)
  const spans = rowSpans(rows)
  const head = lines.map((line, level) => [
    ...(level === 0 ? rowHeads.map((text) => headCell(inLines(text), 1, lines.length, 'text-align:left')) : []),
    ...line.map(({ head: one, columns, lines: height }) =>
      headCell(headText(one), columns, height, hasRule(one) ? UNDER : 'text-align:center'),
    ),
  ])
  const body = rows.map((row, index) => [
    ...row.heads.flatMap((text, level) => nameCell(text, spans[index]![level]!)),
    ...row.cells.map(
      (cell) => `<td style="text-align:center;white-space:nowrap;${CELL}">${cellText(cell, language)}</td>`,
    ),
  ])
  const tableRow = (cells: readonly string[], isAfterRule = false) =>
    `    <tr${isAfterRule ? ' style="border-top:1px solid #999"' : ''}>${cells.join('')}</tr>`
  const small = writeNote(note, NOTE, language)
  return [
    '<figure class="bocas-table" style="overflow-x:auto">',
    '<table style="border-collapse:collapse;border-bottom:2px solid;font-variant-numeric:tabular-nums">',
    '  <thead style="border-top:2px solid">',
    ...head.map((cells) => tableRow(cells)),
    '  </thead>',
    '  <tbody style="border-top:1px solid">',
    ...body.map((cells, index) => tableRow(cells, beginsGroup(spans, index))),
    '  </tbody>',
    '</table>',
    ...(small === '' ? [] : [`<figcaption style="font-size:smaller">${small}</figcaption>`]),
    '</figure>',
    '',
  ].join('\n')
}

const written = inScripts(escapeAsciiHtml, {
  super: (html) => `<sup style="line-height:0">${html}</sup>`,
  sub: (html) => `<sub style="line-height:0">${html}</sub>`,
})

const NOTE = {
  text: written,
  best: (text: string) => MARKS.best(written(text)),
  second: (text: string) => MARKS.second(written(text)),
  sign: (sign: string) => `<sup style="line-height:0">${escapeAsciiHtml(sign)}</sup>`,
}

const inLines = (text: string): string => text.split('\n').map(written).join('<br>')

const headText = ({ text, better }: Head): string =>
  inLines(text) + (better === undefined ? '' : escapeAsciiHtml(ARROWS[better]))

function spansOf(columns: number, lines: number): string {
  return `${columns > 1 ? ` colspan="${columns}"` : ''}${lines > 1 ? ` rowspan="${lines}"` : ''}`
}

function headCell(html: string, columns: number, lines: number, style: string): string {
  const scope = columns > 1 ? 'colgroup' : 'col'
  return `<th scope="${scope}"${spansOf(columns, lines)} dir="auto" style="${style};${HEAD}">${html}</th>`
}

function nameCell(text: string, span: number): string[] {
  if (span === 0) return []
  const scope = span > 1 ? 'rowgroup' : 'row'
  return [
    `<th scope="${scope}"${spansOf(1, span)} dir="auto" style="text-align:left;font-weight:normal;${CELL}">${inLines(text)}</th>`,
  ]
}

function cellText(cell: TableCell, language?: Language): string {
  const missing = escapeAsciiHtml(spacedMissing(cell, '\u00a0'))
  if (cell.value === null) return `${escapeAsciiHtml('—')}${missing}`
  const { shown, mark, signs } = cell.value
  const power = (exponent: number) => `${escapeAsciiHtml(' × 10')}<sup>${escapeAsciiHtml(exponentText(exponent))}</sup>`
  const numbers = scaled(escapeAsciiHtml(numbersText(shown, language)), shown, power)
  const raised = signs === '' ? '' : `<sup style="line-height:0">${escapeAsciiHtml(signs)}</sup>`
  return `${mark === null ? numbers : MARKS[mark](numbers)}${raised}${missing}`
}
