import type { LastWord, RunLimits, RunSpecification, WorkerMessage } from '../../protocol/run-specification'
import type { Problem } from 'bocas/internal'
import type { Exceeded } from './watch-limits'

/** How a worker came to its end. */
export interface WorkerEnd {
  /** Its last word, or null when it ended without one. */
  readonly said: LastWord | null
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  /** The limit for which it was ended. */
  readonly exceeded?: Exceeded
  /** An engine refused it before anything was submitted: it did not begin. */
  readonly refused?: readonly Problem[]
  /** The engine whose job of it goes on: the call ends without it. */
  readonly goesOnAt?: string
  /** How long it was at work, when that is not the time since it was launched: a job waits in a queue. */
  readonly seconds?: number
}

/** A worker at work. */
export interface Launched {
  readonly ended: Promise<WorkerEnd>
  /** Resolves when the run computes, at the latest when it has ended: what takes time of this machine is better begun then. Where nobody is told so, there is none. */
  readonly computes?: Promise<void>
  /** Resolves when the run has said that its code has returned and that its process holds little of this machine, at the latest with `kept`. */
  readonly computed?: Promise<void>
  /**
   * Resolves when the run has said that its result is kept: its code computes no more, and only its process is still to end. Never for any other run, and where
   * nobody is told so early.
   */
  readonly kept?: Promise<void>
  /** Asks the run to stop, and makes it after the grace time. */
  stop(): void
  /** Ends it at once: it has no place any more in which it could put its things in order. */
  kill(): void
}

/** A worker that was started before there is a run for it. */
export interface Prepared {
  /** Whether it is still there, and has no run. */
  waits(): boolean
  /** Ends it when it has no run. Resolves when it is gone. */
  end(): Promise<void>
}

/**
 * Where and how workers are started: a local process, or a job of a cluster. The specification is all that they are given. When `ended`
 * resolves, nothing that the run has started is there any more.
 */
export interface Launcher {
  /** No run is launched any more: ends what was kept open for more of them. */
  close?(): Promise<void>
  /** Whether runs are executed on other machines: nothing of this one is set apart for them. */
  readonly isElsewhere?: boolean
  launch(spec: RunSpecification, onProgress: (message: Extract<WorkerMessage, { type: 'progress' }>) => void): Launched
  /**
   * Starts a worker for a run with these limits that is launched later, in this work folder. Until then it has loaded nothing of the run. For launchers
   * where that saves time.
   */
  prepare?(work: string, limits: Pick<RunLimits, 'memory'>): Prepared
}
