import { escapeLatex, latexNeeds } from 'bocas/internal'
import { alignColumn } from './align'
import { beginsGroup, hasRule, type HeadCell, headLines, rowSpans } from './heads'
import { latexCell } from './latex-cell'
import { layOutTable } from './layout'
import { inScripts } from './maths-in-table'
import { writeNote } from './note'
import { type Head, type TableRow, type Table } from './table'

const ARROWS = { max: '~$\\uparrow$', min: '~$\\downarrow$' }

/**
 * The table as a LaTeX tabular with the rules of booktabs, and its small print. It is meant for \input inside a table environment. A table that is wider than
 * its line is made smaller as a whole, which needs graphicx.
 */
export function toLatex(table: Table): string {
  const { rowHeads, heads, columns, rows, note, language } = layOutTable(table)
  const names = rowHeads.length
  const spans = rowSpans(rows)
  const inks = columns.map((_, column) =>
    alignColumn(
      rows.map((row) => row.cells[column]!),
      language,
    ),
  )
  const tabular = [
    `\\begin{tabular}{${'l'.repeat(names)}${'c'.repeat(columns.length)}}`,
    '\\toprule',
    ...headRows(headLines(heads), rowHeads, columns.length),
    '\\midrule',
    ...rows.flatMap(({ heads: words, cells }, row) => [
      ...(needsSpace(rows, spans, row) ? ['\\addlinespace'] : []),
      tableRow([
        ...words.map((text, level) => (spans[row]![level] === 0 ? '' : stacked(text, 'l', 't'))),
        ...cells.map((cell, column) => latexCell(cell, inks[column]![row]!)),
      ]),
    ]),
    '\\bottomrule',
    '\\end{tabular}',
  ]
  const body = [...placing(tabular), ...noteLines(writeNote(note, NOTE, language)), '\\endgroup', '']
  const needs = [
    '\\usepackage{booktabs}',
    '\\usepackage{graphicx} if it is wider than the line',
    ...latexNeeds(body.join('\n')),
  ]
  return [...needs.map((need) => `% needs ${need}`), ...body].join('\n')
}

/** Between groups of rows, and around names in several lines, there is some space. */
function needsSpace(rows: readonly TableRow[], spans: readonly number[][], row: number): boolean {
  const isTall = (index: number) => rows[index]?.heads.some((text) => text.includes('\n')) === true
  return beginsGroup(spans, row) || (row > 0 && (isTall(row) || isTall(row - 1)))
}

/** Sets the tabular in a box, to know its width. */
function placing(tabular: readonly string[]): string[] {
  return [
    '\\begingroup',
    '\\sbox2{%',
    ...tabular.slice(0, -1),
    `${tabular.at(-1)}}%`,
    '\\ifdim\\wd2>\\linewidth\\resizebox{\\linewidth}{!}{\\usebox2}\\else\\usebox2\\fi',
  ]
}

function noteLines(note: string): string[] {
  if (note === '') return []
  return [
    '\\par\\smallskip',
    '\\footnotesize',
    '\\dimen2=\\wd2 \\ifdim\\dimen2<24em\\dimen2=24em\\fi \\ifdim\\dimen2>\\linewidth\\dimen2=\\linewidth\\fi',
    `\\parbox{\\dimen2}{\\raggedright ${note}\\par}`,
  ]
}

const written = inScripts(escapeLatex, {
  super: (text) => `\\textsuperscript{${text}}`,
  sub: (text) => `\\textsubscript{${text}}`,
})

const NOTE = {
  text: written,
  best: (text: string) => `\\textbf{${written(text)}}`,
  second: (text: string) => `\\underline{${written(text)}}`,
  sign: (sign: string) => `\\textsuperscript{${escapeLatex(sign)}}`,
}

const tableRow = (cells: readonly string[]): string => `${cells.join(' & ')} \\\\`

function headRows(lines: readonly (readonly HeadCell[])[], rowHeads: readonly string[], columns: number): string[] {
  const isLast = (level: number): boolean => level === lines.length - 1
  return lines.flatMap((line, level) => {
    const cells: string[] = rowHeads.map((text) => (isLast(level) ? stacked(text, 'l', 'b') : ''))
    for (let column = 0; column < columns;) {
      const found = endingAt(lines, level, column)
      if (found === undefined) {
        cells.push('')
        column++
        continue
      }
      const text = headText(found.head)
      cells.push(found.columns === 1 ? text : `\\multicolumn{${found.columns}}{c}{${text}}`)
      column += found.columns
    }
    const rules = line
      .filter(({ head }) => hasRule(head))
      .map(
        ({ start, columns: width }) =>
          `\\cmidrule(lr){${rowHeads.length + start + 1}-${rowHeads.length + start + width}}`,
      )
    return [tableRow(cells), ...(rules.length === 0 ? [] : [rules.join(' ')])]
  })
}

/** The head over a column whose last line is this one. */
function endingAt(lines: readonly (readonly HeadCell[])[], level: number, column: number): HeadCell | undefined {
  return lines
    .flatMap((line, from) => line.filter((cell) => from + cell.lines - 1 === level))
    .find((cell) => cell.start === column)
}

/** Text with its line breaks. */
function stacked(text: string, side: 'l' | 'c', anchor: 't' | 'b'): string {
  const lines = text.split('\n').map(written)
  if (lines.length === 1) return lines[0]!
  return `\\begin{tabular}[${anchor}]{@{}${side}@{}}${lines.join(' \\\\ ')}\\end{tabular}`
}

function headText({ text, better }: Head): string {
  const lines = text.split('\n').map(written)
  const arrow = better === undefined ? '' : ARROWS[better]
  if (lines.length === 1) return `${lines[0]}${arrow}`
  return `\\begin{tabular}[b]{@{}c@{}}${lines.join(' \\\\ ')}${arrow}\\end{tabular}`
}
