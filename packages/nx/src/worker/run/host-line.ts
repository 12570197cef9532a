import { Socket } from 'node:net'
import { isSystemError } from 'bocas/internal/light'
import { LINE, onMessages, send } from '../../protocol/line'
import { BEGIN, type WorkerMessage } from '../../protocol/run-specification'

/** What a worker says to its host, and hears from it. */
export interface HostLine {
  tell(message: WorkerMessage): void
  /** Ends the process with its last word. */
  end(message: WorkerMessage, code: number): void
  /** Resolves when the host has a run for this worker. Until then, and not after, the line keeps the process going. */
  begun(): Promise<void>
  /** Whether it has one by now. */
  hasBegun(): boolean
}

/** Taken before a run can put something else in its place. */
const exit = process.exit.bind(process)

/** Opens the line. A worker without a host reports to no one: it ends, and leaves the run to the next call. */
export function openHostLine(): HostLine {
  let isBegun = false
  let begin = (): void => undefined
  const begun = new Promise<void>((resolve) => (begin = resolve)).then(() => void (isBegun = true))
  const line = open()
  line?.on('close', () => exit(1)).on('error', () => exit(1))
  if (line) onMessages(line, (message) => message === BEGIN && begin())
  line?.unref()
  return {
    tell: (message) => line && send(line, message),
    end(message, code) {
      if (!line) exit(code)
      line?.ref()
      if (line) send(line, message, () => exit(code))
    },
    hasBegun: () => isBegun,
    async begun() {
      line?.ref()
      await begun
      line?.unref()
    },
  }
}

/** Undefined when nobody holds the other end: the worker was started by hand. */
function open(): Socket | undefined {
  try {
    return new Socket({ fd: LINE })
  } catch (error) {
    // Closed, or a file of whoever started it.
    if (!isSystemError(error) && !isSystemError(error, 'ERR_INVALID_FD_TYPE')) throw error
    return undefined
  }
}
