import { diceOf } from '../../../../tools/random/dice'
import { mean } from './describe'
import { performanceProfile, profileScores } from './profile'
import {
  interquartileMean,
  meanOfTasks,
  medianOfTasks,
  normalise,
  optimalityGap,
  probabilityOfImprovement,
  superiority,
  type Scores,
} from './robust'
import { stratifiedIntervals } from './stratified'
import { ATARI } from './test-atari'

// Normalised scores of two methods on four tasks, five runs each.
// prettier-ignore
const OURS = [
  [0.31, 0.42, 0.28, 0.55, 0.37], [1.2, 1.9, 0.8, 1.4, 1.1], [0.05, 0.02, 0.11, 0.07, 0.09], [0.75, 0.71, 0.9, 0.66, 0.83],
]
// prettier-ignore
const THEIRS = [
  [0.36, 0.4, 0.25, 0.41, 0.3], [1, 1.5, 0.9, 1.2, 1.1], [0.08, 0.12, 0.11, 0.14, 0.1], [0.6, 0.71, 0.55, 0.62, 0.65],
]

const intervals = (...made: Parameters<typeof stratifiedIntervals>) => {
  const found = stratifiedIntervals(...made)
  if ('refused' in found) throw new Error(found.refused)
  return found
}

describe('aggregates over tasks', () => {
  it('agree with R: mean(x, trim = 0.25), medians, pmin() and wilcox.test()$statistic / (n m) (R 4.2.2)', () => {
    expect(interquartileMean(OURS)).toBeCloseTo(0.568, 12)
    expect(medianOfTasks(OURS)).toBeCloseTo(0.578, 12)
    expect(meanOfTasks(OURS)).toBeCloseTo(0.626, 12)
    expect(optimalityGap(OURS)).toBeCloseTo(0.454, 12)
    expect(probabilityOfImprovement(OURS, THEIRS)).toBeCloseTo(0.58, 12)
    expect(probabilityOfImprovement(THEIRS, OURS)).toBeCloseTo(0.42, 12)
  })

  // Of SimPLe: Agarwal et al. 2021, and table 1 of Micheli et al., Transformers are Sample-Efficient World Models, ICLR 2023. Of DIAMOND: table 1 of its paper.
  it.each([
    ['simple', { mean: '0.332', median: '0.134', iqm: '0.130', gap: '0.729', superhuman: 1 }],
    ['diamond', { mean: '1.459', iqm: '0.641', superhuman: 11 }],
  ] as const)('are the published ones of 26 games of Atari: %s', (method, published) => {
    const scores = Object.values(ATARI).map((game) =>
      game[method].map((score) => normalise(score, { low: game.random, high: game.human })),
    )
    expect(scores.map(({ length }) => length)).toEqual(Array.from({ length: 26 }, () => 5))
    const found = {
      mean: meanOfTasks(scores).toFixed(3),
      median: medianOfTasks(scores).toFixed(3),
      iqm: interquartileMean(scores).toFixed(3),
      gap: optimalityGap(scores).toFixed(3),
      superhuman: scores.filter((runs) => mean(runs) >= 1).length,
    }
    expect(found).toMatchObject(published)
  })

  it.each([
    [[[5]], 5],
    [[[1, 2]], 1.5],
    [[[1, 2, 30]], 11],
    [[[0, 1, 2, 30]], 1.5],
    [[[0], [1], [2], [3], [400]], 2],
  ])('leave a quarter out at either end, rounded down: %j', (scores, expected) =>
    expect(interquartileMean(scores)).toBe(expected),
  )

  it('say NaN of a run that diverged, and nothing of nothing', () => {
    expect(interquartileMean([[1, NaN, 2, 3]])).toBeNaN()
    expect(superiority([1, NaN], [0])).toBeNaN()
    expect(() => interquartileMean([])).toThrow('no mean of no values')
    expect(() => superiority([], [1])).toThrow('a side has no values')
    expect(() => probabilityOfImprovement(OURS, THEIRS.slice(1))).toThrow('these are 4 and 3')
  })

  it('count what is equal but for rounding as equal, and infinite values too', () => {
    expect(superiority([0.1 + 0.2], [0.3])).toBe(0.5)
    expect(superiority([Infinity, 1], [Infinity, 0])).toBe(0.625)
  })

  it('count as the definition does, pair by pair', () => {
    const dice = diceOf(2)
    for (let round = 0; round < 200; round++) {
      const [a, b] = [1 + dice.below(6), 1 + dice.below(6)].map((n) => Array.from({ length: n }, () => dice.below(5)))
      const each = a!.flatMap((x) => b!.map((y) => (x > y ? 1 : x === y ? 0.5 : 0)))
      expect(superiority(a!, b!)).toBeCloseTo(each.reduce((sum: number, one) => sum + one, 0) / each.length, 12)
    }
  })

  it('are of scores that are normalised between two ends, which they may leave', () => {
    expect([normalise(5, { low: 5, high: 9 }), normalise(11, { low: 5, high: 9 })]).toEqual([0, 1.5])
    // Of an error, less is better: 1 is the lower end.
    expect(normalise(2, { low: 4, high: 0 })).toBe(0.5)
    expect(() => normalise(1, { low: 3, high: 3 })).toThrow('between two different numbers, not 3 and 3')
  })
})

