import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { isSystemError } from 'bocas/internal/light'
import {
  HEARTBEAT,
  jobPlaces,
  executionPlaces,
  type ExecutionEnd,
  type ExecutionMessage,
} from '../../protocol/job-files'

/** One execution of a job, as the machine that executes it writes it down. */
export interface Execution {
  /** Its work folder. */
  readonly folder: string
  tell(message: ExecutionMessage): void
  /** Says how it came to its end; nothing is told after that. */
  end(end: ExecutionEnd): void
}

type Start = Omit<Extract<ExecutionMessage, { type: 'start' }>, 'type'>

/** Begins an execution: with a folder that no other has, even when a scheduler starts the job twice at the same time. */
export function openExecution(folder: string, start: Start): Execution {
  const own = nextFolder(jobPlaces(folder).executions)
  const { messages, heartbeat } = executionPlaces(own)
  const tell = (message: ExecutionMessage): void => appendFileSync(messages, `${JSON.stringify(message)}\n`)
  let count = 0
  const beat = (): void => {
    try {
      writeFileSync(heartbeat, String(++count))
    } catch (error) {
      // A full disk, or one that does not answer: whoever looks takes this job for gone, should that last.
      if (!isSystemError(error)) throw error
    }
  }
  tell({ type: 'start', ...start })
  beat()
  const timer = setInterval(beat, HEARTBEAT)
  return {
    folder: own,
    tell(message) {
      try {
        tell(message)
      } catch (error) {
        if (!isSystemError(error)) throw error
        // For onlookers only.
      }
    },
    end(end) {
      clearInterval(timer)
      tell({ type: 'end', ...end })
    },
  }
}

function nextFolder(executions: string): string {
  mkdirSync(executions, { recursive: true })
  for (let number = 1; ; number++) {
    const folder = join(executions, String(number))
    try {
      mkdirSync(folder)
      return folder
    } catch (error) {
      if (!isSystemError(error, 'EEXIST')) throw error
    }
  }
}
