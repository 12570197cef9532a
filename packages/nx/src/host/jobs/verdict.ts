import type { JobState } from '../../engines/engine'
import { LEASE, mayGoOn, type ExecutionEnd } from '../../protocol/job-files'

/** One execution of a job, as it is seen from here. */
export interface SeenExecution {
  readonly end?: ExecutionEnd
  /** Milliseconds since its heartbeat was last seen to change, by the clock of whoever looks. */
  readonly silent: number
}

/** What is known of a job. */
export interface Seen {
  readonly executions: readonly SeenExecution[]
  /** What the engine said last. */
  readonly state: JobState
  /** Milliseconds since all that the job had left when it said that has come home: 0 before that. What has not come may hold the result. */
  readonly since: number
}

/** What is to be done about a job. */
export type JobVerdict =
  | 'wait'
  /** An execution has the result: its number among the executions. */
  | { readonly take: number }
  /** An execution failed, and no other is at work. */
  | { readonly failed: number; readonly end: ExecutionEnd }
  /** The engine says that it has ended, and no execution says how. */
  | { readonly ended: Extract<JobState, { kind: 'ended' }>; readonly saved: boolean }
  /** Nobody knows of it any more. */
  | { readonly lost: 'never begun' | 'silent' }

/** Milliseconds in which the files of a job that has ended must come to be seen once they are there: a network file system may show a folder as it was for a minute at most. */
export const SETTLE = 60_000

/**
 * Decides about a job by what its executions have left and what the engine says of it. A result counts wherever it comes from; a failure only when no other
 * execution is at work, because a scheduler may start a job twice.
 */
export function verdict({ executions, state, since }: Seen, { lease = LEASE, settle = SETTLE } = {}): JobVerdict {
  const take = executions.findIndex(({ end }) => end?.said?.type === 'trained')
  if (take >= 0) return { take }
  const open = executions.filter(({ end }) => end === undefined)
  // What the engine has ended is gone sooner: it is looked at only because a job may be executed twice.
  const patience = state.kind === 'ended' ? lease / 3 : lease
  if (open.some(({ silent }) => silent < patience)) return 'wait'
  const failed = executions.findLastIndex(({ end }) => end !== undefined && !mayGoOn(end))
  if (failed >= 0) return { failed, end: executions[failed]!.end! }
  const last = executions.at(-1)?.end
  const saved = last !== undefined && mayGoOn(last)
  if (state.kind === 'ended') {
    // It may have said how, and that is not seen yet.
    const isTold = saved || state.how === 'cancelled'
    return isTold || since >= settle ? { ended: state, saved } : 'wait'
  }
  if (state.kind !== 'unknown' || since < lease) return 'wait'
  return { lost: executions.length === 0 ? 'never begun' : 'silent' }
}
