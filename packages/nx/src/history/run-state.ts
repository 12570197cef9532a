import type { Json } from 'bocas/internal/light'
import type { Change } from './config-changes'
import type { JobStands } from './job-stands'

/** How a run stands: what the next call of nx finds. Of several that hold the first is said: what is known of this very key comes before what is known of its relatives. */
export const STATES = ['kept', 'running', 'submitted', 'failed', 'interrupted', 'stale', 'missing'] as const

export type State = (typeof STATES)[number]

/** What is on record of the job of a run, without asking its engine. */
export interface JobOfRun {
  readonly engine: string
  readonly stands: JobStands
}

/** A run of the plan. */
export interface RunState {
  readonly task: string
  readonly name: string
  readonly key: string
  readonly config: Json
  readonly state: State
  /** The nearest kept result and what changed since: why a stale run is stale, and what is new in a missing one. */
  readonly nearest?:
    | {
        /** The task under whose name it was made; empty when nobody knows. */
        readonly task: string
        readonly name: string
        readonly key: string
        readonly changes: readonly Change[]
      }
    | undefined
  /** How its last execution failed. */
  readonly failure?: string
  /** The job that an engine was given for it and that nobody has taken the result of. */
  readonly job?: JobOfRun
  /** Of an interrupted or failed run: whether it has saved what its next execution goes on from. */
  readonly isSaved?: boolean
  /** What is wrong with a result that is there and cannot be used. */
  readonly damaged?: string | undefined
  /** Why this machine can never execute it. */
  readonly refused?: string
  /** Expected seconds, for a run that will be executed; null when there is nothing to go by. */
  readonly seconds: number | null
}

/** All that the plan says of one task. */
export interface TaskStates {
  readonly task: string
  /** Why its runs cannot be planned or executed, ready to print. */
  readonly problems: readonly string[]
  readonly runs: readonly RunState[]
  /** Why it is not known yet which runs it has; missing when it is. */
  readonly awaits?: string
  /** How many runs of it may be executed at the same time. */
  readonly concurrency?: number | undefined
  /** The size of one of its results; null when none is kept. */
  readonly bytesPerRun: number | null
  /** On how many earlier executions the times rest. */
  readonly durations: number
}

/** Whether the next call of nx executes the run itself. Of a job that failed it says why first. */
export const isUpcoming = ({ state, refused, job }: RunState): boolean =>
  refused === undefined &&
  !['kept', 'running', 'submitted'].includes(state) &&
  !(state === 'failed' && job !== undefined)
