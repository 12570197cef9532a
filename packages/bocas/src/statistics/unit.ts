const { abs, max } = Math

/**
 * What values are divided by so that neither their squares nor their differences leave the range of numbers: the power of two at the largest of them, by which
 * dividing is exact. 1 in the ordinary range, where nothing is to be done, and where a value is not finite.
 */
export function unitOf(values: ArrayLike<number>): number {
  let largest = 0
  for (let i = 0; i < values.length; i++) largest = max(largest, abs(values[i]!))
  return unitFor(largest)
}

/** The same of values of which the largest is known, by its size. */
export function unitFor(largest: number): number {
  if (!(largest > 0 && largest < Infinity) || (largest > 1e-100 && largest < 1e100)) return 1
  // The logarithm of the largest number rounds up to 1024, which no power reaches.
  return 2 ** Math.max(-1074, Math.min(1023, Math.floor(Math.log2(largest))))
}
