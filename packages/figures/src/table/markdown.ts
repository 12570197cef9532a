import { escapeMarkdown, type Language } from 'bocas/internal'
import { headPaths, rowSpans } from './heads'
import { inScripts } from './maths-in-table'
import { writeNote } from './note'
import { exponentText, numbersText, scaled, spacedMissing } from './shown'
import { type TableCell, type Head, type RankMark, type Table } from './table'

const ARROWS = { max: ' ↑', min: ' ↓' }
const MARKS: Record<RankMark, (text: string) => string> = {
  best: (text) => `**${text}**`,
  // GitHub takes out <u>.
  second: (text) => `<ins>${text}</ins>`,
}

/**
 * The table as Markdown. It knows one line of heads: heads above several columns join the head of each, and one above all of them stands before the table.
 */
export function toMarkdown(table: Table): string {
  const [above, heads] = splitTop(table.heads)
  const paths = headPaths(heads)
  const spans = rowSpans(table.rows)
  const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  return [
    ...(above.length === 0 ? [] : [above.map(headText).join(', '), '']),
    row([...table.rowHeads.map(written), ...paths.map(pathText)]),
    row([...table.rowHeads.map(() => ':---'), ...table.columns.map(() => ':---:')]),
    ...table.rows.map((one, index) =>
      row([
        ...one.heads.map((text, level) => (spans[index]![level] === 0 ? '' : written(text))),
        ...one.cells.map((cell) => cellText(cell, table.language)),
      ]),
    ),
    ...(table.note.length === 0 ? [] : ['', writeNote(table.note, NOTE, table.language)]),
    '',
  ].join('\n')
}

const written = inScripts(escapeMarkdown, {
  super: (text) => `<sup>${text}</sup>`,
  sub: (text) => `<sub>${text}</sub>`,
})

const NOTE = {
  text: written,
  best: (text: string) => MARKS.best(written(text)),
  second: (text: string) => MARKS.second(written(text)),
  sign: (sign: string) => `<sup>${escapeMarkdown(sign)}</sup>`,
}

/** Heads over all columns, and what is below them. The name of a key stays with its values. */
function splitTop(heads: readonly Head[]): [readonly Head[], readonly Head[]] {
  const [only, ...others] = heads
  if (only?.below === undefined || only.isKey === true || others.length > 0) return [[], heads]
  const [above, below] = splitTop(only.below)
  return [[only, ...above], below]
}

/** `lr = 0.1` for a key and its value, `mnist, accuracy ↑` for others. */
function pathText(path: readonly Head[]): string {
  return path.reduce((text, head, index) => {
    if (index === 0) return headText(head)
    return `${text}${path[index - 1]!.isKey === true ? ' = ' : ', '}${headText(head)}`
  }, '')
}

const headText = ({ text, better }: Head): string => written(text) + (better === undefined ? '' : ARROWS[better])

function cellText(cell: TableCell, language?: Language): string {
  const missing = spacedMissing(cell)
  if (cell.value === null) return `—${missing}`
  const { shown, mark, signs } = cell.value
  const numbers = scaled(
    escapeMarkdown(numbersText(shown, language)),
    shown,
    (exponent) => ` × 10<sup>${exponentText(exponent)}</sup>`,
  )
  const raised = signs === '' ? '' : `<sup>${escapeMarkdown(signs)}</sup>`
  return `${mark === null ? numbers : MARKS[mark](numbers)}${raised}${missing}`
}
