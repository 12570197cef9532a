import { refusal } from '../text'
import { generator } from './random'
import { roundingFor, sizeOfLargest } from './rounding'
import type { TestRefusal } from './t-test'

/** How probable it is that `a` is practically worse than `b`, practically as good, practically better. They add up to 1. */
export interface BayesianSignedRank {
  readonly worse: number
  readonly equivalent: number
  readonly better: number
  /** Differences up to this size count as none. */
  readonly rope: number
  readonly n: number
}

const DRAWS = 20_000

/**
 * The Bayesian signed-rank test with a region of practical equivalence: Benavoli, Mangili, Corani, Zaffalon and Ruggeri, A Bayesian Wilcoxon Signed-Rank Test Based on
 * the Dirichlet Process, ICML 2014; Benavoli, Corani, Demšar and Zaffalon, Time for a Change, JMLR 18, 2017, section 4.2. Of two differences drawn from the posterior the mean lies below,
 * within or above the region; each probability is how often that is the most likely of the three. The prior is one difference of 0 with the weight ½.
 * 20,000 draws by a seeded generator, so that the last digit is the third.
 *
 * @param differences a − b of each data set, positive when `a` is better.
 * @param rope the half width of the region, in the unit of the metric: 0.01 for one point of accuracy. It is said before the results are seen.
 * @param size the size of the largest value that the differences were computed from: 0.91 − 0.9 is within a region of 0.01.
 * @returns a refusal for fewer than 5 data sets, of which the prior is a tenth, for more than 500, or values that are not finite.
 * @throws RangeError when the region is negative.
 */
export function bayesianSignedRank(
  differences: readonly number[],
  rope: number,
  seed = 0,
  size = sizeOfLargest(differences),
): BayesianSignedRank | TestRefusal {
  if (!(rope >= 0 && rope < Infinity))
    throw new RangeError(`the region of practical equivalence is a number from 0 on such as 0.01, not ${rope}`)
  const n = differences.length
  if (n < 5) return refusal('fewDataSetsForPosterior', n, 5)
  if (n > 500) return refusal('manyDataSets', 500)
  if (!differences.every(Number.isFinite)) return refusal('notFinite')
  const z = [0, ...differences]
  const order = z.map((_, i) => i).sort((i, j) => z[i]! - z[j]! || i - j)
  const sorted = order.map((i) => z[i]!)
  const prior = order.indexOf(0)
  // Of each difference, how many others make a sum with it that is below the region, and how many one that is not above.
  // A sum at an edge of the region is within it, whatever rounding has made of both.
  const edge = 2 * rope + 2 * roundingFor(2, Math.max(size, rope))
  const [belowOf, upToOf] = [
    sorted.map((one) => sorted.filter((other) => one + other < -edge).length),
    sorted.map((one) => sorted.filter((other) => one + other <= edge).length),
  ]
  const uniform = generator(seed)
  const exponential = () => -Math.log(1 - uniform())
  const counts = { worse: 0, equivalent: 0, better: 0 }
  const sums = new Float64Array(z.length + 1)
  const weights = new Float64Array(z.length)
  for (let draw = 0; draw < DRAWS; draw++) {
    for (let i = 0; i < z.length; i++) {
      weights[i] = i === prior ? halfGamma(uniform) : exponential()
      sums[i + 1] = sums[i]! + weights[i]!
    }
    const total = sums[z.length]!
    let [worse, better] = [0, 0]
    for (let i = 0; i < z.length; i++) {
      worse += weights[i]! * sums[belowOf[i]!]!
      better += weights[i]! * (total - sums[upToOf[i]!]!)
    }
    const equivalent = total * total - worse - better
    const most = Math.max(worse, equivalent, better)
    const first = most === better ? 'better' : most === worse ? 'worse' : 'equivalent'
    // With a region of no width both sides may be equally likely: neither is ahead then.
    if (worse === better && most === worse) for (const side of ['worse', 'better'] as const) counts[side] += 0.5
    else counts[first] += 1
  }
  return {
    worse: counts.worse / DRAWS,
    equivalent: counts.equivalent / DRAWS,
    better: counts.better / DRAWS,
    rope,
    n,
  }
}

/** A gamma variable of shape ½: half of a squared normal one, by Box and Muller. */
function halfGamma(uniform: () => number): number {
  const radius = -Math.log(1 - uniform())
  return radius * Math.cos(2 * Math.PI * uniform()) ** 2
}
