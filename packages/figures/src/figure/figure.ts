import { type Language, wordsIn } from 'bocas/internal'
/**
 * A figure as plain numbers and words: everything that was decided before anything is drawn. Renderers need nothing else.
 * Values are as shown (a percentage is already 97.1, not 0.971); lengths are in points (1/72 inch).
 */
export type Figure = SingleFigure | PanelsFigure

/** A figure of one kind. */
export type SingleFigure = PlotFigure | FacetsFigure

/** One plot with its own axes. */
export type PlotFigure = LinesFigure | BarsFigure | BoxesFigure | ScatterFigure | HeatmapFigure | SceneFigure

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

/** What every plot has. */
export interface PlotFrame extends FigureFrame {
  readonly annotations?: readonly Annotation[]
  /** What a kind says of itself in the alternative text, where its shapes do not tell: a histogram is drawn by lines. */
  readonly told?: Told
}

/** The kind of a plot, and what it shows, as sentences. */
export interface Told {
  /** `Histogram of test accuracy` */
  readonly kind: string
  readonly sentences: readonly string[]
}

export interface NumberAxis {
  readonly label: string
  /** Of a `date` axis, places are milliseconds since 1970, in UTC. */
  readonly scale: 'linear' | 'log' | 'date'
  /** The ends of the axis; what is left out follows the data. */
  readonly range?: { readonly min?: number; readonly max?: number }
}

/** An axis of names. */
export interface GroupAxis {
  readonly label: string
  readonly groups: readonly string[]
}

/**
 * How a series looks: places in a renderer's lists, which start again at their ends. A name has one colour in all figures of a job. Each key of a series has
 * marks of its own: the first one colour and marker, the others dash, hatching and the filling of the marker. So each can be read off without the other.
 */
export interface StyleIndex {
  readonly color: number
  /** The place of the first key among the markers; of a series of one key among dashes and hatchings too. */
  readonly shape: number
  /** The place of the values of the other keys among dashes, hatchings and fillings of markers. */
  readonly second?: number
}

/** A horizontal line (`y`), a vertical line (`x`) or a point (both), each with or without words. In shown units. */
export interface Annotation {
  readonly x?: number
  readonly y?: number
  readonly label?: string
}

/** A value with the ends of its band or error bar. `y` may be NaN: a gap. */
export interface Spread {
  readonly y: number
  readonly low?: number
  readonly high?: number
  /** How `y` reads in a sentence: rounded beside the standard deviation of its runs, as in a table or a fact. */
  readonly text?: string
  /** The single values of which `y` is the mean, drawn as points. */
  readonly values?: readonly number[]
  /** How many finite values `y` is the mean of, and how many runs there are: fewer when some diverged or have ended before. */
  readonly n?: number
  readonly of?: number
}

export interface XYPoint extends Spread {
  readonly x: number
  /** Words for this point: a setting. */
  readonly label?: string
}

/** A named sequence of points, drawn in one colour, dash and marker. */
export interface PointSeries {
  readonly label: string
  readonly look?: StyleIndex
  readonly points: readonly XYPoint[]
  /** The same before it was smoothed, point by point, drawn faint below it. */
  readonly raw?: readonly number[]
  /** A curve that was fitted to the points, with its interval. */
  readonly fit?: readonly XYPoint[]
}

/** Lines with bands. */
export interface LinesFigure extends PlotFrame {
  readonly kind: 'lines'
  readonly x: NumberAxis
  readonly y: NumberAxis
  readonly series: readonly PointSeries[]
  /** `bars` when the points are few and apart, `bands` when they make a curve. */
  readonly spread: 'bands' | 'bars'
  /** Where the names of the lines stand: at their ends where they fit (`auto`), or always in a legend. */
  readonly names?: 'auto' | 'legend'
  /** How points are joined: `steps` keeps each value up to the next point; `straight` unless given. */
  readonly join?: 'straight' | 'steps' | 'none'
  /** Whether there are markers on the lines; true unless given. */
  readonly markers?: boolean
  /** Whether what lies between a line and zero is filled. */
  readonly area?: boolean
  /** Whether the line of equal values is drawn. */
  readonly identity?: boolean
}

