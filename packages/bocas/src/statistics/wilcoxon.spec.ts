import { type Refusal } from './t-test'
import { lowerTails, signedRank, smallestSignedRankP, type SignedRank } from './wilcoxon'

// Hollander and Wolfe, Nonparametric Statistical Methods, 1973, p. 29: depression scores of nine patients at two visits; R's example of wilcox.test.
const FIRST = [1.83, 0.5, 1.62, 2.48, 1.68, 1.88, 1.55, 3.06, 1.3]
const SECOND = [0.878, 0.647, 0.598, 2.05, 1.06, 1.29, 1.06, 3.14, 1.29]

const made = (result: SignedRank | Refusal): SignedRank => {
  if ('refused' in result) throw new Error(result.refused)
  return result
}
const refused = (result: SignedRank | Refusal): string => ('refused' in result ? result.refused : '')

describe("Wilcoxon's signed-rank test", () => {
  it('agrees with R: wilcox.test(x, y, paired = TRUE, conf.int = TRUE) (R 4.2.2)', () => {
    const { statistic, p, interval, pseudomedian } = made(signedRank(FIRST, SECOND))
    expect(statistic).toBe(40)
    expect(p).toBe(0.0390625)
    expect(interval.low).toBeCloseTo(0.01, 12)
    expect(interval.high).toBeCloseTo(0.786, 12)
    expect(pseudomedian).toBeCloseTo(0.46, 12)
  })

  it.each([
    [0.9, 0.175, 0.726],
    [0.99, -0.1135, 0.987],
  ])("has R's interval at confidence %s", (level, low, high) => {
    const { interval } = made(signedRank(FIRST, SECOND, level))
    expect(interval.low).toBeCloseTo(low, 12)
    expect(interval.high).toBeCloseTo(high, 12)
  })

  it("has R's exact distribution: psignrank(0:10, 4) and psignrank(c(5, 25, 50), 10)", () => {
    expect(lowerTails(4)).toEqual([0.0625, 0.125, 0.1875, 0.3125, 0.4375, 0.5625, 0.6875, 0.8125, 0.875, 0.9375, 1])
    expect([5, 25, 50].map((v) => lowerTails(10)[v])).toEqual([0.009765625, 0.4228515625, 0.9931640625])
  })

  it('has the published critical values, two-sided at 0.05, n = 6 to 25', () => {
    // University of York, Department of Mathematics, Critical Values for T in the Wilcoxon Signed Mixed-Pairs Signed-Rank Test.
    const published = [0, 2, 3, 5, 8, 10, 13, 17, 21, 25, 29, 34, 40, 46, 52, 58, 65, 73, 81, 89]
    const critical = published.map((_, i) => lowerTails(i + 6).findIndex((tail) => 2 * tail > 0.05) - 1)
    expect(critical).toEqual(published)
  })

  it('cannot go below 0.0625 with five pairs', () => {
    expect(smallestSignedRankP(5)).toBe(0.0625)
    expect(made(signedRank([1, 2, 3, 4, 5.5], [0, 0, 0, 0, 0])).p).toBe(0.0625)
    expect(smallestSignedRankP(6)).toBe(0.03125)
  })

  it('is the same seen from the other side', () => {
    const [one, other] = [made(signedRank(FIRST, SECOND)), made(signedRank(SECOND, FIRST))]
    expect([other.statistic, other.p]).toEqual([45 - one.statistic, one.p])
    expect(other.interval.low).toBeCloseTo(-one.interval.high, 12)
  })

  it('never has a p above 1', () => {
    expect(made(signedRank([1, -2], [0, 0])).p).toBe(1)
    expect(made(signedRank([1, 2, -3], [0, 0, 0])).p).toBe(1)
  })

  it('is refused where the exact distribution does not hold, by rounding too', () => {
    expect(refused(signedRank([0.91, 0.92, 0.5], [0.9, 0.91, 0]))).toContain('equal in size')
    expect(refused(signedRank([3, 1, 2], [1, 1, 1]))).toContain('a pair does not differ')
    expect(refused(signedRank([0.1 + 0.2, 2], [0.3, 1]))).toContain('a pair does not differ')
    expect(refused(signedRank([1, NaN], [0, 0]))).toBe('a value is not finite')
    expect(refused(signedRank([], []))).toBe('there are no pairs')
    expect(
      refused(
        signedRank(
          Array.from({ length: 501 }, (_, i) => i + 1),
          new Array<number>(501).fill(0),
        ),
      ),
    ).toContain('500')
    expect(() => signedRank([1], [1, 2])).toThrow('✖ pairs need as many values on both sides, not 1 and 2')
  })

  it('tells differences apart that are small but not rounding', () => {
    expect(made(signedRank([1e-10, 3e-10, 6e-10], [0, 0, 1e-10])).statistic).toBe(6)
  })
})
