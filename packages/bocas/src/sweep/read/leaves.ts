import type { SweepLayout } from './layout'
import type { Json } from '../author/types'
import { keyBelow } from '../../key-path'

/** A leaf of a config: a value that is shown as one. A list of plain values is a leaf; an empty block has none. */
export type Leaf = readonly [path: string, value: Json]

const isPlainValue = (value: Json): boolean => typeof value !== 'object' || value === null

/** The leaves of JSON data, in the order in which it is written; the paths of items of lists are numbers. */
export function* leavesOf(value: Json, path = ''): Generator<Leaf> {
  if (isPlainValue(value)) yield [path, value]
  else if (Array.isArray(value) && value.every(isPlainValue)) yield [path, value]
  else for (const [key, item] of Object.entries(value as object)) yield* leavesOf(item as Json, keyBelow(path, key))
}

/**
 * The leaves that a layout has in every config. What stands at an axis of several options is not among them, and an axis
 * of a single option is what it is; a single named alternative is the leaf of its label.
 */
export function* fixedLeaves(layout: SweepLayout): Generator<Leaf> {
  if (layout.kind === 'fixed') yield* leavesOf(layout.value, layout.path)
  else if (layout.kind === 'block') for (const [, item] of layout.items) yield* fixedLeaves(item)
  else if (layout.size === 1) {
    const { layout: only, parts } = layout.option(0)
    const label = parts[0]
    if (label) yield [label.path, label.value]
    for (const leaf of fixedLeaves(only)) if (!label || leaf[0] !== `${label.path}.name`) yield leaf
  }
}
