import { excessOf, layOutTable } from '../../table/layout'
import { type TableRow, type Table } from '../../table/table'
import { checkChoice, checkOptions } from '../values/checks'
import { keyWords } from '../values/labels'
import { tableCells, exponentsOf } from './cells'
import { lostOf } from '../values/made'
import { type Grid } from './grid'
import { headsOf, unitOfHead } from './heads'
import { type Noted, tableNote } from './note'
import { ofMetric, type TableStyle } from './options'

/** A table that has to be made smaller than this part of its size is not read any more: 8.4 pt become 6 pt. */
const SMALLEST = 0.7

/** The table of a grid: numbers in words, marks, heads, note. @throws Error when it would be too small to be read. */
export function tableOf(
  name: string,
  grid: Grid,
  style: TableStyle<unknown>,
  told: Pick<Noted, 'compete' | 'tests' | 'shown' | 'isDraft' | 'language'>,
): Table {
  checkStyle(style, grid)
  const { labels = {}, spread = 'sd', width = 'column' } = style
  const { language } = told
  const exponents = exponentsOf(grid, style)
  const cells = tableCells(grid, style, exponents, told)
  const rows = grid.rows.map(({ words }, row): TableRow => ({ heads: words, cells: cells[row]! }))
  const table: Table = {
    name,
    keys: grid.keys,
    rowHeads: grid.keys.rows.map((key) => keyWords(key, labels)),
    heads: headsOf(grid, style, exponents, language),
    columns: grid.columns.map(({ metric, words }) => {
      const as = ofMetric(style.as, metric)
      return {
        metric,
        values: words,
        unit: unitOfHead(metric, style, exponents, language),
        ...(as === undefined ? {} : { as }),
      }
    }),
    rows,
    note:
      style.note === false
        ? []
        : tableNote({
            ...told,
            spread,
            rows,
            labels,
            lost: lostOf(grid.cells.flat().flatMap(({ values }) => values)),
            isRanked: isRanked(grid),
          }),
    width,
    ...(language === undefined || language === 'en' ? {} : { language }),
  }
  checkLegible(table)
  return table
}

/** Whether cells are held against each other. */
const isRanked = ({ rows, columns }: Grid): boolean =>
  rows.length * columns.length > 1 && columns.some(({ better }) => better !== 'none')

function checkStyle(style: TableStyle<unknown>, { columns }: Grid): void {
  checkChoice(style, 'spread', ['sd', 'se', 'ci95', 'interval', 'iqr', 'none'])
  checkChoice(style, 'width', ['column', 'text', 'any'])
  const metrics = [...new Set(columns.map(({ metric }) => metric))]
  for (const metric of metrics) checkChoice({ as: ofMetric(style.as, metric) }, 'as', ['number', 'percent', 'points'])
  for (const option of [style.as, style.digits, style.units]) {
    if (option !== null && typeof option === 'object') checkOptions(option, metrics)
  }
}

/** @throws Error when a table would have to be made too small to be read. */
export function checkLegible(table: Table): void {
  const excess = excessOf(layOutTable(table))
  if (excess * SMALLEST <= 1) return
  const place = table.width === 'column' ? 'a column' : 'the text'
  const wider = table.width === 'column' ? "say `width: 'text'`, " : ''
  throw new Error(
    `the table is about ${excess.toFixed(1)} times as wide as ${place} and would be too small to read; ${wider}move a key from \`cols\` to \`rows\`, show fewer metrics, or say \`width: 'any'\` when it has a page of its own`,
  )
}
