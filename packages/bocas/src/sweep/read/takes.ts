import { axisMarkOf, fromOf } from '../author/marks'
import type { Json } from '../author/types'
import { keyBelow } from '../../key-path'

/** The key paths in the configs of a checked block at which results of other tasks are taken; the items of lists by their number. */
export function* takesIn(node: unknown, path = ''): Generator<string> {
  if (typeof node !== 'object' || node === null) return
  if (fromOf(node)) return yield path
  const axis = axisMarkOf(node)
  if (axis) {
    // All values of an axis stand at its path.
    if (axis.word === 'sweep') for (const value of Object.values(axis.given as object)) yield* takesIn(value, path)
    return
  }
  for (const [key, value] of Object.entries(node)) yield* takesIn(value, keyBelow(path, key))
}

/** Which result a config takes at one place: `{ from: 'pretrain', size: 'small' }`. */
export interface Take {
  readonly from: string
  readonly same?: readonly string[]
  readonly [key: string]: Json | undefined
}

/** Whether a value of a config says which result is taken. Asked only at a path at which one is: anybody may have a key `from`. */
export const isTake = (value: unknown): value is Take =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  typeof (value as { from?: unknown }).from === 'string'
