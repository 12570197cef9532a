/** An entry of `packages` of a package-lock.json, as far as it is looked at. */
interface Entry {
  readonly version?: string
  readonly resolved?: string
  readonly integrity?: string
  readonly link?: boolean
  readonly inBundle?: boolean
  readonly optionalDependencies?: Readonly<Record<string, string>>
  readonly os?: readonly string[]
  readonly cpu?: readonly string[]
}

/** A package-lock.json of npm 7 and later. */
export interface Lockfile {
  readonly lockfileVersion?: number
  readonly packages?: Readonly<Record<string, Entry>>
}

const REGISTRY = 'registry.npmjs.org'

/**
 * What keeps a lockfile from meaning the same bytes on every machine, a line for each package: no digest, no entry of an optional package (npm leaves out those
 * of other platforms when it works from an installed tree), or bytes from elsewhere than the registry. A package of the workspace itself is a link.
 */
export function lockfileProblems({ lockfileVersion, packages }: Lockfile): string[] {
  if (packages === undefined || (lockfileVersion ?? 0) < 2)
    return [`its version is ${lockfileVersion ?? 'unknown'}: npm 7 and later write 3, which lists every package`]
  return Object.entries(packages).flatMap(([place, entry]) => [
    ...ownProblems(place, entry),
    ...Object.keys(entry.optionalDependencies ?? {})
      .filter((name) => !isListed(packages, place, name))
      .map((name) => `${name}: no entry, though ${named(place)} may ask for it on another platform`),
  ])
}

function ownProblems(place: string, { version, resolved, integrity, link, inBundle, os, cpu }: Entry): string[] {
  const isInstalled = place.split('/').includes('node_modules')
  if (!isInstalled || link === true || inBundle === true) return []
  const where = [...(os ?? []), ...(cpu ?? [])].join(' ')
  const what = `${named(place)}${version === undefined ? '' : `@${version}`}`
  return [
    ...(integrity === undefined ? [`${what}: no integrity${where === '' ? '' : ` (${where})`}`] : []),
    ...(integrity !== undefined && !/^sha512-/.test(integrity) ? [`${what}: its integrity is no SHA-512`] : []),
    ...(resolved !== undefined && !isOfRegistry(resolved)
      ? [`${what}: comes from ${resolved}, not from ${REGISTRY}`]
      : []),
  ]
}

function isOfRegistry(resolved: string): boolean {
  try {
    const { protocol, host } = new URL(resolved)
    return protocol === 'https:' && host === REGISTRY
  } catch {
    return false
  }
}

/** As Node looks for packages: beside the one that asks, and in every folder above. */
function isListed(packages: Readonly<Record<string, Entry>>, place: string, name: string): boolean {
  for (let folder = place; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/')))) {
    if (Object.hasOwn(packages, `${folder === '' ? '' : `${folder}/`}node_modules/${name}`)) return true
    if (folder === '') return false
  }
}

const named = (place: string): string =>
  place === '' ? 'this workspace' : place.slice(place.lastIndexOf('node_modules/')).replace('node_modules/', '')
