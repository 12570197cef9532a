/**
 * As much as rounding alone can make of numbers that are equal: two sums of the same numbers in another order, 0.91 − 0.9 and 0.92 − 0.91. What differs by no
 * more counts as equal everywhere: ties of a choice, places, ties and zeros of tests. A few units in the last place of the largest, more of them the more numbers
 * a sum has; differences of 10⁻³ at 10⁸ are far above it.
 */
export function roundingOf(values: readonly number[]): number {
  const largest = values.reduce((most, value) => (Number.isFinite(value) ? Math.max(most, Math.abs(value)) : most), 0)
  return (16 + values.length) * Number.EPSILON * largest
}
