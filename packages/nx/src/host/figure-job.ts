import type { ExpectedRun, MetricRoles } from 'bocas/core'

/** What a `figures.ts` is given to draw. Paths are absolute. */
export interface FigureJob {
  /** The task, or `paper` for `paper/figures.ts`. */
  readonly task: string
  /** Exactly these runs, in this order. */
  readonly runs: readonly ExpectedRun[]
  /** Names of the runs of each sweep of the task. */
  readonly sweeps: Readonly<Record<string, readonly string[]>>
  /** By task, which of its metrics are for choosing and which for reporting. */
  readonly metrics: Readonly<Record<string, MetricRoles>>
  readonly into: {
    readonly figures: string
    readonly tables: string
    readonly facts: string
    readonly sources: string
  }
  /** Digests of the code and of the list of runs, which are written beside what is drawn. */
  readonly drawn?: { readonly code: string; readonly runs: string }
  /** Draw what is there and mark it. */
  readonly draft: boolean
}

export interface Hole {
  readonly task: string
  readonly name: string
  readonly problem: string
}

export interface FigureReport {
  readonly written: readonly string[]
  readonly holes: readonly Hole[]
  /** What the author has to know of what is shown, one sentence each: a tie in a choice, runs that diverged. */
  readonly notes: readonly string[]
}