/** Points only, or points and the front of those that no other point beats. */
export interface ScatterFigure extends PlotFrame {
  readonly kind: 'scatter'
  readonly x: NumberAxis
  readonly y: NumberAxis
  readonly series: readonly PointSeries[]
  /** Which direction is better on each axis: the front is drawn, and what is not on it is drawn faint. */
  readonly front?: BetterDirection
  /** Whether the line of equal values is drawn. */
  readonly identity?: boolean
  /** How points are drawn: as markers, or as small dots that shine through where they are many. `markers` unless given. */
  readonly points?: 'markers' | 'dots'
  /** How many points lie in each cell of a grid, drawn as shades in place of the points. */
  readonly bins?: BinGrid
}

/** Cells between edges, which increase: `counts` has a row for each pair of edges of y, from the lowest on. */
export interface BinGrid {
  readonly x: readonly number[]
  readonly y: readonly number[]
  readonly counts: readonly (readonly number[])[]
}

export interface BetterDirection {
  readonly x: 'min' | 'max'
  readonly y: 'min' | 'max'
}

/** Groups of bars side by side, with error bars and points. */
export interface BarsFigure extends PlotFrame {
  readonly kind: 'bars'
  readonly x: GroupAxis
  readonly y: NumberAxis
  /** One look per group, in place of the series' own: when there is one series only, names on the axis have their colours. */
  readonly groupLooks?: readonly StyleIndex[]
  /** One bar per group; null where there is none. */
  readonly series: readonly {
    readonly label: string
    readonly look?: StyleIndex
    readonly bars: readonly (Spread | null)[]
  }[]
  /** Bars stand upon each other, and each stack has a total with its spread. */
  readonly totals?: readonly (Spread | null)[]
}

/** Fewer values have no quartiles or density to speak of: they are shown as points, with their median. */
export const LEAST_BOX_VALUES = 10

/** Groups of boxes or violins side by side, with every value as a point. */
export interface BoxesFigure extends PlotFrame {
  readonly kind: 'boxes'
  /** What is drawn around the points; a strip has only them. */
  readonly shape: 'box' | 'violin' | 'strip'
  readonly x: GroupAxis
  readonly y: NumberAxis
  readonly groupLooks?: readonly StyleIndex[]
  /** The values of each group; empty where there are none. */
  readonly series: readonly {
    readonly label: string
    readonly look?: StyleIndex
    readonly values: readonly (readonly number[])[]
    /** How the median of each group reads. */
    readonly texts?: readonly string[]
  }[]
}

/** Whether values are few, or are to be shown as points and nothing else. */
export const isStrip = ({ shape }: Pick<BoxesFigure, 'shape'>, values: readonly number[]): boolean =>
  shape === 'strip' || values.filter(Number.isFinite).length < LEAST_BOX_VALUES

/** A value for each pair of two groups, as shades. */
export interface HeatmapFigure extends PlotFrame {
  readonly kind: 'heatmap'
  readonly x: GroupAxis
  readonly y: GroupAxis
  readonly value: { readonly label: string; readonly range?: { readonly min?: number; readonly max?: number } }
  /** Rows as `y.groups` from the top, columns as `x.groups`; null where there is nothing. `text` is what a cell says. */
  readonly cells: readonly (readonly ({ readonly value: number; readonly text: string } | null)[])[]
}

/** Shapes at places of their own, for what has no axes of numbers: they are drawn one after the other. `told` says what there is to see. */
export interface SceneFigure extends PlotFrame {
  readonly kind: 'scene'
  readonly told: Told
  /** Only the labels are drawn. */
  readonly x: NumberAxis
  readonly y: NumberAxis
  /** How far places go, from 0 at the left and at the top; `isSquare` when a step is as long across as down. */
  readonly extent: { readonly width: number; readonly height: number; readonly isSquare?: boolean }
  readonly shapes: readonly SceneShape[]
  /** What the scene shows as rows of the CSV. */
  readonly data: readonly Readonly<Record<string, string | number>>[]
}

type Place = readonly [x: number, y: number]

