import { constants, copyFileSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { StoredResult } from '../results/stored/result-file'
import { openResult, readRecord, verifyPayloads } from '../results/stored/verify-result'
import { ownFolder, removeOwnFolder } from './own-folder'
import type { WorkspacePaths } from './workspace-paths'
import { isSystemError, isUnreadable } from '../files/expected-errors'
import { isResultError } from '../results/stored/result-error'

/** Two commands, or Nx at restoring outputs, may make one view at the same time; each time one of them is through. */
const TRIES = 5

/**
 * Makes `view` show exactly a result of the store: its files and no others. A view that shows it already is left untouched.
 *
 * @param drafts an own folder in `paths.work` in which views are put together; whoever makes many keeps one for all of them. A new one each time unless given.
 * @param record the text of the result's result.json, by which a view that has the same is known at once.
 */
export async function showResult(
  paths: WorkspacePaths,
  kept: StoredResult,
  view: string,
  drafts?: () => string,
  record?: string,
): Promise<void> {
  for (let left = TRIES; !(await showsResult(view, kept, record)); left--) {
    try {
      // Before anything is made for it: it may be gone by now, with all around it.
      statSync(paths.entry(kept.key))
      return isOnOneDisk(paths.work, view) ? makeAside(paths, kept, view, drafts) : makeInPlace(paths, kept, view)
    } catch (error) {
      if (left === 1 || !isInTheWay(error)) throw error
    }
  }
}

function makeAside(paths: WorkspacePaths, kept: StoredResult, view: string, drafts?: () => string): void {
  const own = drafts?.() ?? ownFolder(paths.work, 'view')
  const draft = join(own, kept.key)
  let isMoved = false
  try {
    copyResult(kept, paths.entry(kept.key), draft)
    replaceFolder(view, draft)
    isMoved = true
  } finally {
    if (drafts === undefined) removeOwnFolder(own)
    else if (!isMoved) rmSync(draft, { recursive: true, force: true })
  }
}

/** No folder is moved from one disk to another: a kill can leave half a view here, which passes no check and is made anew. */
function makeInPlace(paths: WorkspacePaths, kept: StoredResult, view: string): void {
  rmSync(view, { recursive: true, force: true })
  copyResult(kept, paths.entry(kept.key), view)
}

function isOnOneDisk(a: string, b: string): boolean {
  return diskOf(a) === diskOf(b)
}

/** The disk of a place that need not be there yet. */
const diskOf = (place: string): number => statSync(place, { throwIfNoEntry: false })?.dev ?? diskOf(dirname(place))

/** Copies the files of a result and nothing beside them. */
export function copyResult(result: StoredResult, from: string, to: string): void {
  mkdirSync(to, { recursive: true })
  for (const file of [...Object.keys(result.payloads), 'result.json']) {
    // A copy, not a link: whoever edits the view must not reach the store. Copy-on-write where the file system has it.
    copyFileSync(join(from, file), join(to, file), constants.COPYFILE_FICLONE)
  }
}

/**
 * Whether a view shows a result: every byte of its files, and no others.
 *
 * @param record the text of the result's result.json, by which a view that has the same is known at once.
 */
export async function showsResult(view: string, kept: StoredResult, record?: string): Promise<boolean> {
  try {
    const isSame = readRecord(view) === record || openResult(view, kept.key).seal === kept.seal
    if (!isSame) return false
    await verifyPayloads(view, kept)
    return hasNothingElse(view, Object.keys(kept.payloads).length + 1)
  } catch (error) {
    if (!isResultError(error) && !isUnreadable(error)) throw error
    // Whatever is wrong with a view, it is made anew.
    return false
  }
}

/** Whether a folder has as many files as are known to be there. Most results have no folders in theirs, so that one look is enough. */
function hasNothingElse(view: string, count: number): boolean {
  if (readdirSync(view).length === count) return true
  const files = readdirSync(view, { withFileTypes: true, recursive: true }).filter((file) => !file.isDirectory())
  return files.length === count
}

/** The old folder is moved away, not emptied in place: a kill leaves the view missing or whole, and the next call makes it. */
function replaceFolder(folder: string, draft: string): void {
  const old = `${draft}-old`
  mkdirSync(dirname(folder), { recursive: true })
  const wasThere = isMovedAway(folder, old)
  try {
    renameSync(draft, folder)
  } finally {
    if (wasThere) rmSync(old, { recursive: true, force: true })
  }
}

function isMovedAway(folder: string, to: string): boolean {
  try {
    renameSync(folder, to)
    return true
  } catch (error) {
    if (!isSystemError(error, 'ENOENT')) throw error
    return false
  }
}

const isInTheWay = (error: unknown): boolean => isSystemError(error, 'ENOTEMPTY', 'EEXIST', 'EPERM', 'ENOENT')
