import { readFileSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { join } from 'node:path'
import { build } from 'esbuild'
import { packageName } from '../../packages/nx/src/plan/packages/package-folder'

/** What the entries of a package lead to. */
export interface Reached {
  /** Absolute paths of its own source files: those that are shipped. Tests and their helpers are not among them. */
  readonly files: readonly string[]
  /** npm packages that they import, and which file does. */
  readonly packages: ReadonlyMap<string, string>
  /** npm packages of which its own source files import at least a type. */
  readonly named: ReadonlySet<string>
  /** Absolute paths of its own files that it requires where they are needed, and not before. */
  readonly late: readonly string[]
  /** What a release could not load. */
  readonly problems: readonly string[]
}

/** Follows the imports of `entries` within the package. */
export async function follow(folder: string, entries: readonly string[]): Promise<Reached> {
  const { metafile } = await build({
    entryPoints: [...entries],
    bundle: true,
    packages: 'external',
    write: false,
    metafile: true,
    outdir: folder,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    logLevel: 'silent',
    absWorkingDir: folder,
  })
  const packages = new Map<string, string>()
  const problems: string[] = []
  const late = new Set<string>()
  for (const [file, { imports }] of Object.entries(metafile.inputs)) {
    if (file.startsWith('..')) problems.push(`${file} is not in the package, and code of it imports that file by path`)
    problems.push(...byOwnPlace(folder, file))
    for (const { path, kind, external, original } of imports) {
      // Own files that only types are imported from count as external too: nothing of them is loaded.
      if (external && path.startsWith('.')) continue
      const name = packageName(path)
      if (external && !path.startsWith('node:') && !builtinModules.includes(name)) packages.set(name, file)
      if (!external && kind === 'require-call') late.add(join(folder, path))
      // Node completes the extension of what is required, not of what is imported.
      if (!external && kind === 'dynamic-import')
        problems.push(
          `${file} has import('${original ?? path}') of its own file: Node would not find it without its extension`,
        )
    }
  }
  const files = Object.keys(metafile.inputs).map((file) => join(folder, file))
  return { files, packages, named: new Set(files.flatMap(namedIn)), late: [...late], problems }
}

/** How code asks for a file by its own place. In a release it is part of a file in `src`, where such a path leads elsewhere. */
const BY_OWN_PLACE = /(?:\brequire\.resolve|\bcreateRequire\(__filename\)(?:\.resolve)?)\(\s*['"`]\.[^)]*\)/

function byOwnPlace(folder: string, file: string): string[] {
  const code = readFileSync(join(folder, file), 'utf8').replace(/^\s*(?:\/\/|\/?\*).*$/gm, '')
  const [asked] = BY_OWN_PLACE.exec(code) ?? []
  const isBelow = file.split('/').length > 2
  return asked !== undefined && isBelow
    ? [`${file} has ${asked}, which leads elsewhere in a release: join(HERE, …) does not (packages/nx/src/here.ts)`]
    : []
}

/** The packages in `from '…'` of a file, types included. */
const namedIn = (file: string): string[] =>
  [...readFileSync(file, 'utf8').matchAll(/\bfrom '([^.'][^']*)'/g)].map(([, path]) => packageName(path!))
