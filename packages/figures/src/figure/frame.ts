import type { Language } from 'bocas/internal'

/** What every figure has. */
export interface FigureFrame {
  readonly name: string
  /** In whole points. */
  readonly size: Size
  /** `serif` unless given: the default face of Typst, which papers are set in. */
  readonly font?: FontChoice
  /** Absolute paths of fonts for the characters which that face lacks. */
  readonly fonts?: readonly string[]
  /** In which our own words and decimal marks are; English unless given. */
  readonly language?: Language
  /** A line of small print beside the legend: what the bands are, how many runs. */
  readonly note?: string
  /** Present in drafts: the figure is marked, and this says why (`14 of 16 runs`). */
  readonly draft?: string
  /** What an author says in place of the text that is made from the data. */
  readonly alt?: string
}

/** How the words of a figure are set. */
export type Typography = Pick<FigureFrame, 'font' | 'fonts' | 'language'>

export interface Size {
  readonly width: number
  readonly height: number
}

export type FontChoice = 'serif' | 'sans'

/** Points per millimetre. */
const POINTS_PER_MM = 72 / 25.4

/** Millimetres in whole points: PDF pages are cut to them. */
export function toPoints(millimetres: number): number {
  return Math.floor(millimetres * POINTS_PER_MM)
}

/** Widths of a figure in print, in millimetres: one column of two, or the whole text, of A4 with margins of 19 mm and 8 mm between the columns. */
export const FIGURE_MILLIMETRES = { column: 82, text: 172 } as const

/** The same in points. */
export const FIGURE_WIDTHS = {
  column: toPoints(FIGURE_MILLIMETRES.column),
  text: toPoints(FIGURE_MILLIMETRES.text),
} as const
