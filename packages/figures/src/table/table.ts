import { type FormattedEstimate } from 'bocas/core'

/** A table as words: everything that was decided before it is written in a format. */
export interface Table {
  readonly name: string
  /** Heads of the columns that name the rows. */
  readonly rowHeads: readonly string[]
  /** A line of heads above the heads of the columns, each over several of them; empty when there is none. */
  readonly spans: readonly { readonly head: Head; readonly columns: number }[]
  readonly columns: readonly Column[]
  readonly rows: readonly Row[]
  /** Small print below the table; empty for none. */
  readonly note: string
}

export interface Head {
  readonly text: string
  /** Shown as an arrow: up when more is better. */
  readonly better?: 'max' | 'min'
}

export interface Column {
  readonly head: Head
  /** For the CSV: the metric, and the values of the column's keys. */
  readonly metric: string
  readonly values: readonly string[]
}

export interface Row {
  readonly heads: readonly string[]
  readonly cells: readonly Cell[]
}

/** A cell without an estimate is empty (the sweep has no such runs, or they do not measure this) or a hole (`of` runs are missing). */
export interface Cell {
  readonly value: CellValue | null
  /** The number of runs that are there, and that should be. */
  readonly n: number
  readonly of: number
  /** The runs that it shows, as `task/name`. */
  readonly runs?: readonly string[]
}

export interface CellValue {
  readonly shown: FormattedEstimate
  readonly mean: number
  /** The half-width that is shown, unrounded. */
  readonly spread: number | null
  readonly isBest: boolean
}

/** `(4/5)` when runs are missing. */
export function missingWords({ n, of }: Cell): string {
  return n === of ? '' : ` (${n}/${of})`
}

/** The keys by which the CSV names its columns. */
export interface TableKeys {
  readonly rows: readonly string[]
  readonly cols: readonly string[]
}
