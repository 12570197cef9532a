import { sizeOfLargest, subtract, type TestRefusal } from '../../statistics'
import { refusal } from '../../text'
import type { Result } from '../stored/result'

/** Differences, and the size of the largest number that they were computed from. */
export interface Differences {
  readonly values: readonly number[]
  readonly size: number
}

/** What each pair differs by. */
export const differencesOfPairs = (a: readonly number[], b: readonly number[]): Differences => ({
  values: a.map((value, i) => subtract(value, b[i]!)),
  size: sizeOfLargest(a, b),
})

/**
 * The differences of pairs of runs fold by fold, where each run is a mean over the folds of one cross-validation and keeps the value of each: what a mean over folds
 * varies by from seed to seed says little of other data, because every seed has tested on all of them.
 *
 * @param path a column of a series, such as `folds.test`.
 * @throws Error that lists the columns there are.
 */
export function foldDifferences(
  pairs: readonly (readonly [a: Result, b: Result])[],
  path: string,
): Differences | TestRefusal {
  const lists: Differences[] = []
  for (const [a, b] of pairs) {
    const [own, other] = [a.column(path), b.column(path)]
    if (own.length !== other.length)
      return refusal('foldsDiffer', `${a.task}/${a.name}`, own.length, path, `${b.task}/${b.name}`, other.length)
    lists.push(differencesOfPairs(own, other))
  }
  return { values: lists.flatMap(({ values }) => values), size: sizeOfLargest(lists.map(({ size }) => size)) }
}

export const isRefused = (found: Differences | TestRefusal): found is TestRefusal => 'refused' in found
