import { doesVary, isAtMost, isClose, isSameNumber, roundingOf, sizeOfLargest, subtract } from './rounding'

it.each<[one: number, other: number, expected: boolean]>([
  [0.91 - 0.9, 0.92 - 0.91, true],
  [0.1 + 0.2, 0.3, true],
  [1e8, 1e8 + 1e-3, false],
  [0, -0, true],
  [Infinity, Infinity, true],
  [Infinity, -Infinity, false],
  [Infinity, 1, false],
  [NaN, NaN, false],
])('whether %p and %p differ by rounding only', (one, other, expected) => {
  // Of the numbers that a difference was made of.
  const rounding = roundingOf([one, other, 0.92])
  expect(isClose(one, other, rounding)).toBe(expected)
  expect(isClose(other, one, rounding)).toBe(expected)
})

it.each<[one: number, other: number, same: boolean, atMost: boolean]>([
  [0.1 + 0.2, 0.3, true, true],
  [3 * 0.1, 0.3, true, true],
  [0.3, 0.30000001, false, true],
  [0.30000001, 0.3, false, false],
  [Infinity, Infinity, true, true],
  [1, Infinity, false, true],
  [Infinity, 1, false, false],
  [NaN, 1, false, false],
  [5e-324, 0, false, false],
])('%p and %p are the same: %p; the first is at most the second: %p', (one, other, same, atMost) => {
  expect([isSameNumber(one, other), isSameNumber(other, one), isAtMost(one, other)]).toEqual([same, same, atMost])
  if (same) expect(subtract(one, other)).toBe(0)
  else expect(Object.is(subtract(one, other), one - other)).toBe(true)
})

it.each<[values: readonly number[], size: number | undefined, expected: boolean]>([
  [[0.3, 0.1 + 0.2], undefined, true],
  [[0.91 - 0.9, 0.82 - 0.81], 0.92, true],
  [[0.91 - 0.9, 0.82 - 0.81], undefined, false],
  [[1, 1 + 1e-12], undefined, false],
  [[1, NaN], undefined, false],
  [[Infinity, Infinity], undefined, false],
  [[5e-324, 1e-323], undefined, false],
  [[1e300, 1e300], undefined, true],
  [[], undefined, true],
])('values %p of numbers of the size %p are equal but for rounding: %p', (values, size, expected) => {
  expect(doesVary(values, size)).toBe(!expected)
})

it('the size of values is that of the largest finite one, of lists as long as data are', () => {
  expect(sizeOfLargest([1, -3, Infinity, NaN], [2])).toBe(3)
  expect(sizeOfLargest([])).toBe(0)
  expect(sizeOfLargest(Array.from({ length: 250_000 }, (_, i) => i - 250_000))).toBe(250_000)
})
