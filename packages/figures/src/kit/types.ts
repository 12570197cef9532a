import {
  type Across,
  type AcrossOptions,
  type ColumnOf,
  type Compared,
  type CompareOptions,
  type ConfigPath,
  type Contrast,
  type ElementConfig,
  type ElementOutput,
  type ErrorKind,
  type Estimate,
  type ExamplesOptions,
  type LabelsAt,
  type NumberOf,
  type NumberPath,
  type Provenance,
  type RelateOptions,
  type Result,
  type RowConfig,
  type RowOutput,
  type RunGroup,
  type Runs,
  type Scale,
  type SpreadKind,
  type Statistic,
  type TableKey,
  type TensorKey,
} from 'bocas/internal'
import {
  type BarsOptions,
  type BoxesOptions,
  type HeatmapOptions,
  type LinesOptions,
  type ParetoOptions,
  type ScatterOptions,
} from './plots/figure-options'
import { type Kinds } from './plots/kinds'
import { type PanelsOptions } from './plots/panels'
import { type AcrossStyle } from './tables/across'
import { type ComparedStyle, type TableOptions } from './tables/options'

import { type ChartConfiguration, type ChartType, type DefaultDataPoint } from 'chart.js'
import { type FigureFileOptions } from '../own/picture'
import { type RunsRead } from '../own/options'
import { type PlotOwnOptions } from '../own/plot'
import { type MakeClaim } from './facts/claim-types'

export {
  type AllOf,
  type Claimed,
  type CountClaim,
  type Finding,
  type GapClaim,
  type GroupClaim,
  type MakeClaim,
  type NameClaim,
  type NumberClaim,
} from './facts/claim-types'
export { type AcrossStyle } from './tables/across'
export {
  type ComparedStyle,
  type PerMetric,
  type TableOptions,
  type TableSpread,
  type TableStyle,
} from './tables/options'

export type { ErrorKind, SpreadKind }

type OneOrMore<T> = T | readonly T[]

/** What all figures and tables take. */
export interface SharedOptions<C> {
  /** As it is, in percent (0.971 is shown as 97.1), or in percentage points. */
  readonly as?: Exclude<Scale['as'], 'ratio'>
  /**
   * Other words for key paths, metrics and values: `{ 'model.lr': 'learning rate', adam: 'Adam' }`. A word that is not listed is derived from its name.
   */
  readonly labels?: Readonly<Record<string, string>>
  /**
   * Keys beside the seed over which a mean may go, such as the fold of a cross-validation. A mean over runs that differ in any other key is an error: it
   * would mix hyper-parameters.
   */
  readonly over?: OneOrMore<ConfigPath<C>>
  /**
   * Says that what is shown is optimistic, because it took part in a choice (of hyper-parameters by this metric or its data, of seeds): `true`, or the reason,
   * which the note then has.
   */
  readonly optimistic?: boolean | string
}

/** How a fact is shown. */
export interface FactOptions extends Scale {
  /**
   * What is beside the number: `± sd` over runs unless given; of a difference or ratio of means its standard error; of another statistic the ends of its interval in
   * brackets, which `interval` asks for of all: `97.1 [96.8, 97.4] %`.
   */
  readonly error?: ErrorKind
  /** A comma between thousands: `12,345`. */
  readonly thousands?: boolean
  /** What follows the number: `s`, `GB`. */
  readonly unit?: string
}

/** So many, or so many of so many, quoted as `3` or `3 of 4`: what `count`, `shared` and `wins()` of a comparison give. */
export interface Count {
  readonly count: number
  readonly of?: number
  /** The runs it comes from, as `task/name`. */
  readonly runs: readonly string[]
  /** What it was computed from; a count without it is refused. */
  readonly from?: Provenance
  /** What a reader has to know of how they were chosen. */
  readonly said?: readonly string[]
}

/** Words that the text quotes, such as the name of the best rival. */
export interface Label {
  readonly label: string
  /** The runs it comes from, as `task/name`; words that come from none are refused. */
  readonly runs: readonly string[]
  /** What they were computed from; words that hold a number are refused without it. */
  readonly from?: Provenance
  /** What a reader has to know of how they were chosen. */
  readonly said?: readonly string[]
}

/** What runs have in common: a number, words, or so many of so many. */
export type SharedValue = number | string | { readonly count: number; readonly of: number }

/** A mean, and in drafts how many runs it should be of. */
export interface KitEstimate extends Estimate {
  /** The number of runs, holes included. */
  readonly of: number
}

