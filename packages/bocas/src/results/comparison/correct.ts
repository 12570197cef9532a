import { holm, isAtMost, type TestRefusal, type SignedRank, smallestSignedRankP } from '../../statistics'
import { refusal } from '../../text'
import type { PairDifference, TestOutcome } from './difference'
import type { TestName } from './types'

/** A test with its p adjusted, or why there is none. */
export type TestVerdict = { readonly test: TestOutcome; readonly adjusted: number } | TestRefusal

/**
 * Holm's correction over all comparisons that can be made. One that could not become significant whatever its values were, because its number of pairs allows
 * no p that is small enough (of Wilcoxon's test, the number of pairs that differ), is refused: it would read as "no difference" and mean "nothing asked".
 */
export function correct(differences: readonly PairDifference[], test: TestName, level: number): TestVerdict[] {
  const smallest = differences.map(({ n, result }) =>
    'refused' in result
      ? null
      : test === 'wilcoxon'
        ? smallestSignedRankP(rankedOf(result, n))
        : 'smallest' in result
          ? result.smallest
          : 0,
  )
  const alone = smallest.map((p) => p !== null && isAtMost(p, level))
  const candidates = indices(alone)
  // The most that the data could do: every comparison at the smallest p that it can reach.
  const best = holm(candidates.map((i) => smallest[i]!))
  const reachable = candidates.filter((_, at) => isAtMost(best[at]!, level))
  const adjusted = holm(reachable.map((i) => (differences[i]!.result as TestOutcome).p))
  return differences.map(({ result, n }, i) => {
    if ('refused' in result) return result
    const at = reachable.indexOf(i)
    if (at >= 0) return { test: result, adjusted: adjusted[at]! }
    // With m comparisons the smallest p has to be at most level / m before any can be called significant.
    const comparisons = alone[i] === true ? candidates.length : 1
    const asked = [level, shown(level / comparisons), comparisons] as const
    if (test !== 'wilcoxon') return refusal('fewArrangements', n, shown(smallest[i]!), ...asked)
    const ranked = rankedOf(result, n)
    const needed = Math.ceil(1 - Math.log2(level / comparisons))
    return refusal('fewPairsForSignedRanks', ranked, n, smallestSignedRankP(ranked), ...asked, needed)
  })
}

/** The number of pairs that a p is made of. */
const rankedOf = (result: TestOutcome, n: number): number => ('ranked' in result ? (result as SignedRank).ranked : n)

const shown = (p: number): number => Number(p.toPrecision(2))

const indices = (flags: readonly boolean[]): number[] => flags.flatMap((flag, i) => (flag ? [i] : []))
