/** A cell that competes: its mean and how that is shown. */
export interface Candidate {
  readonly mean: number
  readonly shown: string
}

/**
 * Which cells of a column are best: the one with the best mean, and those that read the same. A mean that is not finite never wins, and a cell that is
 * alone is not the best of anything.
 */
export function bestOf(cells: readonly (Candidate | null)[], better: 'max' | 'min'): boolean[] {
  const finite = cells.filter((cell): cell is Candidate => cell !== null && Number.isFinite(cell.mean))
  if (cells.filter((cell) => cell !== null).length < 2) return cells.map(() => false)
  const [first, ...rest] = finite
  if (!first) return cells.map(() => false)
  const best = rest.reduce((a, b) => ((better === 'max' ? b.mean > a.mean : b.mean < a.mean) ? b : a), first)
  return cells.map((cell) => cell !== null && (cell.mean === best.mean || cell.shown === best.shown))
}
