/** One measurement, in seconds. */
export interface Sample {
  readonly wall: number
  /** User and system time of every process that took part; null where the system does not tell. */
  readonly cpu: number | null
}

/** What a contender is measured against: a ratio of medians from the same call, and how large it may be. */
export interface Against {
  readonly name: string
  /** The ratio in wall time that is aimed at. */
  readonly goal?: number
}

/** One way of doing the work of a question. */
export interface Contender {
  /** Unique within its table. */
  readonly name: string
  readonly against?: Against
  /** Brings about the state that is measured from; not timed. */
  prepare?(): Promise<void> | void
  /** Does the work once. Throws when the work was not done: a failure is quick, and would look like a good figure. */
  measure(): Promise<Sample>
}

/** The contenders of one table, ready to be measured. */
export interface Contest {
  readonly title: string
  readonly contenders: readonly Contender[]
  /** What a reader of the table has to know: what was skipped and why, what is not comparable. */
  readonly notes: readonly string[]
}
