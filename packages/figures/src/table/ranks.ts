import { leastOf, formatNumber } from 'bocas/internal'
import { type RankMark } from './table'

/** A cell that competes: its mean, and to what it is rounded. */
export interface Candidate {
  readonly center: number
  /** What the mean is multiplied with before it is rounded: 100 in percent. */
  readonly factor: number
  /** Decimals; negative ones are places left of the point. */
  readonly decimals: number
}

/**
 * The places of cells that compete, from 1. A mean that reads like the best one of a place shares it, rounded as the coarser of the two is: what a reader cannot
 * tell apart is not marked differently. The places after it stay empty: 1, 1, 3. A mean that is not finite has none, nor has a cell that is alone: it is not
 * better than anything.
 */
export function cellRanks(cells: readonly (Candidate | null)[], better: 'max' | 'min'): (number | null)[] {
  if (cells.filter((cell) => cell !== null).length < 2) return cells.map(() => null)
  const sign = better === 'max' ? -1 : 1
  const finite = cells
    .flatMap((cell, index) => (cell !== null && Number.isFinite(cell.center) ? [{ ...cell, index }] : []))
    .sort((a, b) => sign * (a.center - b.center))
  const ranks: (number | null)[] = cells.map(() => null)
  let leader = finite[0]
  finite.forEach((cell, place) => {
    if (leader === undefined || !readsLike(leader, cell)) leader = cell
    ranks[cell.index] = leader === cell ? place + 1 : (ranks[leader.index] as number)
  })
  return ranks
}

function readsLike(a: Candidate, b: Candidate): boolean {
  const decimals = Math.min(a.decimals, b.decimals)
  const read = ({ center, factor }: Candidate) => formatNumber(center * factor, decimals)
  return a.center === b.center || read(a) === read(b)
}

/** What places look like: the first is the best, the next place that is taken the second. Of two cells the second is the last, which is not worth a mark. */
export function marksOf(ranks: readonly (number | null)[]): (RankMark | null)[] {
  const places = ranks.filter((rank) => rank !== null)
  const second = leastOf(places.filter((rank) => rank > 1))
  return ranks.map((rank) => (rank === 1 ? 'best' : rank === second && places.length > 2 ? 'second' : null))
}
