import { canonicalJson } from '../../keys/canonical-json'
import type { SweepLayout, AxisOption, Part } from './layout'
import { fixedLeaves, type Leaf } from './leaves'

/** Gives each option of a list the parts that tell it from the others: its leaves that are not the same in all of them. */
export function markDifferences(layouts: readonly SweepLayout[]): AxisOption[] {
  if (layouts.length === 1) return [{ layout: layouts[0]!, parts: [] }]
  const leaves = layouts.map((layout) => [...fixedLeaves(layout)])
  const same = sameEverywhere(leaves)
  return layouts.map((layout, i) => ({ layout, parts: leaves[i]!.filter(([path]) => !same.has(path)).map(toPart) }))
}

const toPart = ([path, value]: Leaf): Part => ({ path, value })

/** The paths at which all the lists have a leaf of the same value. */
export function sameEverywhere(lists: readonly (readonly Leaf[])[]): Set<string> {
  const seen = new Map<string, { text: string; times: number; same: boolean }>()
  for (const [path, value] of lists.flat()) {
    const text = canonicalJson(value)
    const entry = seen.get(path) ?? { text, times: 0, same: true }
    seen.set(path, { text, times: entry.times + 1, same: entry.same && entry.text === text })
  }
  return new Set([...seen].filter(([, { times, same }]) => same && times === lists.length).map(([path]) => path))
}
