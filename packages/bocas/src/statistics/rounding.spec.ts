import { isClose, roundingOf } from './rounding'

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
