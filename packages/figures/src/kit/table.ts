import { formatParts, mean } from 'bocas/core'
import { idsOf } from '../sources/noting'
import { bestOf } from '../table/best'
import { type Cell, type Column, type Head, type Table, type TableKeys } from '../table/table'
import { checkAlike, checkChoice, checkHonest, checkNotEmpty, checkOptions } from './checks'
import { type Drawing } from './frame'
import { type Group, groupsOf, isSameGroup, listOf } from './groups'
import { keyWords, metricWords, withUnit } from './labels'
import { metricValues } from './metric-values'
import { halfWidth } from './spread'
import { tableNote } from './table-note'
import { type TableOptions } from './types'

const OPTIONS = ['rows', 'cols', 'show', 'better', 'spread', 'note', 'labels', 'over', 'optimistic', 'as', 'digits']

/** The table that the options ask for. @throws Error that says what is wrong with them. */
export function makeTable(
  drawing: Drawing,
  options: TableOptions<unknown, unknown>,
): { table: Table; keys: TableKeys } {
  const { name, runs } = drawing
  const { labels = {}, as } = options
  checkNotEmpty(runs)
  checkOptions(options, OPTIONS)
  checkChoice(options, 'spread', ['sd', 'se', 'ci95', 'none'])
  checkChoice(options, 'as', ['number', 'percent', 'points'])
  const metrics = listOf<string>(options.show)
  const keys = { rows: listOf<string>(options.rows), cols: listOf<string>(options.cols) }
  if (metrics.length === 0) throw new Error('`show` names no metric')
  if (keys.rows.length === 0) throw new Error('`rows` names no key')
  metrics.forEach((metric) => checkHonest(runs, metric, options.optimistic))
  const across = groupsOf(runs, keys.cols, labels)
  const metricHead = (metric: string): Head => ({
    text: withUnit(metricWords(metric, labels), as),
    better: betterOf(options, metric),
  })
  const groupHead = (group: Group): Head => ({ text: group.label })
  const hasCols = keys.cols.length > 0
  const isSingle = metrics.length === 1
  const places = across.flatMap((group) => metrics.map((metric) => ({ group, metric })))
  const columns = places.map(({ group, metric }): Column => ({
    head: hasCols && isSingle ? groupHead(group) : metricHead(metric),
    metric,
    values: group.words,
  }))
  const spans = !hasCols
    ? []
    : isSingle
      ? [{ head: metricHead(metrics[0] as string), columns: columns.length }]
      : across.map((group) => ({ head: groupHead(group), columns: metrics.length }))
  const rows = groupsOf(runs, keys.rows, labels)
  const cells = rows.map((row) => {
    const parts = groupsOf(row.runs, keys.cols, labels)
    return places.map(({ group, metric }) =>
      makeCell(
        drawing,
        parts.find((part) => isSameGroup(part, group)),
        row,
        metric,
        options,
      ),
    )
  })
  const best = places.map(({ metric }, column) =>
    bestOf(
      cells.map((row) => candidateOf(row[column] as Cell)),
      betterOf(options, metric),
    ),
  )
  const marked = (cell: Cell, row: number, column: number): Cell =>
    cell.value === null ? cell : { ...cell, value: { ...cell.value, isBest: best[column]?.[row] === true } }
  const body = rows.map((row, index) => ({
    heads: row.words,
    cells: (cells[index] as Cell[]).map((cell, column) => marked(cell, index, column)),
  }))
  const note = options.note === false ? '' : tableNote(drawing, options.spread ?? 'sd', body, labels)
  return {
    table: { name, rowHeads: keys.rows.map((key) => keyWords(key, labels)), spans, columns, rows: body, note },
    keys,
  }
}

function betterOf({ better }: TableOptions<unknown, unknown>, metric: string): 'max' | 'min' {
  const direction = typeof better === 'object' && better !== null ? (better as Record<string, unknown>)[metric] : better
  if (direction === 'max' || direction === 'min') return direction
  throw new Error(`\`better\` has to say 'max' or 'min' for ${metric}, so that the best value can be told`)
}

function makeCell(
  { runs }: Drawing,
  part: Group | undefined,
  row: Group,
  metric: string,
  options: TableOptions<unknown, unknown>,
): Cell {
  if (part === undefined) return { value: null, n: 0, of: 0 }
  const where = [row.label, part.label].filter((words) => words !== '').join(', ')
  checkAlike(part.runs, options.over, where)
  const values = metricValues(part.runs, metric, runs)
  const of = part.runs.length + part.runs.holes.length
  if (values === null) return { value: null, n: 0, of: part.runs.length === 0 ? of : 0 }
  const { spread: kind = 'sd', as, digits } = options
  const spread = halfWidth(values, kind)
  const shown = formatParts({ mean: mean(values), sd: spread }, { as, digits })
  return { value: { shown, mean: mean(values), spread, isBest: false }, n: values.length, of, runs: idsOf(part.runs) }
}

function candidateOf({ value }: Cell): { mean: number; shown: string } | null {
  return value === null ? null : { mean: value.mean, shown: `${value.shown.mean}e${value.shown.exponent}` }
}
