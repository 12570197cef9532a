import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { hostName, tryLock, writeWholeSync, type ProcessIdentity, type WorkspacePaths } from 'bocas/internal/store'
import { isSystemError, ProblemsError, quoted, type Problem } from 'bocas/internal/light'
import { EMPTY_LOCK, lockText, mergeAttribute, parseLock, type ResultsLock } from './lock-file'
import { withCleanup } from './with-cleanup'

/** The lock as it is named to people and in git: workspace-relative. */
export const lockName = (paths: WorkspacePaths): string => paths.shown(paths.resultsLock)

/** The lock of a workspace; undefined where there is none. @throws ProblemsError when it is damaged. */
export function readLock(paths: WorkspacePaths): ResultsLock | undefined {
  try {
    return parseLock(readFileSync(paths.resultsLock, 'utf8'), lockName(paths))
  } catch (error) {
    if (!isSystemError(error, 'ENOENT')) throw error
    return undefined
  }
}

const FROM_OTHERS = 'whoever has the results writes it by bocas push --to <address>, and commits it; git pull brings it'

/** The lock of a workspace. @param hint what to do where there is none. @throws ProblemsError when there is none. */
export function expectLock(paths: WorkspacePaths, hint = FROM_OTHERS): ResultsLock {
  const lock = readLock(paths)
  if (lock) return lock
  throw new ProblemsError({
    code: 'no-results-lock',
    message: `there is no ${lockName(paths)}, which names the results of this checkout`,
    hint,
  })
}

/** Writes the lock where it says something new. @returns whether it does. */
export function writeLock(paths: WorkspacePaths, lock: ResultsLock): boolean {
  const text = lockText(lock)
  // Line ends are those that git gives files here.
  const isSame = (there: string): boolean => there.replaceAll('\r\n', '\n') === text
  if (existsSync(paths.resultsLock) && isSame(readFileSync(paths.resultsLock, 'utf8'))) return false
  writeWholeSync(paths.resultsLock, text)
  return true
}

/** What a workspace lacks for git to merge locks by itself; undefined when it has it. */
export function missingAttribute(paths: WorkspacePaths): string | undefined {
  const [file, line] = [join(paths.root, '.gitattributes'), mergeAttribute(lockName(paths))]
  return existsSync(file) && readFileSync(file, 'utf8').includes(line) ? undefined : line
}

/** The remote that was named, or else that of the lock. @throws ProblemsError when there is neither. */
export function remoteNamed(named: string | undefined, lock: ResultsLock = EMPTY_LOCK, option = '--from'): string {
  const address = named ?? lock.remote
  if (address !== undefined) return address
  throw new ProblemsError({
    code: 'no-remote',
    message: 'no remote is named',
    hint: `name one: ${option} <a folder, ssh://host/path, s3://bucket/prefix>; the first one that is pushed to stands in the lock from then on`,
  })
}

/** @param folder of the lock: of a process of another machine, which shares the store, nobody can see here whether it goes on. */
export function alreadySharing({ pid, host }: Pick<ProcessIdentity, 'pid' | 'host'>, folder: string): Problem {
  const isHere = host === hostName()
  return {
    code: 'already-sharing',
    message: `another bocas push or pull is at work here (pid ${pid}${isHere ? '' : ` on ${host}`})`,
    hint: `wait until it has ended${isHere ? '' : `; should ${host} have gone down in the midst of it: rm -r ${quoted(folder)}`}`,
  }
}

const SHARING = 'sharing'

/** Does something while no other command of this workspace pushes or pulls. @throws ProblemsError when one does. */
export async function alone<T>({ locks }: WorkspacePaths, act: () => Promise<T>): Promise<T> {
  const attempt = tryLock(locks, SHARING)
  if (!('lock' in attempt)) throw new ProblemsError(alreadySharing(attempt.heldBy, join(locks, SHARING)))
  return withCleanup(act, () => attempt.lock.release())
}
