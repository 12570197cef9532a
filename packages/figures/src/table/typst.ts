import { type Cell, type Head, missingWords, type Table } from './table'

const ARROWS = { max: ' $arrow.t$', min: ' $arrow.b$' }

/**
 * Text as Typst markup that shows exactly this text: escaped is what means something anywhere (quotes and hyphens become typographic, two stops an ellipsis),
 * and what means something at the beginning (headings, lists, terms, `1.`).
 */
export function escapeTypst(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/[\\#$*_`<>@[\]~\-"']|\/(?=\/)|^\/|\.(?=[\s.]|$)|^[=+]/g, '\\$&')
}

/** The table as Typst content: three rules, heads, body, small print. It is meant for `include` inside a `figure`. */
export function toTypst(table: Table): string {
  const lead = table.rowHeads.length
  const all = lead + table.columns.length
  const spans = table.spans.length === 0 ? [] : [[...table.rowHeads.map(() => '[]'), ...table.spans.map(spanCell)]]
  const heads = [
    ...table.rowHeads.map((head) => `[${escapeTypst(head)}]`),
    ...table.columns.map(({ head }) => `[${headText(head)}]`),
  ]
  const body = table.rows.map((row) => [
    ...row.heads.map((head) => `[${escapeTypst(head)}]`),
    ...row.cells.map((cell) => `[${cellText(cell)}]`),
  ])
  const line = (cells: readonly string[], indent: string) => `${indent}${cells.join(', ')},`
  return [
    '#table(',
    `  columns: ${all},`,
    `  align: (${[...table.rowHeads.map(() => 'left'), ...table.columns.map(() => 'center')].join(', ')},),`,
    '  stroke: none,',
    '  table.hline(stroke: 0.8pt),',
    '  table.header(',
    ...spans.flatMap((cells) => [line(cells, '    '), ...spanRules(table)]),
    line(heads, '    '),
    '  ),',
    '  table.hline(stroke: 0.5pt),',
    ...body.map((cells) => line(cells, '  ')),
    '  table.hline(stroke: 0.8pt),',
    ')',
    ...(table.note === '' ? [] : [`#text(size: 0.85em)[${escapeTypst(table.note)}]`]),
    '',
  ].join('\n')
}

function spanRules({ rowHeads, spans }: Table): string[] {
  let start = rowHeads.length
  return spans.map(({ columns }) => {
    const rule = `    table.hline(start: ${start}, end: ${start + columns}, stroke: 0.4pt),`
    start += columns
    return rule
  })
}

const spanCell = ({ head, columns }: Table['spans'][number]): string =>
  `table.cell(colspan: ${columns})[${headText(head)}]`

const headText = ({ text, better }: Head): string => escapeTypst(text) + (better === undefined ? '' : ARROWS[better])

function cellText(cell: Cell): string {
  const missing = escapeTypst(missingWords(cell))
  if (cell.value === null) return `—${missing}`
  const { mean, sd, exponent } = cell.value.shown
  const numbers = sd === null ? mean : `${mean} ± ${sd}`
  const text = escapeTypst(exponent === 0 ? numbers : `${sd === null ? numbers : `(${numbers})`} × 10`)
  const power = exponent === 0 ? '' : `#super[${String(exponent).replace('-', '−')}]`
  return (cell.value.isBest ? `#strong[${text}${power}]` : text + power) + missing
}
