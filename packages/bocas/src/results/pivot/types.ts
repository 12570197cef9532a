import type { Estimate } from '../../statistics'
import type { Json } from '../../sweep'
import type { NumberPath } from '../stored/paths'
import type { Runs } from '../runs/runs'
import type { ConfigPath } from '../runs/types'

/** One, or several in order. */
export type OneOrMore<T> = T | readonly T[]

/** What a pivot table is made by. */
export interface PivotOptions<C, O> {
  /** One row per value (or combination of values) of these keys. */
  readonly rows: OneOrMore<ConfigPath<C>>
  /** One column per value (or combination of values) of these keys, for each of the metrics; without it, one column per metric. */
  readonly cols?: OneOrMore<ConfigPath<C>> | undefined
  /** The metrics. */
  readonly values: OneOrMore<NumberPath<O>>
  /** Keys beside the seed over which a mean may go, such as the fold of a cross-validation. A cell that mixes runs that differ in any other key is an error. */
  readonly over?: OneOrMore<ConfigPath<C>> | undefined
  /**
   * Says that what is shown is optimistic, because it took part in a choice (of hyper-parameters by this metric or its data, of seeds): `true`, or the reason,
   * which the note then has.
   */
  readonly optimistic?: boolean | string | undefined
}

/** A row, or the keys of a column. */
export interface PivotHead {
  /** What stands at the keys, in their order; `undefined` where a config has nothing there. */
  readonly values: readonly (Json | undefined)[]
  /** The values in words, one per key: `adam`, `0.1`. */
  readonly words: readonly string[]
  /** The words joined, by which a row or column is addressed: `adam, 0.1`; empty without keys. */
  readonly id: string
}

/** A column: the values of its keys, and a metric. */
export interface PivotColumn extends PivotHead {
  readonly metric: string
}

/** What one row has in one column. */
export interface PivotCell<C = unknown, O = unknown> {
  /** The runs, holes included. */
  readonly runs: Runs<C, O>
  /** The metric of every result, in order; empty when there is none, or the runs here do not measure it though others do. */
  readonly values: readonly number[]
  /** `null` when there are no values. */
  readonly estimate: Estimate | null
  /** The number of runs that should be there; 0 where the sweep has none or they do not measure this. */
  readonly of: number
}

/** Rows × columns of a metric (or several) over runs. */
export interface Pivot<C = unknown, O = unknown> {
  readonly rows: readonly PivotHead[]
  readonly columns: readonly PivotColumn[]
  /** `cells[row][column]`. */
  readonly cells: readonly (readonly PivotCell<C, O>[])[]
}
