import { type PlotFigure } from '../figure/figure'
import { spreadWords } from './spread'
import { type SpreadKind } from './types'

/** A plot, and what its small print is made of. */
export interface Made<P extends PlotFigure = PlotFigure> {
  readonly plot: P
  readonly said: Said
}

/** What the small print says. */
export interface Said {
  /** What bands and error bars are, and over how many runs each. */
  readonly spread?: SpreadKind
  readonly counts?: readonly number[]
  /** Other words. */
  readonly words?: string
  /** All values, to tell how many cannot be drawn. */
  readonly values: readonly number[]
}

/** The small print of one or more plots with the same options: `mean ± sd, n = 4–5 · 1 of 12 values not finite, not drawn`. */
export function noteOf(all: readonly Said[]): { note?: string } {
  const [first] = all
  if (first === undefined) return {}
  const counts = all.flatMap((said) => said.counts ?? [])
  const parts = [
    first.spread === undefined ? '' : spreadWords(first.spread, counts),
    first.words === undefined ? '' : `${first.words}${countWords(counts)}`,
    lostWords(all.flatMap((said) => said.values)),
  ].filter((part) => part !== '')
  return parts.length === 0 ? {} : { note: parts.join(' · ') }
}

function countWords(counts: readonly number[]): string {
  if (counts.length === 0) return ''
  const [least, most] = [Math.min(...counts), Math.max(...counts)]
  return `, n = ${least === most ? least : `${least}–${most}`}`
}

/** How many values a figure leaves out because they are not finite: a run that diverged must not vanish without a word. */
function lostWords(values: readonly number[]): string {
  const lost = values.filter((value) => !Number.isFinite(value)).length
  return lost === 0 ? '' : `${lost} of ${values.length} values not finite, not drawn`
}
