import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { workspacePaths } from 'bocas/internal/light'
import { PACKAGE_MANAGERS, type ManagerName } from '../../../shared/package-managers'
import { readSealed, writeSealed } from '../../../shared/sealed-json'
import { readBunLock } from './bun-lock'
import type { Locked } from './locked'
import { readPnpmLock } from './pnpm-lock'
import { readYarnLock } from './yarn-lock'
import { TOO_RECENT } from '../../../shared/file-stamp'

/** Raised when a lockfile is read otherwise than before. */
const FORMAT = 1

const READERS: Readonly<Record<Exclude<ManagerName, 'npm'>, (text: string) => Locked | undefined>> = {
  pnpm: readPnpmLock,
  yarn: readYarnLock,
  bun: readBunLock,
}

/** The manager whose lockfile a workspace has; npm's goes first. */
export const managerOf = (root: string): ManagerName | undefined =>
  (Object.keys(PACKAGE_MANAGERS) as ManagerName[]).find((name) =>
    statSync(join(root, PACKAGE_MANAGERS[name].lockfile), { throwIfNoEntry: false }),
  )

/** What is remembered of a lockfile: thousands of lines of YAML take longer to read than all the rest of a command. */
interface Known {
  readonly stamp: string
  readonly locked: Locked | null
}

let last: Known | undefined

/**
 * The packages that the lockfile of pnpm, yarn or bun pins; undefined when there is none, or one of a version that is not read.
 *
 * @throws Error for a file that is no lockfile.
 */
export function readLockfile(root: string, manager: Exclude<ManagerName, 'npm'>): Locked | undefined {
  const file = join(root, PACKAGE_MANAGERS[manager].lockfile)
  const { size, ino, mtimeNs, ctimeNs, mtimeMs } = statSync(file, { bigint: true })
  const stamp = [FORMAT, file, size, ino, mtimeNs, ctimeNs].join()
  if (last?.stamp === stamp) return last.locked ?? undefined
  const memory = workspacePaths(root).lockfile
  const before = readSealed<Known>(memory)
  if (before?.stamp === stamp) last = before
  else {
    last = { stamp, locked: parse(file, manager) ?? null }
    if (Date.now() - Number(mtimeMs) > TOO_RECENT) writeSealed(memory, last)
  }
  return last.locked ?? undefined
}

function parse(file: string, manager: Exclude<ManagerName, 'npm'>): Locked | undefined {
  const text = readFileSync(file, 'utf8')
  const conflict = text.split('\n').findIndex((line) => line.startsWith('<<<<<<< '))
  if (conflict >= 0) throw unreadable(new Error(`line ${conflict + 1} is a conflict of git`), manager)
  try {
    return READERS[manager](text)
  } catch (error) {
    throw unreadable(error, manager)
  }
}

/** A file of any shape may be called a lockfile: whatever reading it comes to is said with its name. */
export function unreadable(error: unknown, manager: ManagerName): Error {
  const { lockfile, mend } = PACKAGE_MANAGERS[manager]
  const reason = (error as Error).message.replace(/\s+/g, ' ')
  return new Error(`${lockfile} cannot be read: ${reason}; mend it, or run ${mend}`, { cause: error })
}
