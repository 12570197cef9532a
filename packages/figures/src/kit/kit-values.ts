import type { ConfigPath, ErrorKind, Estimate, Provenance, Scale, OneOrMore } from 'bocas/internal'

/** What all figures and tables take. */
export interface SharedOptions<C> {
  /** As it is, in percent (0.971 is shown as 97.1), or in percentage points. */
  readonly as?: Exclude<Scale['as'], 'ratio'> | undefined
  /**
   * Other words for key paths, metrics and values: `{ 'model.lr': 'learning rate', adam: 'Adam' }`. A word that is not listed is derived from its name.
   */
  readonly labels?: Readonly<Record<string, string>> | undefined
  /**
   * Keys beside the seed over which a mean may go, such as the fold of a cross-validation. A mean over runs that differ in any other key is an error: it
   * would mix hyper-parameters.
   */
  readonly over?: OneOrMore<ConfigPath<C>> | undefined
  /**
   * Says that what is shown is optimistic, because it took part in a choice (of hyper-parameters by this metric or its data, of seeds): `true`, or the reason,
   * which the note then has.
   */
  readonly optimistic?: boolean | string | undefined
}

/** How a fact is shown. */
export interface FactOptions extends Scale {
  /**
   * What is beside the number: `± sd` over runs unless given; of a difference or ratio of means its standard error; of another statistic the ends of its interval in
   * brackets, which `interval` asks for of all: `97.1 [96.8, 97.4] %`. What is asked for and not known, such as an interval of one run, is refused; a draft leaves it out.
   */
  readonly error?: ErrorKind | undefined
  /** A comma between thousands: `12,345`. */
  readonly thousands?: boolean | undefined
  /** What follows the number: `s`, `GB`. */
  readonly unit?: string | undefined
}

/** So many, or so many of so many, quoted as `3` or `3 of 4`: what `count`, `shared` and `wins()` of a comparison give. */
export interface Count {
  readonly count: number
  readonly of?: number | undefined
  /** The runs it comes from, as `task/name`. */
  readonly runs: readonly string[]
  /** What it was computed from; a count without it is refused. */
  readonly from?: Provenance | undefined
  /** What a reader has to know of how they were chosen. */
  readonly said?: readonly string[] | undefined
}

/** Words that the text quotes, such as the name of the best rival. */
export interface Label {
  readonly label: string
  /** The runs it comes from, as `task/name`; words that come from none are refused. */
  readonly runs: readonly string[]
  /** What they were computed from; words that hold a number are refused without it. */
  readonly from?: Provenance | undefined
  /** What a reader has to know of how they were chosen. */
  readonly said?: readonly string[] | undefined
}

/** What runs have in common: a number, words, or so many of so many. */
export type SharedValue = number | string | { readonly count: number; readonly of: number }

/** A mean, and in drafts how many runs it should be of. */
export interface KitEstimate extends Estimate {
  /** The number of runs, holes included. */
  readonly of: number
}
