import { escapeTypst } from 'bocas/internal'
import { alignColumn, type CellInk } from './align'
import { beginsGroup, hasRule, headLines, rowSpans } from './heads'
import { layOutTable } from './layout'
import { inScripts } from './maths-in-table'
import { writeNote } from './note'
import { exponentText, scaled, spacedMissing } from './shown'
import { withAccents, withOver } from './typst-accents'
import { type TableCell, type Head, type RankMark, type Table } from './table'

const ARROWS = { max: '~$arrow.t$', min: '~$arrow.b$' }
const MARKS: Record<RankMark, (content: string) => string> = {
  best: (content) => `#strong[${content}];`,
  // A line below a box goes on below hidden digits; that of underline() has gaps there.
  second: (content) => `#box(stroke: (bottom: 0.5pt), outset: (bottom: 1.8pt))[${content}];`,
}

/**
 * The table as Typst content: three rules, heads, body, small print. It is meant for `include` inside `figure(kind: table)`. A table that is wider than its
 * place is made smaller as a whole.
 */
export function toTypst(table: Table): string {
  const { rowHeads, heads, columns, rows, note, language } = layOutTable(table)
  const names = rowHeads.length
  const lines = headLines(heads)
  const spans = rowSpans(rows)
  const inks = columns.map((_, column) =>
    alignColumn(
      rows.map((row) => row.cells[column]!),
      language,
    ),
  )
  const body = rows.flatMap(({ heads: words, cells }, row) => [
    ...(beginsGroup(spans, row) ? [`    table.hline(stroke: 0.3pt),`] : []),
    `    ${[
      ...words.flatMap((text, level) => nameCell(text, spans[row]![level]!)),
      ...cells.map((cell, column) => `[${cellText(cell, inks[column]![row]!)}]`),
    ].join(', ')},`,
  ])
  const lined = [
    '#let body = table(',
    `  columns: ${names + columns.length},`,
    `  align: (${[...rowHeads.map(() => 'left'), ...columns.map(() => 'center')].join(', ')},),`,
    '  stroke: none,',
    '  table.hline(stroke: 0.8pt),',
    '  table.header(',
    ...lines.flatMap((line, level) => [
      `    ${[
        ...(level === 0 ? rowHeads.map((text) => headCell(multiline(text), 1, lines.length, 'left')) : []),
        ...line.map(({ head, columns: width, lines: height }) => headCell(headText(head), width, height, 'center')),
      ].join(', ')},`,
      ...line
        .filter(({ head }) => hasRule(head))
        .map(({ start, columns: width }) => {
          const [from, to] = [names + start, names + start + width]
          return `    table.hline(y: ${level + 1}, start: ${from}, end: ${to}, stroke: 0.4pt),`
        }),
    ]),
    '  ),',
    '  table.hline(stroke: 0.5pt),',
    ...body.map((line) => line.slice(2)),
    '  table.hline(stroke: 0.8pt),',
    ')',
    ...placing(writeNote(note, NOTE, language)),
    '',
  ]
  return withOver(lined.join('\n'))
}

const written = inScripts(withAccents(escapeTypst), {
  super: (content) => `#super[${content}];`,
  sub: (content) => `#sub[${content}];`,
})

const NOTE = {
  text: written,
  best: (text: string) => MARKS.best(written(text)),
  second: (text: string) => MARKS.second(written(text)),
  sign: escapeTypst,
}

/** Puts the body and the note below each other, no wider than their place. */
function placing(note: string): string[] {
  return [
    '#layout(place => {',
    '  let natural = measure(body).width',
    '  if natural > place.width { scale(place.width / natural * 100%, reflow: true, body) } else { body }',
    ...(note === ''
      ? []
      : [
          '  let width = calc.min(place.width, calc.max(natural, measure(h(24em)).width))',
          `  block(width: width, above: 0.7em, align(left, text(size: 0.85em)[${note}]))`,
        ]),
    '})',
  ]
}

const multiline = (text: string): string => text.split('\n').map(written).join(' \\ ')

const headText = ({ text, better }: Head): string => multiline(text) + (better === undefined ? '' : ARROWS[better])

function headCell(content: string, columns: number, lines: number, side: 'left' | 'center'): string {
  const spans = [...(columns > 1 ? [`colspan: ${columns}`] : []), ...(lines > 1 ? [`rowspan: ${lines}`] : [])]
  return `table.cell(${[...spans, `align: ${side} + bottom`].join(', ')})[${content}]`
}

function nameCell(text: string, span: number): string[] {
  if (span === 0) return []
  return [span > 1 ? `table.cell(rowspan: ${span})[${multiline(text)}]` : `[${multiline(text)}]`]
}

const visible = (text: string): string => escapeTypst(text).replaceAll(' ', '~')
const hidden = (text: string): string => (text === '' ? '' : `#hide[${visible(text)}];`)

// An asterisk is raised as it is; as a superscript it could not be seen.
function cellText(cell: TableCell, ink: CellInk | null): string {
  const missing = visible(spacedMissing(cell))
  if (cell.value === null || ink === null) return `—${missing}`
  const { mark, shown } = cell.value
  const numbers = scaled(
    ink.numbers.map(({ text, isHidden }) => (isHidden ? hidden(text) : visible(text))).join(''),
    shown,
    (exponent) => `~×~10#super[${exponentText(exponent)}];`,
  )
  const marked = mark === null ? numbers : MARKS[mark](numbers)
  const afterMissing = hidden(ink.afterMissing === '' ? '' : ` ${ink.afterMissing}`)
  return `${hidden(ink.before)}${marked}${visible(ink.signs)}${hidden(ink.after + ink.afterSigns)}${missing}${afterMissing}`
}
