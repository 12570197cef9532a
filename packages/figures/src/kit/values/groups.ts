import { groupsOf, identify, type AnyRuns, type Json, type Language } from 'bocas/internal'
import { type Labels, localValue, ownLabel, valueWords } from './labels'

/** Runs with the same values at some keys, in the words of a figure. */
export interface LabelledGroup {
  readonly values: readonly (Json | undefined)[]
  /** For a legend: `adam, lr = 0.1`. */
  readonly label: string
  /** For the head of a row, one per key: `adam`, `0.1`. */
  readonly words: readonly string[]
  readonly runs: AnyRuns
}

/**
 * Runs apart by every combination of the values of some keys, in the order in which the sweep has them. Without keys, one group.
 *
 * @throws Error when no config has one of the keys: it lists those there are.
 */
export function labelledGroups(
  runs: AnyRuns,
  keys: readonly string[],
  labels: Labels,
  language?: Language,
): LabelledGroup[] {
  keys.forEach((key) => runs.groupBy(key))
  return groupsOf(runs, keys).map(({ values, words, runs: members }) => ({
    values,
    label: words.map((word, index) => valueWords(keys[index]!, values[index], word, labels, language)).join(', '),
    words: words.map((word, index) => ownLabel(labels, word) ?? localValue(values[index], word, language)),
    runs: members,
  }))
}

/** Whether two groups have the same values. */
export const isSameGroup = (a: LabelledGroup, b: LabelledGroup): boolean =>
  a.values.length === b.values.length && identify(a.values) === identify(b.values)
