import { existsSync, mkdirSync, readFileSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  findKept,
  isResultError,
  openResult,
  ownFolder,
  removeOwnFolder,
  type WorkspacePaths,
} from 'bocas/internal/store'
import { isProblemsError, ProblemsError, type Problem } from 'bocas/internal/light'
import { bytes } from '../shared/words'
import { planPull, type PullPlan } from './compare'
import { transferBytes, objectsOf, type LockedResult } from './lock-file'
import { flushesOf } from './flushes'
import { folderWriter } from './folder-writer'
import { progressOf, type Teller } from './progress'
import type { Remote } from './remote'
import { identityOfEntry, unpackRun, type Entrance, type EntryIdentity } from './run-pack'
import { withCleanup } from './with-cleanup'

export interface Pulled {
  readonly results: number
  readonly bytes: number
  /** What could not be fetched, or was refused. */
  readonly problems: readonly Problem[]
}

/** What would be fetched of these results. A damaged one that is here is put aside, as nx does it. */
export async function pullPlan(paths: WorkspacePaths, locked: readonly LockedResult[]): Promise<PullPlan> {
  // A call that was cut off, by a power cut perhaps, did not come to flush what it had put into the store.
  const isCutOff = existsSync(paths.incoming)
  const here = new Map<string, EntryIdentity>()
  for (const key of new Set(locked.map((one) => one.key))) {
    if (!existsSync(paths.entry(key)) || !(await isWhole(paths, key, isCutOff))) continue
    here.set(key, identityOfEntry(paths.entry(key)))
  }
  return planPull(locked, (key) => here.get(key))
}

async function isWhole(paths: WorkspacePaths, key: string, isDoubtful: boolean): Promise<boolean> {
  if (isDoubtful) return (await findKept(paths, key)).kept !== null
  try {
    openResult(paths.entry(key), key)
    return true
  } catch (error) {
    if (!isResultError(error)) throw error
    return (await findKept(paths, key)).kept !== null
  }
}

/**
 * Fetches results and puts each into the store as soon as it is whole and checked. What has arrived stays for the next call when this one is cut off.
 *
 * @param onFetched called when the remote has given all that it will; what has come is still to be written.
 * @throws ProblemsError when the remote cannot be used, or the disk is too small.
 */
