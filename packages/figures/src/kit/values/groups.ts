import { type Json, type RunGroup, type Runs } from 'bocas/internal'
import { type Labels, ownLabel, valueWords } from './labels'

/** The kit's own view of runs: paths are checked when they are used. */
export type AnyRuns = Runs<unknown, unknown>

/** Runs with the same values at some keys. */
export interface Group {
  readonly values: readonly (Json | undefined)[]
  /** For a legend: `adam, lr = 0.1`. */
  readonly label: string
  /** For the head of a row, one per key: `adam`, `0.1`. */
  readonly words: readonly string[]
  readonly runs: AnyRuns
}

/** Runs apart by every combination of the values of some keys, in the order in which the sweep has them. Without keys, one group. */
export function groupsOf(runs: AnyRuns, keys: readonly string[], labels: Labels): Group[] {
  let groups: Group[] = [{ values: [], label: '', words: [], runs }]
  for (const key of keys) {
    const order = runs.groupBy(key).map(idOf)
    const byOrder = (a: RunGroup<unknown, unknown>, b: RunGroup<unknown, unknown>) =>
      order.indexOf(idOf(a)) - order.indexOf(idOf(b))
    groups = groups.flatMap((group) =>
      [...group.runs.groupBy(key)].sort(byOrder).map((part) => ({
        values: [...group.values, part.value],
        label: [...(group.words.length ? [group.label] : []), valueWords(key, part.value, part.label, labels)].join(
          ', ',
        ),
        words: [...group.words, ownLabel(labels, part.label) ?? part.label],
        runs: part.runs,
      })),
    )
  }
  return groups
}

/** A value as something to compare. */
export const idOf = ({ value }: { readonly value: Json | undefined }): string => JSON.stringify(value) ?? 'undefined'

/** Whether two groups have the same values. */
export function isSameGroup(a: Group, b: Group): boolean {
  return (
    a.values.length === b.values.length &&
    a.values.every((value, index) => idOf({ value }) === idOf({ value: b.values[index] }))
  )
}

/** One or more, as a list. */
export function listOf<T>(value: T | readonly T[] | undefined): readonly T[] {
  if (value === undefined) return []
  return Array.isArray(value) ? (value as readonly T[]) : [value as T]
}
