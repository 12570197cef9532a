import { mean, sd, sdOf } from './describe'
import { superiority } from './robust'
import { sizeOfLargest, subtract } from './rounding'

/** How large a difference is, apart from whether it is one beyond chance. */
export interface EffectSizes {
  /**
   * Cohen's d: the difference of the means over the pooled standard deviation (Cohen, Statistical Power Analysis for the Behavioral Sciences, 1988); of pairs, d_z: the
   * mean of the differences over their standard deviation. `null` where that is 0 or unknown.
   */
  readonly d: number | null
  /** Hedges' g: d made smaller for few values by 1 − 3 / (4 df − 1) (Hedges, Journal of Educational Statistics 6, 1981). */
  readonly g: number | null
  /** Cliff's δ: P(a > b) − P(a < b) (Cliff, Psychological Bulletin 114, 1993). */
  readonly delta: number
  /** A12 of Vargha and Delaney: P(a > b) + P(a = b) / 2. */
  readonly a12: number
}

/**
 * Effect sizes of `a` against `b`. δ and A12 are of one value of each, whatever the pairs; of a side with a single value they say nothing of others, and a gap of a
 * comparison has none.
 *
 * @param paired whether the values at equal places are pairs.
 * @throws RangeError when a side is empty, or pairs differ in number.
 */
export function effectSizes(a: readonly number[], b: readonly number[], paired = false): EffectSizes {
  if (paired && a.length !== b.length)
    throw new RangeError(`pairs need as many values on both sides, not ${a.length} and ${b.length}`)
  const a12 = superiority(a, b)
  const [d, df] = paired ? ofPairs(a, b) : ofGroups(a, b)
  return { d, g: d === null ? null : d * (1 - 3 / (4 * df - 1)), delta: 2 * a12 - 1, a12 }
}

function ofPairs(a: readonly number[], b: readonly number[]): [d: number | null, df: number] {
  const differences = a.map((value, i) => subtract(value, b[i]!))
  return [over(mean(differences), sdOf(differences, sizeOfLargest(a, b))), differences.length - 1]
}

function ofGroups(a: readonly number[], b: readonly number[]): [d: number | null, df: number] {
  const [sa, sb] = [sd(a), sd(b)]
  const df = a.length + b.length - 2
  if (sa === null || sb === null) return [null, df]
  const pooled = Math.hypot(sa * Math.sqrt((a.length - 1) / df), sb * Math.sqrt((b.length - 1) / df))
  return [over(subtract(mean(a), mean(b)), pooled), df]
}

const over = (difference: number, spread: number | null): number | null =>
  spread !== null && spread > 0 && Number.isFinite(difference / spread) ? difference / spread : null
