import {
  choiceNotes,
  type Compared,
  type ComparedCell,
  listOf,
  type AnyRuns,
  type Language,
  wordsIn,
} from 'bocas/internal'
import type { Table, NotePart } from '../../table/table'
import { checkChoice, checkNotEmpty, checkOptions } from '../values/checks'
import type { FigureContext } from '../plots/frame'
import { metricWords, ownLabel, type Labels } from '../values/labels'
import { nonFiniteNotes } from '../values/non-finite-notes'
import { betterOf, gridOfRuns, cellOf, labelled, withoutEmpty, type Grid, type GridCell } from './grid'
import { tableOf } from './of-grid'
import { RUNS_OPTIONS, STYLE_OPTIONS, type ComparedStyle, type TableOptions } from './options'
import type { ShownRuns } from './note'

/** The table that the options ask for. @throws Error that says what is wrong with them. */
export function makeTable(drawing: FigureContext, options: TableOptions<unknown, unknown>): Table {
  const { name, runs, isDraft } = drawing
  checkNotEmpty(runs)
  checkOptions(options, [...STYLE_OPTIONS, ...RUNS_OPTIONS])
  checkChoice(options, 'compete', ['column', 'row'])
  const metrics = listOf<string>(options.show)
  if (typeof options.better === 'object') checkOptions(options.better ?? {}, metrics)
  metrics.forEach((metric) => betterOf(options, metric))
  const grid = gridOfRuns(runs, options, drawing.typography.language)
  const { labels = {}, optimistic } = options
  const { language } = drawing.typography
  const notes = [
    ...choiceNotes(runs, optimistic, (metric) => metricWords(metric, labels)),
    ...nonFiniteNotes(runs, metrics, language),
  ]
  const shown = { runs: runs.length, of: runs.length + runs.holes.length, selectedBy: runs.selectedBy, said: notes }
  return tableOf(name, grid, options, { compete: options.compete ?? 'column', tests: [], shown, isDraft, language })
}

/** The sign of a cell that can be told from the one it is compared with. */
const DIFFERENT = '*'

/** Whether a table is to show a comparison, and not runs. Modules may exist twice in a process, so `instanceof` would not do. */
export function isCompared(shown: AnyRuns | Compared): shown is Compared {
  return 'cells' in shown && 'note' in shown
}

/** What a table of a comparison is drawn as. */
export type TableContext = Pick<FigureContext, 'name' | 'isDraft'> & { readonly language?: Language }

/** The table of a comparison, with the signs that it has decided on. @throws Error that says what is wrong with the options. */
export function makeComparedTable(
  { name, isDraft, language }: TableContext,
  compared: Compared,
  { bold = 'best', ...style }: ComparedStyle<unknown> = {},
): Table {
  checkChoice({ bold }, 'bold', ['best', 'not worse'])
  const wrong = Object.keys(style).filter((option) => RUNS_OPTIONS.includes(option))
  if (wrong.length > 0)
    throw new Error(
      `${wrong.map((option) => `\`${option}\``).join(', ')}: a comparison has decided on that; say it to compare()`,
    )
  checkOptions(style, STYLE_OPTIONS)
  const labels = { ...compared.labels, ...style.labels }
  const grid = gridOfCompared({ ...compared, labels }, language)
  const noted = {
    tests: testNote(compared, labels, language),
    shown: shownOfCompared(compared, language),
    isDraft,
    language,
  }
  const table = tableOf(name, grid, { ...style, labels }, { compete: 'column', ...noted })
  return bold === 'best' ? table : withNotWorse(table, compared)
}

/** With all bold that was compared with the best of its column and is not significantly worse. @throws Error where the best was compared with nothing. */
function withNotWorse(table: Table, { columns, cells, note }: Compared): Table {
  const { test, against } = note()
  if (test === 'none' || against !== null)
    throw new Error(
      `\`bold: 'not worse'\` marks what was compared with the best of its column, and ${test === 'none' ? 'nothing was tested here' : `all was compared with ${against}: leave \`against\` out of compare()`}`,
    )
  // Columns that have nothing at all are not shown.
  const shown = columns.flatMap((_, column) => (cells.some((row) => row[column]!.of > 0) ? [column] : []))
  const rows = table.rows.map((row, at) => ({
    ...row,
    cells: row.cells.map((cell, index) => {
      if (cell.value === null) return cell
      const { isBest, isDifferent } = cells[at]![shown[index]!]!
      const mark = isBest || isDifferent === false ? ('best' as const) : null
      return { ...cell, value: { ...cell.value, mark } }
    }),
  }))
  const words = wordsIn(table.language).results.table.notWorse
  const told = table.note.filter(({ mark }) => mark !== 'second')
  return { ...table, rows, note: told.map((part) => (part.mark === 'best' ? { ...part, text: words } : part)) }
}

/** What a comparison has found, with its signs. */
function gridOfCompared({ keys, labels, rows, columns, cells }: Compared, language?: Language): Grid {
  return withoutEmpty({
    keys: { rows: keys.rows, cols: keys.per },
    rows: rows.map((row) => labelled(row, labels, language)),
    columns: columns.map((column) => ({
      ...labelled(column, labels, language),
      metric: column.metric,
      better: column.better,
    })),
    cells: cells.map((row) => row.map(comparedCell)),
  })
}

function comparedCell(cell: ComparedCell): GridCell {
  return { ...cellOf(cell), decided: { signs: cell.isDifferent === true ? DIFFERENT : '' } }
}

/** How many runs are there of how many, and how they were chosen. A run counts once, however many metrics are shown of it. */
function shownOfCompared({ columns, cells, note }: Compared, language?: Language): ShownRuns {
  const first = columns[0]?.metric
  const own = cells.flatMap((row) => row.filter((_, column) => columns[column]!.metric === first))
  const sum = (count: (cell: ComparedCell) => number) => own.reduce((all, cell) => all + count(cell), 0)
  const there = sum(({ runs }) => runs.length)
  const { selectedBy, said } = note()
  const [odd, metrics] = oddOfCompared({ columns, cells })
  const told = [...said, ...nonFiniteNotes(odd, metrics, language)]
  return { runs: there, of: there + sum(({ runs }) => runs.holes.length), selectedBy, said: told }
}

/** The runs of a comparison, each once, and the metrics that it shows. */
export function oddOfCompared({
  columns,
  cells,
}: Pick<Compared, 'columns' | 'cells'>): [runs: Parameters<typeof nonFiniteNotes>[0], metrics: string[]] {
  const all = cells.flat().flatMap(({ runs }) => [...runs])
  const each = new Map(all.map((result) => [`${result.task}/${result.name}`, result]))
  return [[...each.values()], columns.map(({ metric }) => metric)]
}

/** What signs mean, and which tests decided on them. */
function testNote({ cells, note }: Compared, labels: Labels, language?: Language): NotePart[] {
  const { test, comparisons, against, text } = note()
  const words = wordsIn(language).results.table
  if (test === 'none' || text === '') return []
  const than = against === null ? words.theBest : (ownLabel(labels, against) ?? against)
  const isAny = cells.flat().some(({ isDifferent }) => isDifferent === true)
  const signs: NotePart[] = isAny
    ? [{ sign: DIFFERENT, text: words.differs(than) }]
    : comparisons > 0
      ? [{ text: words.nothingDiffers(than) }]
      : []
  return [...signs, { text }]
}
