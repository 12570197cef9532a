import type { Scores } from './robust'
import { isAtMost } from './rounding'
import { drawnIntervals, type DrawnEstimate, type StratifiedOptions } from './stratified'
import type { Interval } from './summary'
import type { TestRefusal } from './t-test'

/** Which share of runs is above a score. One that is above it by rounding only is not. */
export interface ProfilePoint {
  readonly score: number
  readonly share: number
  /** Pointwise, by the stratified bootstrap; `null` where there are too few runs. */
  readonly interval: Interval | null
}

/** A performance profile, and why it has no band where it has none. */
export interface Profile extends Partial<TestRefusal> {
  readonly points: readonly ProfilePoint[]
}

/**
 * The performance profile of a method: for each score, the share of runs that are above it, every task with equal weight (the run-score distribution of Agarwal
 * et al. 2021, section 4.2, after Dolan and Moré, Mathematical Programming 91, 2002). The band is pointwise.
 *
 * @param scores normalised, so that tasks can be compared.
 * @param at the scores to ask for, rising; {@link profileScores} has some that show every step.
 * @throws RangeError when there are no scores.
 */
export function performanceProfile(scores: Scores, at: readonly number[], options: StratifiedOptions = {}): Profile {
  if (scores.length === 0 || scores.some((runs) => runs.length === 0))
    throw new RangeError('a performance profile needs a score of each task')
  const shares = sharesAbove(scores, at)
  const intervals = drawnIntervals([scores], drawnSharesAbove(at), options)
  const isRefused = 'refused' in intervals
  const points = at.map((score, i) => ({ score, share: shares[i]!, interval: isRefused ? null : intervals[i]! }))
  return isRefused ? { points, ...intervals } : { points }
}

/** For each score the mean over tasks of the share of runs above it. NaN is above nothing. */
function sharesAbove(scores: Scores, at: readonly number[]): number[] {
  const above = at.map(() => 0)
  for (const runs of scores) {
    const sorted = runs.filter((run) => !Number.isNaN(run)).sort((a, b) => a - b)
    let passed = 0
    at.forEach((score, i) => {
      while (passed < sorted.length && isAtMost(sorted[passed]!, score)) passed++
      above[i]! += (sorted.length - passed) / runs.length / scores.length
    })
  }
  return above
}

/** The same of draws: for each score it is known once from which place of `at` on it is not above. */
const drawnSharesAbove =
  (at: readonly number[]): DrawnEstimate =>
  ([scores]) => {
    const passedFrom = scores!.map((runs) =>
      Uint32Array.from(runs, (run) => {
        const place = at.findIndex((score) => isAtMost(run, score))
        return place < 0 ? at.length : place
      }),
    )
    const [passedAt, above] = [new Uint32Array(at.length + 1), new Float64Array(at.length)]
    return ([drawn]) => {
      above.fill(0)
      drawn!.forEach((places, task) => {
        const [own, { length }] = [passedFrom[task]!, places]
        passedAt.fill(0)
        for (let i = 0; i < length; i++) passedAt[own[places[i]!]!]!++
        let passed = 0
        for (let i = 0; i < at.length; i++) {
          passed += passedAt[i]!
          above[i]! += (length - passed) / length / drawn!.length
        }
      })
      return above
    }
  }

/** Scores at which profiles of some methods are drawn: `count` from the least of all to the largest, with equal steps; one where all are equal. */
export function profileScores(methods: readonly Scores[], count = 101): number[] {
  const all = methods.flat(2).filter(Number.isFinite)
  if (all.length === 0) return []
  const [least, most] = all.reduce(([low, high], score) => [Math.min(low, score), Math.max(high, score)], [
    Infinity,
    -Infinity,
  ] as [number, number])
  if (least === most) return [least]
  return Array.from({ length: count }, (_, i) => least + ((most - least) * i) / (count - 1))
}
