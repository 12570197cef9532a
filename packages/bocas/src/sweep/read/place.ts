import type { Problem } from '../../problems'

/** Deeper than this is a mistake, and would soon be too deep for the stack. */
export const DEEPEST = 100

/** Where a check is: the key path so far and the objects on the way down. */
export interface ConfigPlace {
  readonly path: string
  readonly above: readonly object[]
}

/** Says everything that is wrong with what stands at one place of a sweep, and below it. */
export type Check = (node: unknown, place: ConfigPlace) => Iterable<Problem>

/** A list with holes is not looked at item by item: there may be a billion. */
export const holes = (count: number, path: string): Problem => ({
  code: 'not-data',
  message: `a list with ${count === 1 ? 'a hole' : `${count} holes`} is not data: every item has a value`,
  path,
  hint: 'write each item; Array.from({ length: 3 }, (_, i) => i) makes [0, 1, 2]',
})
