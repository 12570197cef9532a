/**
 * As much as rounding alone can make of numbers that are equal: two sums of the same numbers in another order, 0.91 − 0.9 and 0.92 − 0.91. What differs by no
 * more counts as equal everywhere: ties of a choice, places, ties and zeros of tests. A few units in the last place of the largest, more of them the more numbers
 * a sum has; differences of 10⁻³ at 10⁸ are far above it.
 */
export function roundingOf(values: readonly number[]): number {
  const largest = values.reduce((most, value) => (Number.isFinite(value) ? Math.max(most, Math.abs(value)) : most), 0)
  return roundingFor(values.length, largest)
}

/** The same of so many numbers of which the largest is known, by its size. */
export const roundingFor = (count: number, largest: number): number => (16 + count) * Number.EPSILON * largest

/** Whether two numbers differ by no more than that. Infinities of one sign do not differ. */
export const isClose = (one: number, other: number, rounding: number): boolean =>
  one === other || Math.abs(one - other) <= rounding
