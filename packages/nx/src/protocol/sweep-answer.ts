import type { ErrorCode, ExpectedRun, MetricRoles, Problem, SweepPlan } from 'bocas/internal'

/** What a worker is told beside the code. */
export interface SweepQuestion {
  /** The environment of the caller. */
  readonly env: NodeJS.ProcessEnv
  /** The folder of `bocas` itself. */
  readonly bocas: string
  /** What `resultsOf` gives, by task. */
  readonly results: Readonly<Record<string, GivenTask>>
}

/** What evaluating a sweep came to. */
export interface SweepAnswer {
  readonly plan?: SweepPlan
  /** What it threw. */
  readonly thrown?: {
    readonly code?: ErrorCode | undefined
    readonly message: string
    readonly stack?: string | undefined
    readonly problems?: readonly Problem[]
  }
  /** What it did and may not. */
  readonly refused: readonly SweepRefusal[]
  /** The variables that it asked for, and what it was given. */
  readonly env: EnvRead
  /** Modules that it loaded by a path that cannot be seen in its code. */
  readonly loaded: readonly string[]
}

/** The results of a task that a sweep is made from. */
export interface GivenTask {
  /** All its runs, in order. */
  readonly runs: readonly ExpectedRun[]
  /** Names of the runs of each of its sweeps. */
  readonly sweeps: Readonly<Record<string, readonly string[]>>
  /** Which of its metrics are for choosing and which for reporting. */
  readonly metrics: MetricRoles
}

/** Something that a sweep did and may not, with the stack that says where. */
export interface SweepRefusal {
  readonly code?: ErrorCode
  readonly message: string
  readonly hint: string
  readonly stack?: string | undefined
}

/** What a sweep asked of the environment: by name, the value that it was given, null for none. */
export type EnvRead = Readonly<Record<string, string | null>>
