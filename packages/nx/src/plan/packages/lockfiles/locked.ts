import { groupBy } from 'bocas/internal/light'

/** What a lockfile that is not npm's says, in one form for all managers of packages. Plain data: it is kept as JSON. */
export interface Locked {
  /** Each package in each version, by a name that is the lockfile's own. */
  readonly packages: Readonly<Record<string, LockedPackage>>
  /** What the packages of the workspace are given, by their folder (`''` is the workspace itself), then by the name they ask for. */
  readonly given: Readonly<Record<string, Given>>
  /** What is given for a range that a package.json asks for: `a@^1.0.0`. Where the lockfile says for whom, it has none. */
  readonly byRange: Given
  /** Whether the lockfile is silent on peer dependencies, so that they are read from the packages as they are installed. */
  readonly withoutPeers: boolean
}

/** Names in {@link Locked.packages}, by what is asked for. More than one where the lockfile leaves open which: then all of them count. */
export type Given = Readonly<Record<string, readonly string[]>>

export interface LockedPackage {
  readonly name: string
  /** Nothing for a package of the workspace. */
  readonly version?: string
  /** What it consists of: the digest of what is downloaded, or an address that says as much. */
  readonly integrity?: string
  /** Where a package of the workspace lies, that is linked in. */
  readonly linked?: string
  readonly uses: Given
  /** Names in `uses` of which the package can do without: on another platform they are not installed. */
  readonly optional: readonly string[]
}

/** The name in `a@^1.0.0`, `@scope/a@npm:^1.0.0`. */
export const nameOfDescriptor = (descriptor: string): string => descriptor.slice(0, descriptor.indexOf('@', 1))

/** The packages of each name. */
export const byName = (packages: Locked['packages']): Map<string, string[]> =>
  groupBy(Object.keys(packages), (id) => packages[id]!.name)
