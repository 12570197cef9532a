import { lowerTails, permutationTails, smallestSignedRankP } from './signed-rank-distribution'
import { type TestRefusal } from './t-test'
import { signedRank, type SignedRank } from './wilcoxon'

// Hollander and Wolfe, Nonparametric Statistical Methods, 1973, p. 29: depression scores of nine patients at two visits; R's example of wilcox.test.
const FIRST = [1.83, 0.5, 1.62, 2.48, 1.68, 1.88, 1.55, 3.06, 1.3]
const SECOND = [0.878, 0.647, 0.598, 2.05, 1.06, 1.29, 1.06, 3.14, 1.29]

const made = (result: SignedRank | TestRefusal): SignedRank => {
  if ('refused' in result) throw new Error(result.refused)
  return result
}
const refused = (result: SignedRank | TestRefusal): string => ('refused' in result ? result.refused : '')

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

  it('is exact with ties and zeros: the share of all assignments of signs that are as far out', () => {
    let state = 5
    const draw = (below: number) => (state = (state * 16807) % 2147483647) % below
    for (let i = 0; i < 150; i++) {
      const d = Array.from({ length: 1 + draw(10) }, () => draw(7) - 3)
      const result = signedRank(
        d.map((x) => 0.5 + x / 30),
        d.map(() => 0.5),
      )
      const sizes = d.filter((x) => x !== 0).map(Math.abs)
      if (sizes.length === 0) {
        expect(refused(result)).toBe('no pair differs, so there is nothing to rank')
        continue
      }
      const ranks = sizes.map((x) => sizes.filter((y) => y < x).length + (sizes.filter((y) => y === x).length + 1) / 2)
      const total = ranks.reduce((sum, rank) => sum + rank, 0)
      const away = (v: number) => Math.abs(v - total / 2)
      const nonZero = d.filter((x) => x !== 0)
      const v = ranks.reduce((sum, rank, at) => sum + (nonZero[at]! > 0 ? rank : 0), 0)
      let asFar = 0
      for (let signs = 0; signs < 2 ** ranks.length; signs++)
        if (away(ranks.reduce((sum, rank, at) => sum + ((signs >> at) & 1 ? rank : 0), 0)) >= away(v)) asFar++
      expect(made(result)).toMatchObject({ statistic: v, ranked: sizes.length })
      expect(made(result).p).toBeCloseTo(asFar / 2 ** ranks.length, 14)
    }
  })

  it('agrees with the permutation tails that have no ties', () => {
    expect(permutationTails([1, 2, 3, 4]).filter((_, v) => v % 2 === 0)).toEqual(lowerTails(4))
  })

  it('has an interval of all differences that holds 0 at least as often as it says when they tie', () => {
    // All 2⁸ assignments of signs to sizes that tie: those whose 90 % interval lies beside 0.
    const sizes = [1, 1, 2, 2, 2, 3, 3, 3]
    let missed = 0
    for (let signs = 0; signs < 256; signs++) {
      const d = sizes.map((size, at) => ((signs >> at) & 1 ? size : -size))
      const { interval } = made(
        signedRank(
          d,
          d.map(() => 0),
          0.9,
        ),
      )
      if (interval.low > 0 || interval.high < 0) missed++
    }
    expect(missed).toBeGreaterThan(0)
    expect(missed / 256).toBeLessThanOrEqual(0.1)
    expect(made(signedRank([1, 1, 1, 3, 0], [0, 0, 0, 0, 0])).pseudomedian).toBe(1)
  })

  it('takes what differs by rounding only for ties and zeros, and nothing else', () => {
    expect(made(signedRank([0.91, 0.92, 0.5], [0.9, 0.91, 0]))).toMatchObject({
      statistic: 6,
      hasTies: true,
      ranked: 3,
    })
    expect(made(signedRank([0.1 + 0.2, 2], [0.3, 1]))).toMatchObject({ ranked: 1, hasTies: false })
    expect(made(signedRank([1e8 + 1e-3, 1e8 + 2e-3, 1e8], [1e8, 1e8, 1e8 + 5e-3]))).toMatchObject({
      ranked: 3,
      hasTies: false,
      statistic: 3,
    })
    expect(made(signedRank([1e300, 2e-300], [0, 1e-300]))).toMatchObject({ ranked: 2, statistic: 3 })
  })

  it('is refused for what cannot be ranked, in words', () => {
    expect(refused(signedRank([1, NaN], [0, 0]))).toBe('a value is not finite')
    expect(refused(signedRank([1.7e308], [-1.7e308]))).toBe(
      'two values are too far apart for their difference to be a number',
    )
    expect(made(signedRank([1.7e308, 1.6e308], [0, 0])).pseudomedian / 1e308).toBeCloseTo(1.65, 12)
    expect(refused(signedRank([], []))).toBe('there are no pairs')
    const many = Array.from({ length: 501 }, (_, i) => i + 1)
    expect(
      refused(
        signedRank(
          many,
          many.map(() => 0),
        ),
      ),
    ).toContain('500')
    expect(() => signedRank([1], [1, 2])).toThrow('pairs need as many values on both sides, not 1 and 2')
  })

  it('tells differences apart that are small but not rounding', () => {
    expect(made(signedRank([1e-10, 3e-10, 6e-10], [0, 0, 1e-10])).statistic).toBe(6)
  })
})
