import { areaUnderCurve } from './area'
import { bayesianSignedRank } from './bayesian-signed-rank'
import { calibrationBins } from './calibration'
import { ecdf } from './density'
import { drawnOptimalityGap } from './drawn-estimates'
import { binCounts, binEdges, binOf } from './histogram'
import { performanceProfile } from './profile'
import { optimalityGap } from './robust'
import { precisionAt, rocCurve, truePositiveRateAt } from './roc'

/** What lies at a threshold, and what has come to lie beside it by a subtraction or a division only, is on the same side of it. */
const PAIRS = [
  [0.91, 0.9],
  [0.82, 0.81],
  [0.93, 0.92],
  [0.76, 0.75],
  [0.88, 0.87],
  [0.55, 0.54],
  [0.69, 0.68],
  [0.95, 0.94],
] as const

describe('a value that is at a threshold but for rounding is at it:', () => {
  it.each([1, -1])('the region of practical equivalence, from either side (%d)', (sign) => {
    const differences = PAIRS.map(([a, b]) => sign * (a - b))
    expect(bayesianSignedRank(differences, 0.01, 0, 0.95)).toMatchObject({ worse: 0, equivalent: 1, better: 0 })
    const beyond = bayesianSignedRank(
      differences.map((d) => d * 1.001),
      0.01,
      0,
      0.95,
    )
    expect((beyond as { equivalent: number }).equivalent).toBeLessThan(0.9)
  })

  it('the edges of bins', () => {
    const edges = binEdges([0, 1], 10)
    const values = Array.from({ length: 10 }, (_, i) => i / 10)
    expect(edges.some((edge, i) => edge > i / 10)).toBe(false)
    // Edges between other ends are computed: 0.1 + 3/10 · 0.6 is more than 0.28.
    for (const [low, high] of [
      [0.1, 0.7],
      [0.7, 2.3],
      [-0.3, 0.4],
      [1e-9, 7e-9],
    ] as const) {
      const found = binEdges([low, high], 10)
      expect(found.slice(0, -1).map((edge) => binOf(edge - Math.abs(edge) * 2 ** -52, found))).toEqual(
        values.map((_, i) => i),
      )
      expect(binOf(high + Math.abs(high) * 2 ** -52, found)).toBe(9)
    }
    expect(binCounts([0.1 + 0.2, 0.3, 0.7 - 0.4], [0, 0.3, 1])).toEqual([0, 3])
    expect(binCounts([0.1 + 0.2, 0.3], binEdges([0.1 + 0.2, 0.3]))).toEqual([2])
  })

  it('the steps of a distribution function and of a ROC curve', () => {
    expect(ecdf([0.3, 0.1 + 0.2, 0.5]).map(({ share }) => share)).toEqual([2 / 3, 1])
    expect(rocCurve([true, false, true], [0.3, 0.1 + 0.2, 0.1])).toHaveLength(3)
  })

  it('the bins of a calibration', () => {
    expect(calibrationBins([true, false], [0.3, 0.1 + 0.2], 10).map((bin) => bin?.count ?? 0)).toEqual([
      ...[0, 0, 2],
      ...[0, 0, 0, 0, 0, 0, 0],
    ])
  })

  it('the scores of a profile', () => {
    const [point] = performanceProfile([[0.1 + 0.2, 0.3, 0.4]], [0.3]).points
    expect(point!.share).toBeCloseTo(1 / 3, 12)
    const drawn = performanceProfile([Array.from({ length: 10 }, (_, i) => (i % 2 ? 0.1 + 0.2 : 0.3))], [0.3]).points
    expect(drawn[0]!.interval).toMatchObject({ low: 0, high: 0 })
  })

  it('the goal of an optimality gap', () => {
    const reached = [[0.3, 0.1 + 0.2, 0.7 - 0.4]]
    expect(optimalityGap(reached, 0.3)).toBe(0)
    expect(drawnOptimalityGap(0.3)([reached])([[Uint32Array.of(2, 2, 2)]])[0]).toBe(0)
  })

  it('the rates of a ROC curve, and a recall', () => {
    // Of ten negatives three lie above all positives but one.
    const isPositive = [true, false, false, false, true, true, false, false, false, false, false, false, false]
    const points = rocCurve(
      isPositive,
      isPositive.map((_, i) => -i),
    )
    expect(truePositiveRateAt(points, 0.3)).toBe(1)
    expect(truePositiveRateAt(points, 0.1 + 0.2)).toBe(truePositiveRateAt(points, 0.3))
    expect(truePositiveRateAt(points, 0.7 - 0.4)).toBe(truePositiveRateAt(points, 0.3))
    expect(precisionAt(points, 1 / 3 + 2 ** -54)).toBe(1)
  })

  it('the ends of a curve', () => {
    const curve = { x: [0.1, 0.2, 0.3], y: [1, 1, 1] }
    expect(areaUnderCurve(curve, [0.1, 0.1 + 0.2])).toBeCloseTo(1, 12)
    expect(() => areaUnderCurve(curve, [0.1, 0.3001])).toThrow('the curve is known from 0.1 to 0.3')
  })
})