/** A line, a filled box, a marker or a text. Widths are in points, places in the units of the scene. */
export type SceneShape =
  | {
      readonly shape: 'line'
      readonly points: readonly Place[]
      readonly width?: number
      readonly look?: StyleIndex
      /** `#rrggbb`, where it has no look. */
      readonly color?: string
      /** From 0 (light) to 1 (dark), where shades say how much. */
      readonly shade?: number
    }
  | { readonly shape: 'box'; readonly from: Place; readonly to: Place; readonly color: string }
  | { readonly shape: 'marker'; readonly at: Place; readonly look: StyleIndex }
  | {
      readonly shape: 'text'
      readonly at: Place
      readonly text: string
      readonly align?: 'left' | 'center' | 'right'
      readonly size?: 'label' | 'tick' | 'note'
      /** Whether what lies below it shines through only faintly. */
      readonly isOnWhite?: boolean
    }

/** The same plot for each value of a key, with shared axes. All panels have the same series and groups. */
export interface FacetsFigure extends FigureFrame {
  readonly kind: 'facets'
  /** The words for the key. */
  readonly by: string
  readonly panels: readonly { readonly title: string; readonly plot: PlotFigure }[]
}

/** Figures of several kinds, each with axes and a legend of its own. */
export interface PanelsFigure extends FigureFrame {
  readonly kind: 'panels'
  /** Each with its letter and title, and the corner where it stands; its own size is that of the panel. */
  readonly panels: readonly {
    readonly letter: string
    readonly title: string
    readonly figure: SingleFigure
    readonly left: number
    readonly top: number
  }[]
}

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

/** The plots of a figure: its panels, or itself. */
export function plotsOf(figure: Figure): readonly PlotFigure[] {
  if (figure.kind === 'panels') return figure.panels.flatMap((panel) => plotsOf(panel.figure))
  return figure.kind === 'facets' ? figure.panels.map(({ plot }) => plot) : [figure]
}

/** What the shades of a plot stand for: the words, the values, and the ends where they are given. */
export function shadesOf(
  plot: PlotFigure,
  language?: Language,
):
  | {
      readonly label: string
      readonly values: readonly number[]
      readonly scale: NumberAxis['scale']
      readonly range?: NumberAxis['range']
    }
  | undefined {
  if (plot.kind === 'heatmap') {
    const values = plot.cells.flat().flatMap((cell) => (cell === null ? [] : [cell.value]))
    return { label: plot.value.label, values, scale: 'linear', range: plot.value.range }
  }
  if (plot.kind !== 'scatter' || plot.bins === undefined) return undefined
  return {
    label: wordsIn(language).pointsInCell,
    values: [1, ...plot.bins.counts.flat()].filter((count) => count > 0),
    scale: 'log',
  }
}

/** The names and looks of the series, the same in all panels; a heatmap has none. */
export function seriesOf(figure: Figure): readonly { readonly label: string; readonly look: StyleIndex }[] {
  const [plot] = plotsOf(figure)
  if (plot === undefined || plot.kind === 'heatmap' || plot.kind === 'scene') return []
  return plot.series.map(({ label, look }, index) => ({ label, look: look ?? { color: index, shape: index } }))
}

/** Every word that the figure shows. */
export function figureWords(figure: Figure): string[] {
  if (figure.kind === 'panels') return figure.panels.flatMap((panel) => [panel.title, ...figureWords(panel.figure)])
  const words = [figure.note ?? '', figure.draft ?? '', ...seriesOf(figure).map(({ label }) => label)]
  if (figure.kind === 'facets') words.push(...figure.panels.map(({ title }) => title))
  for (const plot of plotsOf(figure)) {
    words.push(plot.x.label, plot.y.label, ...(plot.annotations ?? []).map(({ label }) => label ?? ''))
    for (const axis of [plot.x, plot.y]) if ('groups' in axis) words.push(...axis.groups)
    words.push(shadesOf(plot, figure.language)?.label ?? '')
    if (plot.kind === 'heatmap') words.push(...plot.cells.flatMap((row) => row.map((cell) => cell?.text ?? '')))
    if (plot.kind === 'scene') words.push(...plot.shapes.map((one) => (one.shape === 'text' ? one.text : '')))
    if (plot.kind === 'scatter')
      words.push(...plot.series.flatMap(({ points }) => points.map(({ label }) => label ?? '')))
  }
  return words
}
