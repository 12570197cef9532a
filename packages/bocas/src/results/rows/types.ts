import type { NumberPath } from '../stored/paths'
import type { ConfigPath } from '../runs/types'

/** What stands in one column of one row. */
export type RowCell = number | string | boolean | null

/** A row of any making. What is left out is `null`. */
export type AnyRow = Readonly<Record<string, RowCell | undefined>>

// An alias, because an interface would not do as a row of any making.
type Identity = {
  readonly task: string
  /** The run's name. */
  readonly run: string
  readonly key: string
  readonly seed: number | null
}

/**
 * A result as a row: what it is, its config under `config.…`, its metrics by their paths. Every row of one list has every column; what a run has not is `null`.
 */
export type ResultRow<C = unknown, O = unknown> = Identity &
  (unknown extends C ? Readonly<Record<string, RowCell>> : { readonly [P in `config.${ConfigPath<C>}`]?: RowCell }) &
  (unknown extends O ? Readonly<Record<string, RowCell>> : { readonly [M in NumberPath<O>]: number | null })
