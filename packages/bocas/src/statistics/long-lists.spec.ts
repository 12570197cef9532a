import { append, extentOf, leastOf, mostOf } from '../collections'
import { meanProblem } from '../results/made/derived'
import { judgeClaims, type Claim } from '../results/made/claims'
import * as statistics from '.'

/** As many as the rows of a table that figures take. */
const MANY = 250_000
const X = Array.from({ length: MANY }, (_, i) => i)
const Y = X.map((x) => Math.sin(x) + x / MANY)
const POSITIVE = Y.map((y) => y + 3)
const IS_TRUE = X.map((x) => x % 2 === 0)
const SHARES = X.map((x) => x / MANY)

it.each<[name: string, of: () => unknown]>([
  ['pearson', () => statistics.pearson(X, Y)],
  ['spearman', () => statistics.spearman(X, Y)],
  ['fitPowerLaw', () => statistics.fitPowerLaw(POSITIVE, POSITIVE.toReversed())],
  ['geometric', () => statistics.geometric(POSITIVE)],
  ['summarize', () => statistics.summarize(Y)],
  ['welch', () => statistics.welch([[X, Y]])],
  ['pairedT', () => statistics.pairedT([Y])],
  ['effectSizes', () => statistics.effectSizes(X, Y, true)],
  ['binCounts', () => statistics.binCounts(Y, statistics.binEdges(Y))],
  ['silvermanWidth', () => statistics.silvermanWidth(Y)],
  ['ecdf', () => statistics.ecdf(Y)],
  ['ranksOf', () => statistics.ranksOf(Y)],
  ['interquartileMean', () => statistics.interquartileMean([Y])],
  ['optimalityGap', () => statistics.optimalityGap([Y])],
  ['profileScores', () => statistics.profileScores([[Y]])],
  ['rocCurve', () => statistics.areaUnderRoc(statistics.rocCurve(IS_TRUE, Y))],
  ['calibrationBins', () => statistics.calibrationBins(IS_TRUE, SHARES, 10)],
  ['mcnemar', () => statistics.mcnemar(IS_TRUE, IS_TRUE.toReversed())],
  ['areaUnderCurve', () => statistics.areaUnderCurve({ x: [...X.slice(0, 3)], y: [1, 2, 3] })],
  ['smooth', () => statistics.smooth(Y, { exponential: 0.9 })],
  ['formatExact', () => statistics.formatExact(X).length],
  ['extents', () => [extentOf(Y), leastOf(Y), mostOf(Y)]],
  ['a list that others are added to', () => append([...X], X)],
  ['what is compared with stated means', () => meanProblem({ mean: 0, sd: 1 }, Y)],
])('%s takes as many values as figures take rows', (_, of) => {
  expect(of).not.toThrow()
})

it('a claim of many numbers', () => {
  const number = (value: number) => ({ name: 'a', kind: 'estimate', value, error: null, n: 1 })
  const claim = { kind: 'numbers', numbers: X.slice(0, 130_000).map(number), claimed: { within: 1 }, as: 'number' }
  expect(judgeClaims({ claim: { ...claim, runs: [] } as unknown as Claim }).get('claim')!.holds).toBe(false)
})

it('extents are those of Math.min and Math.max', () => {
  for (const values of [[], [1], [3, -1, 2], [1, NaN, 2], [Infinity, -Infinity]])
    expect(extentOf(values)).toEqual([Math.min(...values), Math.max(...values)])
})
