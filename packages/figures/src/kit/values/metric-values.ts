import { type AnyRuns } from './groups'

/**
 * A metric of some runs; null when there are none, or none of them has it though others among `all` do (tasks and alternatives may differ in what they measure).
 *
 * @throws Error that lists the metrics there are, when no run has it or only some of these have.
 */
export function metricValues(runs: AnyRuns, metric: string, all: AnyRuns): readonly number[] | null {
  const isElsewhere = [...all].some((run) => run.hasMetric(metric))
  const isHere = [...runs].some((run) => run.hasMetric(metric))
  if (runs.length === 0 || (isElsewhere && !isHere)) return null
  return runs.values(metric)
}
