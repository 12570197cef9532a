import {
  type Compared,
  type CompareOptions,
  type ConfigPath,
  type Contrast,
  type Estimate,
  type LabelsAt,
  type NumberPath,
  type Provenance,
  type Result,
  type RunGroup,
  type Runs,
  type Scale,
  type SpreadKind,
} from 'bocas/internal'
import {
  type BarsOptions,
  type BoxesOptions,
  type HeatmapOptions,
  type LinesOptions,
  type ParetoOptions,
  type ScatterOptions,
} from './plots/figure-options'
import { type TableOptions, type TableStyle } from './tables/options'

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
export { type PerMetric, type TableOptions, type TableSpread, type TableStyle } from './tables/options'

export type { SpreadKind }

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
  /** What follows `±`: the sd over runs unless given; of a difference or ratio of means, its standard error. */
  readonly error?: SpreadKind
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

/** What `figures.ts` draws with. Everything is checked when it is called; the problems of all figures are reported together. */
export interface Kit<C, O> {
  /** The results, in the order of the sweep. */
  readonly runs: Runs<C, O>
  /**
   * The absolute path of declared data: `input('notes.csv')` (relative to the folder of `figures.ts`), `input('npm:some-package/x.csv')` (in a package).
   *
   * @throws Error when the name is not among the `data` of `defineFigures(…, { data: ['notes.csv'] })`: the figures are drawn anew only when what is declared changes.
   */
  input(name: string): string
  /** A line plot: means over seeds with a band. */
  lines(name: string, runs: Runs<C, O>, options: LinesOptions<C, O>): void
  /** Grouped bars: means over seeds with error bars, and every run as a point. */
  bars(name: string, runs: Runs<C, O>, options: BarsOptions<C, O>): void
  /** Boxes: median, quartiles, whiskers to the last run within 1.5 interquartile ranges, and every run as a point. */
  boxes(name: string, runs: Runs<C, O>, options: BoxesOptions<C, O>): void
  /** Violins: median, a density between the extreme runs, and every run as a point. */
  violins(name: string, runs: Runs<C, O>, options: BoxesOptions<C, O>): void
  /** The mean over seeds of a metric for every pair of values of two keys, as shades and numbers. */
  heatmap(name: string, runs: Runs<C, O>, options: HeatmapOptions<C, O>): void
  /** One point per run. */
  scatter(name: string, runs: Runs<C, O>, options: ScatterOptions<C, O>): void
  /** One point per setting, its means over seeds, and the front of the settings that no other beats in both metrics. */
  pareto(name: string, runs: Runs<C, O>, options: ParetoOptions<C, O>): void
  /** A table of mean ± spread, the best value of each column bold and the second underlined: for Typst, LaTeX, Markdown and HTML, and as CSV. */
  table(name: string, runs: Runs<C, O>, options: TableOptions<C, O>): void
  /**
   * A comparison as a table, with the places and significance that text and facts have too:
   * `table('main', compare(runs, { rows: 'tactic', per: 'task', … }), { as: 'percent' })`.
   */
  table(name: string, compared: Compared, style?: TableStyle<O>): void
  /**
   * A number, count or label that the text can quote: `#fact("name")`, `\fact{name}`, `{{name}}`. Parts of it are quoted by `name:mean`, `name:number`,
   * `name:error`, `name:n` and `name:full`; of a gap that was tested, `name:p` is its p after Holm's correction (of a count, `name:count` and `name:of`).
   *
   * Every fact knows the runs that it comes from, and every number those of each run: it is what `mean`, `difference`, `ratio`, `count`, `shared` or a
   * comparison gives. A number that is typed is refused.
   */
  fact(name: string, value: Estimate | Contrast | Count | Label, options?: FactOptions): void
  /** Something that a sentence says, checked on every build. */
  readonly claim: MakeClaim
  /**
   * Mean and standard deviation of a metric over runs that differ in their seed only (or in `over`).
   *
   * @throws Error when there are no such runs, they differ in something else, or `select` chose them by this metric and `optimistic` is not said.
   */
  mean(
    runs: Runs<C, O>,
    metric: NumberPath<O> | ((result: Result<C, O>) => number),
    options?: Pick<SharedOptions<C>, 'over' | 'optimistic'>,
  ): KitEstimate
  /**
   * Mean and standard deviation of a number of each group of runs, for what no single run has, such as the accuracy of a choice made anew for every seed:
   * `mean(runs.groupBy('seed'), ({ runs }) => nested(runs))`. Groups with missing runs are left out of a draft.
   */
  mean(groups: readonly RunGroup<C, O>[], number: (group: RunGroup<C, O>) => number): KitEstimate
  /** How many runs these are: `fact('runs', count(runs))` is quoted as `88`, `count(some, { of: runs })` as `12 of 88`. */
  count(runs: Runs<C, O>, options?: { readonly of?: Runs<C, O> }): Count
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
    const Rows extends OneOrMore<ConfigPath<C>>,
    const Per extends OneOrMore<ConfigPath<C>> = never,
    const Metric extends NumberPath<O> = NumberPath<O>,
  >(
    runs: Runs<C, O>,
    options: CompareOptions<C, O, Rows, Per, Metric>,
  ): Compared<LabelsAt<C, Rows>, LabelsAt<C, Per>, Metric>
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
