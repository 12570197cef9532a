import { mean, median } from './describe'
import { checkSameTasks, type Scores } from './robust'
import { roundingFor, subtract } from './rounding'
import type { Drawn, DrawnEstimate } from './stratified'
import { unitFor } from './unit'

/** The median over tasks of their means, of draws. */
export const drawnMedianOfTasks: DrawnEstimate = ([scores]) => ofTaskMeans(scores!, (means) => median([...means]))

/** The mean over tasks of their means, of draws. */
export const drawnMeanOfTasks: DrawnEstimate = ([scores]) => ofTaskMeans(scores!, mean)

function ofTaskMeans(scores: Scores, of: (means: Float64Array) => number): (drawn: Drawn) => ArrayLike<number> {
  const values = scores.map((runs) => Float64Array.from(runs))
  const own = values.map(({ length }) => new Float64Array(length))
  const [means, found] = [new Float64Array(scores.length), new Float64Array(1)]
  return ([drawn]) => {
    for (let task = 0; task < own.length; task++) {
      take(values[task]!, drawn![task]!, own[task]!, 0)
      means[task] = mean(own[task]!)
    }
    found[0] = of(means)
    return found
  }
}

/** By how much scores fall short of `goal`, of draws. */
export const drawnOptimalityGap =
  (goal = 1): DrawnEstimate =>
  ([scores]) => {
    const values = scores!.map((runs) => Float64Array.from(runs, (score) => Math.min(score, goal)))
    const [all, found] = [new Float64Array(scores!.flat().length), new Float64Array(1)]
    return ([drawn]) => {
      let at = 0
      for (let task = 0; task < values.length; task++) at = take(values[task]!, drawn![task]!, all, at)
      found[0] = subtract(goal, mean(all))
      return found
    }
  }

/** Writes the values at some places into a list, from `at` on. @returns where the next ones go. */
function take(values: Float64Array, places: Uint32Array, into: Float64Array, at: number): number {
  for (let i = 0; i < places.length; i++) into[at + i] = values[places[i]!]!
  return at + places.length
}

/** Scores in the order of size, and how often a draw has each. */
interface Counted {
  readonly sorted: Float64Array
  /** Of each task, the places of its scores in that order. */
  readonly places: readonly Uint32Array[]
  readonly counts: Uint32Array
}

function counted(scores: Scores): Counted {
  const all = scores.flat()
  const order = Uint32Array.from(all, (_, at) => at).sort((a, b) => all[a]! - all[b]! || a - b)
  const places = new Uint32Array(all.length)
  order.forEach((at, place) => (places[at] = place))
  let from = 0
  return {
    sorted: Float64Array.from(order, (at) => all[at]!),
    places: scores.map(({ length }) => places.subarray(from, (from += length))),
    counts: new Uint32Array(all.length),
  }
}

function countDrawn({ places, counts }: Counted, drawn: readonly Uint32Array[]): void {
  counts.fill(0)
  for (let task = 0; task < drawn.length; task++) {
    const [own, chosen] = [places[task]!, drawn[task]!]
    for (let i = 0; i < chosen.length; i++) counts[own[chosen[i]!]!]!++
  }
}

/** The interquartile mean, of draws: counted over scores that are sorted once. Equal scores are added one by one, so that sums are rounded as in the plain definition. */
export const drawnInterquartileMean: DrawnEstimate = ([scores]) => {
  const own = counted(scores!)
  const { sorted, counts } = own
  const cut = Math.floor(sorted.length / 4)
  const kept = sorted.length - 2 * cut
  const found = new Float64Array(1)
  return ([drawn]) => {
    countDrawn(own, drawn!)
    let [low, skipped] = [0, cut]
    while (counts[low]! <= skipped) skipped -= counts[low++]!
    let [high, over] = [sorted.length - 1, cut]
    while (counts[high]! <= over) over -= counts[high--]!
    const unit = unitFor(Math.max(Math.abs(sorted[low]!), Math.abs(sorted[high]!)))
    const first = sorted[low]! / unit
    let sum = 0
    for (let at = low; at <= high; at++) {
      const times = counts[at]! - (at === low ? skipped : 0) - (at === high ? over : 0)
      if (times === 0) continue
      const difference = sorted[at]! / unit - first
      for (let i = 0; i < times; i++) sum += difference
    }
    found[0] = unit * (first + sum / kept)
    return found
  }
}

/** The probability of improvement, of draws of both methods. @throws RangeError when one of both has more tasks. */
export const drawnImprovement: DrawnEstimate = ([first, second]) => {
  checkSameTasks(first!, second!)
  const tasks = first!.map((scores, task) => [counted([scores]), counted([second![task]!])] as const)
  const [shares, found] = [new Float64Array(tasks.length), new Float64Array(1)]
  return ([x, y]) => {
    for (let task = 0; task < tasks.length; task++) {
      const [own, other] = tasks[task]!
      countDrawn(own, [x![task]!])
      countDrawn(other, [y![task]!])
      shares[task] = superiorityOfCounts(own, other)
    }
    found[0] = mean(shares)
    return found
  }
}

/** How often a value of `a` is above one of `b`, equal ones counting half, by going up both sorted lists once. */
function superiorityOfCounts(a: Counted, b: Counted): number {
  const [n, m] = [a.sorted.length, b.sorted.length]
  const rounding = roundingFor(n + m, Math.max(largestOf(a), largestOf(b)))
  let wins = 0
  let [below, belowAt, upTo, upToAt] = [0, 0, 0, 0]
  for (let at = 0; at < n; at++) {
    const times = a.counts[at]!
    if (times === 0) continue
    const value = a.sorted[at]!
    while (belowAt < m && value - b.sorted[belowAt]! > rounding) below += b.counts[belowAt++]!
    while (upToAt < m && !(b.sorted[upToAt]! - value > rounding)) upTo += b.counts[upToAt++]!
    wins += times * (below + (upTo - below) / 2)
  }
  return wins / n / m
}

/** The size of the largest value that was drawn. */
function largestOf({ sorted, counts }: Counted): number {
  let [low, high] = [0, sorted.length - 1]
  while (counts[low] === 0) low++
  while (counts[high] === 0) high--
  return Math.max(Math.abs(sorted[low]!), Math.abs(sorted[high]!))
}
