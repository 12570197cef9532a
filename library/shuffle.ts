/**
 * Puts 0 … n − 1 in a random order, every order equally likely: the Fisher–Yates shuffle, from the back
 * (Knuth, The Art of Computer Programming, vol. 2, algorithm 3.4.2 P).
 *
 * @param n how many; a whole number from 0 to 2^32
 * @param random numbers in [0, 1), such as `rng(seed)`; n − 1 of them are drawn (none when n is 0)
 * @returns a fresh array of length n
 * @throws RangeError when n is not such a number
 */
export function permutation(n: number, random: () => number): number[] {
  if (!Number.isInteger(n) || n < 0 || n > 2 ** 32) {
    throw new RangeError(
      `✖ The length must be a whole number from 0 to 2^32, but this one is ${String(n)} → at permutation(n)`,
    )
  }
  const order = Array.from({ length: n }, (_, i) => i)
  for (let i = n - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1))
    const held = order[i]!
    order[i] = order[j]!
    order[j] = held
  }
  return order
}

/**
 * The same items in a random order, every order equally likely; `items` itself stays as it is.
 *
 * @param items anything
 * @param random numbers in [0, 1), such as `rng(seed)`; one less than there are items is drawn
 */
export function shuffle<T>(items: readonly T[], random: () => number): T[] {
  return permutation(items.length, random).map((i) => items[i]!)
}
