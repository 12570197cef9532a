import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { flushEntries, type WorkspacePaths } from 'bocas/internal/store'
import { isSystemError } from 'bocas/internal/light'

/** So many results are flushed to the disk at a time. */
const FLUSHED_TOGETHER = 500

/**
 * Flushes what has entered, some at a time beside what goes on: less of it is left to wait for in the end.
 *
 * @param flushAll flushes all that is on the disk of a folder; where it does not, entries are flushed one by one.
 */
export function flushesOf(paths: WorkspacePaths, flushAll = flushDisk) {
  let [keys, last]: [string[], Promise<unknown>] = [[], Promise.resolve()]
  const flush = (): void => {
    const some = keys
    keys = []
    last = last.then(async () => (await flushAll(paths.store)) || flushEntries(paths, some))
    // Whoever ends it is told.
    last.catch(() => undefined)
  }
  return {
    add(key: string): void {
      keys.push(key)
      if (keys.length === FLUSHED_TOGETHER) flush()
    },
    async end(): Promise<void> {
      if (keys.length > 0) flush()
      await last
    },
  }
}

/** Flushes the disk of a folder, where there is a program for that. @returns whether it did. */
async function flushDisk(folder: string): Promise<boolean> {
  if (process.platform !== 'linux') return false
  const child = spawn('sync', ['-f', folder], { stdio: 'ignore' })
  try {
    const [code] = (await once(child, 'exit')) as [number | null]
    return code === 0
  } catch (error) {
    if (!isSystemError(error)) throw error
    return false
  }
}
