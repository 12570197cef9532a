import { appendFileSync, mkdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ENTRY_FILES } from 'bocas/internal/store'
import { filesBelow, isFile, isSystemError, posixRelative } from 'bocas/internal/light'
import {
  HEARTBEAT,
  jobPlaces,
  executionPlaces,
  type ExecutionEnd,
  type ExecutionMessage,
} from '../../protocol/job-files'
import { rescuedFolder } from '../../protocol/scratch'

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
      const left = filesLeft(own, end)
      tell({ type: 'end', ...end, ...(left && { left }) })
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

/** {@link ExecutionEnd.left}; undefined where the disk does not say. */
function filesLeft(execution: string, { said }: ExecutionEnd): Record<string, number> | undefined {
  const { entry } = executionPlaces(execution)
  try {
    const files =
      said?.type === 'trained'
        ? ENTRY_FILES.map((name) => join(entry, name)).filter(isFile)
        : [entry, rescuedFolder(execution)].flatMap(filesBelow)
    return Object.fromEntries(files.map((file) => [posixRelative(execution, file), statSync(file).size] as const))
  } catch (error) {
    if (!isSystemError(error)) throw error
    return undefined
  }
}
