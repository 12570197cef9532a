import type { RunSpecification, WorkerMessage } from './run-specification'
import type { Exceeded } from './watch-limits'

/** How a worker came to its end. */
export interface WorkerEnd {
  /** Its last word, or null when it ended without one. */
  readonly said: Exclude<WorkerMessage, { type: 'progress' | 'stopping' }> | null
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  /** The limit for which it was ended. */
  readonly exceeded?: Exceeded
}

/** A worker at work. */
export interface Launched {
  readonly ended: Promise<WorkerEnd>
  /** Asks the run to stop, and makes it after the grace time. */
  stop(): void
}

/**
 * Where and how workers are started: a local process, or a job of a cluster. The specification is all that they are given. When `ended`
 * resolves, nothing that the run has started is there any more.
 */
export interface Launcher {
  launch(spec: RunSpecification, onProgress: (message: Extract<WorkerMessage, { type: 'progress' }>) => void): Launched
}
