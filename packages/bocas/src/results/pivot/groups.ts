import type { Json } from '../../sweep'
import type { Runs } from '../runs/runs'
import type { PivotHead } from './types'

/** Runs with the same values at some keys. */
export interface Group<C, O> extends PivotHead {
  readonly runs: Runs<C, O>
}

/** Runs apart by every combination of the values of some keys, in the order in which the runs have them. Without keys, one group. */
export function groupsOf<C, O>(runs: Runs<C, O>, keys: readonly string[]): Group<C, O>[] {
  let groups: Group<C, O>[] = [{ values: [], words: [], id: '', runs }]
  for (const key of keys) {
    const all = runs.split(key)
    const order = new Map(all.map(({ value }, position) => [identify([value]), position]))
    groups = groups.flatMap((group) =>
      (group.runs === runs ? all : group.runs.split(key))
        .sort((a, b) => order.get(identify([a.value]))! - order.get(identify([b.value]))!)
        .map(({ value, label, runs: part }) => {
          const words = [...group.words, label]
          return { values: [...group.values, value], words, id: words.join(', '), runs: part }
        }),
    )
  }
  return groups
}

/** Values as text by which they can be told apart. */
export function identify(values: readonly (Json | undefined)[]): string {
  return values.map((value) => JSON.stringify(value) ?? 'undefined').join('\n')
}
