import type { ConfigPath, NumberPath, Scale, OneOrMore } from 'bocas/internal'
import type { SharedOptions } from '../kit-values'

/** One for all metrics, or one for each. */
export type PerMetric<O, T> = T | { readonly [Metric in NumberPath<O>]?: T }

/**
 * What stands beside a value: ± one standard deviation, ± one standard error, ± half of Student's 95 % interval of the mean, or nothing. With `iqr` the value
 * is the median, and the quartiles stand in brackets; with `interval` the ends of Student's 95 % interval of the mean do.
 */
export type TableSpread = 'sd' | 'se' | 'ci95' | 'interval' | 'iqr' | 'none'

/** How a table shows numbers. */
export interface TableStyle<O> {
  /** As it is, in percent (0.971 is shown as 97.1), or in percentage points; for all metrics or for each. */
  readonly as?: PerMetric<O, Scale['as']> | undefined
  /** Decimals; those that fit the error when not given. */
  readonly digits?: PerMetric<O, number> | undefined
  /** Units of metrics: `{ seconds: 's' }`. They stand in the head, and values are not changed. */
  readonly units?: { readonly [Metric in NumberPath<O>]?: string } | undefined
  /** `sd` unless given. */
  readonly spread?: TableSpread | undefined
  /** A comma between thousands: `12,345`; not unless said. */
  readonly thousands?: boolean | undefined
  /** Whether the small print below the table is written; true unless given. */
  readonly note?: boolean | undefined
  /**
   * The width that names and heads are broken into lines for: `column` (one of two, about 62 letters; the default), `text` (about 128), or `any`, where they are not. Numbers that
   * would have to be too small to be read at that width are an error.
   */
  readonly width?: 'column' | 'text' | 'any' | undefined
  /** Other words for key paths, metrics and values. */
  readonly labels?: Readonly<Record<string, string>> | undefined
}

/** How a table shows a comparison. */
export interface ComparedStyle<O> extends TableStyle<O> {
  /**
   * What is bold: the `best` of each column and underlined the second (the default), or all that was compared with the best and is `not worse` significantly. The
   * latter is for comparisons of every two rows.
   */
  readonly bold?: 'best' | 'not worse' | undefined
}

export interface TableOptions<C, O> extends TableStyle<O>, Pick<SharedOptions<C>, 'over' | 'optimistic'> {
  /** One row per value (or combination of values) of these keys. */
  readonly rows: OneOrMore<ConfigPath<C>>
  /** One column per value (or combination of values) of these keys; each key has a line of heads. */
  readonly cols?: OneOrMore<ConfigPath<C>> | undefined
  /** The metrics that the cells show, side by side. */
  readonly show: OneOrMore<NumberPath<O>>
  /** Which value is the best, for all metrics or for each. `none` for what is neither good nor bad: no arrow, nothing bold. */
  readonly better: 'max' | 'min' | 'none' | { readonly [Metric in NumberPath<O>]?: 'max' | 'min' | 'none' }
  /** Which cells compete for bold: those of a `column` (the default), or those of a `row` that show the same metric. */
  readonly compete?: 'column' | 'row' | undefined
}

/** The options that {@link TableOptions} has beside those of its style, to be checked. */
export const RUNS_OPTIONS = ['rows', 'cols', 'show', 'better', 'compete', 'over', 'optimistic']

/** The options of {@link TableStyle}, to be checked. */
export const STYLE_OPTIONS = ['as', 'digits', 'units', 'spread', 'thousands', 'note', 'width', 'labels']

/** What a metric has of an option that is one for all metrics or one for each. */
export function ofMetric<T>(option: PerMetric<unknown, T> | undefined, metric: string): T | undefined {
  if (option === null || typeof option !== 'object') return option
  const each = option as Readonly<Record<string, T>>
  return Object.hasOwn(each, metric) ? each[metric] : undefined
}
