import { mkdirSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** A value that was made from files, and which files. */
export interface Made<T> {
  readonly value: T
  /** Absolute paths of all files that it was made from. */
  readonly files: readonly string[]
}

/** Milliseconds: a second change within the same tick of a file system's clock would not show. */
const TOO_RECENT = 2_000

/**
 * Makes a value from files, or gives the one made before when nothing that could change it has: the files themselves, by what the file
 * system says of them; what lies beside them and above, because a new file can take the place of another in an import; and the settings
 * (package.json, tsconfig) on the way up. In doubt it is made anew.
 *
 * @param cache the JSON file that remembers the value.
 * @param version whatever else the value depends on.
 */
export async function stamped<T>(
  cache: string,
  version: string,
  make: () => Promise<Made<T> | undefined>,
): Promise<T | undefined> {
  const known = read<T>(cache)
  if (known && known.version === version && stampOf(known.files)?.text === known.stamp) return known.value
  const made = await make()
  if (!made) return undefined
  const stamp = stampOf(made.files)
  if (stamp && Date.now() - stamp.newest > TOO_RECENT) {
    mkdirSync(dirname(cache), { recursive: true })
    writeFileSync(
      `${cache}.${process.pid}`,
      JSON.stringify({ version, files: made.files, stamp: stamp.text, value: made.value }),
    )
    renameSync(`${cache}.${process.pid}`, cache)
  }
  return made.value
}

interface Known<T> extends Made<T> {
  readonly version: string
  readonly stamp: string
}

function read<T>(cache: string): Known<T> | undefined {
  try {
    return JSON.parse(readFileSync(cache, 'utf8')) as Known<T>
  } catch {
    return undefined
  }
}

function stampOf(files: readonly string[]): { text: string; newest: number } | undefined {
  let newest = 0
  const lines: string[] = []
  const see = (path: string): void => {
    const stat = statSync(path, { bigint: true })
    newest = Math.max(newest, Number((stat.mtimeNs > stat.ctimeNs ? stat.mtimeNs : stat.ctimeNs) / 1_000_000n))
    lines.push([path, stat.size, stat.ino, stat.mtimeNs, stat.ctimeNs].join())
  }
  try {
    files.forEach(see)
    for (const folder of foldersAbove(files)) {
      // Names that begin with a point are caches and settings of other tools; imports do not name them.
      const names = readdirSync(folder).filter((name) => !name.startsWith('.'))
      lines.push(`${folder}: ${names.sort().join()}`)
      for (const name of names) if (name === 'package.json' || /^tsconfig.*\.json$/.test(name)) see(join(folder, name))
    }
    return { text: lines.join('\n'), newest }
  } catch {
    return undefined
  }
}

function foldersAbove(files: readonly string[]): string[] {
  const folders = new Set<string>()
  for (const file of files) {
    for (let folder = dirname(file); !folders.has(folder) && dirname(folder) !== folder; folder = dirname(folder)) {
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
    const names = readdirSync(folder)
    top = names.includes('nx.json') || names.includes('package-lock.json')
    tops.set(folder, top)
  }
  return top
}
