import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setImmediate as turn } from 'node:timers/promises'
import { isResultError, ownFolder, removeOwnFolder, type WorkspacePaths } from 'bocas/internal/store'
import { isStored, isSystemError, type Problem } from 'bocas/internal/light'
import { disagreement, type Disagreement } from './compare'
import { byKey, objectsOf, united, type LockedResult, type ResultsLock } from './lock-file'
import type { Outgoing } from './outgoing'
import type { Teller } from './progress'
import type { ListedObject, Remote } from './remote'
import { identityOfEntry, packRun, type PackedRun } from './run-pack'
import { sendingOf, type Sent } from './sending'
import { withCleanup } from './with-cleanup'

/** A run that a sweep has. */
export interface SharedRun {
  readonly key: string
  /** `task/name` */
  readonly run: string
}

/** What pushing comes to, before anything is sent. */
export interface PushPlan {
  /** The results of these runs, as the lock is to name them. */
  readonly results: readonly LockedResult[]
  /** What is sent, by digest. */
  readonly send: ReadonlyMap<string, Outgoing>
  /** A folder for what lies in files on its way. */
  readonly stage: string
  /** How many of the runs have no result here. */
  readonly missing: number
  readonly damaged: readonly Problem[]
  readonly differ: readonly Disagreement[]
}

/** So many bytes of archives are kept in memory; the others in files. */
const MOST_HELD = 64 << 20
/** After so many archives what was begun of sending goes on. */
const AT_A_TIME = 16

/**
 * Packs what the remote does not have, and calls back with what is to be sent; the archives are there as long as that takes. A remote that is connected may be sent some
 * of it meanwhile.
 *
 * @throws ProblemsError when the remote cannot be used.
 */
export async function withPushPlan<T>(
  paths: WorkspacePaths,
  remote: Remote,
  runs: readonly SharedRun[],
  lock: ResultsLock,
  act: (plan: PushPlan) => Promise<T>,
): Promise<T> {
  const stage = ownFolder(paths.work, 'push')
  return withCleanup(
    async () => act(await planPush(paths, remote, runs, lock, stage)),
    () => removeOwnFolder(stage),
  )
}

async function planPush(
  paths: WorkspacePaths,
  remote: Remote,
  runs: readonly SharedRun[],
  lock: ResultsLock,
  stage: string,
): Promise<PushPlan> {
  const locked = byKey(lock.results)
  const kept = runs.filter(({ key }) => isStored(paths, key))
  // A remote is asked only about what may be there: the first push sends everything anyway.
  const there = kept.some(({ key }) => locked.has(key))
    ? await remote.list([...objectsOf(lock.results).keys()])
    : NOTHING
  const isNamed = objectsOf(lock.results)
  const send = new Map<string, Outgoing>()
  let [held, packs] = [0, 0]
  const keep = ({ pack, archive }: PackedRun): Outgoing => {
    const bytes = archive.length
    if (held + bytes <= MOST_HELD) {
      held += bytes
      remote.ahead?.(pack, archive)
      return { bytes, content: archive }
    }
    const file = join(stage, pack)
    writeFileSync(file, archive)
    return { bytes, file }
  }
  const results: LockedResult[] = []
  const damaged: Problem[] = []
  const differ: Disagreement[] = []
  for (const { key, run } of kept) {
    const known = locked.get(key) ?? []
    try {
      const packed = known.length === 0 ? await packRun(paths.entry(key), key) : undefined
      const own = packed ?? identityOfEntry(paths.entry(key))
      const same = known.find(({ result }) => result === own.result)
      const executions = [...new Set([...(same?.executions ?? []), ...(own.execution ? [own.execution] : [])])].sort()
      if (same && hasAll(there, same)) results.push({ ...same, executions })
      else {
        const ready = packed ?? (await packRun(paths.entry(key), key))
        const locked = { ...lockedAs(key, same?.run ?? run, ready), executions }
        results.push(locked)
        // A large payload of other results may be there, and their lines keep it there.
        const isWanted = (digest: string, bytes: number): boolean =>
          !send.has(digest) && (!isNamed.has(digest) || there.get(digest)?.bytes !== bytes)
        if (isWanted(ready.pack, ready.archive.length)) send.set(ready.pack, keep(ready))
        for (const [digest, large] of Object.entries(ready.large))
          if (isWanted(digest, large.bytes)) send.set(digest, large)
        if (++packs % AT_A_TIME === 0) await turn()
      }
      const all = united([...known, results.at(-1)!])
      if (all.length > 1) differ.push(disagreement(key, byKey(all).get(key)!, own))
    } catch (error) {
      if (!isResultError(error) && !isSystemError(error, 'EISDIR', 'ENOENT', 'ENOTDIR', 'EACCES', 'EIO')) throw error
      damaged.push(notPushed(run, (error as Error).message))
    }
  }
  return { results, send, stage, missing: runs.length - kept.length, damaged, differ }
}

export const notPushed = (run: string, why: string): Problem => ({
  code: 'damaged-here',
  message: `${run} is not pushed: ${why}`,
  hint: 'nx makes it anew: nx run-many -t experiment',
})

const NOTHING: ReadonlyMap<string, ListedObject> = new Map()

const hasAll = (there: ReadonlyMap<string, ListedObject>, locked: LockedResult): boolean =>
  [...objectsOf([locked])].every(([digest, bytes]) => there.get(digest)?.bytes === bytes)

const lockedAs = (
  key: string,
  run: string,
  { result, pack, archive, large }: PackedRun,
): Omit<LockedResult, 'executions'> => ({
  key,
  result,
  run,
  pack,
  bytes: archive.length,
  large: Object.fromEntries(Object.entries(large).map(([digest, { bytes }]) => [digest, bytes])),
})

/** The lock with these results in it. Nothing that it had is taken out. */
export const withResults = (lock: ResultsLock, results: readonly LockedResult[]): ResultsLock => {
  // An archive that is sent again, because the remote has lost it, takes the place of the one that the lock named.
  const renamed = new Set(results.map(({ key, result }) => `${key} ${result}`))
  const others = lock.results.filter(({ key, result }) => !renamed.has(`${key} ${result}`))
  return { ...lock, results: united([...others, ...results]) }
}

/** Sends the objects. @returns what was really sent: some may have been there. @throws ProblemsError when not all could be sent. */
export async function sendObjects(remote: Remote, { send, stage, results }: PushPlan, teller: Teller): Promise<Sent> {
  const sending = sendingOf(results, send, teller)
  if (send.size === 0) return sending.total()
  await withCleanup(
    () => remote.put(send, stage, sending),
    () => sending.end(),
  )
  return sending.total()
}
