import type { RunSpecification, WorkerMessage } from './run-specification'

/** How a worker came to its end. */
export interface WorkerEnd {
  /** Its last word, or null when it ended without one. */
  readonly said: Exclude<WorkerMessage, { type: 'progress' }> | null
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
}

/** A worker at work. */
export interface Launched {
  readonly ended: Promise<WorkerEnd>
  /** Asks the run to stop, and makes it after the grace time. */
  stop(): void
}

/** Where and how workers are started: a local process, or a job of a cluster. The specification is all that they are given. */
export interface Launcher {
  launch(spec: RunSpecification, onProgress: (message: Extract<WorkerMessage, { type: 'progress' }>) => void): Launched
}
