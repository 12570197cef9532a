import type { Given, Locked, LockedPackage } from './locked'

type Texts = Readonly<Record<string, string>>

interface Needs {
  readonly dependencies?: Texts
  readonly devDependencies?: Texts
  readonly optionalDependencies?: Texts
  readonly peerDependencies?: Texts
}

interface Lockfile {
  /** By their folders. */
  readonly workspaces?: Readonly<Record<string, Needs>>
  readonly packages?: Readonly<Record<string, readonly unknown[]>>
  readonly patchedDependencies?: Texts
}

/**
 * Reads a bun.lock. It lists packages by their places, as they would lie in each other's `node_modules`: `a/b` is the `b` of `a`, and one of the
 * workspace has its name as place.
 */
export function readBunLock(text: string): Locked {
  const { workspaces = {}, packages: listed = {}, patchedDependencies = {} } = readJsonWithCommas<Lockfile>(text)
  const find = (from: string, name: string): string[] => {
    for (let place = from; place !== ''; place = above(place)) {
      const candidate = `${place}/${name}`
      if (candidate in listed) return [candidate]
    }
    return name in listed ? [name] : []
  }
  const packages: Record<string, LockedPackage> = {}
  const given: Record<string, Given> = { '': Object.fromEntries(topsOf(listed).map((name) => [name, [name]])) }
  for (const [place, [descriptor, ...rest]] of Object.entries(listed)) {
    const [, name = '', version = ''] = /^(@?[^@]+)@(.*)$/s.exec(String(descriptor)) ?? []
    const [, linked] = /^workspace:(.*)$/.exec(version) ?? []
    const needs = { ...needsIn(rest), ...(linked !== undefined && workspaces[linked]) }
    const { dependencies, devDependencies, optionalDependencies, peerDependencies } = needs
    const uses: Given = Object.fromEntries(
      Object.keys({ ...peerDependencies, ...devDependencies, ...optionalDependencies, ...dependencies }).map((need) => [
        need,
        find(place, need),
      ]),
    )
    // Of a patch it has the name only: then the files count.
    const isPatched = `${name}@${version}` in patchedDependencies
    packages[place] = {
      name,
      ...(linked === undefined
        ? { version, ...(!isPatched && { integrity: integrityIn(rest) ?? version }) }
        : { linked }),
      uses,
      optional: Object.keys({ ...peerDependencies, ...optionalDependencies }),
    }
    if (linked !== undefined) given[linked] = uses
  }
  return { packages, given, byRange: {}, withoutPeers: false }
}

/** JSON with a comma after the last of a list, which bun writes. */
const readJsonWithCommas = <T>(text: string): T =>
  JSON.parse(text.replace(/("(?:\\.|[^"\\])*")|,(?=\s*[}\]])/g, '$1')) as T

/** `@s/a` of `@s/a/b`, `''` of `@s/a`. */
const above = (place: string): string => place.replace(/\/?(@[^/]+\/)?[^/]+$/, '')

const topsOf = (listed: object): string[] => Object.keys(listed).filter((place) => above(place) === '')

/** Of npm's packages a registry comes before the object, of others none. */
const needsIn = (rest: readonly unknown[]): Needs =>
  rest.find((part): part is Needs => typeof part === 'object' && part !== null) ?? {}

const integrityIn = (rest: readonly unknown[]): string | undefined =>
  rest.find((part): part is string => typeof part === 'string' && /^sha\d+-/.test(part))
