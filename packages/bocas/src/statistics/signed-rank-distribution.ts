/** The tails of the signed-rank statistic under the null hypothesis that every difference is as often positive as negative. */

/**
 * P(V ≤ v) for v = 0, ½, 1 … up to the sum of the ranks, in steps of one half, because ranks of ties are means: each rank is in the sum or not, with probability
 * ½ each, whatever the ranks are. This is the permutation distribution over all 2ⁿ signs, by the shift algorithm of Streitberg and Röhmel (Exact Distributions
 * for Permutation and Rank Tests, Statistical Software Newsletter 12, 1986).
 *
 * @param ranks whole numbers and halves.
 */
export function permutationTails(ranks: readonly number[]): number[] {
  return cumulated(ranks.map((rank) => 2 * rank))
}

/** P(V ≤ v) for v = 0 … n(n+1)/2, of n differences of which no two are equal in size. */
export function lowerTails(n: number): number[] {
  return cumulated(Array.from({ length: n }, (_, i) => i + 1))
}

/** P(sum ≤ s) for s = 0, 1, …, of whole numbers that are each in the sum or not. */
function cumulated(steps: readonly number[]): number[] {
  const most = steps.reduce((sum, step) => sum + step, 0)
  const probabilities = new Float64Array(most + 1)
  probabilities[0] = 1
  let reached = 0
  for (const step of steps) {
    reached += step
    for (let s = reached; s >= 0; s--)
      probabilities[s] = (probabilities[s]! + (s >= step ? probabilities[s - step]! : 0)) / 2
  }
  let sum = 0
  return Array.from(probabilities, (p) => (sum += p))
}

/** The smallest two-sided p that so many differences can give, ties or not: 2 / 2ⁿ, when all have one sign. */
export function smallestSignedRankP(n: number): number {
  return Math.min(1, 2 ** (1 - n))
}
