import { type Cell, type Head, missingWords, type Table } from './table'

const ARROWS = { max: ' $\\uparrow$', min: ' $\\downarrow$' }

const ESCAPES: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}',
  '~': '\\textasciitilde{}',
  '^': '\\textasciicircum{}',
  '<': '\\textless{}',
  '>': '\\textgreater{}',
  '|': '\\textbar{}',
  '"': '\\textquotedbl{}',
  '−': '$-$',
  '±': '$\\pm$',
  '×': '$\\times$',
  '∞': '$\\infty$',
  '–': '--',
  '—': '---',
}

/** Text as LaTeX that shows exactly this text. Letters beyond ASCII are left as UTF-8, which LaTeX reads since 2018. */
export function escapeLatex(text: string): string {
  return text
    .replace(/[&%$#_{}]/g, '\u0000$&')
    .replace(/\u0000?[^\u0000]/gu, (found) =>
      found.length > 1 && found[0] === '\u0000' ? `\\${found[1]}` : (ESCAPES[found] ?? found),
    )
}

/** The table as a LaTeX tabular with the rules of booktabs, and its small print. It is meant for \input inside a table environment. */
export function toLatex(table: Table): string {
  const lead = table.rowHeads.length
  const row = (cells: readonly string[]) => `${cells.join(' & ')} \\\\`
  const heads = [...table.rowHeads.map(escapeLatex), ...table.columns.map(({ head }) => headText(head))]
  const spans = [
    ...table.rowHeads.map(() => ''),
    ...table.spans.map(({ head, columns }) => `\\multicolumn{${columns}}{c}{${headText(head)}}`),
  ]
  return [
    '% needs \\usepackage{booktabs}',
    `\\begin{tabular}{${'l'.repeat(lead)}${'c'.repeat(table.columns.length)}}`,
    '\\toprule',
    ...(table.spans.length === 0 ? [] : [row(spans), spanRules(table)]),
    row(heads),
    '\\midrule',
    ...table.rows.map(({ heads: words, cells }) => row([...words.map(escapeLatex), ...cells.map(cellText)])),
    '\\bottomrule',
    '\\end{tabular}',
    ...(table.note === '' ? [] : [`\\par\\smallskip{\\footnotesize ${escapeLatex(table.note)}\\par}`]),
    '',
  ].join('\n')
}

function spanRules({ rowHeads, spans }: Table): string {
  let start = rowHeads.length + 1
  return spans
    .map(({ columns }) => {
      const rule = `\\cmidrule(lr){${start}-${start + columns - 1}}`
      start += columns
      return rule
    })
    .join(' ')
}

const headText = ({ text, better }: Head): string => escapeLatex(text) + (better === undefined ? '' : ARROWS[better])

function cellText(cell: Cell): string {
  if (cell.value === null) return `---${missingWords(cell)}`
  const { mean, sd, exponent } = cell.value.shown
  const numbers = sd === null ? mathNumber(mean) : `${mathNumber(mean)} \\pm ${mathNumber(sd)}`
  const scaled = exponent === 0 ? numbers : `${sd === null ? numbers : `(${numbers})`} \\times 10^{${exponent}}`
  return `$${cell.value.isBest ? `\\mathbf{${scaled}}` : scaled}$${missingWords(cell)}`
}

const mathNumber = (text: string): string =>
  text.replace('−', '-').replace('∞', '\\infty').replace('NaN', '\\mathrm{NaN}')
