import type { Json, Problem } from 'bocas/internal'

/** One value of a metric; `step` is undefined where the other program has recorded none. */
export interface Point {
  readonly step?: number
  readonly value: number
}

/** A run as another program has recorded it, in its own words. */
export interface SourceRun {
  /** What identifies it there. */
  readonly origin: string
  readonly name: string
  readonly isFinished: boolean
  /** How it ended, in that program's words. */
  readonly state: string
  /** Its settings, by their names there. */
  readonly config: Readonly<Record<string, Json>>
  /** By its name there, every value in the order in which it was recorded. */
  readonly metrics: ReadonlyMap<string, readonly Point[]>
  /** What stands for the run, where that is said and need not be the last value. */
  readonly summary?: ReadonlyMap<string, number>
}

/** What was read of a folder or file, and what of it was passed over or is wrong. */
export interface SourceRuns {
  readonly runs: readonly SourceRun[]
  /** What was passed over, a sentence each without a stop. */
  readonly notes: readonly string[]
  readonly problems: readonly Problem[]
}
