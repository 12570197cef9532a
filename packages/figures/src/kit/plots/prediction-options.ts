import type { ColumnOf, ConfigPath, TableKey, OneOrMore } from 'bocas/internal'
import type { SpreadKind } from '../types'
import type { FigureOptions } from './figure-options'

type AnyColumn<O> = ColumnOf<O, TableKey<O>>
type Value = string | number | boolean

/** What figures of a table of predictions take; `labels` has other words for classes too. */
interface PredictionsOptions<C, O> extends Omit<FigureOptions<C>, 'as'> {
  /** The table that the runs have stored: one row per prediction, or counts of them. */
  readonly table: TableKey<O>
}

export interface ConfusionOptions<C, O> extends PredictionsOptions<C, O> {
  /** The column of what is true. */
  readonly actual: AnyColumn<O>
  /** The column of what was predicted; or, of a table with a column for each class, the names of these columns. */
  readonly predicted: OneOrMore<AnyColumn<O>>
  /** The column that says how many a row stands for; one unless given. */
  readonly count?: AnyColumn<O> | undefined
  /** Whether a cell shows which share of its row it is (mean over runs), or how many it holds; `share` unless given. */
  readonly show?: 'share' | 'count' | undefined
  /** Decimals of the numbers in the cells. */
  readonly digits?: number | undefined
}

/** What ROC and precision-recall curves take. */
export interface RocOptions<C, O> extends PredictionsOptions<C, O> {
  readonly actual: AnyColumn<O>
  /** The value of `actual` that is looked for. */
  readonly positive: Value
  /** The column of the score: the higher, the more likely positive. */
  readonly score: AnyColumn<O>
  /** One curve per value (or combination of values) of these keys. */
  readonly by?: OneOrMore<ConfigPath<C>> | undefined
  /** What the band around the mean over runs shows; `sd` unless given. */
  readonly band?: SpreadKind | undefined
}

export type CalibrationOptions<C, O> = PredictionsOptions<C, O> & {
  /** The column of probabilities. */
  readonly probability: AnyColumn<O>
  readonly actual: AnyColumn<O>
  readonly by?: OneOrMore<ConfigPath<C>> | undefined
  /** What the error bars over runs show; `sd` unless given. */
  readonly error?: SpreadKind | undefined
  /** How many equally wide bins of the probability; 10 unless given. */
  readonly bins?: number | undefined
} & (
    | {
        /** The probability is that of this value of `actual` … */
        readonly positive: Value
        readonly predicted?: never
      }
    | {
        /** … or that of what was predicted, which this column names. */
        readonly predicted: AnyColumn<O>
        readonly positive?: never
      }
  )
