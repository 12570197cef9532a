import { existsSync, readdirSync, realpathSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import type { Metafile } from 'esbuild'
import type { PackageImports } from './bundle'
import { tsconfigChain } from './tsconfig-chain'
import { readJson } from '../../shared/read-json'

/** What one import of our own code means. */
export interface Meaning {
  readonly specifier: string
  /** Absolute real path. */
  readonly file: string
  /**
   * How the importer sees a file that is no ES module: `as CommonJS`, or `as CommonJS, as Node would`, where a default import is all of
   * `module.exports` whatever that says of itself. The `type` of the nearest package.json decides it, of the file and of the importer.
   */
  readonly seen?: 'as CommonJS' | 'as CommonJS, as Node would'
}

/** By file, as absolute real paths: what each of its imports of our own code means. */
export function importMeanings(root: string, { inputs }: Metafile): Map<string, Meaning[]> {
  const real = (file: string): string => realpathSync(join(root, file))
  return new Map(
    Object.entries(inputs).map(([file, { imports }]) => [
      real(file),
      imports.flatMap(({ path, original, external, kind }): Meaning[] => {
        if (external || original === undefined || !(path in inputs)) return []
        const meaning = { specifier: original, file: real(path) }
        if (inputs[path]!.format === 'esm') return [meaning]
        const asNode = kind !== 'require-call' && isNodeModule(real(file))
        return [{ ...meaning, seen: asNode ? 'as CommonJS, as Node would' : 'as CommonJS' }]
      }),
    ]),
  )
}

/** Whether Node takes a file for an ES module whatever is in it: by its name, or by the nearest package.json. */
function isNodeModule(file: string): boolean {
  if (/\.m[jt]s$/.test(file)) return true
  if (!/\.[jt]sx?$/.test(file)) return false
  for (let folder = dirname(file); ; folder = dirname(folder)) {
    const settings = join(folder, 'package.json')
    if (existsSync(settings)) return typeOf(settings) === 'module'
    if (dirname(folder) === folder) return false
  }
}

function typeOf(settings: string): unknown {
  return readJson<{ type?: unknown }>(settings)?.type
}

/** Beside the files themselves: what decides that imports mean these files and no others. */
export interface ResolutionInputs {
  /** Paths, there or not, that an import could have meant: a new name in one of their folders can change that. */
  readonly through: readonly string[]
  /** Places and settings whose own change can: package folders (there or not), the files that a tsconfig extends. */
  readonly places: readonly string[]
  /** Whether that is all. Where a tsconfig's `paths` may point is not followed up. */
  readonly complete: boolean
}

export function lookedUp(root: string, { inputs }: Metafile, { places, aliases }: PackageImports): ResolutionInputs {
  const through = new Set<string>()
  for (const [file, { imports }] of Object.entries(inputs)) {
    const folder = dirname(realpathSync(join(root, file)))
    for (const { path, original, external } of imports) {
      if (original !== undefined && /^\.{0,2}\//.test(original)) through.add(resolve(folder, original))
      // A computed path that begins with a literal folder: any file below it can come to be meant.
      if (external && path.includes('*'))
        foldersBelow(resolve(folder, path.split('*')[0]!)).forEach((below) => through.add(below))
    }
  }
  const folders = Object.keys(inputs).map((file) => dirname(realpathSync(join(root, file))))
  return {
    through: [...through].sort(),
    places: [...places, ...tsconfigChain(folders)].sort(),
    complete: [...aliases].every((alias) => alias.startsWith('#')),
  }
}

/** A path in the folder and in each below it; `start` may end in the beginning of a file name. */
function foldersBelow(start: string): string[] {
  const top = existsSync(start) ? start : dirname(start)
  if (!existsSync(top)) return [start]
  const below = readdirSync(top, { withFileTypes: true, recursive: true }).filter((entry) => entry.isDirectory())
  return [top, ...below.map(({ parentPath, name }) => join(parentPath, name))].map((folder) => join(folder, '*'))
}
