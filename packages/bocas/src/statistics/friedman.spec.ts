import { diceOf } from '../../../../tools/random/dice'
import { criticalDifference, friedman, nemenyi, rankGroups, type Friedman } from './friedman'
import { ranksOf } from './ranks'
import type { TestRefusal } from './t-test'

/**
 * Demšar 2006, table 6: the area under the curve of C4.5, with m, with cf and with both tuned, on 14 data sets. In the table two methods have 0.975 on `voting` and the
 * ranks 2 and 3: they differ in digits that are not printed, and so they do here.
 */
// prettier-ignore
const TREES = [
  [0.763, 0.768, 0.771, 0.798], [0.599, 0.591, 0.59, 0.569], [0.954, 0.971, 0.968, 0.967], [0.628, 0.661, 0.654, 0.657],
  [0.882, 0.888, 0.886, 0.898], [0.936, 0.931, 0.916, 0.931], [0.661, 0.668, 0.609, 0.685], [0.583, 0.583, 0.563, 0.625],
  [0.775, 0.838, 0.866, 0.875], [1, 1, 1, 1], [0.94, 0.962, 0.965, 0.962], [0.619, 0.666, 0.614, 0.669],
  [0.972, 0.981, 0.9751, 0.975], [0.957, 0.978, 0.946, 0.97],
]

const made = (result: Friedman | TestRefusal): Friedman => {
  if ('refused' in result) throw new Error(result.refused)
  return result
}
const refused = (result: Friedman | TestRefusal): string => ('refused' in result ? result.refused : 'made')

describe("Friedman's test", () => {
  it('agrees with the example of Demšar 2006, section 3.2.2', () => {
    const { meanRanks, n, k, fDf } = made(friedman(TREES, 'max'))
    expect(meanRanks.map((rank) => rank.toFixed(3))).toEqual(['3.143', '2.000', '2.893', '1.964'])
    expect([n, k, fDf]).toEqual([14, 4, [3, 39]])
    // His χ² is not corrected for ties: 9.28, and with it F = 3.69.
    const plain = ((12 * n) / (k * (k + 1))) * (meanRanks.reduce((sum, rank) => sum + rank ** 2, 0) - (k * 25) / 4)
    expect(plain.toFixed(2)).toBe('9.28')
    expect((((n - 1) * plain) / (n * (k - 1) - plain)).toFixed(2)).toBe('3.69')
    expect(criticalDifference(4, 14).toFixed(2)).toBe('1.25')
    expect(criticalDifference(4, 14, 0.1).toFixed(2)).toBe('1.12')
    // At 0.1 plain C4.5 is worse than C4.5 with m, and than that with both; nothing else can be told apart.
    expect(rankGroups(meanRanks, criticalDifference(4, 14, 0.1))).toEqual([
      [3, 1, 2],
      [2, 0],
    ])
    expect(rankGroups(meanRanks, criticalDifference(4, 14))).toEqual([[3, 1, 2, 0]])
  })

  it('agrees with R with ties: friedman.test (R 4.2.2), and pf() of the statistic of Iman and Davenport', () => {
    const tied = TREES.map((row, i) => (i === 12 ? [0.972, 0.981, 0.975, 0.975] : row))
    const { chiSquared, df, p, f, fP } = made(friedman(tied, 'max'))
    expect(chiSquared).toBeCloseTo(10.9523809524, 9)
    expect(df).toBe(3)
    expect(p).toBeCloseTo(0.0119861763254, 11)
    expect(f).toBeCloseTo(4.58588957055, 9)
    expect(fP).toBeCloseTo(0.00762883873073, 11)
  })

  it("agrees with R in the p of Nemenyi's test: ptukey(…, 4, Inf)", () => {
    expect(nemenyi(3.142857142857143, 1.9642857142857142, 4, 14)).toBeCloseTo(0.0741847949109, 9)
  })

  it('does not depend on the direction when the values are turned, nor on the order of data sets', () => {
    const turned = TREES.map((row) => row.map((value) => -value))
    expect(made(friedman(turned, 'min')).p).toBeCloseTo(made(friedman(TREES, 'max')).p, 14)
    expect(made(friedman([...TREES].reverse(), 'max')).p).toBeCloseTo(made(friedman(TREES, 'max')).p, 12)
  })

  it('says infinity and 0, and no NaN, where every data set ranks alike', () => {
    const { f, fP, p } = made(
      friedman(
        Array.from({ length: 12 }, () => [3, 2, 1]),
        'max',
      ),
    )
    expect([f, fP]).toEqual([Infinity, 0])
    expect(p).toBeLessThan(1e-4)
  })

  it.each([
    ['two methods', Array.from({ length: 12 }, () => [1, 2]), 'three methods or more, and there are 2'],
    ['no data', [], 'three methods or more, and there are 0'],
    ['four data sets', Array.from({ length: 4 }, (_, i) => [1, 2 + i, 3, 0]), 'with 4 data sets and 4 methods'],
    ['a value that diverged', Array.from({ length: 12 }, (_, i) => [1, 2, i === 3 ? NaN : 3]), 'is not finite'],
    ['equal methods', Array.from({ length: 12 }, () => [0.1 + 0.2, 0.3, 0.3]), 'tie on every data set'],
  ])('is refused for %s', (_, table, reason) => expect(refused(friedman(table, 'max'))).toContain(reason))

  it('is of a whole table', () => {
    expect(() =>
      friedman(
        [
          [1, 2, 3],
          [1, 2],
        ],
        'max',
      ),
    ).toThrow('a number of each method on each data set')
  })

  it.each([
    [3, 10],
    [4, 5],
    [5, 8],
  ])('rejects a true null hypothesis of %s methods on %s data sets about as often as it says', (k, n) => {
    const dice = diceOf(3)
    const rounds = 2000
    let rejected = 0
    for (let round = 0; round < rounds; round++) {
      const table = Array.from({ length: n }, () => Array.from({ length: k }, () => dice.below(2 ** 30)))
      if (made(friedman(table, 'max')).fP <= 0.05) rejected++
    }
    // The F distribution is an approximation: at most 2 points off at these sizes.
    expect(Math.abs(rejected / rounds - 0.05)).toBeLessThan(0.025)
  })
})

describe('ranks', () => {
  it('are shared by what is equal but for rounding', () => {
    expect(ranksOf([0.1 + 0.2, 0.3, 0.5, 0.1])).toEqual([2.5, 2.5, 4, 1])
    expect(ranksOf([3, 1, 2], 'max')).toEqual([1, 3, 2])
    expect(ranksOf([])).toEqual([])
    expect(ranksOf([Infinity, 1, Infinity])).toEqual([2.5, 1, 2.5])
    expect(() => ranksOf([1, NaN])).toThrow('not a number')
  })
})

describe('groups of a diagram', () => {
  it.each([
    [[1, 2, 3, 4], 0.5, []],
    [
      [1, 2, 3, 4],
      1.5,
      [
        [0, 1],
        [1, 2],
        [2, 3],
      ],
    ],
    [[4, 1, 3, 2], 10, [[1, 3, 2, 0]]],
    [[2, 2, 2], 0.1, [[0, 1, 2]]],
    [[1], 5, []],
  ])('of mean ranks %j and a critical difference of %s', (ranks, difference, groups) =>
    expect(rankGroups(ranks, difference)).toEqual(groups),
  )
})
