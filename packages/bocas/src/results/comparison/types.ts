import type { EffectSizes, Estimate, NamedInterval, NamedTest, Provenance } from '../../statistics'
import type { OneOrMore, PivotCell, PivotColumn, PivotHead } from '../pivot/types'

/** How two cells are compared; a permutation test of pairs is named `paired permutation`. `none`: means are ranked, nothing is tested. */
export type TestName =
  'welch' | 'paired t' | 'corrected resampled t' | 'wilcoxon' | 'permutation' | 'paired permutation' | 'none'

/** Whether more or less of a metric is good. */
export type Better = 'max' | 'min'

/**
 * How one data set was resampled: the sizes of a test set and of a training set, or their proportion. 5-fold cross-validation is `{ test: 1, train: 4 }`, random
 * splits of 70 to 30 are `{ test: 30, train: 70 }`; runs that are means over 5 folds are `{ test: 1, train: 4, folds: 'folds.test' }`. Then the t test is corrected for the training data that the runs share ({@link CompareOptions}).
 */
export interface Resampled {
  readonly test: number
  readonly train: number
  /**
   * Where each run is a mean over the folds of a cross-validation: the column of a series in which it keeps the value of each fold, such as `folds.test`; of several
   * metrics, one for each. The spread that the test goes by is then that between folds. That between such means would miss what other data may be like.
   */
  readonly folds?: string | Readonly<Record<string, string>> | undefined
}

/** The name of a row, or what `best()` and `second()` return. */
export type RowName<Row extends string = string> = Row | Leader<Row>

/** Which column is meant. Without `per`, the only one; where several metrics are compared, `metric` says which. */
export interface At<Column extends string = string, Metric extends string = string> {
  /** The column, by its words: `mnist`. Left out where there are several, the mean over them is meant, every column with equal weight. */
  readonly per?: Column | undefined
  readonly metric?: Metric | undefined
}

/** A difference between two rows: mean of `a` − mean of `b`. */
export interface Gap extends Estimate {
  /** The words of the rows. */
  readonly a: string
  readonly b: string
  /** The metric, and the columns that it is of: one, or those whose mean it is. */
  readonly metric: string
  readonly columns: readonly string[]
  /** Mean of `a` − mean of `b`, positive when `a` has more. */
  readonly mean: number
  /**
   * The standard deviation of the difference between one run of `a` and one of `b`: √(sd²a + sd²b), of pairs that of their differences; over several columns
   * that of the mean of such differences. `null` when a side has fewer than two runs.
   */
  readonly sd: number | null
  /** The number of runs of both sides; of pairs, the number of pairs. */
  readonly n: number
  /** What `n` would be if no result were missing. */
  readonly of: number
  /** The runs of both, as `task/name`. */
  readonly runs: readonly string[]
  /** The standard error of `mean`; of resampled data corrected for what they share. */
  readonly se: number | null
  /** Degrees of freedom: of Welch and Satterthwaite, or pairs − 1; of the corrected resampled t the differences − 1, which are one for each fold where runs keep their folds. */
  readonly df: number | null
  /** The interval of this difference alone (not adjusted for the others), at 1 − `level`. Of Wilcoxon's test that of the pseudomedian, else Student's t. */
  readonly interval: NamedInterval | null
  /** The test with its statistic, seen from `a`, and its p before Holm's correction; `null` when not tested. */
  readonly tested: NamedTest | null
  /** How large the difference is: within one column, of finite values, two of each row at least; `null` otherwise. */
  readonly effects: EffectSizes | null
  /** Whether `a` is the better one; `null` when they are equal or a mean is not a number. */
  readonly isBetter: boolean | null
  readonly test: TestName
  /** Whether it is among the comparisons of the call; a test may be refused nevertheless. */
  readonly isCompared: boolean
  /** Two-sided; `null` when not tested. */
  readonly p: number | null
  /** After Holm, within the comparisons of the call; `null` when not tested. */
  readonly adjusted: number | null
  /** Whether `adjusted` is at most `level`; `null` when not tested. */
  readonly significant: boolean | null
  /** Of the comparisons: 0.05 unless another was asked for. */
  readonly level: number
  /** Why it was not tested, as a sentence without a stop. */
  readonly refused: string | null
}

/** A row that leads, as a name that the text can quote: `fact('best', main.best())`. */
export interface Leader<Row extends string = string> {
  readonly row: Row
  /** The author's words for it. */
  readonly label: string
  /** Its mean (over the columns, where there are several). */
  readonly mean: number
  /** All rows that share the place; `row` is the first of them, `label` names them all. */
  readonly rows: readonly Row[]
  /** The runs that decided: those of every row that was ranked. */
  readonly runs: readonly string[]
  /** The numbers of every row that was ranked. */
  readonly from?: Provenance
  /** What a reader has to know of how the runs were chosen. */
  readonly said?: readonly string[]
}

