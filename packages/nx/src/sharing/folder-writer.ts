import { once } from 'node:events'
import { Worker } from 'node:worker_threads'

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

/** Writes in a thread of its own: the system takes longer to make small files than it takes to check them. */
export function folderWriter(): FolderWriter {
  const thread = new Worker(require.resolve('../../folder-writer.cjs'))
  // Whoever waits for an answer keeps the process alive.
  thread.unref()
  const open = new Map<number, { done(): void; failed(error: Error): void }>()
  let count = 0
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
    if (open.size === 0) thread.unref()
  })
  thread.on('error', (error) => {
    for (const { failed } of open.values()) failed(error)
    open.clear()
  })
  return {
    write(folder, files) {
      const id = count++
      thread.ref()
      return new Promise((done, failed) => {
        open.set(id, { done, failed })
        next.push({ id, folder, files: [...files] })
        if (next.length === 1) setImmediate(give)
      })
    },
    async end() {
      while (open.size > 0) await once(thread, 'message')
      await thread.terminate()
    },
  }
}
