import { constants, copyFileSync, existsSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { isResultError, ownFolder, removeOwnFolder, type WorkspacePaths } from 'bocas/internal/store'
import { isSystemError, type Problem } from 'bocas/internal/light'
import { disagreement, type Disagreement } from './compare'
import { byKey, transferBytes, objectsOf, united, type LockedResult, type ResultsLock } from './lock-file'
import { progressOf, type Teller } from './progress'
import type { ListedObject, Remote } from './remote'
import { identityOfEntry, packRun, type PackedRun } from './run-pack'

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
  /** What is sent: sizes by digest. */
  readonly send: ReadonlyMap<string, number>
  /** Where it lies. */
  readonly stage: string
  /** How many of the runs have no result here. */
  readonly missing: number
  readonly damaged: readonly Problem[]
  readonly differ: readonly Disagreement[]
}

/**
 * Packs what the remote does not have, and calls back with what is to be sent; the archives are there as long as that takes.
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
  try {
    return await act(await planPush(paths, remote, runs, lock, stage))
  } finally {
    removeOwnFolder(stage)
  }
}

async function planPush(
  paths: WorkspacePaths,
  remote: Remote,
  runs: readonly SharedRun[],
  lock: ResultsLock,
  stage: string,
): Promise<PushPlan> {
  const locked = byKey(lock.results)
  const kept = runs.filter(({ key }) => existsSync(join(paths.entry(key), 'result.json')))
  // A remote is asked only about what may be there: the first push sends everything anyway.
  const there = kept.some(({ key }) => locked.has(key))
    ? await remote.list([...objectsOf(lock.results).keys()])
    : NOTHING
  const isNamed = objectsOf(lock.results)
  const send = new Map<string, number>()
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
        stageObjects(stage, ready)
        for (const [digest, bytes] of objectsOf([locked]))
          // A large payload of other results may be there, and their lines keep it there.
          if (!isNamed.has(digest) || there.get(digest)?.bytes !== bytes) send.set(digest, bytes)
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

/** Large payloads stay where they are. */
function stageObjects(stage: string, { pack, archive, large }: PackedRun): void {
  writeFileSync(join(stage, pack), archive)
  for (const [digest, { file }] of Object.entries(large)) {
    const place = join(stage, digest)
    if (existsSync(place)) continue
    try {
      symlinkSync(file, place)
    } catch (error) {
      // Windows lets few make links.
      if (!isSystemError(error, 'EPERM')) throw error
      copyFileSync(file, place, constants.COPYFILE_FICLONE)
    }
  }
}

/** The lock with these results in it. Nothing that it had is taken out. */
export const withResults = (lock: ResultsLock, results: readonly LockedResult[]): ResultsLock => {
  // An archive that is sent again, because the remote has lost it, takes the place of the one that the lock named.
  const renamed = new Set(results.map(({ key, result }) => `${key} ${result}`))
  const others = lock.results.filter(({ key, result }) => !renamed.has(`${key} ${result}`))
  return { ...lock, results: united([...others, ...results]) }
}

/** Sends the objects. @throws ProblemsError when not all could be sent. */
export async function sendObjects(remote: Remote, { send, stage, results }: PushPlan, teller: Teller): Promise<void> {
  if (send.size === 0) return
  const byPack = new Map(results.map((one) => [one.pack, one]))
  const sent = results.filter(({ pack }) => send.has(pack))
  const total = sent.reduce((sum, one) => sum + transferBytes(one), 0)
  const progress = progressOf(teller, 'pushed', { count: sent.length, bytes: total })
  try {
    await remote.put(send, stage, (digest) => {
      const one = byPack.get(digest)
      if (one) progress.step(transferBytes(one))
    })
  } finally {
    progress.end()
  }
}
