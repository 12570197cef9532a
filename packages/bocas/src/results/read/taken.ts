import { makeResult, type Result } from '../stored/result'
import { resultDigest } from '../stored/result-digest'
import { ResultError } from '../stored/result-error'
import { openResult } from '../stored/verify-result'

/** The result of a run of another task, as a run is given it: without its name, key and place, which are in no key. */
export type Taken<C = unknown, O = unknown> = Pick<
  Result<C, O>,
  'config' | 'seed' | 'names' | 'metricPaths' | 'get' | 'metric' | 'hasMetric' | 'column'
>

/**
 * Opens the result of `key` in `dir` for a run that takes it, and names the files of its payloads, which are checked when they are read.
 *
 * @param digest what it must be by {@link resultDigest}.
 * @throws ResultError when it is not there, damaged or another one.
 */
export function openTaken<C, O>(
  { task, name, key, dir }: { task: string; name: string; key: string; dir: string },
  digest: string,
): { readonly result: Taken<C, O>; readonly payloads: readonly string[] } {
  const stored = openResult(dir, key)
  if (resultDigest(stored) !== digest)
    throw new ResultError('other-key', dir, `the result of ${task}/${name} changed after the run was planned`)
  const made = makeResult<C, O>(stored, { task, name, dir })
  const { config, seed, names, get, metric, hasMetric, column } = made
  const result: Taken<C, O> = {
    config,
    ...(seed === undefined ? {} : { seed }),
    names,
    get metricPaths() {
      return made.metricPaths
    },
    get,
    metric,
    hasMetric,
    column,
  }
  return { result, payloads: Object.keys(stored.payloads) }
}
