import type {
  Across,
  ColumnOf,
  Compared,
  Contrast,
  ElementConfig,
  ElementOutput,
  Estimate,
  RowConfig,
  RowOutput,
  Runs,
  Statistic,
  TableKey,
  TensorKey,
  OneOrMore,
} from 'bocas/internal'
import type { AcrossStyle } from './tables/across'
import type { ComparedStyle, TableOptions } from './tables/options'
import type { MakeClaim } from './facts/claim-types'
import type { FactOptions, Count, Label } from './kit-values'
import type { KitFigures } from './kit-plots'
import type { KitNumbers } from './kit-numbers'

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
export type { ErrorKind, SpreadKind } from 'bocas/internal'
export { type AcrossStyle } from './tables/across'
export {
  type ComparedStyle,
  type PerMetric,
  type TableOptions,
  type TableSpread,
  type TableStyle,
} from './tables/options'

/** What `figures.ts` draws with. Everything is checked when it is called; the problems of all figures are reported together. */
export interface Kit<C, O> extends KitFigures<C, O>, KitNumbers<C, O> {
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
   * an interval has `name:interval` and `name:kind`, a test `name:statistic` and `name:df`, a gap within one column, of two runs a side at least, `name:d`, `name:g`, `name:delta`
   * and `name:superiority` (A12).
   *
   * Every fact knows the runs that it comes from, and every number those of each run: it is what `mean`, `difference`, `ratio`, `count`, `shared` or a
   * comparison gives. A number that is typed is refused.
   */
  fact(name: string, value: Estimate | Contrast | Statistic | Count | Label, options?: FactOptions): void
  /** Something that a sentence says, checked on every build. */
  readonly claim: MakeClaim
}
