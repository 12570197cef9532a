import { lstatSync, rmSync, symlinkSync } from 'node:fs'
import { basename, join } from 'node:path'
import { isSystemError, textIfThere } from 'bocas/internal/light'
import type { JobState } from '../../engines/engine'
import {
  executionPlaces,
  executionsOf,
  jobPlaces,
  type ExecutionEnd,
  type ExecutionMessage,
} from '../../protocol/job-files'
import type { WorkerMessage } from '../../protocol/run-specification'
import { GrowingFile } from '../../shared/progress-log'
import { parsed } from '../../protocol/execution-messages'
import type { Seen } from './verdict'

type Progress = Extract<WorkerMessage, { type: 'progress' }>

/** An execution that is followed. */
interface FollowedExecution {
  readonly folder: string
  readonly messages: GrowingFile
  heartbeat: string
  /** When that was seen to change, by a clock that no one can set. */
  changed: number
  end?: ExecutionEnd
  start?: Extract<ExecutionMessage, { type: 'start' }>
}

/** Follows what a job leaves in its folder. */
export interface WatchedJob {
  /** Looks once: a few small reads. */
  read(): void
  /** The engine has said how it stands. */
  told(state: JobState): void
  /** All that it had left by then has come home; asked for after the engine was. */
  received(): void
  readonly state: JobState
  seen(): Seen
  /** The folder of an execution, by its number among those seen. */
  execution(index: number): string
  /** How that one came to its end. */
  end(index: number): ExecutionEnd
  /** The folder of the last one. */
  lastExecution(): string | undefined
  /** Whether it was begun. */
  begun(): boolean
  /** The last name that the engine knows it by, when a job of it has submitted a successor. */
  successor(): string | undefined
}

/**
 * @param work the work folder of the run here: other terminals find the log and the progress in it, as of a run of this machine.
 * @param now milliseconds of a clock that no one can set.
 */
export function watchJob(
  folder: string,
  work: string,
  onProgress: (progress: Progress) => void,
  now: () => number = () => performance.now(),
): WatchedJob {
  const executions: FollowedExecution[] = []
  let state: JobState = { kind: 'unknown' }
  let isTold = false
  let received: number | undefined
  const read = (): void => {
    for (const found of executionsOf(folder).slice(executions.length)) {
      const { messages } = executionPlaces(found)
      executions.push({ folder: found, messages: new GrowingFile(messages), heartbeat: '', changed: now() })
      showLast(work, found)
    }
    for (const execution of executions) {
      if (execution.end) continue
      const heartbeat = textIfThere(executionPlaces(execution.folder).heartbeat) ?? execution.heartbeat
      if (heartbeat !== execution.heartbeat) Object.assign(execution, { heartbeat, changed: now() })
      for (const line of execution.messages.lines().flatMap(parsed)) {
        if (line.type === 'progress') onProgress(line)
        else if (line.type === 'start') execution.start = line
        else execution.end = line
      }
    }
  }
  return {
    read,
    told(next) {
      if (JSON.stringify(next) !== JSON.stringify(state)) received = undefined
      state = next
      isTold = true
    },
    received() {
      if (isTold) received ??= now()
    },
    get state() {
      return state
    },
    seen: () => ({
      executions: executions.map(({ end, changed }) => ({ ...(end && { end }), silent: now() - changed })),
      state,
      since: received === undefined ? 0 : now() - received,
    }),
    execution: (index) => executions[index]!.folder,
    end: (index) => executions[index]!.end!,
    lastExecution: () => executions.at(-1)?.folder,
    begun: () => executions.length > 0,
    successor: () => textIfThere(jobPlaces(folder).successor)?.trim() || undefined,
  }
}

/** Links the log and the progress of an execution into the run's work folder; what cannot be linked is only not shown. */
function showLast(work: string, execution: string): void {
  const { log, progress } = executionPlaces(execution)
  for (const [from, to] of [
    [join(work, 'entry', basename(log)), log],
    [join(work, basename(progress)), progress],
  ] as const) {
    try {
      if (lstatSync(from, { throwIfNoEntry: false })) rmSync(from)
      symlinkSync(to, from)
    } catch (error) {
      if (!isSystemError(error)) throw error
    }
  }
}
