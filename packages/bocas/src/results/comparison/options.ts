import type { OneOrMore } from '../pivot'
import type { ConfigPath } from '../runs/types'
import type { NumberPath } from '../stored/paths'
import type { LabelsAt } from './labels-at'
import type { Better, Resampled, RowName } from './types'

/** Which test. Pairing is a claim of the author's: equal seed numbers pair nothing unless the seed fixes the split. */
export type TestChoice =
  | {
      /** `welch` unless given. */
      readonly test?: 'welch' | 'none' | undefined
      readonly paired?: undefined
      readonly resampled?: false | undefined
    }
  | {
      /** `paired t` unless given. */
      readonly test?: 'paired t' | undefined
      readonly paired: 'seed'
      readonly resampled?: Resampled | false | undefined
    }
  | { readonly test: 'wilcoxon'; readonly paired: 'seed'; readonly resampled?: false | undefined }
  | {
      /** Of the means; of pairs by the signs of their differences. */
      readonly test: 'permutation'
      readonly paired?: 'seed' | undefined
      readonly resampled?: false | undefined
    }

/** What is compared, and how. One call is one family: all its comparisons share one Holm correction. */
export type CompareOptions<
  C,
  O,
  Rows extends OneOrMore<ConfigPath<C>> = OneOrMore<ConfigPath<C>>,
  Per extends OneOrMore<ConfigPath<C>> = OneOrMore<ConfigPath<C>>,
  Metric extends NumberPath<O> = NumberPath<O>,
> = {
  /** The candidates: one per value (or combination of values) of these keys, such as `tactic`. */
  readonly rows: Rows
  /** The candidates are compared within every value (or combination of values) of these keys, such as `task`. */
  readonly per?: Per | undefined
  /** The metric that decides; of several, each is compared by itself. */
  readonly metric: OneOrMore<Metric>
  /** Which value is the best, for all metrics or for each. */
  readonly better:
    | Better
    | {
        readonly [M in Metric]?: Better
      }
  /**
   * The row that all others are compared with. It is named before the results are seen, so these are all comparisons there are. Without it every pair of rows
   * in a column is compared: a best row that is found by looking was in every pair.
   */
  readonly against?: RowName<LabelsAt<C, Rows>> | undefined
  /** The probability, over all comparisons of this call together, of calling a difference significant where there is none; 0.05 unless given. */
  readonly level?: number | undefined
  /** Whether the means over the columns are compared too: then these comparisons are among those that are corrected for. */
  readonly overall?: boolean | undefined
  /** What the note calls the comparisons of this call, which share one Holm correction. */
  readonly family?: string | undefined
  /**
   * Keys beside the seed over which a mean may go, such as the fold of a cross-validation. Values that differ in such a key are taken for independent by no test
   * unless `resampled` says what they are: `{ test: 1, train: 4 }` for 5 folds, `false` where they do not share data.
   */
  readonly over?: OneOrMore<ConfigPath<C>> | undefined
  /** Says that the comparison is optimistic, because what is compared took part in a choice: `true`, or the reason, which the note then has. */
  readonly optimistic?: boolean | string | undefined
  /** Other words for rows and columns, as in `table`. */
  readonly labels?: Readonly<Record<string, string>> | undefined
} & TestChoice
