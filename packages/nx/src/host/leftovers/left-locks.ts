import { existsSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { lockHolder, tryLock, workspacePaths } from 'bocas/internal/store'
import { isSystemError } from 'bocas/internal/light'

/** Removes the locks of processes that are gone: who is killed cannot, and a run that is kept is never locked again. */
export function sweepUpLocks(root: string): void {
  const { locks } = workspacePaths(root)
  for (const name of existsSync(locks) ? readdirSync(locks) : []) {
    try {
      if (name.endsWith('.gone')) rmSync(join(locks, name), { recursive: true, force: true })
      else if (lockHolder(locks, name) === null) {
        const attempt = tryLock(locks, name)
        if ('lock' in attempt) attempt.lock.forget()
      }
    } catch (error) {
      if (!isSystemError(error)) throw error
      // It cannot be written here, or another command removed it a moment earlier.
    }
  }
}
