import { existsSync, readFileSync, statSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import type { PinnedPackage } from 'bocas/keys'
import type { PackageImport } from './bundle'

interface LockEntry {
  readonly version?: string
  readonly resolved?: string
  readonly integrity?: string
  readonly link?: boolean
  readonly dependencies?: Readonly<Record<string, string>>
  readonly optionalDependencies?: Readonly<Record<string, string>>
  readonly peerDependencies?: Readonly<Record<string, string>>
}

type LockEntries = Readonly<Record<string, LockEntry>>

/** The packages that code reaches, pinned, and those of them at the top of `node_modules`, which Nx knows by `npm:<name>`. */
export interface NpmClosure {
  readonly packages: readonly PinnedPackage[]
  readonly topLevel: readonly string[]
  /** Where each is installed, workspace-relative: `node_modules/a/node_modules/b`. */
  readonly folders: readonly { readonly folder: string; readonly version?: string }[]
}

let read: { readonly stamp: string; readonly entries: LockEntries } | undefined

/**
 * Follows the imports through the lockfile: package by package, with the nested versions that Node would load. The lockfile lists
 * the optional packages of every platform, so the closure is the same on all machines. Without a `package-lock.json` the installed
 * packages themselves are read.
 */
export function npmClosure(root: string, imports: readonly Pick<PackageImport, 'folder'>[]): NpmClosure {
  const entries = lockEntries(root)
  const tops = [...new Set(imports.map(({ folder }) => relative(root, folder).split(sep).join('/')))]
  const reached = new Map<string, LockEntry>()
  const follow = (folders: readonly string[], lookUp: (folder: string) => LockEntry | undefined): void => {
    const queue = [...folders]
    for (let folder = queue.pop(); folder !== undefined; folder = queue.pop()) {
      const entry = reached.has(folder) ? undefined : lookUp(folder)
      if (!entry) continue
      reached.set(folder, entry)
      const needs = { ...entry.peerDependencies, ...entry.optionalDependencies, ...entry.dependencies }
      for (const name of Object.keys(needs)) {
        const dependency = resolveFrom(folder, name, lookUp)
        if (dependency) queue.push(dependency)
      }
    }
  }
  const listed = tops.filter((folder) => entries?.[folder])
  follow(listed, (folder) => entries?.[folder])
  // What no lockfile lists is read as it is installed.
  follow(
    tops.filter((folder) => !entries?.[folder]),
    (folder) => entries?.[folder] ?? installed(root, folder),
  )
  const packages = [...reached].map(([folder, { version, integrity, resolved }]) => ({
    name: nameOf(folder),
    version: version ?? 'unversioned',
    ...((integrity ?? resolved) ? { integrity: integrity ?? resolved } : {}),
  }))
  return {
    packages: [...new Map(packages.map((pinned) => [`${pinned.name}@${pinned.version}`, pinned])).entries()]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([, pinned]) => pinned),
    topLevel: listed
      .filter((folder) => folder === `node_modules/${nameOf(folder)}`)
      .map(nameOf)
      .sort(),
    folders: [...reached].map(([folder, { version }]) => ({ folder, version })),
  }
}

/** `@scope/name/sub` is in the package `@scope/name`. */
export function packageName(specifier: string): string {
  return specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/')
}

/** The pinned entry of one package as seen from the workspace root. */
export function pinnedPackage(root: string, name: string): PinnedPackage | undefined {
  return npmClosure(root, [{ folder: join(root, 'node_modules', name) }]).packages.find(
    (pinned) => pinned.name === name,
  )
}

const nameOf = (folder: string): string => folder.slice(folder.lastIndexOf('node_modules/') + 'node_modules/'.length)

function resolveFrom(
  folder: string,
  name: string,
  lookUp: (folder: string) => LockEntry | undefined,
): string | undefined {
  for (let base = folder; ; base = base.slice(0, Math.max(0, base.lastIndexOf('node_modules/') - 1))) {
    const candidate = `${base === '' ? '' : `${base}/`}node_modules/${name}`
    if (lookUp(candidate)) return candidate
    if (base === '') return undefined
  }
}

function lockEntries(root: string): LockEntries | undefined {
  const file = join(root, 'package-lock.json')
  if (!existsSync(file)) return undefined
  const { mtimeNs, size, ino } = statSync(file, { bigint: true })
  const stamp = [file, mtimeNs, size, ino].join()
  if (read?.stamp !== stamp) {
    const { packages } = JSON.parse(readFileSync(file, 'utf8')) as { packages?: LockEntries }
    read = { stamp, entries: packages ?? {} }
  }
  return read.entries
}

function installed(root: string, folder: string): LockEntry | undefined {
  try {
    return JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8')) as LockEntry
  } catch {
    return undefined
  }
}

/** Packages whose installed version is not the pinned one: a result made with them would stand under the wrong key. */
export function installedOtherwise(
  root: string,
  { folders }: NpmClosure,
): { folder: string; pinned: string; installed: string }[] {
  return folders.flatMap(({ folder, version: pinned }) => {
    const found = installed(root, folder)?.version
    return found !== undefined && pinned !== undefined && found !== pinned ? [{ folder, pinned, installed: found }] : []
  })
}
