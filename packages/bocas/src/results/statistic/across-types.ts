import type { Profile, Term, TestRefusal } from '../../statistics'
import type { LabelsAt } from '../comparison/labels-at'
import type { Better, RowName } from '../comparison/types'
import type { OneOrMore, PivotHead } from '../pivot/types'
import type { Runs } from '../runs/runs'
import type { ConfigPath } from '../runs/types'
import type { NumberPath } from '../stored/paths'
import type { MeanRanks } from './mean-ranks'
import type { Statistic } from './statistic'

/** What is evaluated, and over what. */
export interface AcrossOptions<
  C,
  O,
  Rows extends OneOrMore<ConfigPath<C>> = OneOrMore<ConfigPath<C>>,
  Metric extends NumberPath<O> = NumberPath<O>,
> {
  /** The candidates, such as `tactic`. */
  readonly rows: Rows
  /** What they are evaluated over, with equal weight: `task`, or the key of a data set. They have to be independent of each other. */
  readonly per: OneOrMore<ConfigPath<C>>
  readonly metric: Metric
  readonly better: Better
  /** By column, the scores that become 0 and 1, such as those of a random and of a human player. Said for all columns or for none. */
  readonly scale?: Readonly<Record<string, readonly [low: number, high: number]>> | undefined
  /** The score beyond which more is not wanted, for the optimality gap; 1 unless given. */
  readonly goal?: number | undefined
  /** The candidate that the others are compared with, named before the results are seen. Without it every two are compared. */
  readonly against?: RowName<LabelsAt<C, Rows>> | undefined
  /** The probability of calling a difference one where there is none; 0.05 unless given. Intervals have the confidence 1 − level. */
  readonly level?: number | undefined
  readonly over?: OneOrMore<ConfigPath<C>> | undefined
  readonly optimistic?: boolean | string | undefined
  readonly labels?: Readonly<Record<string, string>> | undefined
}

/** A posterior over data sets: which of three probabilities, and what counts as equivalent. */
export interface PosteriorOptions {
  /** The half width of the region of practical equivalence, in the unit of the metric: 0.01 for one point of accuracy. */
  readonly rope: number
  readonly of?: 'worse' | 'equivalent' | 'better' | undefined
}

/** Candidates evaluated over many tasks or data sets. Table, figures and text are fed by this one computation. */
export interface Across<Row extends string = string> {
  readonly rows: readonly (PivotHead & { readonly label: string })[]
  readonly columns: readonly PivotHead[]
  readonly metric: string
  readonly better: Better
  readonly level: number
  readonly labels: Readonly<Record<string, string>>
  /** @internal The runs that are evaluated, and why they are shown although that is optimistic: a figure has to say so too. */
  readonly runs: Runs
  readonly optimistic: boolean | string
  /** Whether scores are normalised: then more is better, whichever way the metric goes. */
  readonly isNormalised: boolean
  /** The keys that tell candidates apart. */
  readonly keys: readonly string[]
  /** Interquartile mean of all scores, with the stratified bootstrap interval (Agarwal et al. 2021). */
  iqm(row: RowName<Row>): Statistic
  /** Median over tasks of their means. */
  median(row: RowName<Row>): Statistic
  /** Mean over tasks of their means. */
  mean(row: RowName<Row>): Statistic
  /** By how much scores fall short of the goal. */
  optimalityGap(row: RowName<Row>): Statistic
  /** The probability that a run of `a` is better than one of `b` on a task drawn at random. */
  improvement(a: RowName<Row>, b: RowName<Row>): Statistic
  /** The mean rank over data sets; 1 is the best. @throws Error for fewer candidates or data sets than Friedman's test takes. */
  rank(row: RowName<Row>): Statistic
  /** Friedman's test, by the F of Iman and Davenport, whether all candidates rank alike. */
  friedman(): Statistic
  /** @internal The numbers of every candidate in every column. */
  terms(): readonly Term[]
  /** All mean ranks and what tells them apart, or why nothing does: what the figure `ranks` draws. */
  ranks(): MeanRanks | TestRefusal
  /**
   * How far mean ranks have to be apart to differ by Nemenyi's test, and the groups that do not, by the words of their rows: all in one where Friedman's test finds no
   * difference.
   *
   * @throws Error where there are no mean ranks.
   */
  criticalDifference(): { readonly difference: number; readonly groups: readonly (readonly string[])[] }
  /** Wilcoxon's signed-rank test of the means of two candidates over data sets: the number is the pseudomedian of the differences. p is after Holm's correction over all such pairs. */
  signedRank(a: RowName<Row>, b: RowName<Row>): Statistic
  /** The Bayesian signed-rank test over data sets. */
  posterior(a: RowName<Row>, b: RowName<Row>, options: PosteriorOptions): Statistic
  /** The performance profile of each candidate at the same scores, by the words of its row. */
  profiles(count?: number): Readonly<Record<string, Profile>>
  /** What a reader has to know, as sentences without a stop. */
  note(): { readonly text: string; readonly said: readonly string[] }
}
