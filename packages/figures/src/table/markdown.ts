import { type Cell, type Head, missingWords, type Table } from './table'

const ARROWS = { max: ' ↑', min: ' ↓' }

/** Text as Markdown (CommonMark with tables) that shows exactly this text. */
export function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*_{}[\]<>#|~$&]/g, '\\$&').replace(/\s+/g, ' ')
}

/** The table as Markdown. It knows one line of heads: what stands above several columns joins the head of each. */
export function toMarkdown(table: Table): string {
  const above = table.spans.flatMap(({ head, columns }) => Array.from({ length: columns }, () => head))
  const heads = table.columns.map(({ head }, index) =>
    [above[index], head]
      .filter((one) => one !== undefined)
      .map(headText)
      .join(', '),
  )
  const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  return [
    row([...table.rowHeads.map(escapeMarkdown), ...heads]),
    row([...table.rowHeads.map(() => ':---'), ...table.columns.map(() => ':---:')]),
    ...table.rows.map((one) => row([...one.heads.map(escapeMarkdown), ...one.cells.map(cellText)])),
    ...(table.note === '' ? [] : ['', escapeMarkdown(table.note)]),
    '',
  ].join('\n')
}

const headText = ({ text, better }: Head): string => escapeMarkdown(text) + (better === undefined ? '' : ARROWS[better])

function cellText(cell: Cell): string {
  if (cell.value === null) return `—${missingWords(cell)}`
  const { mean, sd, exponent } = cell.value.shown
  const numbers = sd === null ? mean : `${mean} ± ${sd}`
  const text =
    exponent === 0
      ? numbers
      : `${sd === null ? numbers : `(${numbers})`} × 10<sup>${String(exponent).replace('-', '−')}</sup>`
  return (cell.value.isBest ? `**${text}**` : text) + missingWords(cell)
}
