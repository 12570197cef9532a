import { existsSync, readFileSync, realpathSync, statSync } from 'node:fs'
import { join, relative } from 'node:path'
import { canonicalJson, type PinnedPackage, posixPath } from 'bocas/internal/light'
import type { PackageImport } from '../code/bundle'
import { contentOf } from './package-content'
import { readJson } from '../../shared/read-json'

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

/** The packages that code reaches, pinned, and those of them at the top of `node_modules`, which Nx knows by `npm:<name>`. */
export interface NpmClosure {
  readonly packages: readonly PinnedPackage[]
  readonly topLevel: readonly string[]
  /** Where each is installed. */
  readonly folders: readonly InstalledFolder[]
}

export interface InstalledFolder {
  /** Workspace-relative: `node_modules/a/node_modules/b`. */
  readonly folder: string
  /** The version that the lockfile says. */
  readonly version?: string
}

/**
 * Follows the imports through the lockfile: package by package, with the nested versions that Node would load. The lockfile lists
 * the optional packages of every platform, so the closure is the same on all machines. Without a `package-lock.json` the installed
 * packages themselves are read.
 *
 * @param without a package that counts for nothing, and what only it needs neither, wherever it is needed.
 */
export function npmClosure(
  root: string,
  imports: readonly Pick<PackageImport, 'folder'>[],
  { without }: { readonly without?: string } = {},
): NpmClosure {
  const entries = lockEntries(root)
  const places = imports.map(({ folder }) => packagePlace(root, folder))
  const tops = [...new Set(places)].filter((place) => nameOf(place) !== without)
  const reached = new Map<
    string,
    { readonly entry: LockEntry; readonly uses: readonly string[]; readonly isLink: boolean }
  >()
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
      reached.set(folder, { entry, uses, isLink: place !== folder })
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
  const pinned = [...reached].map(([folder, { entry, uses, isLink }]): PinnedPackage => {
    const versions = uses.map((used) => `${nameOf(used)}@${versionOf(reached.get(used)?.entry)}`)
    const integrity = isLink ? undefined : (entry.integrity ?? entry.resolved)
    const known = { name: nameOf(folder), version: versionOf(entry), ...(integrity ? { integrity } : {}) }
    const content = contentOf(root, folder, known)
    return {
      ...known,
      ...(content ? { content } : {}),
      ...(versions.length > 0 ? { uses: versions.sort() } : {}),
    }
  })
  return {
    packages: distinct(pinned),
    topLevel: listed
      .filter((folder) => folder === `node_modules/${nameOf(folder)}`)
      .map(nameOf)
      .sort(),
    folders: [...reached].map(([folder, { entry, isLink }]) => ({
      folder,
      version: isLink ? undefined : entry.version,
    })),
  }
}

function behindLink(folder: string, found: LockEntry, lookUp: LookUp): { entry: LockEntry; place: string } {
  const { link, resolved } = found
  if (!link || resolved === undefined) return { entry: found, place: folder }
  return { entry: lookUp(resolved) ?? {}, place: resolved }
}

/** Sorted by name, then by all else; what is installed twice in the same way is there once. */
function distinct(packages: readonly PinnedPackage[]): PinnedPackage[] {
  const byText = new Map(packages.map((pinned) => [`${pinned.name} ${canonicalJson(pinned)}`, pinned]))
  return [...byText].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, pinned]) => pinned)
}

const versionOf = (entry: LockEntry | undefined): string => entry?.version ?? 'unversioned'

/** `@scope/name/sub` is in the package `@scope/name`. */
export function packageName(specifier: string): string {
  return specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/')
}

/**
 * The place of a package, workspace-relative. Where a package manager keeps packages elsewhere and links to them, as pnpm does, it is that
 * place, because the dependencies lie beside it.
 */
export function packagePlace(root: string, folder: string): string {
  const place = posixPath(relative(root, folder))
  if (lockEntries(root)?.[place] || !existsSync(folder)) return place
  return posixPath(relative(realpathSync(root), realpathSync(folder)))
}

/** The pinned entry of one package as seen from the workspace root. */
export function pinnedPackage(root: string, name: string): PinnedPackage | undefined {
  return npmClosure(root, [{ folder: join(root, 'node_modules', name) }]).packages.find(
    (pinned) => pinned.name === name,
  )
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
    const reason = (error as Error).message.replace(/\s+/g, ' ')
    throw new Error(`package-lock.json cannot be read: ${reason}; mend it, or run npm install`)
  }
}

const installed = (root: string, folder: string): LockEntry | undefined =>
  readJson<LockEntry>(join(root, folder, 'package.json')) ?? undefined

/** Packages whose installed version is not the pinned one: a result made with them would stand under the wrong key. */
export function installedOtherwise(
  root: string,
  { folders }: Pick<NpmClosure, 'folders'>,
): { folder: string; pinned: string; installed: string }[] {
  return folders.flatMap(({ folder, version: pinned }) => {
    const found = installed(root, folder)?.version
    return found !== undefined && pinned !== undefined && found !== pinned ? [{ folder, pinned, installed: found }] : []
  })
}
