import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { HERE } from '../here'

/** Makes folders of files, each with what it is to hold. */
export interface FolderWriter {
  /**
   * Makes a folder that is not there yet. The bytes are not to be changed before that is done.
   *
   * @throws the fault of the system, with its code.
   */
  write(folder: string, files: ReadonlyMap<string, Uint8Array>): Promise<void>
  /** Ends when all that it was given is written. */
  end(): Promise<void>
}

interface Written {
  readonly id: number
  readonly error?: Error
  readonly told?: object
}

/**
 * Writes in a thread of its own: the system takes longer to make small files than it takes to check them.
 *
 * @param code what the thread executes.
 */
export function folderWriter(code = join(HERE, '..', 'folder-writer.cjs')): FolderWriter {
  const thread = new Worker(code)
  // Whoever waits for an answer keeps the process alive.
  thread.unref()
  const open = new Map<number, { done(): void; failed(error: Error): void }>()
  let count = 0
  let idle = (): void => undefined
  /** What is given in one turn goes as one message. */
  let next: { id: number; folder: string; files: [string, Uint8Array][] }[] = []
  const give = (): void => {
    thread.postMessage(next)
    next = []
  }
  thread.on('message', (all: readonly Written[]) => {
    for (const { id, error, told } of all) {
      const one = open.get(id)
      open.delete(id)
      if (error === undefined) one?.done()
      else one?.failed(Object.assign(error, told))
    }
    if (open.size > 0) return
    thread.unref()
    idle()
  })
  let gone: Error | undefined
  const failAll = (error: Error): void => {
    gone ??= error
    for (const { failed } of open.values()) failed(error)
    open.clear()
    idle()
  }
  thread.on('error', failAll)
  thread.on('exit', () => failAll(new Error('the thread that writes results has ended')))
  return {
    write(folder, files) {
      if (gone !== undefined) return Promise.reject(gone)
      const id = count++
      thread.ref()
      return new Promise((done, failed) => {
        open.set(id, { done, failed })
        next.push({ id, folder, files: [...files] })
        if (next.length === 1) setImmediate(give)
      })
    },
    async end() {
      if (open.size > 0) await new Promise<void>((resolve) => (idle = resolve))
      await thread.terminate()
    },
  }
}
