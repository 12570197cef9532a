import type { Manifest } from '../manifest'
import type { Tarball } from './tarball'

/** What a package costs who installs it. */
export interface Measures {
  /** Kilobytes that are downloaded. */
  readonly packed: number
  /** Kilobytes on disk. */
  readonly unpacked: number
  /** How many packages it names as dependencies. */
  readonly dependencies: number
  /** How many packages come with it in all, without those of one platform only. */
  readonly installed: number
}

/** The part of `package-lock.json` that says what comes with what. */
export interface Locked {
  readonly packages: Readonly<Record<string, Entry>>
}

interface Entry extends Partial<Manifest> {
  readonly resolved?: string
  readonly link?: boolean
  readonly os?: readonly string[]
}

export function measure({ manifest, size, files }: Tarball, lock: Locked): Measures {
  const bytes = [...files.values()].reduce((sum, content) => sum + content.length, 0)
  return {
    packed: Math.round(size / 1000),
    unpacked: Math.round(bytes / 1000),
    dependencies: Object.keys(manifest.dependencies ?? {}).length,
    installed: installedWith(manifest, lock).size,
  }
}

/** The folders in `node_modules` of all that is installed with a package. */
function installedWith(manifest: Partial<Manifest>, { packages }: Locked): Set<string> {
  const found = new Set<string>()
  const visit = (
    from: string,
    { dependencies, peerDependencies, optionalDependencies, peerDependenciesMeta }: Entry,
  ): void => {
    const optional = (peerDependenciesMeta ?? {}) as Readonly<Record<string, { readonly optional?: boolean }>>
    const peers = Object.keys(peerDependencies ?? {}).filter((name) => !optional[name]?.optional)
    for (const name of [...Object.keys({ ...dependencies, ...optionalDependencies }), ...peers]) {
      const folder = resolve(from, name, packages)
      if (folder === undefined || found.has(folder) || packages[folder]!.os !== undefined) continue
      found.add(folder)
      const { link, resolved } = packages[folder]!
      const source = link ? resolved! : folder
      visit(source, packages[source]!)
    }
  }
  visit('', manifest)
  return found
}

/** As Node looks for it: beside, then further up. */
function resolve(from: string, name: string, packages: Locked['packages']): string | undefined {
  const folder = `${from === '' ? '' : `${from}/`}node_modules/${name}`
  if (folder in packages) return folder
  return from === ''
    ? undefined
    : resolve(from.slice(0, Math.max(0, from.lastIndexOf('/node_modules/'))), name, packages)
}

/** Of sizes; numbers of packages are exact. */
const TOLERANCE = 0.15

/** How a package grew or shrank beyond what was allowed. */
export function measureProblems(now: Measures, recorded: Measures): string[] {
  const keys = Object.keys(now) as (keyof Measures)[]
  return keys
    .filter((key) => {
      const slack = key === 'packed' || key === 'unpacked' ? Math.max(2, recorded[key] * TOLERANCE) : 0
      return Math.abs(now[key] - recorded[key]) > slack
    })
    .map((key) => `${NAMES[key]}: ${now[key]}, and ${recorded[key]} on record`)
}

const NAMES: Readonly<Record<keyof Measures, string>> = {
  packed: 'kilobytes of the tarball',
  unpacked: 'kilobytes on disk',
  dependencies: 'dependencies',
  installed: 'packages installed with it',
}
