import { ProblemsError } from '../../problems'
import { checkAlike, checkHonest, checkNotEmpty, checkSeeds } from '../runs/checks'
import { estimate } from '../runs/estimate'
import { checkKnown, listOf } from '../runs/options'
import type { NumberPath } from '../stored/paths'
import type { Runs } from '../runs/runs'
import { groupsOf, identify } from './groups'
import type { Pivot, PivotCell, PivotHead, PivotOptions } from './types'

/**
 * A pivot table: one row per value of some keys, one column per value of others and per metric, and in every cell mean and standard deviation over the seeds.
 * `pivot(runs, { rows: 'tactic', cols: 'task', values: 'test.accuracy' })`.
 *
 * @throws Error when there are no runs, a key or metric does not exist, a cell mixes runs that differ in more than their seed (or `over`), or `select` chose
 * by a metric that is shown and `optimistic` is not said.
 */
export function pivot<C, O>(runs: Runs<C, O>, options: PivotOptions<C, O>): Pivot<C, O> {
  checkKnown('pivot', options, ['rows', 'cols', 'values', 'over', 'optimistic'])
  const [rowKeys, colKeys, over] = [options.rows, options.cols, options.over].map((keys) => listOf<string>(keys))
  const metrics = listOf<string>(options.values)
  if (rowKeys!.length === 0) throw new ProblemsError('`rows` names no key')
  if (metrics.length === 0) throw new ProblemsError('`values` names no metric')
  checkNotEmpty(runs as Runs)
  runs.checkKeys([...rowKeys!, ...colKeys!, ...over!])
  checkSeeds(runs as Runs, options.optimistic)
  metrics.forEach((metric) => checkHonest(runs as Runs, metric, options.optimistic))
  const isMeasured = new Map(metrics.map((metric) => [metric, [...runs].some((run) => run.hasMetric(metric))]))
  const nothing = runs.only(() => false)
  const across = groupsOf(runs, colKeys!)
  const rows = groupsOf(runs, rowKeys!)
  return {
    rows: rows.map(headOf),
    columns: across.flatMap((group) => metrics.map((metric) => ({ ...headOf(group), metric }))),
    cells: rows.map((row) => {
      const parts = new Map(groupsOf(row.runs, colKeys!).map((part) => [identify(part.values), part.runs]))
      return across.flatMap((group) => {
        const part = parts.get(identify(group.values)) ?? nothing
        checkAlike(part as Runs, over!, [row.id, group.id].filter((words) => words !== '').join(', '))
        return metrics.map((metric) => makeCell(part, metric as NumberPath<O>, isMeasured.get(metric) === true))
      })
    }),
  }
}

const headOf = ({ values, words, id }: PivotHead): PivotHead => ({ values, words, id })

/** Tasks, and alternatives within a task, may differ in what they measure: a cell without the metric is empty when others have it. */
function makeCell<C, O>(runs: Runs<C, O>, metric: NumberPath<O>, isMeasured: boolean): PivotCell<C, O> {
  const isEmpty = runs.length > 0 && isMeasured && ![...runs].some((run) => run.hasMetric(metric))
  if (isEmpty) return { runs, values: [], estimate: null, of: 0 }
  const values = runs.values(metric)
  const of = runs.length + runs.holes.length
  return { runs, values, estimate: values.length === 0 ? null : estimate(runs, metric), of }
}
