import { leastOf, mostOf, type Language, type Words, wordsIn } from 'bocas/internal'
import { type PlotFigure } from '../../figure/figure'
import { hiddenWords } from '../../figure/hidden'
import { type PlottedValue } from './marks'
import { type FigureSpread, spreadWords } from './spread'

/** A plot, and what its small print is made of. */
export interface PlotWithNote<P extends PlotFigure = PlotFigure> {
  readonly plot: P
  readonly said: NoteContent
  /** What it shows of which runs. */
  readonly marks: readonly PlottedValue[]
}

/** What the small print says. */
export interface NoteContent {
  /** What bands and error bars are, and over how many runs each. */
  readonly spread?: FigureSpread
  readonly counts?: readonly number[]
  /** Other words. */
  readonly words?: string
  /** How many values are not finite. */
  readonly lost: Lost
  /** What becomes of them: they are in no mean and nowhere on an axis unless this says otherwise. */
  readonly lostAs?: keyof Words['notFinite']
  /** What else has to be said; empty ones are left out. */
  readonly remarks?: readonly string[]
}

/** Values of runs, and how many of them are not finite. */
export interface Lost {
  readonly notFinite: number
  readonly of: number
}

/** What is lost of some values. */
export const lostOf = (values: readonly number[]): Lost => ({
  notFinite: values.filter((value) => !Number.isFinite(value)).length,
  of: values.length,
})

/** How many of some values there is a mean of. */
export const finiteCount = (values: readonly number[]): number => values.filter(Number.isFinite).length

export const sumOf = (all: readonly Lost[]): Lost => ({
  notFinite: all.reduce((sum, one) => sum + one.notFinite, 0),
  of: all.reduce((sum, one) => sum + one.of, 0),
})

/**
 * The small print of one or more plots with the same options, and how their runs were chosen: `mean ± sd, n = 4–5 · 1 of 12 values not finite, left out`. What an axis does not show is
 * counted here as well: no value may vanish without a word.
 */
export function plotNote(
  all: readonly PlotWithNote[],
  chosen: readonly string[] = [],
  language?: Language,
): { note?: string } {
  const [first] = all
  if (first === undefined) return {}
  const counts = all.flatMap(({ said }) => said.counts ?? [])
  const parts = [
    first.said.spread === undefined ? '' : spreadWords(first.said.spread, counts, language),
    first.said.words === undefined ? '' : `${first.said.words}${countWords(counts)}`,
    ...new Set(all.flatMap(({ said }) => said.remarks ?? [])),
    lostWords(sumOf(all.map(({ said }) => said.lost)), first.said.lostAs, language),
    ...hiddenWords(
      all.map(({ plot }) => plot),
      language,
    ),
    ...chosen,
  ].filter((part) => part !== '')
  return parts.length === 0 ? {} : { note: parts.join(' · ') }
}

/** As of spreads: where nothing is left, there is no mean either. */
function countWords(all: readonly number[]): string {
  const counts = all.filter((count) => count > 0)
  if (counts.length === 0) return ''
  const [least, most] = [leastOf(counts), mostOf(counts)]
  return `, n = ${least === most ? least : `${least}–${most}`}`
}

const lostWords = ({ notFinite, of }: Lost, how: NoteContent['lostAs'] = 'leftOut', language?: Language): string =>
  notFinite === 0 ? '' : wordsIn(language).notFinite[how](notFinite, of)
