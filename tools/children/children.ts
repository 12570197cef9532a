import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process'

/** The processes of one test, which end with it. */
export interface Children {
  /**
   * Starts Node with these arguments.
   *
   * @throws Error when the test is over: a loop that starts one after another would go on.
   */
  node(args: readonly string[], options: SpawnOptions): ChildProcess
  /** Ends those that are still there by SIGKILL. Resolves when they are gone. */
  end(): Promise<void>
}

/**
 * For `beforeEach`; `end` belongs into `afterEach`, before the folder they work in is removed: a process whose folder is gone can hang in
 * `mkdirSync`, which never gives up there.
 */
export function children(): Children {
  const alive = new Map<ChildProcess, Promise<void>>()
  let over = false
  return {
    node(args, options) {
      if (over) throw new Error('the test is over')
      const child = spawn(process.execPath, args, options)
      const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()).once('error', () => resolve()))
      alive.set(child, gone)
      void gone.then(() => alive.delete(child))
      return child
    },
    async end() {
      over = true
      for (const child of alive.keys()) child.kill('SIGKILL')
      await Promise.all(alive.values())
    },
  }
}

/**
 * Source of a function for the script of such a process: `endWithParent()` ends the process when the one that started it is gone, as when
 * Jest itself is killed. To be called in each turn of its loop.
 */
export const END_WITH_PARENT = `
const parent = process.ppid
const endWithParent = () => { if (process.ppid !== parent) process.exit(1) }
`