describe('the stratified bootstrap', () => {
  it('agrees with R: quantiles of 60,000 estimates of sample() within tasks', () => {
    const all = intervals(
      [OURS],
      ([x]) => [interquartileMean(x!), medianOfTasks(x!), meanOfTasks(x!), optimalityGap(x!)],
      { resamples: 10_000 },
    )
    const expected = [
      [0.521, 0.629],
      [0.524, 0.636],
      [0.546, 0.7155],
      [0.4205, 0.488],
    ]
    all.forEach(({ low, high }, i) => {
      expect(Math.abs(low - expected[i]![0]!)).toBeLessThan(0.004)
      expect(Math.abs(high - expected[i]![1]!)).toBeLessThan(0.004)
    })
    const [improvement] = intervals([OURS, THEIRS], ([x, y]) => [probabilityOfImprovement(x!, y!)])
    expect(Math.abs(improvement!.low - 0.43)).toBeLessThan(0.011)
    expect(Math.abs(improvement!.high - 0.72)).toBeLessThan(0.011)
  })

  it('is the same every time, another one with another seed, and leaves the scores as they are', () => {
    const of = (seed: number) => intervals([OURS], ([x]) => [interquartileMean(x!)], { seed })
    const before = JSON.stringify(OURS)
    expect(of(0)).toEqual(of(0))
    expect(of(1)).not.toEqual(of(0))
    expect(JSON.stringify(OURS)).toBe(before)
  })

  it.each<[string, Scores, string]>([
    ['no tasks', [], 'of 0 scores with 0 runs of a task'],
    ['single runs', [[1], [2], [3]], 'of 3 scores with 1 run of a task'],
    [
      'three runs of four tasks',
      Array.from({ length: 4 }, () => [1, 2, 3]),
      'it takes 5 runs of each task and 10 scores, or 3 runs of each task and 30 scores',
    ],
    [
      'one task with few',
      [
        [1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
        [1, 2],
      ],
      'with 2 runs of a task',
    ],
    ['a score that diverged', [[1, 2, 3, 4, 5, 6, 7, 8, 9, NaN]], 'a score is not finite'],
  ])('is refused for %s', (_, scores, reason) => {
    const found = stratifiedIntervals([scores], ([x]) => [meanOfTasks(x!)])
    expect('refused' in found && found.refused).toContain(reason)
  })

  it('takes three runs of ten tasks, and refuses what cannot be', () => {
    const scores = Array.from({ length: 10 }, (_, task) => [task, task + 1, task + 2])
    expect(intervals([scores], ([x]) => [meanOfTasks(x!)])[0]!.low).toBeLessThan(5.5)
    expect(() => intervals([OURS], () => [0], { level: 95 })).toThrow('a confidence level')
    expect(() => intervals([OURS], () => [0], { resamples: 10 })).toThrow('`resamples`')
    expect(() => intervals([OURS], () => [0], { seed: 0.5 })).toThrow('`seed`')
  })
})

describe('performance profiles', () => {
  it('say which share of runs is above a score, every task with equal weight', () => {
    const { points } = performanceProfile(
      [
        [1, 2, 3, 4],
        [10, 0],
      ],
      [-1, 0, 2, 4, 10],
    )
    expect(points.map(({ share }) => share)).toEqual([1, 0.75, 0.5, 0.25, 0])
  })

  it('have a band of enough runs, which holds the profile, and say why there is none of few', () => {
    const { points, refused } = performanceProfile(OURS, profileScores([OURS, THEIRS], 21))
    expect(refused).toBeUndefined()
    for (const { share, interval } of points)
      expect(interval!.low <= share + 1e-12 && share <= interval!.high + 1e-12).toBe(true)
    const few = performanceProfile([[1, 2]], [0])
    expect(few.refused).toContain('2 runs of a task')
    expect(few.points).toEqual([{ score: 0, share: 1, interval: null }])
  })

  it('never rise', () => {
    const shares = performanceProfile(OURS, profileScores([OURS], 50)).points.map(({ share }) => share)
    shares.slice(1).forEach((share, i) => expect(share).toBeLessThanOrEqual(shares[i]! + 1e-12))
    expect(shares.at(-1)).toBe(0)
  })

  it('count a run that diverged as above nothing', () => {
    expect(performanceProfile([[NaN, 1]], [0]).points[0]!.share).toBe(0.5)
    expect(profileScores([[[NaN, 1, 3]]], 3)).toEqual([1, 2, 3])
    expect(profileScores([[[2, 2]]])).toEqual([2])
    expect(profileScores([])).toEqual([])
    expect(() => performanceProfile([[]], [0])).toThrow('needs a score of each task')
  })
})
