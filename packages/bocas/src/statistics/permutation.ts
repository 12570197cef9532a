import { refusal } from '../text'
import { mean } from './describe'
import { below, generator } from './random'
import { doesVary, isClose, roundingFor, roundingOf, sizeOfLargest, subtract } from './rounding'
import type { TestRefusal } from './t-test'

/** What a permutation test says. It has no interval and no degrees of freedom. */
export interface PermutationResult {
  /** The mean difference. */
  readonly statistic: number
  readonly df: null
  /** Two-sided. */
  readonly p: number
  readonly interval: null
  /** The number of arrangements that p comes from: all that there are, or those that were drawn. */
  readonly arrangements: number
  readonly isExact: boolean
  /** The smallest p that values as many as these can have. */
  readonly smallest: number
}

/** Up to so many arrangements all are looked at; of more, so many are drawn. */
const MOST_EXACT = 200_000
const DRAWN = 20_000

/**
 * The permutation test of pairs by signs, two-sided: how many of all signs of the differences make a mean difference at least as far from zero as this one (Fisher, The
 * Design of Experiments, 1935, section 21). Exact up to 17 pairs; of more 20,000 signs are drawn by a seeded generator, and p is (b + 1) / (m + 1), which is never
 * too small (Phipson and Smyth, Statistical Applications in Genetics and Molecular Biology 9, 2010).
 *
 * @param size the size of the largest value that the differences were computed from: what is no more than its rounding is none.
 * @returns a refusal when there are no pairs, none differs, or a difference is not finite.
 */
export function signPermutation(
  given: readonly number[],
  seed = 0,
  size = sizeOfLargest(given),
): PermutationResult | TestRefusal {
  const n = given.length
  if (n === 0) return refusal('noPairs')
  if (!given.every(Number.isFinite)) return refusal('notFinite')
  const differences = given.map((d) => (isClose(d, 0, roundingFor(2, size)) ? 0 : d))
  if (differences.every((d) => d === 0)) return refusal('noSignToPermute')
  const found = sum(differences)
  // What does not differ is as far with either sign.
  const smallest = smallestPermutationP(differences.filter((d) => d !== 0).length)
  const rounding = roundingFor(n, size) * n
  const isAsFar = (total: number): boolean => Math.abs(total) >= Math.abs(found) - rounding
  if (2 ** n <= MOST_EXACT) {
    let count = 0
    for (let signs = 0; signs < 2 ** n; signs++)
      if (isAsFar(differences.reduce((total, d, i) => total + ((signs >> i) & 1 ? d : -d), 0))) count++
    return exact(mean(differences), count, 2 ** n, smallest)
  }
  const uniform = generator(seed)
  return drawn(mean(differences), smallest, () =>
    isAsFar(differences.reduce((total, d) => total + (uniform() < 0.5 ? d : -d), 0)),
  )
}

/**
 * The permutation test of two groups, two-sided: how many of all ways to deal the values out make the means differ at least as much (Pitman, Supplement to the
 * Journal of the Royal Statistical Society 4, 1937). Exact up to 200,000 ways; of more, 20,000 are drawn, as {@link signPermutation} does. Under the hypothesis that the groups are of
 * one distribution: groups that spread differently are for Welch's test.
 *
 * @returns a refusal when a group is empty, all values are equal, or one is not finite.
 */
export function groupPermutation(
  a: readonly number[],
  b: readonly number[],
  seed = 0,
): PermutationResult | TestRefusal {
  const all = [...a, ...b]
  if (a.length === 0 || b.length === 0) return refusal('sideIsEmpty')
  if (!all.every(Number.isFinite)) return refusal('notFinite')
  if (!doesVary(all)) return refusal('nothingToPermute')
  const centre = mean(all)
  const values = all.map((value) => value - centre)
  const statistic = subtract(mean(a), mean(b))
  // The means differ by as much as the sum of the first group is away from zero, once all are centred.
  const found = Math.abs(sum(values.slice(0, a.length)))
  const rounding = roundingOf(all) * all.length
  const isAsFar = (total: number): boolean => Math.abs(total) >= found - rounding
  const ways = choose(all.length, a.length)
  const smallest = smallestPermutationP(a.length, b.length)
  if (ways <= MOST_EXACT) {
    let count = 0
    const deal = (from: number, left: number, total: number): void => {
      if (left === 0) {
        if (isAsFar(total)) count++
        return
      }
      for (let i = from; i <= values.length - left; i++) deal(i + 1, left - 1, total + values[i]!)
    }
    deal(0, a.length, 0)
    return exact(statistic, count, ways, smallest)
  }
  const uniform = generator(seed)
  const deck = values.slice()
  return drawn(statistic, smallest, () => {
    let total = 0
    for (let i = 0; i < a.length; i++) {
      const other = i + below(uniform, deck.length - i)
      ;[deck[i], deck[other]] = [deck[other]!, deck[i]!]
      total += deck[i]!
    }
    return isAsFar(total)
  })
}

const exact = (statistic: number, count: number, arrangements: number, smallest: number): PermutationResult => ({
  statistic,
  df: null,
  p: count / arrangements,
  interval: null,
  arrangements,
  isExact: true,
  smallest,
})

function drawn(statistic: number, smallest: number, isAsFar: () => boolean): PermutationResult {
  let count = 0
  for (let i = 0; i < DRAWN; i++) if (isAsFar()) count++
  const p = (count + 1) / (DRAWN + 1)
  return { statistic, df: null, p, interval: null, arrangements: DRAWN, isExact: false, smallest }
}

/** The smallest p that so many pairs, or two groups of these sizes, can have. */
export function smallestPermutationP(n: number, other?: number): number {
  const ways = other === undefined ? 2 ** n : choose(n + other, n)
  // Each arrangement has a mirror image, except where the groups differ in size.
  const most = other === undefined || n === other ? 2 : 1
  return Math.min(1, Math.max(most / ways, ways > MOST_EXACT ? 1 / (DRAWN + 1) : 0))
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)

function choose(n: number, k: number): number {
  let ways = 1
  for (let i = 1; i <= k && ways < Number.MAX_SAFE_INTEGER; i++) ways = (ways * (n - k + i)) / i
  return Math.round(ways)
}
