import { choiceNotes } from 'bocas/core'
import { type Table } from '../../table/table'
import { checkChoice, checkNotEmpty, checkOptions } from '../values/checks'
import { type Drawing } from '../plots/frame'
import { listOf } from '../values/groups'
import { metricWords } from '../values/labels'
import { nonFiniteNotes } from '../values/non-finite-notes'
import { betterOf, gridOfRuns } from './grid'
import { tableOf } from './of-grid'
import { RUNS_OPTIONS, STYLE_OPTIONS, type TableOptions } from './options'

/** The table that the options ask for. @throws Error that says what is wrong with them. */
export function makeTable(drawing: Drawing, options: TableOptions<unknown, unknown>): Table {
  const { name, runs, isDraft } = drawing
  checkNotEmpty(runs)
  checkOptions(options, [...STYLE_OPTIONS, ...RUNS_OPTIONS])
  checkChoice(options, 'compete', ['column', 'row'])
  const metrics = listOf<string>(options.show)
  if (typeof options.better === 'object') checkOptions(options.better ?? {}, metrics)
  metrics.forEach((metric) => betterOf(options, metric))
  const grid = gridOfRuns(runs, options)
  const { labels = {}, optimistic } = options
  const said = [
    ...choiceNotes(runs, optimistic, (metric) => metricWords(metric, labels)),
    ...nonFiniteNotes(runs, metrics),
  ]
  const shown = { runs: runs.length, of: runs.length + runs.holes.length, selectedBy: runs.selectedBy, said }
  return tableOf(name, grid, options, { compete: options.compete ?? 'column', tests: [], shown, isDraft })
}
