import { randomUUID } from 'node:crypto'
import {
  closeSync,
  constants,
  cpSync,
  existsSync,
  fsync,
  fsyncSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { EXECUTION_FILE } from '../artifacts/entry-files'
import { isResultError } from '../results/stored/result-error'
import { RESULT_FILE, type StoredResult } from '../results/stored/result-file'
import { verifyRecord } from '../results/stored/verify-result'
import { copyResult } from './result-view'
import { diskProblem } from './disk-problem'
import { ownFolder, removeOwnFolder } from './own-folder'
import type { WorkspacePaths } from './workspace-paths'
import { filesBelow, textIfThere } from '../files/if-there'
import { isSystemError } from '../files/expected-errors'

/**
 * What the store answers for a key. `record` is the text of the result's result.json; `damaged` says what was wrong with an entry that was put aside, and
 * `aside` is the text that its result.json had.
 */
export type StoreAnswer =
  | {
      readonly kept: StoredResult
      readonly record: string
      readonly from: 'store' | 'view'
      readonly damaged?: string | undefined
    }
  | {
      readonly kept: null
      readonly record?: undefined
      readonly damaged?: string | undefined
      readonly aside?: string | undefined
    }

/**
 * Looks a key up: first in the store, then in the view of the run, which may hold the result when the store was deleted or never
 * there (a clone with committed results). Every byte is checked against its digest; what does not pass is put aside, never used.
 */
export async function findKept(paths: WorkspacePaths, key: string, view?: string): Promise<StoreAnswer> {
  const found = await verified(paths.entry(key), key)
  if (!('problem' in found)) return { kept: found.result, record: found.record, from: 'store' }
  let damaged: string | undefined
  let aside: string | undefined
  if (existsSync(paths.entry(key))) {
    aside = textIfThere(join(paths.entry(key), RESULT_FILE))
    const other = await putAside(paths, key)
    if (other) return { kept: other.result, record: other.record, from: 'store' }
    damaged = found.problem
  }
  if (view === undefined || !existsSync(join(view, RESULT_FILE))) return { kept: null, damaged, aside }
  const shown = await verified(view, key)
  if ('problem' in shown) return { kept: null, damaged, aside }
  try {
    adopt(paths, shown.result, view)
  } catch (error) {
    // A full or read-only disk: the result is whole where it is, and can be used.
    if (diskProblem(error, []) === undefined) throw error
  }
  return { kept: shown.result, record: shown.record, from: 'view', damaged }
}

function adopt(paths: WorkspacePaths, shown: StoredResult, view: string): void {
  const own = ownFolder(paths.transit, 'adopt')
  const draft = join(own, 'draft')
  try {
    copyResult(shown, view, draft)
    writeFileSync(join(draft, EXECUTION_FILE), JSON.stringify({ adoptedFrom: 'paper/artifacts' }) + '\n')
    commitEntry(paths, shown.key, draft)
  } finally {
    removeOwnFolder(own)
  }
}

/**
 * Makes a finished folder the store's entry for the key, in one step: it is whole or it is not there. When another process was
 * first, its entry stays and the draft is dropped.
 *
 * @param flushes what is flushed to the disk: `name` after {@link flushDraft}, nothing for one of many, after which the caller flushes the disk once.
 */
export function commitEntry(
  paths: WorkspacePaths,
  key: string,
  draft: string,
  flushes: 'all' | 'name' | 'nothing' = 'all',
): void {
  if (flushes === 'all') filesBelow(draft).forEach(flush)
  if (!existsSync(paths.store)) mkdirSync(paths.store, { recursive: true })
  try {
    renameSync(draft, paths.entry(key))
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'EXDEV') return commitCopy(paths, key, draft, flushes !== 'nothing')
    // Windows says EPERM for a folder that is in the way.
    const isTaken = code === 'ENOTEMPTY' || code === 'EEXIST' || (code === 'EPERM' && existsSync(paths.entry(key)))
    if (!isTaken) throw error
    rmSync(draft, { recursive: true, force: true })
  }
  if (flushes !== 'nothing') flushNames(paths)
}

/** Flushes entries that were committed with nothing flushed. */
export async function flushEntries(paths: WorkspacePaths, keys: Iterable<string>): Promise<void> {
  for (const key of keys) await flushDraft(paths.entry(key))
  flushNames(paths)
}

function flushNames({ store }: WorkspacePaths): void {
  if (process.platform !== 'win32') flush(store)
}

/** Taken before the code of a run can put something in its place. */
const flushLater = promisify(fsync)

/** Flushes all files of a draft to the disk side by side: the journal of the disk takes them in one step or two, and not in one for each. */
export async function flushDraft(draft: string): Promise<void> {
  await Promise.all(
    filesBelow(draft).map(async (file) => {
      const handle = openSync(file, FOR_FLUSHING)
      try {
        await flushLater(handle)
      } finally {
        closeSync(handle)
      }
    }),
  )
}

/** A store on another disk cannot be given a folder in one step: it gets a copy on its own disk first. */
function commitCopy(paths: WorkspacePaths, key: string, draft: string, isFlushed: boolean): void {
  const own = ownFolder(paths.transit, 'commit')
  try {
    cpSync(draft, join(own, 'draft'), { recursive: true, mode: constants.COPYFILE_FICLONE })
    commitEntry(paths, key, join(own, 'draft'), isFlushed ? 'all' : 'nothing')
  } finally {
    removeOwnFolder(own)
  }
  rmSync(draft, { recursive: true, force: true })
}

/** Moves an entry out of the way. Should it be a good one, committed after the look at a damaged one, it is moved back and given. */
async function putAside(paths: WorkspacePaths, key: string): Promise<VerifiedRecord | undefined> {
  const own = ownFolder(paths.transit, 'aside')
  const entry = join(own, 'entry')
  try {
    renameSync(paths.entry(key), entry)
    const moved = await verified(entry, key)
    if (!('problem' in moved)) {
      commitEntry(paths, key, entry)
      return moved
    }
    moveFolder(entry, join(paths.damaged, `${key}-${randomUUID().slice(0, 8)}`))
  } catch (error) {
    // Another process put it aside a moment earlier.
    if (!isSystemError(error, 'ENOENT')) throw error
  } finally {
    removeOwnFolder(own)
  }
  return undefined
}

/** To another disk it goes as a copy. */
function moveFolder(from: string, to: string): void {
  mkdirSync(dirname(to), { recursive: true })
  try {
    renameSync(from, to)
  } catch (error) {
    if (!isSystemError(error, 'EXDEV')) throw error
    cpSync(from, to, { recursive: true, mode: constants.COPYFILE_FICLONE })
  }
}

type VerifiedRecord = Awaited<ReturnType<typeof verifyRecord>>

async function verified(folder: string, key: string): Promise<VerifiedRecord | { readonly problem: string }> {
  try {
    return await verifyRecord(folder, key)
  } catch (error) {
    if (isResultError(error)) return { problem: error.message }
    throw error
  }
}

/** Windows flushes only what is open for writing, and no folders. */
const FOR_FLUSHING = process.platform === 'win32' ? 'r+' : 'r'

function flush(path: string): void {
  const handle = openSync(path, FOR_FLUSHING)
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}
