import { append } from '../../collections'
import { readdirSync, realpathSync, statSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { isSystemError } from '../../files/expected-errors'
import { posixRelative } from '../../files/paths'
import { ProblemsError } from '../../problems'
import { ROLES_BY_CONVENTION, type Json, type MetricRoles } from '../../sweep'
import type { Entry } from '../runs/entries'
import { makeResult } from '../stored/result'
import { isResultError } from '../stored/result-error'
import { RESULT_FILE } from '../stored/result-file'
import { Runs } from '../runs/runs'
import { openResult } from '../stored/verify-result'

/** Something in a collection that could not be read. */
export interface Unreadable {
  /** The file or folder; absolute. */
  readonly path: string
  /** What is wrong, as a sentence without a stop. */
  readonly problem: string
}

/** What `loadCollection` found. */
export interface Collection<C, O> {
  readonly runs: Runs<C, O>
  readonly unreadable: readonly Unreadable[]
}

export interface CollectionOptions {
  readonly joinTask?: boolean | undefined
  readonly metrics?: Partial<MetricRoles> | undefined
}

/**
 * Reads every result in a folder and below it, wherever it comes from: another machine, a download, an older commit. A run is named after its folder, its task
 * after the folders above that; the order is that of the paths. What cannot be read is listed beside the runs. `node_modules` and `.git` are passed over.
 *
 * For the results of a sweep use the runs a figure is given: those are exactly the runs of the sweep, and a folder may hold anything.
 *
 * @param options `joinTask`: whether the task joins every config as `task`, to compare across tasks; `metrics`: which metrics are for choosing and which for
 * reporting, as in the options of `defineSweep`.
 * @throws Error when the folder does not exist.
 */
export async function loadCollection<C = unknown, O = unknown>(
  dir: string,
  { joinTask = false, metrics = {} }: CollectionOptions = {},
): Promise<Collection<C, O>> {
  const root = resolve(dir)
  if (!isFolder(root)) throw new ProblemsError({ message: 'there is no such folder of results', path: root })
  const unreadable: Unreadable[] = []
  const entries: Entry<C, O>[] = []
  for (const folder of resultFolders(root, [], unreadable)) {
    try {
      entries.push(readEntry(root, folder, joinTask))
    } catch (error) {
      if (!isResultError(error)) throw error
      unreadable.push({ path: join(folder, RESULT_FILE), problem: error.message })
    }
  }
  const roles = { ...ROLES_BY_CONVENTION, ...metrics }
  const tasks = new Set(entries.map(({ task }) => task))
  return {
    runs: new Runs(entries, { metrics: Object.fromEntries([...tasks].map((task) => [task, roles])) }),
    unreadable,
  }
}

function readEntry<C, O>(root: string, dir: string, joinTask: boolean): Entry<C, O> {
  const stored = openResult(dir)
  const name = basename(dir)
  const above = dir === root ? '' : posixRelative(root, dirname(dir))
  const task = above === '' ? basename(dir === root ? dirname(root) : root) : above
  const { seed } = stored
  const config = joinTask ? { task, ...(stored.config as { readonly [key: string]: Json }) } : stored.config
  return {
    task,
    name,
    config,
    ...(seed === undefined ? {} : { seed }),
    result: makeResult(stored, { task, name, dir, config }),
  }
}

/**
 * The folders that hold a result.json, by path. Links are followed, but not in circles: `above` holds the real paths on the way here. At once, as results are
 * read: thousands of folders are listed in a fraction of the time that it takes to wait for each of them.
 */
function resultFolders(dir: string, above: readonly string[], unreadable: Unreadable[], isLink = true): string[] {
  try {
    // What is no link lies really where it was found.
    const real = isLink ? realpathSync(dir) : join(above.at(-1)!, basename(dir))
    if (above.includes(real)) return []
    const children = readdirSync(dir, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))
    const found = children.some(({ name }) => name === RESULT_FILE) ? [dir] : []
    for (const child of children) {
      if (child.name === 'node_modules' || child.name === '.git') continue
      const path = join(dir, child.name)
      if (child.isDirectory() || (child.isSymbolicLink() && isFolder(path)))
        append(found, resultFolders(path, [...above, real], unreadable, child.isSymbolicLink()))
    }
    return found
  } catch (error) {
    unreadable.push({ path: dir, problem: `the folder cannot be read (${(error as NodeJS.ErrnoException).code})` })
    return []
  }
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory()
  } catch (error) {
    if (!isSystemError(error)) throw error
    return false
  }
}
