import { isClose, roundingOf } from './rounding'

/**
 * The place of each value among all, from 1: equal ones (but for rounding) share the mean of theirs.
 *
 * @param better which value has rank 1; the least unless given.
 * @throws RangeError when a value is NaN.
 */
export function ranksOf(values: readonly number[], better: 'max' | 'min' = 'min'): number[] {
  if (values.some(Number.isNaN)) throw new RangeError('a value is not a number, so it has no rank')
  const sign = better === 'min' ? 1 : -1
  const order = values.map((_, i) => i).sort((i, j) => sign * (values[i]! - values[j]!) || i - j)
  const rounding = roundingOf(values)
  const ranks = values.map(() => 0)
  for (let first = 0; first < order.length;) {
    let next = first + 1
    while (next < order.length && isClose(values[order[next]!]!, values[order[next - 1]!]!, rounding)) next++
    for (const i of order.slice(first, next)) ranks[i] = (first + 1 + next) / 2
    first = next
  }
  return ranks
}

/** How many share each rank, of those that are shared: 3 for 1, 3, 3, 3. */
export function tiesIn(ranks: readonly number[]): number[] {
  const counts = new Map<number, number>()
  for (const rank of ranks) counts.set(rank, (counts.get(rank) ?? 0) + 1)
  return [...counts.values()].filter((count) => count > 1)
}
