import { existsSync, readFileSync, realpathSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { posixRelative } from 'bocas/internal/light'
import { readJson } from '../../shared/read-json'
import { unreadable } from './lockfiles/read-lockfile'
import type { Reached } from './reached'

interface LockEntry {
  readonly version?: string
  /** Where it came from; of a link the folder that it leads to. */
  readonly resolved?: string
  readonly link?: boolean
  readonly integrity?: string
  readonly dependencies?: Readonly<Record<string, string>>
  readonly optionalDependencies?: Readonly<Record<string, string>>
  readonly peerDependencies?: Readonly<Record<string, string>>
}

type LockEntries = Readonly<Record<string, LockEntry>>
type LookUp = (folder: string) => LockEntry | undefined

/**
 * The packages that code reaches which finds those in `folders`, by their places: through npm's lockfile, which lists places, and where that has
 * nothing, through what is installed. And those of them at the top of the lockfile.
 */
export function followPlaces(
  root: string,
  folders: readonly string[],
  without: string | undefined,
): { readonly reached: ReadonlyMap<string, Reached>; readonly topLevel: readonly string[] } {
  const entries = lockEntries(root)
  const places = folders.map((folder) => packagePlace(root, folder))
  const tops = [...new Set(places)].filter((place) => nameOf(place) !== without)
  const reached = new Map<string, Reached>()
  const follow = (folders: readonly string[], lookUp: LookUp, settle = (folder: string): string => folder): void => {
    const queue = [...folders]
    for (let folder = queue.pop(); folder !== undefined; folder = queue.pop()) {
      const found = reached.has(folder) ? undefined : lookUp(folder)
      if (!found) continue
      // What is linked in has its dependencies where it lies.
      const { entry, place } = behindLink(folder, found, lookUp)
      const needs = { ...entry.peerDependencies, ...entry.optionalDependencies, ...entry.dependencies }
      const names = Object.keys(needs).filter((name) => name !== without)
      const uses = dependenciesAt(place, names, lookUp).map(settle)
      const isLink = place !== folder
      const { version, integrity, resolved } = entry
      reached.set(folder, {
        name: nameOf(folder),
        version,
        integrity: isLink ? undefined : (integrity ?? resolved),
        isLink,
        place: folder,
        uses,
      })
      queue.push(...uses)
    }
  }
  const listed = tops.filter((folder) => entries?.[folder])
  follow(listed, (folder) => entries?.[folder])
  // What no lockfile lists is read as it is installed.
  follow(
    tops.filter((folder) => !entries?.[folder]),
    (folder) => entries?.[folder] ?? installed(root, folder),
    (folder) => packagePlace(root, join(root, folder)),
  )
  const atTop = listed.filter((folder) => folder === `node_modules/${nameOf(folder)}`).map(nameOf)
  return { reached, topLevel: atTop.sort() }
}

function behindLink(folder: string, found: LockEntry, lookUp: LookUp): { entry: LockEntry; place: string } {
  const { link, resolved } = found
  if (!link || resolved === undefined) return { entry: found, place: folder }
  return { entry: lookUp(resolved) ?? {}, place: resolved }
}

/**
 * The place of a package, workspace-relative. Where a package manager keeps packages elsewhere and links to them, as pnpm does, it is that
 * place, because the dependencies lie beside it.
 */
export function packagePlace(root: string, folder: string): string {
  const place = posixRelative(root, folder)
  if (lockEntries(root)?.[place] || !existsSync(folder)) return place
  return posixRelative(realpathSync(root), realpathSync(folder))
}

const nameOf = (folder: string): string => folder.slice(folder.lastIndexOf('node_modules/') + 'node_modules/'.length)

/** Where Node finds the dependencies of the package in `folder`; what is not installed (another platform's) is left out. */
const dependenciesAt = (folder: string, names: readonly string[], lookUp: LookUp): string[] =>
  names.flatMap((name) => resolveFrom(folder, name, lookUp) ?? [])

function resolveFrom(folder: string, name: string, lookUp: LookUp): string | undefined {
  for (let base = folder; ; base = base.slice(0, Math.max(0, base.lastIndexOf('node_modules/') - 1))) {
    const candidate = `${base === '' ? '' : `${base}/`}node_modules/${name}`
    if (lookUp(candidate)) return candidate
    if (base === '') return undefined
  }
}

let read: { readonly stamp: string; readonly entries: LockEntries } | undefined

function lockEntries(root: string): LockEntries | undefined {
  const file = join(root, 'package-lock.json')
  const stat = statSync(file, { bigint: true, throwIfNoEntry: false })
  if (!stat) return undefined
  const stamp = [file, stat.mtimeNs, stat.ctimeNs, stat.size, stat.ino].join()
  if (read?.stamp !== stamp) read = { stamp, entries: parseLockfile(file) }
  return read.entries
}

function parseLockfile(file: string): LockEntries {
  try {
    return (JSON.parse(readFileSync(file, 'utf8')) as { packages?: LockEntries }).packages ?? {}
  } catch (error) {
    throw unreadable(error, 'npm')
  }
}

const installed = (root: string, folder: string): LockEntry | undefined =>
  readJson<LockEntry>(join(root, folder, 'package.json')) ?? undefined
