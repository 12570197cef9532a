import { type Language, type Provenance, type Scale } from 'bocas/internal'

/** A table as words and numbers: everything that was decided before it is written in a format. */
export interface Table {
  readonly name: string
  /** The keys whose values name rows and columns, as the config has them; for the CSV. */
  readonly keys: { readonly rows: readonly string[]; readonly cols: readonly string[] }
  /** Heads of the columns that name the rows, one per key. */
  readonly rowHeads: readonly string[]
  /** What stands above the columns: trees whose leaves are the columns, from left to right. */
  readonly heads: readonly Head[]
  readonly columns: readonly Column[]
  readonly rows: readonly TableRow[]
  /** Small print below the table; empty for none. */
  readonly note: readonly NotePart[]
  /** For which width names and heads are broken into lines; for `any` they are not. */
  readonly width: 'column' | 'text' | 'any'
  /** In which its words and numbers are; English unless given. */
  readonly language?: Language
  /** The same as data have it, with decimal points, where the table has other marks. */
  readonly data?: Table
}

/** What stands above one column, or above the columns of the heads that are below it. */
export interface Head {
  /** A line feed is a line break. */
  readonly text: string
  /** Shown as an arrow: up when more is better. */
  readonly better?: 'max' | 'min'
  /** Whether it is the name of a key, and the heads below are its values. */
  readonly isKey?: boolean
  readonly below?: readonly Head[]
}

/** For the CSV: what a column shows. */
export interface Column {
  readonly metric: string
  /** The values of the column's keys. */
  readonly values: readonly string[]
  /** `%`, `s` or nothing. */
  readonly unit: string
  /** How the numbers are shown; as they are unless given. */
  readonly as?: Scale['as']
}

export interface TableRow {
  /** One per row head. Where the first ones are those of the row before, they stand for both rows. */
  readonly heads: readonly string[]
  readonly cells: readonly TableCell[]
}

/** A cell without a value is empty (the sweep has no such runs, or they do not measure this) or a hole (`of` runs are missing). */
export interface TableCell {
  readonly value: CellValue | null
  /** The number of runs that are there, and that should be. */
  readonly n: number
  readonly of: number
  /** The runs that are there, as `task/name`. */
  readonly runs: readonly string[]
  /** What the value was computed from, where that is not one number of each run. */
  readonly from?: Provenance
}

export interface CellValue {
  readonly shown: FormattedNumber
  /** The mean (or median), as the metric has it. */
  readonly center: number
  /** Half the width of what is shown after ±, unrounded; null when there is none. */
  readonly error: number | null
  /** The ends of what is shown in brackets, unrounded; null when there are none. */
  readonly interval: { readonly low: number; readonly high: number } | null
  /** Its place among the cells that it competes with, from 1; ties share one. Null when it does not compete. */
  readonly rank: number | null
  readonly mark: RankMark | null
  /** Raised signs after the number, such as `*`; the note says what they mean. */
  readonly signs: string
}

/** The best is bold, the second underlined. */
export type RankMark = 'best' | 'second'

/** Numbers as text, in the language of the table: `97.1`, `97.1 ± 0.2` or `97.1 [96.8, 97.3]`. Minus signs are U+2212. */
export interface FormattedNumber {
  readonly center: string
  readonly error: string | null
  readonly interval: { readonly low: string; readonly high: string } | null
  /** The power of ten that the numbers are to be multiplied with; 0 nearly always. */
  readonly exponent: number
}

/** One statement of the note. With a mark or a sign, it says what that means. */
export interface NotePart {
  readonly mark?: RankMark
  /** Raised before the text, as it is in the cells. */
  readonly sign?: string
  readonly text: string
}

/** `(4/5)` when runs are missing. */
export function missingRuns({ n, of }: TableCell): string {
  return n === of ? '' : `(${n}/${of})`
}
