import { lstatSync, readdirSync, readlinkSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { isSystemError } from 'bocas/internal/light'
import { readSealed, writeSealed } from './sealed-json'
import { TOO_RECENT } from './file-stamp'

/** What a value was made from, as absolute paths. */
export interface FilesBehind {
  /** The files whose content it was made from. */
  readonly files: readonly string[]
  /** Paths, there or not, of which another name in their folder could take the place. */
  readonly through?: readonly string[]
  /** Places that count by themselves, there or not: package folders, settings. */
  readonly places?: readonly string[]
}

export interface MadeFromFiles<T> {
  readonly value: T
  /** Undefined when nobody can say what it was made from: it is not remembered. */
  readonly origin: FilesBehind | undefined
}

/**
 * Makes a value from files, or gives the one made before when nothing that could change it has: the files themselves, by what the file
 * system says of them; the names that lie beside them and above and where links among those lead, because a new file can take the place
 * of another in an import; and the settings (package.json, tsconfig) on the way up. In doubt it is made anew.
 *
 * @param cache the JSON file that remembers the value.
 * @param version whatever else the value depends on.
 */
export async function remembered<T>(
  cache: string,
  version: string,
  make: () => Promise<MadeFromFiles<T> | undefined>,
): Promise<T | undefined> {
  const known = readSealed<Known<T>>(cache)
  if (known && known.version === version && stampOf(known.origin)?.text === known.stamp) return known.value
  // What changes from here on may or may not be in the value.
  const begin = Date.now()
  const made = await make()
  const stamp = made?.origin && stampOf(made.origin)
  if (stamp && begin - stamp.newest > TOO_RECENT) {
    const known: Known<T> = { version, origin: made.origin, stamp: stamp.text, value: made.value }
    writeSealed(cache, known)
  }
  return made?.value
}

interface Known<T> {
  readonly version: string
  readonly origin: FilesBehind
  readonly stamp: string
  readonly value: T
}

/** The state of an origin as text, and when it last changed; undefined when one of its files is gone. */
function stampOf({ files, through = [], places = [] }: FilesBehind): { text: string; newest: number } | undefined {
  let newest = 0
  const lines: string[] = []
  const see = (path: string, stat = statSync(path, { bigint: true })): void => {
    newest = Math.max(newest, milliseconds(stat))
    lines.push([path, stat.size, stat.ino, stat.mtimeNs, stat.ctimeNs].join())
  }
  try {
    files.forEach((file) => see(file))
    for (const place of places) {
      const stat = lstatSync(place, { bigint: true, throwIfNoEntry: false })
      if (stat) see(place, stat)
      else lines.push(`${place}: none`)
    }
    for (const folder of foldersAbove([...files, ...through])) {
      const stat = statSync(folder, { bigint: true, throwIfNoEntry: false })
      const names = stat ? namesIn(folder) : ['none']
      if (stat) newest = Math.max(newest, milliseconds(stat))
      lines.push(`${folder}: ${names.join()}`)
      for (const name of names) if (name === 'package.json' || /^tsconfig.*\.json$/.test(name)) see(join(folder, name))
    }
    return { text: lines.join('\n'), newest }
  } catch (error) {
    if (!isSystemError(error)) throw error
    return undefined
  }
}

const milliseconds = ({ mtimeNs, ctimeNs }: { mtimeNs: bigint; ctimeNs: bigint }): number =>
  Number((mtimeNs > ctimeNs ? mtimeNs : ctimeNs) / 1_000_000n)

/** Names in a folder, links with their aims. Those that begin with a point are caches and settings of other tools; imports do not name them. */
function namesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => !name.startsWith('.'))
    .map((entry) => (entry.isSymbolicLink() ? `${entry.name}→${readlinkSync(join(folder, entry.name))}` : entry.name))
    .sort()
}

function foldersAbove(paths: readonly string[]): string[] {
  const folders = new Set<string>()
  for (const path of paths) {
    for (let folder = dirname(path); !folders.has(folder) && dirname(folder) !== folder; folder = dirname(folder)) {
      folders.add(folder)
      // A home or a temporary folder above the workspace changes all the time and decides nothing.
      if (isTop(folder)) break
    }
  }
  return [...folders].sort()
}

const tops = new Map<string, boolean>()

/** The top of a workspace: where its lockfile or its nx.json lies. */
function isTop(folder: string): boolean {
  let top = tops.get(folder)
  if (top === undefined) {
    top = ['nx.json', 'package-lock.json'].some((name) => statSync(join(folder, name), { throwIfNoEntry: false }))
    tops.set(folder, top)
  }
  return top
}
