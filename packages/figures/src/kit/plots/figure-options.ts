import type { FigureSpread } from '../values/spread'
import type { ConfigPath, NumberPath, SeriesPath, Smoothing, OneOrMore } from 'bocas/internal'
import type { Annotation } from '../../figure/plot'
import type { SpreadKind } from '../types'
import type { SharedOptions } from '../kit-values'

/** What all figures take. */
export interface FigureOptions<C> extends SharedOptions<C> {
  /** The width in print: `column` (82 mm, the default), `text` (172 mm), or millimetres from 40 to 300. */
  readonly size?: 'column' | 'text' | number | undefined
  /** In millimetres, from 30 to 250; 57 by default (70 at text width), more for several rows of small multiples. */
  readonly height?: number | undefined
  /** Small multiples: the same plot for each value of this key, with shared axes. */
  readonly facet?: ConfigPath<C> | undefined
  /** Lines (`{ y: 97.5, label: 'published' }`, `{ x: 10 }`) and places (`{ x: 3, y: 0.5, label: 'diverges' }`), in shown units. */
  readonly annotations?: readonly Annotation[] | undefined
  /** The alternative text, in place of the one that is made from the data. */
  readonly alt?: string | undefined
  readonly xLabel?: string | undefined
  readonly yLabel?: string | undefined
}

/** What all figures with a y axis of numbers take. */
export interface PlotOptions<C> extends FigureOptions<C> {
  /** Ends of the y axis in shown units (97 for 97 %); what is left out follows the data. Bars always show zero unless this says otherwise. */
  readonly yRange?: { readonly min?: number | undefined; readonly max?: number | undefined } | undefined
  /** `linear` unless given. */
  readonly yScale?: 'linear' | 'log' | undefined
}

export type LinesOptions<C, O> = PlotOptions<C> & {
  /** One line per value (or combination of values) of these keys, the first of which gives the colour; without it, one line. */
  readonly by?: OneOrMore<ConfigPath<C>> | undefined
  /**
   * What the band (or error bar) around the mean shows; `sd` unless given. `geometric`, for logarithmic axes: the geometric mean, multiplied and divided by the
   * geometric sd; values have to be above 0.
   */
  readonly band?: FigureSpread | undefined
  /** `date` takes days and moments as ISO 8601 writes them (`2024-05-31`), or milliseconds since 1970; they are shown in UTC. */
  readonly xScale?: 'linear' | 'log' | 'date' | undefined
  /** Where the names of the lines stand: at their ends where they fit (`auto`, the default), or in a legend. */
  readonly names?: 'auto' | 'legend' | undefined
} & (
    | {
        /** Columns of series over their steps: `history.val_loss`. A mean ends where the shortest of its runs ends. */
        readonly y: OneOrMore<SeriesPath<O>>
        /**
         * Smooths the curve of each run: by the mean of an odd number of steps around each (`{ mean: 11 }`), or by an exponential moving average that keeps a share
         * of what it was (`{ exponential: 0.9 }`). The mean of the curves as they were is drawn faint below it, and the note says what was done.
         */
        readonly smooth?: Smoothing | undefined
        /** A column to use instead of the number of the step, which starts at 1. */
        readonly x?: SeriesPath<O> | undefined
      }
    | {
        /** A metric … */
        readonly y: NumberPath<O>
        readonly smooth?: never
        /** … over a numeric key of the config. */
        readonly x: ConfigPath<C>
      }
  )

/** What bars, boxes and violins take. */
interface GroupedOptions<C, O> extends PlotOptions<C> {
  /** The metric that is shown. */
  readonly y: NumberPath<O>
  /** One group per value (or combination of values) of these keys. */
  readonly x: OneOrMore<ConfigPath<C>>
  /** Within a group, one bar or box per value (or combination of values) of these keys. Without it, each group has the colour of its name. */
  readonly by?: OneOrMore<ConfigPath<C>> | undefined
}

export interface BarsOptions<C, O> extends GroupedOptions<C, O> {
  /** What the error bars show; `sd` unless given. */
  readonly error?: SpreadKind | undefined
  /** Whether every run is drawn as a point; true unless given. */
  readonly points?: boolean | undefined
}

export interface StacksOptions<C, O> extends PlotOptions<C> {
  /** The metrics that stand upon each other: parts of a whole, such as seconds of training and of testing. */
  readonly y: readonly NumberPath<O>[]
  /** One stack per value (or combination of values) of these keys. */
  readonly x: OneOrMore<ConfigPath<C>>
  /** What the error bar of a stack shows, of the totals of its runs; `sd` unless given. */
  readonly error?: SpreadKind | undefined
  /** Whether parts are shown as they are, or as shares of the mean total; `value` unless given. */
  readonly show?: 'value' | 'share' | undefined
}

/** Of fewer than ten runs only the points and their median are drawn: quartiles and densities of so few say nothing. */
export type BoxesOptions<C, O> = GroupedOptions<C, O>

export interface HeatmapOptions<C, O> extends FigureOptions<C> {
  readonly x: ConfigPath<C>
  readonly y: ConfigPath<C>
  /** The metric whose mean over seeds a cell shows. */
  readonly show: NumberPath<O>
  /** Decimals of the numbers in the cells; as many as tell them apart when not given. */
  readonly digits?: number | undefined
  /** Values of the lightest and the darkest shade, in shown units; what is left out follows the data. */
  readonly range?: { readonly min?: number | undefined; readonly max?: number | undefined } | undefined
}

export interface ScatterOptions<C, O> extends PlotOptions<C> {
  /** A metric, or a numeric key of the config; a metric when both have the name. */
  readonly x: NumberPath<O> | ConfigPath<C>
  /** How the metric on the x axis is shown; `as` is for the y axis. */
  readonly xAs?: SharedOptions<C>['as'] | undefined
  readonly y: NumberPath<O>
  /** One colour and marker per value (or combination of values) of these keys. */
  readonly by?: OneOrMore<ConfigPath<C>> | undefined
  /** `date` takes days and moments as ISO 8601 writes them (`2024-05-31`), or milliseconds since 1970; they are shown in UTC. */
  readonly xScale?: 'linear' | 'log' | 'date' | undefined
  /**
   * How points are drawn: as `markers`; as small `dots` that shine through where they are many; as `bins`, cells that are the darker the more points they hold
   * (without `by`). Unless given, dots from 400 points on.
   */
  readonly points?: 'markers' | 'dots' | 'bins' | undefined
  /** Whether the line on which both metrics are equal is drawn; false unless given. */
  readonly identity?: boolean | undefined
}

export interface ParetoOptions<C, O> extends PlotOptions<C> {
  /** A metric. */
  readonly x: NumberPath<O>
  /** How the metric on the x axis is shown; `as` is for the y axis. */
  readonly xAs?: SharedOptions<C>['as'] | undefined
  readonly y: NumberPath<O>
  /** Which direction is better on each axis. */
  readonly better: { readonly x: 'min' | 'max'; readonly y: 'min' | 'max' }
  /** One colour and marker per value (or combination of values) of these keys. */
  readonly by?: OneOrMore<ConfigPath<C>> | undefined
  /** The keys whose values are written beside the points of the front, as far as there is room. */
  readonly nameBy?: OneOrMore<ConfigPath<C>> | undefined
  readonly xScale?: 'linear' | 'log' | undefined
}
