import type { FigureFrame } from './frame'

/** What every plot has. */
export interface PlotFrame extends FigureFrame {
  readonly annotations?: readonly Annotation[] | undefined
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
  readonly range?: { readonly min?: number | undefined; readonly max?: number | undefined }
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
  readonly x?: number | undefined
  readonly y?: number | undefined
  readonly label?: string | undefined
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
  readonly style?: StyleIndex | undefined
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
  readonly join?: 'straight' | 'steps' | 'none' | undefined
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
  /** One style per group, in place of the series' own: when there is one series only, names on the axis have their colours. */
  readonly groupStyles?: readonly StyleIndex[]
  /** One bar per group; null where there is none. */
  readonly series: readonly {
    readonly label: string
    readonly style?: StyleIndex | undefined
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
  readonly groupStyles?: readonly StyleIndex[]
  /** The values of each group; empty where there are none. */
  readonly series: readonly {
    readonly label: string
    readonly style?: StyleIndex | undefined
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
  readonly value: {
    readonly label: string
    readonly range?: { readonly min?: number | undefined; readonly max?: number | undefined }
  }
  /** Rows as `y.groups` from the top, columns as `x.groups`; null where there is nothing. `text` is what a cell says. */
  readonly cells: readonly (readonly (HeatmapCell | null)[])[]
}

export interface HeatmapCell extends Pick<Spread, 'n' | 'of'> {
  readonly value: number
  readonly text: string
}