export async function pullResults(
  paths: WorkspacePaths,
  remote: Remote,
  fetch: readonly LockedResult[],
  teller: Teller,
  onFetched: () => void = () => undefined,
): Promise<Pulled> {
  if (fetch.length === 0) return { results: 0, bytes: 0, problems: [] }
  const total = fetch.reduce((sum, one) => sum + transferBytes(one), 0)
  mkdirSync(paths.incoming, { recursive: true })
  mkdirSync(paths.store, { recursive: true })
  expectRoom(paths, total)
  const progress = progressOf(teller, 'pulled', { count: fetch.length, bytes: total })
  const placeOf = (digest: string): string => join(paths.incoming, digest)
  const waiting = new Map<string, Waiting[]>()
  for (const locked of fetch) {
    const objects = [...objectsOf([locked]).keys()]
    const one = { locked, open: new Set(objects) }
    for (const digest of objects) {
      const all = waiting.get(digest)
      if (all) all.push(one)
      else waiting.set(digest, [one])
    }
  }
  const failed = new Map<LockedResult, Problem>()
  let [results, size] = [0, 0]
  // Of the disk, such as one that is full: then nothing enters any more.
  let broken: unknown
  const writer = folderWriter()
  const entrance: Entrance = { own: ownFolder(paths.transit, 'pull'), placeOf, writer }
  const flushes = flushesOf(paths)
  const entering = new Map<Promise<void>, number>()
  let last = Promise.resolve()
  const enter = async ({ locked }: Waiting, archive?: Buffer): Promise<void> => {
    try {
      await unpackRun(paths, locked, archive ?? readFileSync(placeOf(locked.pack)), entrance)
      flushes.add(locked.key)
      results++
      size += transferBytes(locked)
    } catch (error) {
      if (!isProblemsError(error)) throw error
      failed.set(locked, error.problems[0]!)
    }
    progress.step(transferBytes(locked))
    // A lock that was edited may name one archive for two runs.
    if (waiting.get(locked.pack)!.length === 1 && archive === undefined) spent.add(locked)
  }
  /** One after the other, but for their way to the disk: the next one is checked while some are written. */
  const enterNext = (one: Waiting, archive?: Buffer): Promise<void> =>
    (last = last.then(async () => {
      if (broken !== undefined) return
      const entrant: Promise<void> = enter(one, archive)
        .catch((error: unknown) => void (broken ??= error))
        .finally(() => entering.delete(entrant))
      entering.set(entrant, one.locked.bytes)
      while (entering.size >= MOST_ENTERING.results || sumOf(entering.values()) > MOST_ENTERING.bytes)
        await Promise.race(entering.keys())
    }))
  const spent = spentArchives(placeOf)
  const fetchAll = (): Promise<void> =>
    remote.get(objectsOf(fetch), paths.incoming, {
      arrived(digest) {
        for (const one of waiting.get(digest) ?? []) {
          one.open.delete(digest)
          if (one.open.size === 0) void enterNext(one)
        }
      },
      async received(digest, content) {
        const all = waiting.get(digest) ?? []
        // It waits for others, or has to be here for several results.
        const [only] = all
        if (all.length > 1 || only === undefined || only.open.size > 1) {
          writeFileSync(placeOf(digest), content)
          return this.arrived(digest)
        }
        only.open.delete(digest)
        await enterNext(only, content)
      },
      failed(digest, { message, hint }) {
        for (const { locked } of waiting.get(digest) ?? [])
          failed.set(locked, {
            code: 'result-refused',
            message: `${locked.run} could not be pulled from ${remote.address}: ${message}; nothing of it has entered the store`,
            hint: hint ?? `its object is ${digest.slice(0, 12)}…: bocas verify --remote lists what is wrong there`,
          })
      },
    })
  await withCleanup(
    fetchAll,
    () => onFetched(),
    () => last,
    () => Promise.all(entering.keys()),
    () => writer.end(),
    () => progress.end(),
    () => {
      if (broken !== undefined) throw broken
    },
    () => removeOwnFolder(entrance.own),
    // What a call leaves that is cut off before is not believed by the next one.
    () => flushes.end(),
  )
  spent.remove()
  if (failed.size === 0) rmSync(paths.incoming, { recursive: true, force: true })
  return { results, bytes: size, problems: [...failed.values()] }
}

/** So much is written at the same time: it is held in memory, twice for a moment. */
const MOST_ENTERING = { results: 32, bytes: 32 << 20 }

const sumOf = (numbers: Iterable<number>): number => [...numbers].reduce((sum, one) => sum + one, 0)

/** So many bytes of archives lie about before they are removed. */
const MOST_SPENT = 256 << 20

/**
 * Archives whose results have entered. They are not removed one by one: for some seconds a file system looks in vain at the place of each file that was removed when it
 * makes another one.
 */
function spentArchives(placeOf: (digest: string) => string) {
  let [files, size]: [string[], number] = [[], 0]
  const remove = (): void => {
    for (const file of files) rmSync(file, { force: true })
    ;[files, size] = [[], 0]
  }
  return {
    add({ pack, bytes }: LockedResult): void {
      files.push(placeOf(pack))
      size += bytes
      if (size > MOST_SPENT) remove()
    },
    remove,
  }
}

interface Waiting {
  readonly locked: LockedResult
  /** What has not arrived yet. */
  readonly open: Set<string>
}

function expectRoom({ incoming }: WorkspacePaths, needed: number): void {
  const { bavail, bsize } = statfsSync(incoming)
  if (needed <= bavail * bsize) return
  throw new ProblemsError({
    code: 'disk-full',
    message: `there is no room for ${bytes(needed)} of results: the disk of ${incoming} has ${bytes(bavail * bsize)}`,
    hint: 'make room, or pull one task: bocas pull <task>',
  })
}
