import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { sha256, type Problem, type WorkspacePaths } from 'bocas/internal/store'
import { isProblemsError, textIfThere } from 'bocas/internal/light'
import { byKey, LOCK_FILE, type LockedResult } from './lock-file'
import { lockName, readLock } from './lock-on-disk'

/**
 * Says why a view is not taken for the result of a key; undefined when nothing speaks against it.
 *
 * @param record the text of the result.json that the store has for the key, or had until its entry was put aside, of who has just read it.
 */
export type ViewCheck = (key: string, view: string, record?: string) => Problem | undefined

/**
 * What git says of views. Nx restores them from its own caches as it finds them there, and whoever may write into a remote one can put a result there that
 * is sealed and forged. It is held against the store of this machine, and against the lock where that names its run.
 */
export function viewCheck(paths: WorkspacePaths): ViewCheck {
  const locked = lockedIn(paths)
  return (key, view, record) => {
    const shown = recordIn(view)
    if (shown === undefined || shown === (record ?? recordIn(paths.entry(key)))) return undefined
    if ('message' in locked) return locked
    const digest = sha256(shown)
    const named = locked.get(key)
    if (named === undefined || named.some(({ result }) => result === digest)) return undefined
    return notLocked(digest, lockName(paths))
  }
}

export const notLocked = (digest: string, lock = LOCK_FILE): Problem => ({
  code: 'foreign-result',
  message: `this result, ${digest.slice(0, 12)}, was not executed here and is none of those that ${lock} names for its run`,
  hint: FETCH,
})

const FETCH = 'fetch the one that git names: npx bocas pull'

/** Whether a view and the entry of the store are the same result. */
export const isOfStore = (paths: WorkspacePaths, key: string, view: string): boolean => {
  const entry = recordIn(paths.entry(key))
  return entry === undefined || entry === recordIn(view)
}

function lockedIn(paths: WorkspacePaths): ReadonlyMap<string, readonly LockedResult[]> | Problem {
  if (!existsSync(paths.resultsLock)) return new Map()
  try {
    return byKey(readLock(paths)?.results ?? [])
  } catch (error) {
    if (!isProblemsError(error)) throw error
    // It cannot be said what it names, so nothing that comes from elsewhere is taken.
    const message = `${lockName(paths)} cannot be read, so nothing is known of a result that was not executed here: ${error.problems[0]!.message}`
    return { code: 'damaged-results-lock', message, hint: FETCH }
  }
}

const recordIn = (folder: string): string | undefined => textIfThere(join(folder, 'result.json'))
