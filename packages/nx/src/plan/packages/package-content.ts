import { existsSync, readdirSync, realpathSync, statSync } from 'node:fs'
import { join, sep } from 'node:path'
import { isInstalled, workspacePaths } from 'bocas/internal/light'
import { publishedDigest } from './npm-tarball'
import { countedFiles, readFiles, stampOfFiles } from './package-files'
import { readSealed, writeSealed } from '../../shared/sealed-json'
import { readJson } from '../../shared/read-json'
import { TOO_RECENT } from '../../shared/file-stamp'

/** A package as a lockfile pins it. */
export interface Pinned {
  readonly name: string
  readonly version: string
  /** Nothing for a package that no lockfile pins: then it is known by its files only. */
  readonly integrity?: string
}

/** What was found of a package's files when they were last read. */
interface Seen {
  readonly stamp: string
  readonly digest: string
  /** The digest when nobody has changed them; null when that is not known, and the files count by what they are. */
  readonly pristine: string | null
  readonly builds: boolean
}

type Memory = Record<string, Seen>
/** By name, version and integrity: the digest of the files as they were published, or as they were when first seen here. */
type Firsts = Record<string, string>

/** Milliseconds for which a look at the files counts: one command asks many times. */
const ONE_LOOK = 200

/** The same between planning and executing. What changes in between is found by the executors, which plan anew. */
const ONE_COMMAND = 1_000

const lookedAt = new Map<string, number>()
const looks = new Map<string, { readonly at: number; readonly content: string | undefined }>()

/**
 * The digest of an installed package's files when it says more than the lockfile does: when somebody has changed them, or when no lockfile
 * pins them. Undefined for a package that is as it was published, so that its key follows from the lockfile alone and is the same on all
 * machines, with the package installed or not.
 *
 * What is borrowed and of another version says nothing about the one that the lockfile pins.
 *
 * How it was published is read from npm's cache, where that still has it. Else it is what was found when this store first saw the package; not
 * where `patches/` has a patch for it. Files are read once; later the file system is asked whether they changed.
 *
 * @param place workspace-relative: `node_modules/a/node_modules/b`.
 */
export function packageContent(root: string, place: string, pinned: Pinned): string | undefined {
  const folder = join(root, place)
  if (!existsSync(folder)) return undefined
  const real = realpathSync(folder)
  if (isBorrowed(root, real) && versionOf(real) !== pinned.version) return undefined
  const known = looks.get(`${real} ${pinned.integrity}`)
  if (known && performance.now() - known.at < ONE_LOOK) return known.content
  const content = lookAt(root, real, pinned)
  lookedAt.set(real, performance.now())
  looks.set(`${real} ${pinned.integrity}`, { at: performance.now(), content })
  return content
}

/** Whether a folder belongs to another workspace: a tree of another commit borrows the packages of today's, which may be of other versions. */
const isBorrowed = (root: string, real: string): boolean => !real.startsWith(realpathSync(root) + sep)

function versionOf(folder: string): string | undefined {
  return readJson<{ version?: string }>(join(folder, 'package.json'))?.version
}

function lookAt(root: string, real: string, pinned: Pinned): string | undefined {
  const memory = workspacePaths(root).packageStamps
  const all = readMemory(memory)
  const before = all[real]
  const begin = Date.now()
  const builds = before?.builds ?? isBuilt(real)
  const names = countedFiles(real, builds ? BUILD : undefined)
  const { stamp, newest } = stampOfFiles(real, names)
  const digest = before?.stamp === stamp ? before.digest : readFiles(real, names)
  const pristine =
    pinned.integrity === undefined || !isInstalled(real) ? null : (firstOf(root, real, pinned, digest, builds) ?? null)
  const seen: Seen = { stamp: begin - newest > TOO_RECENT ? stamp : '', digest, pristine, builds }
  if (JSON.stringify(before) !== JSON.stringify(seen)) {
    all[real] = seen
    writeSealed(memory, all)
  }
  return digest === pristine ? undefined : digest
}

