/**
 * A figure as plain numbers and words: everything that was decided before anything is drawn. Renderers need nothing else.
 * Values are as shown (a percentage is already 97.1, not 0.971); lengths are in points (1/72 inch).
 */
export type Figure = LinesFigure | BarsFigure | ScatterFigure

/** What every kind of figure has. */
export interface FigureFrame {
  readonly name: string
  /** In whole points. */
  readonly size: { readonly width: number; readonly height: number }
  readonly y: NumberAxis
  /** A line of small print beside the legend: what the bands are, how many runs. */
  readonly note?: string
  /** Present in drafts: the figure is marked, and this says why (`14 of 16 runs`). */
  readonly draft?: string
}

export interface NumberAxis {
  readonly label: string
  readonly scale: 'linear' | 'log'
  /** The ends of the axis; what is left out follows the data. */
  readonly range?: { readonly min?: number; readonly max?: number }
}

/** A value with the ends of its band or error bar. `y` may be NaN: a gap. */
export interface Spread {
  readonly y: number
  readonly low?: number
  readonly high?: number
}

export interface XYPoint extends Spread {
  readonly x: number
}

/** A named sequence of points, drawn in one colour, dash and marker. */
export interface PointSeries {
  readonly label: string
  readonly points: readonly XYPoint[]
}

/** Lines with bands. */
export interface LinesFigure extends FigureFrame {
  readonly kind: 'lines'
  readonly x: NumberAxis
  readonly series: readonly PointSeries[]
  /** `bars` when the points are few and apart, `bands` when they make a curve. */
  readonly spread: 'bands' | 'bars'
}

/** Points only. */
export interface ScatterFigure extends FigureFrame {
  readonly kind: 'scatter'
  readonly x: NumberAxis
  readonly series: readonly PointSeries[]
}

/** Groups of bars side by side, with error bars. */
export interface BarsFigure extends FigureFrame {
  readonly kind: 'bars'
  readonly x: { readonly label: string; readonly groups: readonly string[] }
  /** One bar per group; null where there is none. */
  readonly series: readonly { readonly label: string; readonly bars: readonly (Spread | null)[] }[]
}

/** Points per millimetre. */
const POINTS_PER_MM = 72 / 25.4

/** Widths of a figure in print: one column of two, or the whole text. Whole points, because PDF pages are cut to them. */
export const FIGURE_WIDTHS = { column: Math.floor(84 * POINTS_PER_MM), text: Math.floor(174 * POINTS_PER_MM) } as const

/** Millimetres in whole points. */
export function toPoints(millimetres: number): number {
  return Math.floor(millimetres * POINTS_PER_MM)
}

/** Every word that the figure shows. */
export function wordsOf(figure: Figure): string[] {
  const words = [figure.y.label, figure.x.label, figure.note ?? '', figure.draft ?? '']
  const groups = figure.kind === 'bars' ? figure.x.groups : []
  return [...words, ...groups, ...figure.series.map((series) => series.label)]
}
