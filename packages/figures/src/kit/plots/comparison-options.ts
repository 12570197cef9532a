import type { FigureSpread } from '../values/spread'
import type { ConfigPath, NumberPath, OneOrMore } from 'bocas/internal'
import type { FigureOptions } from './figure-options'

export interface RanksOptions<C, O> extends FigureOptions<C> {
  /** What the methods are ranked by, the mean over seeds on each data set. There is no rank where a run diverged: choose with `only`. */
  readonly metric: NumberPath<O>
  /** The keys whose values are the methods. */
  readonly rows: OneOrMore<ConfigPath<C>>
  /** The keys whose values are the data sets: they have to be independent of each other. */
  readonly per: OneOrMore<ConfigPath<C>>
  readonly better: 'max' | 'min'
  /** The probability of calling any difference one where there is none; 0.05 unless given. */
  readonly level?: number | undefined
}

/** How the diagram of an evaluation looks: what is evaluated was said to `across`. */
export type RanksStyle = Pick<
  FigureOptions<unknown>,
  'labels' | 'size' | 'height' | 'annotations' | 'alt' | 'xLabel' | 'yLabel'
>

export interface ProfilesOptions<C, O> extends FigureOptions<C> {
  /** Scores that can be compared between tasks, the higher the better: normalised where tasks have scales of their own. */
  readonly x: NumberPath<O>
  /** One profile per value (or combination of values) of these keys. */
  readonly by: OneOrMore<ConfigPath<C>>
  /** The keys whose values are the tasks, each of equal weight. */
  readonly per: OneOrMore<ConfigPath<C>>
  /** The band is a 95 % interval of the stratified bootstrap, point by point; false leaves it out. True unless given. */
  readonly band?: boolean | undefined
}

export interface PowerOptions<C, O> extends FigureOptions<C> {
  /** What it costs: a metric or a numeric key of the config, such as parameters or images. */
  readonly x: NumberPath<O> | ConfigPath<C>
  /** The error, above zero. */
  readonly y: NumberPath<O>
  readonly by?: OneOrMore<ConfigPath<C>> | undefined
  /**
   * What is drawn of each setting: `geometric` unless given, its geometric mean, through which the law goes (`sd` where a value is 0 or less and there is no law).
   * It changes the points and never the law, which is that of `powerLaw`.
   */
  readonly error?: FigureSpread | undefined
}
