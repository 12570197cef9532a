import { posix } from 'node:path'
import { nameOfDescriptor, type Given, type Locked, type LockedPackage } from './locked'
import { readYamlTexts } from './yaml-texts'

type Texts = Readonly<Record<string, string>>

interface Lockfile {
  readonly lockfileVersion?: string
  readonly importers?: Readonly<Record<string, Importer>>
  readonly packages?: Readonly<Record<string, Package>>
  /** With the versions that peers come to. Before version 9 they are in `packages`. */
  readonly snapshots?: Readonly<Record<string, Snapshot>>
}

type Importer = Partial<
  Readonly<Record<'dependencies' | 'devDependencies' | 'optionalDependencies', Readonly<Record<string, Resolved>>>>
>

interface Resolved {
  readonly version: string
}

interface Package extends Snapshot {
  readonly version?: string
  readonly resolution?: Texts
}

interface Snapshot {
  readonly dependencies?: Texts
  readonly optionalDependencies?: Texts
}

/** Reads a pnpm-lock.yaml of pnpm 8 and later; undefined for an older one. */
export function readPnpmLock(text: string): Locked | undefined {
  const { lockfileVersion = '', importers = {}, packages = {}, ...rest } = readYamlTexts<Lockfile | null>(text) ?? {}
  if (!/^[6-9]\./.test(lockfileVersion)) return undefined
  const snapshots: Readonly<Record<string, Snapshot>> = rest.snapshots ?? packages
  const links = new Map<string, string>()
  const given: Record<string, Given> = {}
  const all: Record<string, LockedPackage> = {}
  /** The package that a dependency came to: `1.0.0(peer@2.0.0)`, `other@1.0.0`, `link:../own`. */
  const idOf = (name: string, version: string, folder: string): string[] => {
    if (version.startsWith('link:')) {
      const id = `link:${posix.join(folder, version.slice('link:'.length))}`
      links.set(id, name)
      return [id]
    }
    return [`${name}@${version}`, `/${name}@${version}`, version].filter((id) => id in snapshots).slice(0, 1)
  }
  const givenBy = (folder: string, ...needs: readonly (Texts | undefined)[]): Given =>
    Object.fromEntries(
      needs.flatMap((some) =>
        Object.entries(some ?? {}).map(([name, version]) => [name, idOf(name, version, folder)] as const),
      ),
    )
  for (const [path, importer] of Object.entries(importers)) {
    const folder = path === '.' ? '' : path
    const { dependencies, devDependencies, optionalDependencies } = importer
    given[folder] = givenBy(folder, ...[devDependencies, optionalDependencies, dependencies].map(versionsIn))
  }
  for (const [id, snapshot] of Object.entries(snapshots)) {
    const { dependencies, optionalDependencies } = snapshot
    all[id] = {
      ...pinnedBy(id, packages),
      uses: givenBy('', optionalDependencies, dependencies),
      optional: Object.keys(optionalDependencies ?? {}),
    }
  }
  for (const [id, name] of links) {
    const folder = id.slice('link:'.length)
    all[id] = { name, linked: folder, uses: given[folder] ?? {}, optional: [] }
  }
  return { packages: all, given, byRange: {}, withoutPeers: false }
}

const versionsIn = (resolved: Readonly<Record<string, Resolved>> | undefined): Texts =>
  Object.fromEntries(Object.entries(resolved ?? {}).map(([name, { version }]) => [name, version]))

/** What is pinned of `a@1.0.0(patch_hash=…)(peer@2.0.0)`: the peers are told apart by what it uses, a patch is part of what it is. */
function pinnedBy(
  id: string,
  packages: NonNullable<Lockfile['packages']>,
): Pick<LockedPackage, 'name' | 'version' | 'integrity'> {
  const bare = id.replace(/\(.*$/, '')
  const { version, resolution } = packages[id] ?? packages[bare] ?? {}
  const descriptor = bare.replace(/^\//, '')
  const name = nameOfDescriptor(descriptor)
  const [patch] = /\(patch_hash=[^)]*\)/.exec(id) ?? []
  const parts = [resolution?.integrity ?? Object.values(resolution ?? {}).join(' '), patch].filter(Boolean)
  return {
    name,
    version: version ?? descriptor.slice(name.length + 1),
    ...(parts.length > 0 && { integrity: parts.join(' ') }),
  }
}
