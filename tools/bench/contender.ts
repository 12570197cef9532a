/** How long something took, in seconds. */
export interface Sample {
  readonly wall: number
  /** User and system time of every process that took part; null where the system does not tell. */
  readonly cpu: number | null
}

/** How much of something there was: bytes, or a number of files. */
export interface Amount {
  readonly amount: number
  readonly unit: 'bytes' | 'files'
}

/** What a contender is measured against: a ratio of medians from the same call, and how large it may be. */
export interface Against {
  readonly name: string
  /** The ratio that is aimed at, in wall time where time is measured. */
  readonly goal?: number
}

/** One way of doing the work of a question. */
export interface Contender {
  /** Unique within its table. */
  readonly name: string
  readonly against?: Against | readonly Against[]
  /** It is measured so often at most, because it takes long, or gives the same each time. */
  readonly rounds?: number
  /** Brings about the state that is measured from; not timed. */
  prepare?(): Promise<void> | void
  /** Does the work once. Throws when the work was not done: a failure is quick, and would look like a good figure. */
  measure(): Promise<Sample | Amount>
}

/** The contenders of one table, ready to be measured. */
export interface Contest {
  readonly title: string
  readonly contenders: readonly Contender[]
  /** What a reader of the table has to know: what was skipped and why, what is not comparable. */
  readonly notes: readonly string[]
}
