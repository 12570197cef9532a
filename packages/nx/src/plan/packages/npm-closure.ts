import { join } from 'node:path'
import { canonicalJson, type PinnedPackage } from 'bocas/internal/light'
import { readJson } from '../../shared/read-json'
import type { PackageImport } from '../code/bundle'
import { followPlaces } from './follow-places'
import { followLocked } from './lockfiles/follow-locked'
import { managerOf, readLockfile } from './lockfiles/read-lockfile'
import { packageContent } from './package-content'
import type { Reached } from './reached'

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
  readonly version?: string | undefined
}

/**
 * Follows the imports through the lockfile: package by package, with the versions that Node would load. A lockfile lists the optional packages of
 * every platform, so the closure is the same on all machines. Without a lockfile, or where it does not list a package, what is installed is read.
 *
 * @param without a package that counts for nothing, and what only it needs neither, wherever it is needed.
 */
export function npmClosure(
  root: string,
  imports: readonly Pick<PackageImport, 'folder'>[],
  { without }: { readonly without?: string } = {},
): NpmClosure {
  const folders = imports.map(({ folder }) => folder)
  const { reached, topLevel } = follow(root, folders, without)
  const pinned = [...reached.values()].map(({ name, version = UNVERSIONED, integrity, place, uses }): PinnedPackage => {
    const versions = uses.flatMap((id) => {
      const used = reached.get(id)
      return used ? [`${used.name}@${used.version ?? UNVERSIONED}`] : []
    })
    const known = { name, version, ...(integrity ? { integrity } : {}) }
    const content = place === undefined ? undefined : packageContent(root, place, known)
    return {
      ...known,
      ...(content ? { content } : {}),
      ...(versions.length > 0 ? { uses: versions.sort() } : {}),
    }
  })
  return {
    packages: distinct(pinned),
    topLevel,
    folders: [...reached.values()].flatMap(({ place, version, isLink }) =>
      place === undefined ? [] : [{ folder: place, version: isLink ? undefined : version }],
    ),
  }
}

const UNVERSIONED = 'unversioned'

function follow(
  root: string,
  folders: readonly string[],
  without: string | undefined,
): { readonly reached: ReadonlyMap<string, Reached>; readonly topLevel: readonly string[] } {
  const manager = managerOf(root)
  const locked = manager === undefined || manager === 'npm' ? undefined : readLockfile(root, manager)
  if (!locked) return followPlaces(root, folders, without)
  const { reached, unlisted } = followLocked(root, locked, folders, without)
  // Nx names packages of these lockfiles by rules of its own: that something has changed it learns from the options of the target.
  return { reached: new Map([...followPlaces(root, unlisted, without).reached, ...reached]), topLevel: [] }
}

/** Sorted by name, then by all else; what is installed twice in the same way is there once. */
function distinct(packages: readonly PinnedPackage[]): PinnedPackage[] {
  const byText = new Map(packages.map((pinned) => [`${pinned.name} ${canonicalJson(pinned)}`, pinned]))
  return [...byText].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, pinned]) => pinned)
}

/** The pinned entry of one package as seen from the workspace root. */
export function pinnedPackage(root: string, name: string): PinnedPackage | undefined {
  return npmClosure(root, [{ folder: join(root, 'node_modules', name) }]).packages.find(
    (pinned) => pinned.name === name,
  )
}

/** Packages whose installed version is not the pinned one: a result made with them would stand under the wrong key. */
export function installedOtherwise(
  root: string,
  { folders }: Pick<NpmClosure, 'folders'>,
): { folder: string; pinned: string; installed: string }[] {
  return folders.flatMap(({ folder, version: pinned }) => {
    const found = readJson<{ version?: string }>(join(root, folder, 'package.json'))?.version
    return found !== undefined && pinned !== undefined && found !== pinned ? [{ folder, pinned, installed: found }] : []
  })
}
