import { closeSync, fstatSync, openSync, readlinkSync, statSync } from 'node:fs'
import { isSystemError } from '../files/expected-errors'

/** A folder that is gone from its path, or gave its place to another one. */
export interface LostFolder {
  readonly path: string
  /** Whether it was removed or is elsewhere now; undefined where the system does not tell. */
  readonly how?: 'removed' | { readonly movedTo: string }
}

/** What is said of one who needed it. */
export const lostWords = ({ path }: LostFolder): string => `${path} was removed or moved while the run was at work`

/** A folder that a process relies on for a while. */
export interface HeldFolder {
  /** Looks what has become of it. Undefined while it is in its place, and while that cannot be seen (a file system that does not answer). */
  lost(): LostFolder | undefined
  release(): void
}

/**
 * Holds on to a folder: as long as it is open, no other folder gets its number, so that one which was made anew under its path is told from it. Nobody is kept
 * from moving or removing it.
 *
 * @returns undefined when there is no such folder (yet).
 */
export function holdFolder(path: string): HeldFolder | undefined {
  const seen = identityAt(path)
  if (typeof seen !== 'object') return undefined
  const handle = open(path)
  const identity = (): Identity => (handle === undefined ? seen : fstatSync(handle, { bigint: true }))
  // Asked anew when the path has another: some file systems give a folder another number when it is written to for the first time.
  const first = identity()
  return {
    lost() {
      const now = identityAt(path)
      if (now === 'unknown' || (now !== 'absent' && (isSame(now, first) || isSame(now, identity())))) return undefined
      const how = handle === undefined ? undefined : fate(handle, identity())
      return { path, ...(how && { how }) }
    },
    release: () => handle !== undefined && closeSync(handle),
  }
}

interface Identity {
  readonly dev: bigint
  readonly ino: bigint
}

const isSame = (a: Identity, b: Identity): boolean => a.dev === b.dev && a.ino === b.ino

function identityAt(path: string): Identity | 'absent' | 'unknown' {
  try {
    return statSync(path, { bigint: true, throwIfNoEntry: false }) ?? 'absent'
  } catch (error) {
    return isSystemError(error, 'ENOTDIR') ? 'absent' : 'unknown'
  }
}

/** Windows opens no folders, and uses no number twice. */
function open(path: string): number | undefined {
  try {
    return openSync(path, 'r')
  } catch (error) {
    if (!isSystemError(error)) throw error
    return undefined
  }
}

/** What became of an open folder, where the system shows its path (Linux). */
function fate(handle: number, identity: Identity): LostFolder['how'] {
  try {
    const place = readlinkSync(`/proc/self/fd/${handle}`)
    const now = identityAt(place)
    if (typeof now === 'object' && isSame(now, identity)) return { movedTo: place }
    return place.endsWith(' (deleted)') ? 'removed' : undefined
  } catch (error) {
    if (!isSystemError(error)) throw error
    return undefined
  }
}
