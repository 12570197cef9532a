import { estimate, type NumberPath } from 'bocas/core'
import { checkAlike, checkHonest, checkNotEmpty, checkOptions } from './checks'
import { type AnyRuns } from './groups'
import { type KitEstimate, type SharedOptions } from './types'

/** Mean and standard deviation of a metric over runs that are alike; NaN over holes only. @throws Error as {@link Kit.mean} says. */
export function makeMean(
  runs: AnyRuns,
  metric: NumberPath<unknown>,
  options: Pick<SharedOptions<unknown>, 'over' | 'optimistic'> = {},
): KitEstimate {
  checkOptions(options, ['over', 'optimistic'])
  checkNotEmpty(runs)
  checkHonest(runs, metric, options.optimistic)
  checkAlike(runs, options.over)
  const of = runs.length + runs.holes.length
  if (runs.length === 0) return { mean: NaN, sd: null, n: 0, of, runs: [] }
  return { ...estimate(runs, metric), of }
}
