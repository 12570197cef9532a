import { withoutUndefined } from 'bocas/internal/light'
import { byName, nameOfDescriptor, type Given, type Locked, type LockedPackage } from './locked'
import { readYamlTexts } from './yaml-texts'

type Texts = Readonly<Record<string, string>>

/** An entry of a yarn.lock, of any yarn. */
interface Entry {
  readonly version?: string
  /** Of yarn 1. */
  readonly resolved?: string
  readonly integrity?: string
  /** Of later ones: `a@npm:1.0.0`, `a@workspace:packages/a`, `a@patch:…`. */
  readonly resolution?: string
  readonly checksum?: string
  /** The platforms that it is for. */
  readonly conditions?: string
  readonly dependencies?: Texts
  readonly optionalDependencies?: Texts
  readonly peerDependencies?: Texts
  readonly dependenciesMeta?: Readonly<Record<string, { readonly optional?: string }>>
}

/** Reads a yarn.lock: that of yarn 1, which is in a form of its own, or that of a later one, which is YAML. */
export function readYarnLock(text: string): Locked {
  const isClassic = !/^__metadata:/m.test(text)
  const { __metadata, ...entries } = isClassic ? readClassic(text) : readYamlTexts<Record<string, Entry>>(text)
  const idsByRange: Record<string, string[]> = {}
  const packages: Record<string, LockedPackage> = {}
  const pinned = Object.entries(entries).map(([key, entry]) => {
    const descriptors = key.split(/,\s*/)
    const id = entry.resolution ?? `${nameOfDescriptor(descriptors[0]!)}@${entry.version} ${entry.resolved ?? ''}`
    for (const descriptor of descriptors) idsByRange[descriptor] = [id]
    const name = nameOfDescriptor(entry.resolution ?? descriptors[0]!)
    packages[id] = { name, uses: {}, optional: [], ...contentOf(entry) }
    return { id, entry }
  })
  const named = byName(packages)
  const patched = Object.keys(packages).filter((id) => id.includes('@patch:') && !id.includes('builtin<'))
  /** A range that is not listed was replaced by `resolutions`; and a patch takes the place of what it was made from. */
  const find = (name: string, range: string): string[] => {
    const listed = [`${name}@${range}`, `${name}@npm:${range}`].flatMap((descriptor) => idsByRange[descriptor] ?? [])
    const patches = patched.filter((id) => packages[id]?.name === name)
    return [...new Set([...(listed.length > 0 ? listed : (named.get(name) ?? [])), ...patches])]
  }
  const given: Record<string, Given> = {}
  for (const { id, entry } of pinned) {
    const { dependencies = {}, optionalDependencies = {}, peerDependencies = {}, dependenciesMeta = {} } = entry
    const needs = Object.entries({ ...optionalDependencies, ...dependencies })
    const uses: Given = {
      // Which of several versions of a peer it is depends on who asks; nobody but its own name is sure.
      ...Object.fromEntries(Object.keys(peerDependencies).map((name) => [name, named.get(name) ?? []])),
      ...Object.fromEntries(needs.map(([name, range]) => [name, find(name, range)])),
    }
    const maybe = Object.keys(dependenciesMeta).filter((name) => dependenciesMeta[name]?.optional === 'true')
    packages[id] = {
      ...packages[id]!,
      uses,
      optional: [...Object.keys(optionalDependencies), ...Object.keys(peerDependencies), ...maybe],
    }
    const { linked } = packages[id]
    if (linked !== undefined) given[linked] = uses
  }
  return { packages, given, byRange: idsByRange, withoutPeers: isClassic }
}

/** Of a package for some platforms yarn knows the digest only where it was installed on one of them: its version stands for it. */
function contentOf({ version, resolved, integrity, resolution, checksum, conditions }: Entry): Partial<LockedPackage> {
  if (resolution === undefined) return withoutUndefined({ version, integrity: integrity ?? resolved })
  const [, linked] = /@workspace:(.*)$/.exec(resolution) ?? []
  if (linked !== undefined) return { linked: linked === '.' ? '' : linked }
  return withoutUndefined({ version, integrity: conditions === undefined ? (checksum ?? resolution) : resolution })
}

/**
 * The form of yarn 1: names at the margin, `key value` below them, and one level more for what is needed. All of it is quoted as in JSON
 * where it has to be.
 */
function readClassic(text: string): Record<string, Entry> {
  const entries: Record<string, Record<string, string | Record<string, string>>> = {}
  let entry: Record<string, string | Record<string, string>> = {}
  let needs: Record<string, string> = {}
  for (const line of text.split(/\r?\n/)) {
    const [, margin = '', rest = ''] = /^( *)(.*)$/.exec(line) ?? []
    if (rest === '' || rest.startsWith('#')) continue
    const words = [...rest.matchAll(/"((?:\\.|[^"\\])*)"|[^\s,:"]+(?::[^\s,"]+)*/g)].map(([word, quoted]) =>
      quoted === undefined ? word : (JSON.parse(word) as string),
    )
    const [key = '', value] = words
    if (margin.length === 0) entries[words.join(', ')] = entry = {}
    else if (margin.length > 2) needs[key] = value ?? ''
    else if (value === undefined) entry[key] = needs = {}
    else entry[key] = value
  }
  return entries
}
