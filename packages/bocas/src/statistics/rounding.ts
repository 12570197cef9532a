/**
 * As much as rounding alone can make of numbers that are equal: two sums of the same numbers in another order, 0.91 − 0.9 and 0.92 − 0.91. What differs by no
 * more counts as equal everywhere: ties of a choice, places, ties and zeros of tests, spreads of nothing, thresholds. A few units in the last place of the largest,
 * more of them the more numbers a sum has; differences of 10⁻³ at 10⁸ are far above it.
 */
export function roundingOf(values: readonly number[]): number {
  return roundingFor(values.length, sizeOfLargest(values))
}

/** The same of so many numbers of which the largest is known, by its size. */
export const roundingFor = (count: number, largest: number): number => (16 + count) * Number.EPSILON * largest

/** Whether two numbers differ by no more than that. Infinities of one sign do not differ. */
export const isClose = (one: number, other: number, rounding: number): boolean =>
  one === other || Math.abs(one - other) <= rounding

/** Whether two numbers that stand for themselves are equal but for rounding. */
export function isSameNumber(one: number, other: number): boolean {
  const size = Math.max(Math.abs(one), Math.abs(other))
  return one === other || (size < Infinity && isClose(one, other, roundingFor(2, size)))
}

/** Whether a number is at most another, or above it by rounding only: 3 · 0.1 is at most 0.3. The rule of every threshold. */
export const isAtMost = (one: number, other: number): boolean => one <= other || isSameNumber(one, other)

/** The size of the largest of some values; of those that are finite. Lists may be as long as data are. */
export function sizeOfLargest(...lists: readonly ArrayLike<number>[]): number {
  let size = 0
  for (const values of lists)
    for (let i = 0; i < values.length; i++) {
      const own = Math.abs(values[i]!)
      if (own > size && own < Infinity) size = own
    }
  return size
}

/**
 * The one notion of whether values vary: by more than rounding alone makes of single ones. Every spread, test, correlation and fit goes by it.
 *
 * @param size the size of the numbers that the values were computed from, where these are larger: 0.91 − 0.9 has the rounding of 0.91. Of differences of logarithms, 1 at
 *   the least: a number that is off by a share has a logarithm that is off by as much.
 */
export function doesVary(values: ArrayLike<number>, size = sizeOfLargest(values)): boolean {
  let [least, most] = [Infinity, -Infinity]
  for (let i = 0; i < values.length; i++) {
    least = Math.min(least, values[i]!)
    most = Math.max(most, values[i]!)
  }
  // What is not finite has no spread that is known to be none.
  return !(most - least <= roundingFor(2, size))
}

/** `one` − `other`, and 0 where they differ by rounding only. */
export const subtract = (one: number, other: number): number => (isSameNumber(one, other) ? 0 : one - other)
