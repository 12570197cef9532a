import { randomUUID } from 'node:crypto'
import {
  closeSync,
  constants,
  copyFileSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { ResultError, verifyResult, type StoredResult } from '../results'
import type { WorkspacePaths } from './workspace-paths'

/** What the store answers for a key. `damaged` says what was wrong with an entry that was put aside. */
export type StoreAnswer =
  | { readonly kept: StoredResult; readonly from: 'store' | 'view' }
  | { readonly kept: null; readonly damaged?: string }

/**
 * Looks a key up: first in the store, then in the view of the run, which may hold the result when the store was deleted or never
 * there (a clone with committed results). Every byte is checked against its digest; what does not pass is put aside, never used.
 */
export async function findKept(paths: WorkspacePaths, key: string, view?: string): Promise<StoreAnswer> {
  const entry = paths.entry(key)
  let damaged: string | undefined
  try {
    return { kept: await verifyResult(entry, key), from: 'store' }
  } catch (error) {
    if (!isResultError(error)) throw error
    if (existsSync(entry)) {
      damaged = error.message
      putAside(paths, entry, key)
    }
  }
  if (view !== undefined && existsSync(join(view, 'result.json'))) {
    try {
      const kept = await verifyResult(view, key)
      const draft = join(paths.work, `adopt-${randomUUID()}`)
      copyResult(kept, view, draft)
      writeFileSync(join(draft, 'provenance.json'), JSON.stringify({ adoptedFrom: 'paper/artifacts' }) + '\n')
      commitEntry(paths, key, draft)
      return { kept, from: 'view' }
    } catch (error) {
      if (!isResultError(error)) throw error
    }
  }
  return { kept: null, damaged }
}

/**
 * Makes a finished folder the store's entry for the key, in one step: it is whole or it is not there. When another process was
 * first, its entry stays and the draft is dropped.
 */
export function commitEntry(paths: WorkspacePaths, key: string, draft: string): void {
  for (const file of readdirSync(draft, { withFileTypes: true, recursive: true })) {
    if (file.isFile()) flush(join(file.parentPath, file.name))
  }
  mkdirSync(paths.store, { recursive: true })
  try {
    renameSync(draft, paths.entry(key))
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code !== 'ENOTEMPTY' && code !== 'EEXIST') throw error
    rmSync(draft, { recursive: true, force: true })
  }
  flush(paths.store)
}

/** Makes `view` show exactly the result: its files and no others. A view that shows it already is left untouched. */
export async function showResult(paths: WorkspacePaths, key: string, view: string): Promise<void> {
  const shown = await verifyResult(view, key).catch((error: unknown) => {
    if (isResultError(error)) return null
    throw error
  })
  const kept = await verifyResult(paths.entry(key), key)
  if (shown?.seal === kept.seal && holdsNothingElse(view, shown)) return
  const draft = join(paths.work, `view-${randomUUID()}`)
  copyResult(kept, paths.entry(key), draft)
  rmSync(view, { recursive: true, force: true })
  mkdirSync(dirname(view), { recursive: true })
  renameSync(draft, view)
}

function copyResult(result: StoredResult, from: string, to: string): void {
  mkdirSync(to, { recursive: true })
  for (const file of [...Object.keys(result.payloads), 'result.json']) {
    mkdirSync(dirname(join(to, file)), { recursive: true })
    // A copy, not a link: whoever edits the view must not reach the store. Copy-on-write where the file system has it.
    copyFileSync(join(from, file), join(to, file), constants.COPYFILE_FICLONE)
  }
}

function holdsNothingElse(view: string, result: StoredResult): boolean {
  const files = readdirSync(view, { withFileTypes: true, recursive: true }).filter((file) => !file.isDirectory())
  return files.length === Object.keys(result.payloads).length + 1
}

function putAside(paths: WorkspacePaths, entry: string, key: string): void {
  mkdirSync(paths.damaged, { recursive: true })
  try {
    renameSync(entry, join(paths.damaged, `${key}-${randomUUID().slice(0, 8)}`))
  } catch (error) {
    // Another process put it aside a moment earlier.
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  }
}

function flush(path: string): void {
  const handle = openSync(path, 'r')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}

/** By name, not by class: the class may exist twice in one process. */
function isResultError(error: unknown): error is ResultError {
  return error instanceof Error && error.name === 'ResultError'
}

