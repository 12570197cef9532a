import { holm, isAtMost, tInterval, welch } from 'bocas/internal'
import type { Mean } from './snapshot'

/** Whether a change is more than the spread between runs accounts for. */
export type Noise =
  | { readonly beyond: boolean; readonly by: 'welch'; readonly p: number }
  | { readonly beyond: boolean; readonly by: 'interval'; readonly same: number }
  /** Not decided, and why: as a sentence without a stop. */
  | { readonly beyond: null; readonly why: string }

const LEVEL = 0.05

/**
 * Judges changes of means together.
 *
 * Runs before and after that are different ones are compared by Welch's t test, two-sided; the p values of one call are adjusted by Holm,
 * and equal pairs of lists (a fact and the cell that shows the same) are one test. Where some runs are the same ones on both sides, as
 * after adding seeds, no such test holds: then the mean after is held against the 95 % t interval of the mean before.
 */
export function judge(changes: readonly (readonly [before: Mean | undefined, after: Mean | undefined])[]): Noise[] {
  const first = changes.map(([before, after]) => judgeOne(before, after))
  const tests = new Map<string, number>()
  changes.forEach(([before, after], index) => {
    const noise = first[index]!
    if (noise.beyond !== null && noise.by === 'welch') tests.set(pairOf(before!, after!), noise.p)
  })
  const adjusted = holm([...tests.values()])
  const byPair = new Map([...tests.keys()].map((pair, index) => [pair, adjusted[index]!]))
  return changes.map(([before, after], index) => {
    const noise = first[index]!
    if (noise.beyond === null || noise.by !== 'welch') return noise
    const p = byPair.get(pairOf(before!, after!))!
    return { beyond: isAtMost(p, LEVEL), by: 'welch', p }
  })
}

function judgeOne(before: Mean | undefined, after: Mean | undefined): Noise {
  if (!before || !after) return { beyond: null, why: 'not a mean over runs' }
  const same = after.keys.filter((key) => before.keys.includes(key)).length
  if (same > 0) {
    const interval = tInterval(before.values)
    if (interval === null) return { beyond: null, why: 'one run before, and it is among those after' }
    return { beyond: after.mean < interval.low || after.mean > interval.high, by: 'interval', same }
  }
  const test = welch([[after.values, before.values]])
  if ('refused' in test) return { beyond: null, why: test.refused }
  return { beyond: isAtMost(test.p, LEVEL), by: 'welch', p: test.p }
}

const pairOf = (before: Mean, after: Mean): string => JSON.stringify([before.values, after.values])
