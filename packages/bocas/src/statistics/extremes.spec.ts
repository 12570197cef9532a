import { mean, quantile, sd } from './describe'
import { tInterval } from './summary'
import { correctedT, pairedT, welch, type TestRefusal, type TestResult } from './t-test'
import { signedRank } from './wilcoxon'

const A = [3, 1.5, 4, 2.25, 5.5, 1]
const B = [1, 1.25, 2.5, 2, 3, 2.75]
const DIFFERENCES = A.map((value, i) => value - B[i]!)
const made = <T extends object>(result: T | TestRefusal): T => {
  if ('refused' in result) throw new Error(result.refused)
  return result
}
const near = (value: number, expected: number) => expect(Math.abs(value / expected - 1)).toBeLessThan(1e-9)

/** Powers of two, by which multiplying is exact: what is said of the values times one is what is said of them, times that. */
describe.each([2 ** 1000, 2 ** 600, 2 ** 520, 2 ** -520, 2 ** -600, 2 ** -1000])('values of the size %s', (size) => {
  const big = (values: readonly number[]) => values.map((value) => value * size)

  it('have their mean, sd, quantiles and interval', () => {
    near(mean(big(A)), mean(A) * size)
    near(sd(big(A))!, sd(A)! * size)
    near(quantile(big(A), 0.3), quantile(A, 0.3) * size)
    near(tInterval(big(A))!.low, tInterval(A)!.low * size)
    near(mean(big(DIFFERENCES)), mean(DIFFERENCES) * size)
  })

  it.each([
    ['welch', (a: number[], b: number[]) => welch([[a, b]])],
    ['paired t', (a: number[], b: number[]) => pairedT([a.map((value, i) => value - b[i]!)])],
    ['corrected t', (a: number[], b: number[]) => correctedT([a.map((value, i) => value - b[i]!)], 1 / 4)],
    ['wilcoxon', (a: number[], b: number[]): TestResult | TestRefusal => signedRank(a, b, 0.9)],
  ])('are tested by %s as if they were ordinary', (_, test) => {
    const [found, expected] = [made(test(big(A), big(B))), made(test(A, B))]
    near(found.statistic, expected.statistic)
    near(found.p, expected.p)
    if (expected.df !== null) near(found.df!, expected.df)
    near(found.interval.low, expected.interval.low * size)
    near(found.interval.high, expected.interval.high * size)
  })
})

describe('values at the ends of what a number can be', () => {
  const HUGE = Number.MAX_VALUE
  it.each([
    ['mixed signs', [HUGE, -HUGE, HUGE, -HUGE], 0],
    ['equal', [HUGE, HUGE, HUGE], HUGE],
    ['subnormal', [5e-324, 1.5e-323], 1e-323],
    ['far apart', [1e300, 1e-300], 5e299],
  ])('have a mean: %s', (_, values, expected) => {
    expect(mean(values)).toBe(expected)
    expect(quantile(values, 0.5)).not.toBeNaN()
    expect(sd(values)).not.toBeNaN()
    const { low, high } = tInterval(values)!
    expect(low <= expected && high >= expected).toBe(true)
  })

  it.each([
    ['too far apart', [HUGE, HUGE * 0.9, HUGE], [-HUGE, -HUGE, -HUGE * 0.9]],
    ['mixed signs', [HUGE, -HUGE, HUGE], [-HUGE, HUGE, -HUGE]],
    ['subnormal', [5e-324, 1e-323, 1e-323], [0, 0, 5e-324]],
    ['far apart', [1e300, 1e-300, 1], [1e-300, 1, 1e-300]],
    ['equal', [1e300, 1e300, 1e300], [1e300, 1e300, 1e300]],
    ['nothing but 0', [0, 0, 0], [0, 0, 0]],
  ])('are tested, or refused in words: %s', (_, a, b) => {
    const each = a.map((value, i) => value - b[i]!)
    for (const result of [welch([[a, b]]), pairedT([each]), correctedT([each], 1 / 9), signedRank(a, b)]) {
      if ('refused' in result) expect(result.refused).toMatch(/ /)
      else expect([result.p >= 0 && result.p <= 1, Number.isNaN(result.interval.low)]).toEqual([true, false])
    }
  })

  it('are refused by name where the difference is no number', () => {
    expect(
      welch([
        [
          [HUGE, HUGE * 0.9],
          [-HUGE, -HUGE * 0.9],
        ],
      ]),
    ).toEqual({
      refused:
        'the values are so large that their difference or its interval is no number; compare them in a larger unit, or their logarithms',
      reason: { name: 'valuesTooLarge', given: [] },
    })
    expect(tInterval([1, 2, 4], 1 - 2 ** -53)!.low).toBeLessThan(-1e6)
  })
})
