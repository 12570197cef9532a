import { diceOf } from '../../../../tools/random/dice'
import {
  drawnImprovement,
  drawnInterquartileMean,
  drawnMeanOfTasks,
  drawnMedianOfTasks,
  drawnOptimalityGap,
} from './drawn-estimates'
import { performanceProfile } from './profile'
import {
  interquartileMean,
  meanOfTasks,
  medianOfTasks,
  optimalityGap,
  probabilityOfImprovement,
  type Scores,
} from './robust'
import { isAtMost } from './rounding'
import { drawnIntervals, stratifiedIntervals, type DrawnEstimate } from './stratified'

const dice = diceOf(7)
const ROUNDS = 20

/** What the values of a set are like. */
const VALUES: Readonly<Record<string, () => number>> = {
  'of any size': () => (dice.below(2 ** 31) / 2 ** 30 - 1) * 10 ** (dice.below(7) - 3),
  'with many ties': () => dice.below(3) / 10,
  'all equal': () => 0.1,
  'equal but for rounding': () => 0.3 + dice.below(3) * Number.EPSILON,
  'zeros of both signs': () => dice.pick([0, -0, 1]),
  negative: () => -1 - dice.below(1000) / 7,
  tiny: () => dice.below(5) * Number.MIN_VALUE + dice.below(2) * 1e-300,
  huge: () => (dice.below(9) - 4) * 1e300,
  'tiny and huge': () => dice.pick([1e-300, 1e300, -1e300, 1, 0, Number.MAX_VALUE, -Number.MAX_VALUE]),
}

/** Enough runs for an interval, never of a number that leaves no rest everywhere. */
function scoresOf(value: () => number, tasks: number): Scores {
  return Array.from({ length: tasks }, () => Array.from({ length: 5 + dice.below(6) }, value))
}

const goal = 0.15
const OF_ONE: Readonly<Record<string, readonly [DrawnEstimate, (scores: Scores) => number]>> = {
  'interquartile mean': [drawnInterquartileMean, interquartileMean],
  'median over tasks': [drawnMedianOfTasks, medianOfTasks],
  'mean over tasks': [drawnMeanOfTasks, meanOfTasks],
  'optimality gap': [drawnOptimalityGap(), optimalityGap],
  'optimality gap to another goal': [drawnOptimalityGap(goal), (scores) => optimalityGap(scores, goal)],
}

describe.each(Object.keys(VALUES))('of draws of values %s', (kind) => {
  const sets = Array.from({ length: ROUNDS }, () => {
    const tasks = 2 + dice.below(3)
    return [scoresOf(VALUES[kind]!, tasks), scoresOf(VALUES[kind]!, tasks)] as const
  })

  it.each(Object.keys(OF_ONE))('the %s is that of its definition, to the last bit', (name) => {
    const [drawn, plain] = OF_ONE[name]!
    sets.forEach(([scores], seed) =>
      expect(drawnIntervals([scores], drawn, { seed, resamples: 100 })).toEqual(
        stratifiedIntervals([scores], ([x]) => [plain(x!)], { seed, resamples: 100 }),
      ),
    )
  })

  it('the probability of improvement is that of its definition, to the last bit', () => {
    sets.forEach((both, seed) =>
      expect(drawnIntervals(both, drawnImprovement, { seed, resamples: 100 })).toEqual(
        stratifiedIntervals(both, ([x, y]) => [probabilityOfImprovement(x!, y!)], { seed, resamples: 100 }),
      ),
    )
  })

  it('the profile is that of its definition, to the last bit', () => {
    sets.forEach(([scores], seed) => {
      const at = [...new Set(scores.flat())].sort((a, b) => a - b).slice(0, 9)
      const above = (x: Scores, score: number): number =>
        x.reduce((sum, runs) => sum + runs.filter((run) => !isAtMost(run, score)).length / runs.length / x.length, 0)
      expect(performanceProfile(scores, at, { seed, resamples: 100 }).points.map(({ interval }) => interval)).toEqual(
        stratifiedIntervals([scores], ([x]) => at.map((score) => above(x!, score)), { seed, resamples: 100 }),
      )
    })
  })
})

it.each([...Object.values(OF_ONE).map(([drawn]) => drawn), drawnImprovement])(
  'a score that is not finite is refused, as are few, whatever is estimated',
  (drawn) => {
    const [two, few] = [scoresOf(dice.below.bind(null, 9), 2), [[1], [2]]]
    for (const wrong of [NaN, Infinity, -Infinity]) {
      const scores = [...two, [1, 2, 3, 4, wrong]]
      expect(drawnIntervals([scores, scores], drawn)).toMatchObject({ refused: 'a score is not finite' })
    }
    expect(drawnIntervals([few, few], drawn)).toMatchObject({ reason: { name: 'fewScores' } })
  },
)

it.each([
  [3, 2],
  [2, 3],
])('an improvement over %d and %d tasks is refused as its definition does', (some, others) => {
  const both = [scoresOf(dice.below.bind(null, 9), some), scoresOf(dice.below.bind(null, 9), others)] as const
  const words = `an improvement is over the same tasks, and these are ${some} and ${others}`
  expect(() => drawnIntervals(both, drawnImprovement)).toThrow(new RangeError(words))
  expect(() => probabilityOfImprovement(...both)).toThrow(new RangeError(words))
})

it('one number in every draw is an interval without width', () => {
  const scores = Array.from({ length: 2 }, () => Array<number>(5).fill(0.1))
  for (const [drawn] of Object.values(OF_ONE).slice(0, 3))
    expect(drawnIntervals([scores], drawn)).toEqual([{ low: 0.1, high: 0.1, level: 0.95 }])
})