/** So many columns of so many: quoted as `3 of 4`. */
export interface Wins {
  readonly count: number
  readonly of: number
  /** The words of the columns that were won. */
  readonly columns: readonly string[]
  readonly runs: readonly string[]
  /** The numbers of the row and of its rivals, in every column that counts. */
  readonly from?: Provenance
  /** What a reader has to know of how the runs were chosen. */
  readonly said?: readonly string[]
}

/** A row, or a column: its keys, and how it is called. */
export interface ComparedRow extends PivotHead {
  readonly label: string
}

export interface ComparedColumn extends PivotColumn {
  readonly label: string
  readonly better: Better
}

/** What one row has in one column, and where it stands there. */
export interface ComparedCell extends PivotCell {
  /** `task/name` of every result. */
  readonly ids: readonly string[]
  /** 1 is the best mean of the column; equal means share a rank (1, 1, 3). `null` without a finite mean, or when no other row has a value. */
  readonly rank: number | null
  readonly isBest: boolean
  /** The best of those that are not the best. */
  readonly isSecond: boolean
  /** Against the row that `against` names, else against the best of the column; `null` for that row itself, and when there is no such comparison. */
  readonly versus: Gap | null
  /** `versus.significant`: whether this cell can be told from the one it is compared with. */
  readonly isDifferent: boolean | null
}

/** What a reader has to know of the comparisons. */
export interface ComparisonNote {
  readonly test: TestName
  /** The test in words: `Welch's t test, two-sided`; empty for `none`. */
  readonly testWords: string
  /** How the data were resampled, where the test is corrected for that. */
  readonly resampled: Resampled | null
  readonly family: string | null
  /** The number of tests that Holm's correction is over; refused ones are not among them. */
  readonly comparisons: number
  /** The words of the row that the others are compared with; `null` when every pair is. */
  readonly against: string | null
  readonly level: number
  /** The least and the largest number of runs of a cell. */
  readonly n: { readonly least: number; readonly most: number }
  /** The metrics by which `select` chose the runs. */
  readonly selectedBy: readonly string[]
  /** How the runs were chosen, where a reader has to know: ties, seeds that were picked, why something is optimistic. */
  readonly said: readonly string[]
  /** Why comparisons were not made, each reason once, with how many it stopped. */
  readonly refused: readonly { readonly reason: string; readonly count: number }[]
  /** All of it but n and selection as sentences. */
  readonly text: string
}

/**
 * Rows compared within columns. Table, marks and text are fed by this one computation, so they cannot disagree.
 *
 * Means decide who is best; tests decide whether a difference is called one.
 */
export interface Compared<Row extends string = string, Column extends string = string, Metric extends string = string> {
  /** The keys that tell rows apart, and those that tell columns apart. */
  readonly keys: { readonly rows: readonly string[]; readonly per: readonly string[] }
  /** The author's words for the values of keys. */
  readonly labels: Readonly<Record<string, string>>
  readonly rows: readonly ComparedRow[]
  readonly columns: readonly ComparedColumn[]
  /** `cells[row][column]`. */
  readonly cells: readonly (readonly ComparedCell[])[]
  /**
   * The row with the best mean. Over several columns only rows that have a mean in every one are ranked. In drafts, `—` as long as there is none.
   *
   * @param where `except` leaves rows out, to find the best rival.
   * @throws Error when there is none, or a metric is needed and not said.
   */
  best(where?: At<Column, Metric> & { readonly except?: OneOrMore<RowName<Row>> | undefined }): Leader<Row>
  /** The row after the best. @throws Error as `best` does. */
  second(where?: At<Column, Metric> & { readonly except?: OneOrMore<RowName<Row>> | undefined }): Leader<Row>
  /**
   * How much `a` has more than `b`.
   *
   * @throws Error when a row does not exist or has no value there.
   */
  gap(a: RowName<Row>, b: RowName<Row>, where?: At<Column, Metric>): Gap
  /**
   * In how many columns the row has a better mean than every other row. Columns in which it stands alone are not counted at all.
   *
   * @param how `against` counts the columns in which it is better than that row; `significantly` only those in which the difference (from every other row, or
   * from `against`) is significant.
   */
  wins(
    a: RowName<Row>,
    how?: {
      readonly against?: RowName<Row> | undefined
      readonly significantly?: boolean | undefined
      readonly metric?: Metric | undefined
    },
  ): Wins
  /**
   * Whether two rows cannot be told apart: their means are equal, or the difference is not significant or could not be tested.
   *
   * @throws Error when the two are not among the comparisons.
   */
  isTied(a: RowName<Row>, b: RowName<Row>, where?: At<Column, Metric>): boolean
  /** What a reader has to know of the comparisons. */
  note(): ComparisonNote
}
