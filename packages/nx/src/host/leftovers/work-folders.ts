import { existsSync, readdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import {
  isAlive,
  lockHolder,
  OWNER_FILE,
  ownFolder,
  type ProcessIdentity,
  removeOwnFolder,
  tryLock,
  workspacePaths,
} from 'bocas/internal/store'
import { isSystemError } from 'bocas/internal/light'
import { endLeftGroup } from '../processes/confine'
import { endStrays } from '../processes/end-processes'
import { readJson } from '../../shared/read-json'

/** Makes the folder of a run at work, which names the process that will remove it. */
export function makeWorkFolder(root: string, label: string): string {
  return ownFolder(workspacePaths(root).work, label)
}

/** Removes a run's folder. What a process that the run left behind keeps busy is removed by a later call: a result is a result. */
export function discardWork(work: string): void {
  try {
    removeOwnFolder(work)
  } catch (error) {
    if (!isSystemError(error)) throw error
    // Swept up later.
  }
}

/** Milliseconds: what names no host is a folder that is just being made; so old, it is what a kill left of one. */
const FORGOTTEN = 24 * 60 * 60 * 1000

/** Removes the work of hosts that are gone, and ends what their runs have left behind: killed ones could not. */
export function sweepUp(root: string): void {
  const { work, transit } = workspacePaths(root)
  for (const folder of new Set([work, transit])) {
    for (const name of existsSync(folder) ? readdirSync(folder) : []) {
      const place = join(folder, name)
      try {
        if (!isAbandoned(place)) continue
        endStrays(place)
        // What is left of a group is ended by a later call.
        void endLeftGroup(place).catch(() => undefined)
        removeOwnFolder(place)
      } catch (error) {
        if (!isSystemError(error)) throw error
        // Another host removed it a moment earlier.
      }
    }
  }
}

function isAbandoned(place: string): boolean {
  const owner = readJson<ProcessIdentity>(join(place, OWNER_FILE))
  return owner ? !isAlive(owner) : Date.now() - statSync(place).mtimeMs > FORGOTTEN
}

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
