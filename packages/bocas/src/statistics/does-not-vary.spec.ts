import { difference, ratio } from './contrast'
import { pearson, spearman } from './correlation'
import { silvermanWidth } from './density'
import { sd, se } from './describe'
import { effectSizes } from './effect-size'
import { formatEstimate } from './format'
import { fitPowerLaw, geometric } from './log-scale'
import { groupPermutation, signPermutation } from './permutation'
import { sizeOfLargest } from './rounding'
import type { Estimate } from './summary'
import { tInterval } from './summary'
import { correctedT, pairedT, welch } from './t-test'
import { signedRank } from './wilcoxon'

/** Pairs that all differ by equally much but for rounding, as 0.91 − 0.9 and 0.92 − 0.91 do. */
const PAIRS: readonly (readonly [a: readonly number[], b: readonly number[]])[] = [
  [
    [0.91, 0.92, 0.93, 0.94],
    [0.9, 0.91, 0.92, 0.93],
  ],
  [
    [91.1, 92.1, 93.1, 94.1, 95.1],
    [90, 91, 92, 93, 94],
  ],
  [
    [0.1 + 0.2, 0.7, 1.1],
    [0.3, 0.7, 1.1],
  ],
]
/** Values that are equal but for rounding, at any size. */
const EQUAL = [1e-9, 0.1, 1, 12345.678, 1e12].map((unit) => [3 * unit, unit + 2 * unit, 3 * unit, unit + unit + unit])
const reason = (found: object): unknown => ('reason' in found ? (found.reason as { name: string }).name : found)
const meanOf = (values: readonly number[]): Estimate => ({
  mean: values.reduce((sum, value) => sum + value, 0) / values.length,
  sd: sd(values),
  n: values.length,
  runs: values.map((_, i) => `t/${i}`),
  values,
})

describe.each(PAIRS)('pairs that differ by equally much but for rounding: %j and %j', (a, b) => {
  const differences = a.map((value, i) => value - b[i]!)
  const size = sizeOfLargest(a, b)

  it('are tested by nothing that takes a spread', () => {
    expect(reason(pairedT([differences], 0.95, [size]))).toBe('nothingToHoldAgainst')
    expect(reason(correctedT([differences], 1 / 4, 0.95, [differences], [size]))).toBe('nothingToHoldAgainst')
    expect(effectSizes(a, b, true)).toMatchObject({ d: null, g: null })
  })

  it('have a contrast without an error and without an interval', () => {
    expect(difference(meanOf(a), meanOf(b))).toMatchObject({ se: 0, df: null })
  })

  it('are permuted and ranked as equal ones', () => {
    const found = reason(signPermutation(differences, 0, size))
    if (differences.every((d) => Math.abs(d) < 1e-12)) expect(found).toBe('noSignToPermute')
    else expect(found).toMatchObject({ p: 2 / 2 ** a.length })
    const ranks = signedRank(a, b, 0.5)
    if (!('refused' in ranks)) expect(ranks.interval.low).toBe(ranks.interval.high)
  })
})

describe.each(EQUAL)('values that are equal but for rounding: %d, %d, %d, %d', (...values) => {
  it('have no spread, as equal ones have none', () => {
    expect([sd(values), se(values), silvermanWidth(values)]).toEqual([0, 0, null])
    const { low, high } = tInterval(values)!
    expect(low).toBe(high)
    expect(geometric(values)).toMatchObject({ factor: 1 })
    expect(formatEstimate({ mean: values[0]!, sd: sd(values) })).toMatch(/ ± 0(\)e.*)?$/)
  })

  it('are refused by whatever needs one', () => {
    const other = [1, 2, 4, 3]
    expect(reason(welch([[values, values.toReversed()]]))).toBe('nothingToHoldAgainst')
    expect(reason(groupPermutation(values, values))).toBe('nothingToPermute')
    for (const of of [pearson, spearman]) expect(reason(of(values, other))).toBe('sideDoesNotVary')
    expect(reason(fitPowerLaw(values, other))).toBe('fewPoints')
    expect(effectSizes(values, values)).toMatchObject({ d: null, g: null, delta: 0, a12: 0.5 })
    expect(difference(meanOf(values), { ...meanOf([values[1]!]), runs: ['u/0'] }).mean).toBe(0)
  })
})

it('a spread of no more than the rounding of its mean is none, and a smaller one than twelve decimals does not vanish', () => {
  expect(formatEstimate({ mean: 0.3, sd: 5.6e-17 })).toBe('0.300 ± 0')
  expect(formatEstimate({ mean: 0.3, sd: 2e-14 })).toBe('0.30000000000000 ± 0.00000000000002')
})

it('a ratio of proportional values has no error', () => {
  const values = [0.91, 0.92, 0.93, 0.94]
  expect(ratio(meanOf(values.map((value) => 3 * value)), meanOf(values))).toMatchObject({ se: 0 })
})

it.each([
  [[0, 1, 2, 3, 4, 5], 1],
  [[5, 4, 3, 2, 1, 0], -1],
])('a relation without an exception is %j: r is exactly %d and has no interval', (y, r) => {
  const x = [0, 1, 8, 27, 64, 125]
  expect(spearman(x, y)).toMatchObject({ r, interval: null })
  const line = y.map((value) => 0.1 * value + 0.7)
  expect(pearson(y, line)).toMatchObject({ r: 1, interval: null, p: 0 })
})

it('a law that holds exactly has no error, and one that nearly does has a small one', () => {
  const x = [1, 10, 100, 1000, 1e4]
  const exact = fitPowerLaw(
    x,
    x.map((value) => 3 / value),
  )
  if ('refused' in exact) throw new Error(exact.refused)
  expect(exact.exponentInterval.low).toBe(exact.exponentInterval.high)
  const near = fitPowerLaw(
    x,
    x.map((value, i) => (3 + (i % 2) * 1e-9) / value),
  )
  if ('refused' in near) throw new Error(near.refused)
  expect(near.exponentInterval.high - near.exponentInterval.low).toBeGreaterThan(1e-11)
})

it('differences that are small beside their values are no rounding', () => {
  const a = [1e8 + 1e-3, 1e8 + 3e-3, 1e8 + 2e-3]
  expect(sd(a)).toBeGreaterThan(5e-4)
  expect('refused' in pairedT([a.map((value) => value - 1e8)], 0.95, [1e8])).toBe(false)
})
