import type { ExpectedRun, MetricRoles, Problem } from 'bocas/internal'

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
  /** By task, what of its results may be NaN or infinite. */
  readonly allowNaN?: Readonly<Record<string, readonly string[]>>
  readonly into: {
    readonly figures: string
    readonly tables: string
    readonly facts: string
    readonly provenance: string
  }
  /** Digests of the code and of the list of runs, which are written beside what is drawn. */
  readonly drawn?: { readonly code: string; readonly runs: string }
  /** Draw what is there and mark it. */
  readonly draft: boolean
  /** Declared data: where it lies, by the names that `input` takes. */
  readonly data: Readonly<Record<string, string>>
  /** What is known of the code: all else that it reads is refused. */
  readonly known: {
    readonly root: string
    /** The folder of the `figures.ts`, and the names that it declares as seen from there. */
    readonly folder: string
    readonly declared: readonly string[]
    /** Packages whose files it may read, by name. */
    readonly packages: readonly string[]
  }
}

/** What there is to be drawn, before it is said with what code. */
export type Drawing = Omit<FigureJob, 'data' | 'known'>

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

/** What the code of figures threw. */
export interface ThrownError {
  readonly name: string
  readonly message: string
  readonly stack?: string
  /** What a person has to put right, where it was said as data; and the line above it. */
  readonly problems?: readonly Problem[]
  readonly heading?: string
}

/** The file beside that of a job to which threads write what they read. */
export const readsOf = (job: string): string => `${job}.reads`
