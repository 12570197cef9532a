import type { TestRefusal } from '../../statistics'
import { refusal } from '../../text'
import type { Result } from '../stored/result'

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
): readonly number[] | TestRefusal {
  const lists: number[][] = []
  for (const [a, b] of pairs) {
    const [own, other] = [a.column(path), b.column(path)]
    if (own.length !== other.length)
      return refusal('foldsDiffer', `${a.task}/${a.name}`, own.length, path, `${b.task}/${b.name}`, other.length)
    lists.push(own.map((value, i) => value - other[i]!))
  }
  return lists.flat()
}

export const isRefused = (found: readonly number[] | TestRefusal): found is TestRefusal => 'refused' in found
