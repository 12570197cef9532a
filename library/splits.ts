import { permutation } from './shuffle'

/** Two lists of indices that together hold each of 0 … n − 1 exactly once, both in ascending order. */
export interface Split {
  readonly rest: number[]
  readonly held: number[]
}

/**
 * Holds some items out at random, for validation or test.
 *
 * @param n how many items there are
 * @param held how many of them to hold out; a whole number from 1 to n − 1, so that neither side is empty
 * @param random numbers in [0, 1), such as `rng(seed)`
 * @throws RangeError when `held` is not such a number
 */
export function holdOut(n: number, held: number, random: () => number): Split {
  if (!Number.isInteger(held) || held < 1 || held >= n) {
    throw new RangeError(
      `✖ Of ${String(n)} items a whole number from 1 to ${String(n - 1)} can be held out, but not ${String(held)} → at holdOut(n, held)`,
    )
  }
  const order = permutation(n, random)
  const ascending = (indices: number[]) => indices.sort((a, b) => a - b)
  return { held: ascending(order.slice(0, held)), rest: ascending(order.slice(held)) }
}
