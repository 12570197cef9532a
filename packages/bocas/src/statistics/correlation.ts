import { refusal } from '../text'
import { mean } from './describe'
import { normalQuantile } from './distributions'
import { ranksOf } from './ranks'
import { doesVary, isClose, roundingFor, sizeOfLargest } from './rounding'
import { checkConfidence, type Interval } from './summary'
import { tCdf } from './t-distribution'
import type { TestRefusal } from './t-test'

/** How two numbers of the same runs go together. */
export interface Correlation {
  /** From −1 to 1. */
  readonly r: number
  /** Two-sided, of no correlation. */
  readonly p: number
  readonly df: number
  /** By Fisher's transformation, from 4 pairs on; of ranks with the variance of Bonett and Wright. `null` for fewer, or at ±1. */
  readonly interval: Interval | null
  readonly n: number
}

/**
 * Pearson's correlation: p by Student's t with n − 2 degrees of freedom, the interval by Fisher's transformation (Fisher, On the Probable Error of a Coefficient of
 * Correlation, Metron 1, 1921), as R's cor.test.
 *
 * @returns a refusal for fewer than three pairs, values that are not finite, or a side that does not vary.
 * @throws RangeError when the lists differ in length.
 */
export function pearson(x: readonly number[], y: readonly number[], level = 0.95): Correlation | TestRefusal {
  return correlate(x, y, level, (n) => 1 / (n - 3))
}

/**
 * Spearman's rank correlation: Pearson's of the ranks, equal values sharing the mean of theirs. p is exact up to 8 pairs, by all orders; of more by Student's t
 * (`cor.test(…, method = 'spearman', exact = FALSE)` of R). The interval has the variance (1 + r²/2) / (n − 3) of Bonett and Wright, Psychometrika 65, 2000.
 *
 * @returns a refusal as {@link pearson} does.
 */
export function spearman(x: readonly number[], y: readonly number[], level = 0.95): Correlation | TestRefusal {
  const bad = problem(x, y)
  if (bad !== undefined) return bad
  const [ranksX, ranksY] = [ranksOf(x), ranksOf(y)]
  const found = correlate(ranksX, ranksY, level, (n, r) => (1 + (r * r) / 2) / (n - 3))
  if ('refused' in found || x.length > MOST_EXACT) return found
  return { ...found, p: exactP(ranksX, ranksY) }
}

const MOST_EXACT = 8

function correlate(
  x: readonly number[],
  y: readonly number[],
  level: number,
  variance: (n: number, r: number) => number,
): Correlation | TestRefusal {
  checkConfidence(level)
  const bad = problem(x, y)
  if (bad !== undefined) return bad
  const n = x.length
  const [cx, cy] = [centred(x), centred(y)]
  if (cx === null || cy === null) return refusal('sideDoesNotVary')
  const sum = cx.reduce((total, value, i) => total + value * cy[i]!, 0)
  // A relation without any exception is one, whatever rounding has left of it.
  const r = isClose(Math.abs(sum), 1, roundingFor(n, 1)) ? Math.sign(sum) : sum
  const df = n - 2
  const t = r * Math.sqrt(df / ((1 - r) * (1 + r)))
  const half = n > 3 && Math.abs(r) < 1 ? normalQuantile((1 + level) / 2) * Math.sqrt(variance(n, r)) : null
  const interval =
    half === null ? null : { low: Math.tanh(Math.atanh(r) - half), high: Math.tanh(Math.atanh(r) + half), level }
  return { r, p: Math.abs(r) === 1 ? 0 : 2 * tCdf(-Math.abs(t), df), df, interval, n }
}

function problem(x: readonly number[], y: readonly number[]): TestRefusal | undefined {
  if (x.length !== y.length)
    throw new RangeError(`a correlation is of pairs, and these are ${x.length} and ${y.length}`)
  if (x.length < 3) return refusal('fewPairsForCorrelation', x.length)
  return [...x, ...y].every(Number.isFinite) ? undefined : refusal('notFinite')
}

/** The values less their mean, of length one; null where they do not vary. */
function centred(values: readonly number[]): number[] | null {
  if (!doesVary(values)) return null
  const centre = mean(values)
  const differences = values.map((value) => value - centre)
  const largest = sizeOfLargest(differences)
  const away = differences.map((value) => value / largest)
  const length = Math.sqrt(away.reduce((sum, value) => sum + value * value, 0))
  return away.map((value) => value / length)
}

/** Of all orders of one side, the share that goes with the other at least as much. */
function exactP(x: readonly number[], y: readonly number[]): number {
  const centre = (x.length + 1) / 2
  const [a, b] = [x, y].map((ranks) => ranks.map((rank) => rank - centre)) as [number[], number[]]
  const found = Math.abs(a.reduce((sum, value, i) => sum + value * b[i]!, 0)) - 1e-9
  let [all, far] = [0, 0]
  const deal = (i: number, total: number): void => {
    if (i === a.length) {
      all++
      if (Math.abs(total) >= found) far++
      return
    }
    for (let j = i; j < b.length; j++) {
      ;[b[i], b[j]] = [b[j]!, b[i]!]
      deal(i + 1, total + a[i]! * b[i])
      ;[b[i], b[j]] = [b[j]!, b[i]]
    }
  }
  deal(0, 0)
  return far / all
}
