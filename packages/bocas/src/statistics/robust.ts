import { mean, median } from './describe'
import { isClose, roundingOf, subtract } from './rounding'

/** Scores of runs by task: `scores[task][run]`. The number of runs may differ. */
export type Scores = readonly (readonly number[])[]

/**
 * The interquartile mean: the mean of what is left when a quarter of all scores, rounded down, is left out at either end. Over tasks and runs together, as Agarwal
 * et al., Deep Reinforcement Learning at the Edge of the Statistical Precipice, NeurIPS 2021, section 4.3, have it (`trim_mean(scores, 0.25)` of SciPy,
 * `mean(scores, trim = 0.25)` of R).
 *
 * @throws RangeError when there are no scores.
 */
export function interquartileMean(scores: Scores): number {
  const sorted = scores.flat().sort((a, b) => a - b)
  if (sorted.some(Number.isNaN)) return NaN
  const cut = Math.floor(sorted.length / 4)
  return mean(sorted.slice(cut, sorted.length - cut))
}

/** The median over tasks of their means over runs. @throws RangeError when there are no scores. */
export const medianOfTasks = (scores: Scores): number => median(scores.map(mean))

/** The mean over tasks of their means over runs: every task with equal weight. @throws RangeError when there are no scores. */
export const meanOfTasks = (scores: Scores): number => mean(scores.map(mean))

/**
 * By how much scores fall short of `goal` on average; what is above it does not make up for the rest. Agarwal et al. 2021, section 4.3.
 *
 * @param goal the score beyond which more is not wanted: 1 of normalised scores.
 */
export const optimalityGap = (scores: Scores, goal = 1): number =>
  subtract(goal, mean(scores.flat().map((score) => Math.min(score, goal))))

/**
 * The probability that a run of `x` is above one of `y` on a task drawn at random: the mean over tasks of the Mann–Whitney statistic over the number of pairs;
 * equal scores count half. Agarwal et al. 2021, section 4.3.
 *
 * @throws RangeError when the tasks are not the same number, or one has no scores.
 */
export function probabilityOfImprovement(x: Scores, y: Scores): number {
  checkSameTasks(x, y)
  return mean(x.map((scores, task) => superiority(scores, y[task]!)))
}

/** @throws RangeError when one of both has more tasks. */
export function checkSameTasks(x: Scores, y: Scores): void {
  if (x.length !== y.length)
    throw new RangeError(`an improvement is over the same tasks, and these are ${x.length} and ${y.length}`)
}

/**
 * P(a > b) + P(a = b) / 2 of one value of each: A12 of Vargha and Delaney, A Critique and Improvement of the CL Common Language Effect Size Statistics, Journal
 * of Educational and Behavioral Statistics 25, 2000. By sorting, so that large lists are quick. What differs by rounding only is equal.
 *
 * @throws RangeError when a side is empty.
 */
export function superiority(a: readonly number[], b: readonly number[]): number {
  if (a.length === 0 || b.length === 0) throw new RangeError('nothing is above nothing: a side has no values')
  if ([...a, ...b].some(Number.isNaN)) return NaN
  const rounding = roundingOf([...a, ...b])
  const sorted = [...b].sort((x, y) => x - y)
  let wins = 0
  for (const value of a) {
    const [less, upTo] = [
      countWhere(sorted, (other) => isLess(other, value, rounding)),
      countWhere(sorted, (other) => !isLess(value, other, rounding)),
    ]
    wins += less + (upTo - less) / 2
  }
  return wins / a.length / b.length
}

const isLess = (one: number, other: number, rounding: number): boolean => one < other && !isClose(one, other, rounding)

/** How many of sorted values come before the first of which something does not hold. */
function countWhere(sorted: readonly number[], holds: (value: number) => boolean): number {
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (holds(sorted[middle]!)) low = middle + 1
    else high = middle
  }
  return low
}

/**
 * A score on the scale on which `low` is 0 and `high` is 1, such as those of a random and of a human player. Scores may leave it.
 *
 * @throws RangeError when the ends are equal or not finite.
 */
export function normalise(score: number, { low, high }: { readonly low: number; readonly high: number }): number {
  if (!Number.isFinite(low) || !Number.isFinite(high) || low === high)
    throw new RangeError(`a score is normalised between two different numbers, not ${low} and ${high}`)
  return (score - low) / (high - low)
}