/** The methods that draw one plot. */
export type Plots<C, O> = Kinds<C, O> &
  Pick<Kit<C, O>, 'lines' | 'bars' | 'boxes' | 'violins' | 'heatmap' | 'scatter' | 'pareto'>

/** What `figures.ts` draws with. Everything is checked when it is called; the problems of all figures are reported together. */
export interface Kit<C, O> extends Kinds<C, O> {
  /** The results, in the order of the sweep. */
  readonly runs: Runs<C, O>
  /**
   * The absolute path of declared data: `input('notes.csv')` (relative to the folder of `figures.ts`), `input('npm:some-package/x.csv')` (in a package).
   *
   * @throws Error when the name is not among the `data` of `defineFigures(…, { data: ['notes.csv'] })`: the figures are drawn anew only when what is declared changes.
   */
  input(name: string): string
  /**
   * Results that another program has recorded, from a file that `bocas import` has made: `runs.join(imported('../../imported/old.jsonl', { tactic: 'cnn, 2023' }))`.
   * Whatever shows them says so. The file is declared like all data: `defineFigures(…, { data: ['../../imported/old.jsonl'] })`.
   *
   * @param file relative to the folder of `figures.ts`.
   * @param config keys that join every config, to tell these results from others.
   * @throws Error when the file is not declared, is no such file or was edited, or when a config has one of the keys already, with another value.
   */
  imported<
    const Added extends Readonly<Record<string, string | number | boolean>> = Readonly<Record<never, never>>,
    C2 = C,
    O2 = O,
  >(
    file: string,
    config?: Added,
  ): Runs<C2 & Added, O2>
  /**
   * The rows of a table that runs have stored, as runs: so heatmaps, bars, scatters, tables, means and comparisons show what is in them. Keys and metrics of a
   * row are below the name of the table:
   *
   * ```ts
   * const confusion = rows(runs.only({ tactic: 'cnn' }), 'confusion', ['truth', 'said'])
   * heatmap('confusion', confusion, { y: 'confusion.truth', x: 'confusion.said', show: 'confusion.count' })
   * ```
   *
   * An empty number is NaN. A mean goes over the seeds of rows with equal keys; it is an error when it would count several rows of one run.
   *
   * @param keys the columns that tell the rows of one run apart. Of the others, those that hold numbers are metrics.
   * @throws Error when a run has no such table or the table no such column: it lists those there are.
   */
  rows<const Name extends TableKey<O2>, const Key extends ColumnOf<O2, Name>, C2 = C, O2 = O>(
    runs: Runs<C2, O2>,
    table: Name,
    keys: OneOrMore<Key>,
  ): Runs<RowConfig<C2, O2, Name, Key>, RowOutput<O2, Name, Key>>
  /**
   * The elements of a tensor, as runs: `rows(runs, 'attention', ['from', 'to'])` has the keys `attention.from` and `attention.to`, counted from 0, and the
   * metric `attention`.
   *
   * @param axes a name for each axis of the tensor.
   */
  rows<const Name extends TensorKey<O2>, const Axis extends string, C2 = C, O2 = O>(
    runs: Runs<C2, O2>,
    tensor: Name,
    axes: OneOrMore<Axis>,
  ): Runs<ElementConfig<C2, O2, Name, Axis>, ElementOutput<O2, Name>>
  /** A line plot: means over seeds with a band. */
  lines<C2 = C, O2 = O>(name: string, runs: Runs<C2, O2>, options: LinesOptions<C2, O2>): void
  /** Grouped bars: means over seeds with error bars, and every run as a point. */
  bars<C2 = C, O2 = O>(name: string, runs: Runs<C2, O2>, options: BarsOptions<C2, O2>): void
  /** Boxes: median, quartiles, whiskers to the last run within 1.5 interquartile ranges, and every run as a point. */
  boxes<C2 = C, O2 = O>(name: string, runs: Runs<C2, O2>, options: BoxesOptions<C2, O2>): void
  /** Violins: median, a density between the extreme runs, and every run as a point. */
  violins<C2 = C, O2 = O>(name: string, runs: Runs<C2, O2>, options: BoxesOptions<C2, O2>): void
  /** The mean over seeds of a metric for every pair of values of two keys, as shades and numbers. */
  heatmap<C2 = C, O2 = O>(name: string, runs: Runs<C2, O2>, options: HeatmapOptions<C2, O2>): void
  /**
   * A chart of your own, as a configuration of [chart.js](https://www.chartjs.org/docs/latest/configuration/): whatever its kinds and plugins can draw. It gets
   * our fonts, sizes in print and colours where it names none, and becomes PDF, SVG and PNG, with its data as CSV where that can be read off. Texts that overlap are a
   * warning.
   *
   * @param runs what it was made from: one selection of runs, or several.
   */
  plot<const T extends ChartType>(
    name: string,
    runs: RunsRead,
    config: ChartConfiguration<T, DefaultDataPoint<T>, unknown>,
    options: PlotOwnOptions,
  ): void
  /**
   * A picture that other code has made: `figureFile('map', { runs, svg, data, alt: '…' })`. The files are checked and kept as they are; a script in them, or
   * something that they load from elsewhere, is refused.
   */
  figureFile(name: string, options: FigureFileOptions): void
  /**
   * Has the program that `defineFigures(…, { program: command('python3 plot.py', …) })` names draw these runs, or all of them; once. It is given their results in a
   * folder and leaves figures, tables and facts, as docs/own-figures.md says. What it computes is words to us: nobody can compute it again without the program.
   */
  program<C2 = C, O2 = O>(runs?: Runs<C2, O2>): Promise<void>
  /** An empty folder of the job's own, for pictures on their way to `figureFile`; removed when all is drawn. */
  readonly dir: string
  /** One point per run. */
  scatter<C2 = C, O2 = O>(name: string, runs: Runs<C2, O2>, options: ScatterOptions<C2, O2>): void
  /**
   * Several plots of any kinds in one figure, each with axes and a legend of its own, under letters and titles:
   *
   * ```ts
   * panels('overview', { size: 'text' }, ({ lines, bars }) => {
   *   lines('learning curves', runs, { y: 'history.val_loss', by: 'tactic' })
   *   bars('test error', runs, { y: 'test.error', x: 'tactic' })
   * })
   * ```
   */
  panels(name: string, options: PanelsOptions, draw: (plots: Plots<C, O>) => void): void
  /** One point per setting, its means over seeds, and the front of the settings that no other beats in both metrics. */
  pareto<C2 = C, O2 = O>(name: string, runs: Runs<C2, O2>, options: ParetoOptions<C2, O2>): void
  /** A table of mean ± spread, the best value of each column bold and the second underlined: for Typst, LaTeX, Markdown and HTML, and as CSV. */
  table<C2 = C, O2 = O>(name: string, runs: Runs<C2, O2>, options: TableOptions<C2, O2>): void
  /**
   * A comparison as a table, with the places and significance that text and facts have too:
   * `table('main', compare(runs, { rows: 'tactic', per: 'task', … }), { as: 'percent' })`.
   */
  table(name: string, compared: Compared, style?: ComparedStyle<O>): void
  /** An evaluation over many tasks as a table: one row per candidate, with the intervals of what is shown. */
  table(name: string, across: Across, style?: AcrossStyle): void
  /**
   * A number, count or label that the text can quote: `#fact("name")`, `\fact{name}`, `{{name}}`. Parts of it are quoted by `name:mean`, `name:number`,
   * `name:error`, `name:n` and `name:full`; of a gap that was tested, `name:p` is its p after Holm's correction (of a count, `name:count` and `name:of`). What has
   * an interval has `name:interval` and `name:kind`, a test `name:statistic` and `name:df`, a gap within one column `name:d`, `name:g`, `name:delta` and
   * `name:superiority` (A12).
   *
   * Every fact knows the runs that it comes from, and every number those of each run: it is what `mean`, `difference`, `ratio`, `count`, `shared` or a
   * comparison gives. A number that is typed is refused.
   */
  fact(name: string, value: Estimate | Contrast | Statistic | Count | Label, options?: FactOptions): void
  /** Something that a sentence says, checked on every build. */
  readonly claim: MakeClaim
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
  /** How two numbers of the same runs go together: Spearman's rank correlation, or `by: 'pearson'`. @throws Error with the reason when nothing can be said at this n. */
  correlate<C2 = C, O2 = O>(
    runs: Runs<C2, O2>,
    x: NumberOf<C2, O2>,
    y: NumberOf<C2, O2>,
    options?: RelateOptions & { readonly by?: 'pearson' | 'spearman' },
  ): Statistic
  /** The exponent of a power law fitted to two numbers of the same runs, with its interval. @throws Error with the reason when nothing can be said at this n. */
  powerLaw<C2 = C, O2 = O>(
    runs: Runs<C2, O2>,
    x: NumberOf<C2, O2>,
    y: NumberOf<C2, O2>,
    options?: RelateOptions,
  ): Statistic
  /** The geometric mean of one number of each run, such as a time or a speedup, with its interval. @throws Error when a number is not above 0. */
  geometricMean<C2 = C, O2 = O>(runs: Runs<C2, O2>, metric: NumberOf<C2, O2>, options?: RelateOptions): Statistic
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
