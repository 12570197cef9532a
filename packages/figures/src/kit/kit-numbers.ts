import type {
  Across,
  AcrossOptions,
  Compared,
  CompareOptions,
  ConfigPath,
  Contrast,
  Estimate,
  ExamplesOptions,
  LabelsAt,
  NumberOf,
  NumberPath,
  PowerLawOptions,
  GeometricMeanOptions,
  RelateOptions,
  Result,
  RunGroup,
  Runs,
  Statistic,
  OneOrMore,
} from 'bocas/internal'
import type { SharedOptions, Count, Label, SharedValue, KitEstimate } from './kit-values'

/** The methods that compute from runs what facts, claims and tables show. */
export interface KitNumbers<C, O> {
  /**
   * Mean and standard deviation of a metric over runs that differ in their seed only (or in `over`).
   *
   * @throws Error when there are no such runs, they differ in something else, or `select` chose them by this metric and `optimistic` is not said.
   */
  mean<C2 = C, O2 = O>(
    runs: Runs<C2, O2>,
    metric: NumberPath<O2> | ((result: Result<C2, O2>) => number),
    options?: Pick<SharedOptions<C2>, 'over' | 'optimistic'>,
  ): KitEstimate
  /**
   * Mean and standard deviation of a number of each group of runs, for what no single run has, such as the accuracy of a choice made anew for every seed:
   * `mean(runs.groupBy('seed'), ({ runs }) => nested(runs))`. Groups with missing runs are left out of a draft.
   */
  mean<C2 = C, O2 = O>(groups: readonly RunGroup<C2, O2>[], number: (group: RunGroup<C2, O2>) => number): KitEstimate
  /** How many runs these are: `fact('runs', count(runs))` is quoted as `88`, `count(some, { of: runs })` as `12 of 88`. */
  count<C2 = C, O2 = O>(runs: Runs<C2, O2>, options?: { readonly of?: Runs<C2, O2> }): Count
  /**
   * What all these runs have in common, from their configs or results: `fact('epochs', shared(runs, ({ config }) => config.epochs))`.
   *
   * @throws Error when they differ.
   */
  shared(runs: Runs<C, O>, value: (result: Result<C, O>) => SharedValue): Count | Label
  /**
   * Words that come from these runs: `label('CNN', runs)`; by a function also such that hold a number, `label(mostFrequentConfusion, runs)`. What the function
   * says is shown by `bocas trace` as computed, and cannot be checked without it.
   */
  label(words: string | ((runs: Runs<C, O>) => string), runs: Runs<C, O>): Label
  /**
   * Compares rows within columns, once for table, marks and text: `compare(runs, { rows: 'tactic', per: 'task', metric: 'test.accuracy', better: 'max' })`, then
   * `fact('best', main.best())`, `fact('gain', main.gap('ours', main.best({ except: 'ours' })), { as: 'points' })`, `fact('wins', main.wins('ours'))`.
   *
   * One call is one family with one Holm correction. To correct over several metrics or tasks, compare them in one call: a family's name is taken once.
   *
   * @throws Error as `compare` of bocas does, or when the family's name is taken.
   */
  compare<
    C2 = C,
    O2 = O,
    const Rows extends OneOrMore<ConfigPath<C2>> = OneOrMore<ConfigPath<C2>>,
    const Per extends OneOrMore<ConfigPath<C2>> = never,
    const Metric extends NumberPath<O2> = NumberPath<O2>,
  >(
    runs: Runs<C2, O2>,
    options: CompareOptions<C2, O2, Rows, Per, Metric>,
  ): Compared<LabelsAt<C2, Rows>, LabelsAt<C2, Per>, Metric>
  /**
   * Evaluates candidates over many tasks or data sets: interquartile means, medians, optimality gaps and probabilities of improvement with bootstrap intervals, mean
   * ranks with Friedman's, Nemenyi's and Wilcoxon's tests, posteriors, performance profiles. `table('all', all)` shows it, `fact('iqm', all.iqm('ours'))` quotes it.
   *
   * @throws Error when an option, key or metric does not exist, or a candidate has no result in a column.
   */
  across<
    C2 = C,
    O2 = O,
    const Rows extends OneOrMore<ConfigPath<C2>> = OneOrMore<ConfigPath<C2>>,
    const Metric extends NumberPath<O2> = NumberPath<O2>,
  >(
    runs: Runs<C2, O2>,
    options: AcrossOptions<C2, O2, Rows, Metric>,
  ): Across<LabelsAt<C2, Rows>>
  /**
   * How two numbers of the same runs go together: Spearman's rank correlation, or `by: 'pearson'`. Runs may differ in any of their settings, and each is a pair of its
   * own, also where several differ in their seed only.
   *
   * @throws Error with the reason when nothing can be said at this n.
   */
  correlate<C2 = C, O2 = O>(
    runs: Runs<C2, O2>,
    x: NumberOf<C2, O2>,
    y: NumberOf<C2, O2>,
    options?: RelateOptions & { readonly by?: 'pearson' | 'spearman' },
  ): Statistic
  /**
   * The exponent of a power law of two numbers of the same runs, with its interval: that of the figure `power`. Each setting is one point, the geometric mean over its seeds.
   *
   * @throws Error with the reason when nothing can be said at this n.
   */
  powerLaw<C2 = C, O2 = O>(
    runs: Runs<C2, O2>,
    x: NumberOf<C2, O2>,
    y: NumberOf<C2, O2>,
    options?: PowerLawOptions<C2>,
  ): Statistic
  /**
   * The geometric mean of one number of each run, such as a time or a speedup, with its interval, over runs that differ in their seed only (or in `over`).
   *
   * @throws Error when the runs differ in something else, or a number is not above 0.
   */
  geometricMean<C2 = C, O2 = O>(
    runs: Runs<C2, O2>,
    metric: NumberOf<C2, O2>,
    options?: GeometricMeanOptions<C2>,
  ): Statistic
  /**
   * How much more often one trained model is right than another on the same examples: McNemar's test and the paired bootstrap.
   *
   * @throws Error when a side is not one run, or the examples are not the same number.
   */
  onExamples<C2 = C, O2 = O>(a: Runs<C2, O2>, b: Runs<C2, O2>, options: ExamplesOptions<C2, O2>): Statistic
  /**
   * Mean of `a` − mean of `b` with its standard error; shown in percentage points with `as: 'points'`. It tests nothing. Two metrics of the same runs are paired
   * run by run; runs that have nothing to do with each other are taken as independent.
   *
   * @throws RangeError when the sides share only some of their runs.
   */
  difference(a: Estimate, b: Estimate): Contrast
  /** Mean of `a` / mean of `b` with its standard error: `fact('speedup', ratio(theirs, ours))` is quoted as `(2.3 ± 0.2) ×`. Paired as `difference` is. */
  ratio(a: Estimate, b: Estimate): Contrast
}
