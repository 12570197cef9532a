import { type Mark } from './table'

/** A cell that competes: its mean and how that is shown. */
export interface Candidate {
  readonly center: number
  readonly shown: string
}

/**
 * The places of cells that compete, from 1. Equal means and means that read the same share a place, and the places after it stay empty: 1, 1, 3. A mean that
 * is not finite has none, nor has a cell that is alone: it is not better than anything.
 */
export function ranksOf(cells: readonly (Candidate | null)[], better: 'max' | 'min'): (number | null)[] {
  if (cells.filter((cell) => cell !== null).length < 2) return cells.map(() => null)
  const sign = better === 'max' ? -1 : 1
  const finite = cells
    .flatMap((cell, index) => (cell !== null && Number.isFinite(cell.center) ? [{ ...cell, index }] : []))
    .sort((a, b) => sign * (a.center - b.center))
  const ranks: (number | null)[] = cells.map(() => null)
  finite.forEach(({ center, shown, index }, place) => {
    const before = finite[place - 1]
    const isTie = before !== undefined && (before.center === center || before.shown === shown)
    ranks[index] = isTie ? (ranks[before.index] as number) : place + 1
  })
  return ranks
}

/** What places look like: the first is the best, the next place that is taken the second. Of two cells the second is the last, which is not worth a mark. */
export function marksOf(ranks: readonly (number | null)[]): (Mark | null)[] {
  const places = ranks.filter((rank) => rank !== null)
  const second = Math.min(...places.filter((rank) => rank > 1))
  return ranks.map((rank) => (rank === 1 ? 'best' : rank === second && places.length > 2 ? 'second' : null))
}
