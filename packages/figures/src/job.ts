import type { ExpectedRun, FiguresProgram, MetricRoles, Problem, ResultProblem } from 'bocas/internal'

/** What is to be drawn from which results, and where to. */
export interface FigureJob {
  /** The task whose figures these are; `paper` for those of paper/figures.ts. */
  readonly task: string
  /** In the order of the sweep. Runs of another task than `task` have their task in their config, as `task`. */
  readonly runs: readonly ExpectedRun[]
  /** The names of the runs of each named sweep. */
  readonly sweeps: Readonly<Record<string, readonly string[]>>
  /** By task, which of its metrics are for choosing and which for reporting; by their names when not given. */
  readonly metrics?: Readonly<Record<string, MetricRoles>>
  /** By task, what of its results may be NaN or infinite. */
  readonly allowNaN?: Readonly<Record<string, readonly string[]>>
  /** Absolute: two folders that are the job's own (what is in them is removed) and two files. */
  readonly into: {
    readonly figures: string
    readonly tables: string
    readonly facts: string
    /** Where to say which runs made what. */
    readonly provenance: string
  }
  /** Digests of the code and of the ordered list of runs, to be written beside what is drawn. */
  readonly drawn?: { readonly code: string; readonly runs: string }
  /** Whether results may be missing. Drafts are marked. */
  readonly draft: boolean
  /** The program that draws, as it is in the hash of the figures, and the folder in which it works. */
  readonly program?: FiguresProgram | undefined
  /** Declared data: where it lies, by the names that `input` takes. */
  readonly data?: Readonly<Record<string, string>>
}

/** Whoever watches what the code of figures reads. */
export interface RenderWatch {
  /** What it has read although nothing that is hashed knows of it; asked before anything is written. What `told` says already is left out. */
  refused(told: readonly Problem[]): Promise<readonly Problem[]>
  /** What to add to an error that the code has thrown. */
  hint(error: unknown): string | undefined
  /** Does something of ours with nobody watched, as far as it goes without waiting. */
  aside<T>(ours: () => T): T
}

/** A run whose result could not be used. */
export interface UnusableRun {
  readonly task: string
  readonly name: string
  readonly code: ResultProblem
  /** What is wrong, as it is said in a terminal. */
  readonly problem: string
}

export interface FigureReport {
  /** Absolute, sorted. */
  readonly written: readonly string[]
  /** The runs whose results could not be used; only drafts have any. */
  readonly holes: readonly UnusableRun[]
  /** What the author has to know of what is shown, one sentence each: a tie in a choice, runs that diverged. */
  readonly notes: readonly string[]
}
