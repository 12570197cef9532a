import { isAtMost, isSameNumber } from './rounding'

/** How often a threshold on the scores finds what it looks for, and what it takes for it wrongly. */
export interface RocPoint {
  /** Of the negatives, the share with a score from the threshold on: 1 − specificity. */
  readonly falsePositiveRate: number
  /** Of the positives, the share with a score from the threshold on: sensitivity, recall. */
  readonly truePositiveRate: number
  /** Of those with a score from the threshold on, the share that is positive; NaN where there are none. */
  readonly precision: number
  readonly threshold: number
}

/**
 * The receiver operating characteristic: one point per distinct score (those that differ by rounding only are one), from the highest threshold (above every score) to the lowest. Equal scores are one step, so the
 * order of the rows says nothing.
 *
 * @param positive which rows are positive.
 * @param scores as many finite numbers; the higher, the more likely positive.
 * @throws RangeError when there is no positive or no negative row: then one of the rates is none.
 */
export function rocCurve(positive: readonly boolean[], scores: readonly number[]): RocPoint[] {
  const positives = positive.filter(Boolean).length
  const negatives = positive.length - positives
  if (positives === 0 || negatives === 0)
    throw new RangeError(
      `all ${positive.length} rows are ${positives === 0 ? 'negative' : 'positive'}: there is no ROC curve of them`,
    )
  if (scores.length !== positive.length || !scores.every(Number.isFinite))
    throw new RangeError('a ROC curve needs one finite score per row')
  const order = scores.map((_, index) => index).sort((a, b) => scores[b]! - scores[a]!)
  const points: RocPoint[] = [{ falsePositiveRate: 0, truePositiveRate: 0, precision: NaN, threshold: Infinity }]
  let [right, wrong] = [0, 0]
  order.forEach((row, at) => {
    if (positive[row]) right++
    else wrong++
    const threshold = scores[row]!
    const next = at + 1 < order.length ? scores[order[at + 1]!]! : NaN
    if (isSameNumber(next, threshold)) return
    points.push({
      falsePositiveRate: wrong / negatives,
      truePositiveRate: right / positives,
      precision: right / (right + wrong),
      threshold,
    })
  })
  return points
}

/** The area under a ROC curve, by trapezoids: the probability that a positive has a higher score than a negative, equal ones counting half. */
export function areaUnderRoc(points: readonly RocPoint[]): number {
  return points.reduce((sum, point, index) => {
    const before = points[index - 1]
    if (before === undefined) return sum
    const height = (point.truePositiveRate + before.truePositiveRate) / 2
    return sum + (point.falsePositiveRate - before.falsePositiveRate) * height
  }, 0)
}

/**
 * The mean of the precisions at all thresholds, each weighted by the recall that it adds. Unlike trapezoids between the points, it promises nothing that no threshold
 * reaches (Davis and Goadrich, The Relationship Between Precision-Recall and ROC Curves, 2006).
 */
export function averagePrecision(points: readonly RocPoint[]): number {
  return points.reduce((sum, { truePositiveRate, precision }, index) => {
    const before = points[index - 1]
    return before === undefined ? 0 : sum + (truePositiveRate - before.truePositiveRate) * precision
  }, 0)
}

/** The true positive rate at a false positive rate, linearly between the points; where several lie upon each other, the highest. */
export function truePositiveRateAt(points: readonly RocPoint[], rate: number): number {
  const next = points.findIndex(({ falsePositiveRate }) => !isAtMost(falsePositiveRate, rate))
  if (next < 0) return points.at(-1)!.truePositiveRate
  const [from, to] = [points[next - 1]!, points[next]!]
  const share = (rate - from.falsePositiveRate) / (to.falsePositiveRate - from.falsePositiveRate)
  return from.truePositiveRate + share * (to.truePositiveRate - from.truePositiveRate)
}

/** The precision of the highest threshold that reaches a recall. */
export function precisionAt(points: readonly RocPoint[], recall: number): number {
  return points.find(
    ({ truePositiveRate, precision }) => isAtMost(recall, truePositiveRate) && !Number.isNaN(precision),
  )!.precision
}
