/** What the page of a report is given: plain JSON, columns instead of rows, so that ten thousand runs stay small and quick to read. */

/** A value of a config that is no block. */
export type ConfigValue = string | number | boolean | null

/** A metric; what JSON has no number for is a word, as in results. */
export type Metric = number | 'NaN' | 'Infinity' | '-Infinity'

export interface ConfigColumn {
  /** The path in the config: `optimizer.lr`. */
  readonly path: string
  /** The values there are, each once. */
  readonly values: readonly ConfigValue[]
  /** By run: the place of its value in `values`; −1 where its config has no such key. */
  readonly at: readonly number[]
}

export interface MetricColumn {
  readonly path: string
  /** By run; null where it has no such metric. */
  readonly values: readonly (Metric | null)[]
}

export interface PageRuns {
  /** By run: the place of its task in `tasks` of the page. */
  readonly task: readonly number[]
  readonly name: readonly string[]
  /** The beginning of the key: as much as tells runs apart. */
  readonly key: readonly string[]
  /** By run: the place of its state in `states` of the page. */
  readonly state: readonly number[]
  readonly seed: readonly (number | null)[]
}

/** A task of the page. */
export interface TaskOnPage {
  readonly task: string
  /** What a reader has to know of it: why it cannot be planned, or that its runs are not known yet. */
  readonly notes: readonly string[]
}

/** Something that is shown, and the runs that made it. */
export interface OutputOnPage {
  readonly kind: 'fact' | 'claim' | 'figure' | 'table'
  /** As the text of the paper names it. */
  readonly name: string
  /** Of a fact or claim: what it says. */
  readonly text?: string
  /** Of a claim: whether it holds; null when that is not known. */
  readonly holds?: boolean | null
  /** Of a figure: a `data:` address of its picture, and what it shows in words. */
  readonly picture?: string
  readonly alt?: string
  /** Of a table: its cells row by row, heads included. */
  readonly grid?: readonly (readonly string[])[]
  readonly formula?: string
  readonly test?: string
  readonly metric?: string
  readonly said?: readonly string[]
  /** Runs of this page, by their places. */
  readonly runs: readonly number[]
  /** Runs that are not on this page, as `task/name`. */
  readonly others: readonly string[]
  /** That it does not show what there is now, or perhaps not, and why; missing where it does. */
  readonly outdated?: string
}

/** What is known of one run beside its row. */
export interface RunDetails {
  readonly key: string
  /** Columns of series: `history.loss`. */
  readonly curves: Readonly<Record<string, readonly Metric[]>>
  /** The end of its log, and how many bytes before that are left out. */
  readonly log?: { readonly text: string; readonly cut: number }
  readonly execution?: readonly (readonly [what: string, value: string])[]
}

export interface PageData {
  readonly title: string
  readonly tasks: readonly TaskOnPage[]
  readonly states: readonly string[]
  readonly runs: PageRuns
  /** The keys in which runs differ, in the order of the config; the seed is not among them. */
  readonly configs: readonly ConfigColumn[]
  /** What is the same in all runs. */
  readonly shared: readonly (readonly [path: string, value: ConfigValue])[]
  readonly metrics: readonly MetricColumn[]
  /** By run: why it stands as it does (failed, stale, damaged, not finite), where there is something to say. */
  readonly notes: Readonly<Record<string, string>>
  /** The columns of series that any run has. */
  readonly curves: readonly string[]
  readonly outputs: readonly OutputOnPage[]
  /** How many runs one file of details holds, and in which folder the files lie; no folder where they are in the page. */
  readonly details: { readonly size: number; readonly folder: string | null }
}

/** The details of some runs, the first of which is run `part × size`. */
export type DetailsPart = readonly (RunDetails | null)[]