/** What a build leaves behind, where it is made anew for each machine and each Node. */
const BUILD = 'build'

/** Whether installing a package executes something that makes files of it. */
function isBuilt(folder: string): boolean {
  const manifest = readJson<{ scripts?: Record<string, string> }>(join(folder, 'package.json'))
  if (!manifest) return false
  const { scripts } = manifest
  return (
    ['preinstall', 'install', 'postinstall'].some((name) => scripts?.[name] !== undefined) ||
    existsSync(join(folder, 'binding.gyp'))
  )
}

function firstOf(root: string, real: string, pinned: Pinned, digest: string, builds: boolean): string | undefined {
  const file = workspacePaths(homeOf(root, real)).packageContents
  const id = `${pinned.name}@${pinned.version} ${pinned.integrity}`
  const firsts = readAgain<Firsts>(file) ?? {}
  if (firsts[id] !== undefined) return firsts[id]
  const published = builds ? undefined : publishedDigest(pinned.integrity!)
  if (published === undefined && isPatched(root, pinned.name)) return undefined
  writeSealed(file, { ...firsts, [id]: published ?? digest })
  return published ?? digest
}

/** The workspace that a package is installed in: a tree of another commit borrows the packages of today's. */
function homeOf(root: string, real: string): string {
  const home = real.slice(0, real.indexOf(`${sep}node_modules${sep}`))
  return existsSync(join(home, '.bocas')) ? home : root
}

/** Whether `patch-package` has something for a package: `patches/@scope+name+1.0.0.patch`, `patches/other++name+1.0.0.patch`. */
function isPatched(root: string, name: string): boolean {
  const folder = join(root, 'patches')
  const start = `${name.replace('/', '+')}+`
  return existsSync(folder) && readdirSync(folder).some((file) => file.startsWith(start) || file.includes(`++${start}`))
}

/**
 * The packages that differ from how they were published, of those that were looked at in this workspace before, each with the digest of its
 * files: what tells Nx that something has changed in a folder which it does not watch.
 */
export function changedPackages(root: string): (readonly [folder: string, digest: string])[] {
  const memory = workspacePaths(root).packageStamps
  const all = readMemory(memory)
  let changed = false
  const found = Object.entries(all).flatMap(([folder, { stamp, digest, pristine, builds }]) => {
    if (!existsSync(folder)) {
      delete all[folder]
      changed = true
      return []
    }
    const now = nowOf(folder, { stamp, digest, builds })
    return now === pristine ? [] : [[folder.startsWith(root) ? folder.slice(root.length) : folder, now] as const]
  })
  if (changed) writeSealed(memory, all)
  return found.sort(([a], [b]) => (a < b ? -1 : 1))
}

/** What planning has just seen, in this process and for this command, is not looked at again. */
function nowOf(folder: string, { stamp, digest, builds }: Pick<Seen, 'stamp' | 'digest' | 'builds'>): string {
  if (performance.now() - (lookedAt.get(folder) ?? -Infinity) < ONE_COMMAND) return digest
  const names = countedFiles(folder, builds ? BUILD : undefined)
  return stampOfFiles(folder, names).stamp === stamp ? digest : readFiles(folder, names)
}

const readMemory = (file: string): Memory => ({ ...readAgain<Memory>(file) })

const read = new Map<string, { readonly stamp: string; readonly value: unknown }>()

/** What a sealed file holds, read once as long as it is the same file: it is asked for each package. */
function readAgain<T>(file: string): T | undefined {
  const stat = statSync(file, { bigint: true, throwIfNoEntry: false })
  if (!stat) return undefined
  const stamp = [stat.ino, stat.size, stat.mtimeNs, stat.ctimeNs].join()
  const known = read.get(file)
  if (known?.stamp === stamp) return known.value as T
  const value = readSealed<T>(file)
  read.set(file, { stamp, value })
  return value
}
