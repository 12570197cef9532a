import { refusal } from '../text'
import { BOOTSTRAP_MIN } from './bootstrap'
import { mean } from './describe'
import { intervalOfEstimates } from './percentile-interval'
import { below, generator } from './random'
import { isClose, roundingFor, subtract } from './rounding'
import { checkConfidence, type Interval } from './summary'
import type { TestRefusal } from './t-test'

/** How far a score of `a` is above that of `b` on the same examples. */
export interface PairedBootstrap {
  readonly difference: number
  readonly interval: Interval
  /** In which share of draws `a` is above `b`; draws in which they are equal count half. It is no p. */
  readonly share: number
  readonly n: number
}

/** How the examples are drawn anew. */
export interface PairedBootstrapOptions {
  readonly level?: number | undefined
  /** 2,000 unless given. */
  readonly resamples?: number | undefined
  /** Equal seeds give equal intervals; 0 unless given. */
  readonly seed?: number | undefined
  /** The score of drawn examples, such as an F1 of predictions; the mean unless given. */
  readonly of?: ((drawn: readonly number[]) => number) | undefined
}

/**
 * The paired bootstrap over examples: the same examples are drawn anew for both, and the interval is what the difference of most draws lies in (Efron and
 * Tibshirani, 1993, section 8.3; for translations Koehn, Statistical Significance Tests for Machine Translation Evaluation, EMNLP 2004). It is about other examples
 * for these two trained models, not about other seeds.
 *
 * @param a a number of each example, and `b` the same in the same order.
 * @returns a refusal for fewer than 10 examples or numbers that are not finite.
 * @throws RangeError when the lists differ in length, or an option is none.
 */
export function pairedBootstrap(
  a: readonly number[],
  b: readonly number[],
  { level = 0.95, resamples = 2000, seed = 0, of = mean }: PairedBootstrapOptions = {},
): PairedBootstrap | TestRefusal {
  checkConfidence(level)
  if (a.length !== b.length)
    throw new RangeError(`both have to be tested on the same examples, and these are ${a.length} and ${b.length}`)
  if (!Number.isSafeInteger(resamples) || resamples < 100)
    throw new RangeError(`\`resamples\` is a whole number from 100 on, not ${resamples}`)
  if (!Number.isSafeInteger(seed)) throw new RangeError(`\`seed\` is a whole number, not ${seed}`)
  const n = a.length
  if (n < BOOTSTRAP_MIN) return refusal('fewExamples', n, BOOTSTRAP_MIN)
  if (![...a, ...b].every(Number.isFinite)) return refusal('notFinite')
  const uniform = generator(seed)
  const [ofA, ofB] = [a.slice(), b.slice()]
  const differences = new Float64Array(resamples)
  for (let round = 0; round < resamples; round++) {
    for (let i = 0; i < n; i++) {
      const drawn = below(uniform, n)
      ofA[i] = a[drawn]!
      ofB[i] = b[drawn]!
    }
    const [ownA, ownB] = [of(ofA), of(ofB)]
    // A mean of so many numbers has the rounding of all of them.
    differences[round] = isClose(ownA, ownB, roundingFor(n, Math.max(Math.abs(ownA), Math.abs(ownB)))) ? 0 : ownA - ownB
  }
  const above = differences.reduce((sum, d) => sum + (d > 0 ? 1 : d === 0 ? 0.5 : 0), 0)
  return {
    difference: subtract(of(a), of(b)),
    interval: intervalOfEstimates(differences, level),
    share: above / resamples,
    n,
  }
}
