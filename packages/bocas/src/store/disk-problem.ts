import { accessSync, constants, existsSync, statfsSync } from 'node:fs'
import { dirname, isAbsolute } from 'node:path'
import type { Problem } from '../problems'
import { isSystemError } from '../files/expected-errors'

/** Bytes: a disk with less is full for all that matters. */
const FULL = 64 * 1024

/**
 * What an error says of the disk; undefined when it says nothing of it. The system names no place when a write
 * fails, only when a file cannot be opened.
 *
 * @param places where the work that failed may have written; absolute.
 */
export function diskProblem(error: unknown, places: readonly string[]): Problem | undefined {
  const { code, path, dest, cause } = (error ?? {}) as NodeJS.ErrnoException & { readonly dest?: string }
  if (code === undefined && cause !== undefined) return diskProblem(cause, places)
  // Of a copy, what could not be written is the second.
  const written = dest ?? path
  const named = written !== undefined && isAbsolute(written) ? written : undefined
  if (code === 'ENOSPC' || code === 'EDQUOT') return full(named ? [named] : fullest(places))
  if (code === 'EROFS') return readOnly(named ? [named] : places)
  if ((code === 'EACCES' || code === 'EPERM') && named)
    return {
      code: 'no-permission',
      message: `${named} may not be written by this user (${code}): give it to this user, or keep results elsewhere with BOCAS_STORE=<folder>`,
    }
  return undefined
}

/** Why nothing can be written in one of these folders, there or not yet; undefined when it can. Nothing is written to find out. */
export function placeProblem(folders: readonly string[]): Problem | undefined {
  for (const folder of folders) {
    const place = existing(folder)
    try {
      accessSync(place, constants.W_OK)
    } catch (error) {
      return diskProblem(Object.assign(error as Error, { path: place }), [place])
    }
    if (isFull(place)) return full([place])
  }
  return undefined
}

const full = (places: readonly string[]): Problem => ({
  code: 'disk-full',
  message: `the disk is full: no space is left in ${places.join(' or ')}; make room and call nx again: what is finished is kept`,
})

const readOnly = (places: readonly string[]): Problem => ({
  code: 'read-only',
  message: `${places.join(' or ')} is on a read-only file system, so nothing can be kept there: make it writable and call nx again`,
})

function fullest(places: readonly string[]): readonly string[] {
  const there = [...new Set(places.map(existing))]
  const found = there.filter(isFull)
  return found.length > 0 ? found : there
}

function existing(folder: string): string {
  return existsSync(folder) || dirname(folder) === folder ? folder : existing(dirname(folder))
}

/** Some file systems do not say how large they are: those are never full. */
function isFull(place: string): boolean {
  try {
    const { bavail, bsize, blocks } = statfsSync(place)
    return blocks > 0 && bavail * bsize < FULL
  } catch (error) {
    if (!isSystemError(error)) throw error
    return false
  }
}
