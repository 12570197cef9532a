import { type Estimate, mean, sd } from '../../statistics'
import type { NumberPath } from '../stored/paths'
import type { Runs } from './runs'

/**
 * Mean and standard deviation of a metric over runs.
 *
 * @throws RangeError when there are no runs; Error when a run does not have the metric.
 */
export function estimate<C, O>(runs: Runs<C, O>, metric: NumberPath<O>): Estimate {
  const values = runs.values(metric)
  const names = runs.map(({ task, name }) => `${task}/${name}`)
  return { mean: mean(values), sd: sd(values), n: values.length, runs: names, metric, values }
}
