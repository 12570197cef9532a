import type { Json, MetricRoles, PathOf } from '../../sweep'
import type { Language } from '../../text'
import type { NumberPath } from '../stored/paths'
import type { SelectionRecord } from './choice'
import type { Entry } from './entries'
import type { Runs } from './runs'

/** How `select` chooses: per value of `each`, the hyper-parameters with the best mean of `by` over seeds. */
export type Selection<C, O> = {
  /** The keys that stay apart: one choice is made for every combination of their values. */
  readonly each: ConfigPath<C> | readonly ConfigPath<C>[]
  /** The metric that decides: one that is for choosing (on validation data), not one that is then reported. */
  readonly by: NumberPath<O>
  /**
   * What is taken when several settings have the same best mean: the `first` in the sweep (which is said wherever the runs are shown; what happens unless this
   * is given), an `error`, or the setting with the least or largest value of a key: `{ k: 'min' }`.
   */
  readonly tie?: 'first' | 'error' | { readonly [P in ConfigPath<C>]?: 'min' | 'max' } | undefined
  /** Why the metric decides although it is not for choosing. Then every metric of the chosen runs is optimistic, and has to be called so where it is shown. */
  readonly optimistic?: string | undefined
} & ({ readonly max: true; readonly min?: undefined } | { readonly min: true; readonly max?: undefined })

/** The key paths of a config; any path when the config is not known. */
export type ConfigPath<C> = unknown extends C ? string : PathOf<C>

/** The runs that have one value at a path. */
export interface RunGroup<C, O> {
  /** The value; the label of a named alternative; `undefined` for runs that have nothing there. */
  readonly value: Json | undefined
  /** The value in words. */
  readonly label: string
  readonly runs: Runs<C, O>
}

/** What runs know of where they come from. */
export interface RunsContext<C, O> {
  /** The names of the runs of each sweep. */
  readonly sweeps?: Readonly<Record<string, readonly string[]>> | undefined
  /** By task, which metrics are for choosing and which for reporting; by their names where a task is not listed. */
  readonly metrics?: Readonly<Record<string, MetricRoles>> | undefined
  /** How these runs were chosen. */
  readonly choices?: readonly SelectionRecord[] | undefined
  /** All runs that these were taken from. */
  readonly all?: readonly Entry<C, O>[] | undefined
  /** In which sentences about them are; English unless given. */
  readonly language?: Language | undefined
}
