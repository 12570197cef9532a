import { readFileSync } from 'node:fs'
import { parseCode, type AnyNode } from './static-values'

/** The packages of ours whose names code imports. */
export const OURS = ['bocas', '@bocas/figures']

/** A package as code imports it, and the file that Node loads for it. */
export interface PackageEntry {
  readonly specifier: string
  readonly entry: string
}

/** A name that is imported from a package that has it not, and those that it has. */
export interface LackedName {
  readonly specifier: string
  readonly name: string
  readonly names: readonly string[]
}

/** How esbuild tells Node which names a file of CommonJS exports: our packages are shipped so. */
const TOLD = /0 && \(module\.exports = \{([^{}]*)\}\)/

/** The names that a module exports, sorted; undefined where only loading it tells. */
export async function exportedNames(entry: string): Promise<readonly string[] | undefined> {
  const text = readFileSync(entry, 'utf8')
  const told = TOLD.exec(text)?.[1]
  if (told?.includes('...') || /\bexport\s*\*\s*from\b/.test(text)) return undefined
  const all = told === undefined ? await namesOfModule(entry) : told.split(',').map((name) => name.trim())
  const names = all.filter((name) => /^\w+$/.test(name) && name !== 'default').sort()
  return names.length === 0 ? undefined : names
}

/** None of CommonJS, and of what does not load: Node will say why. */
async function namesOfModule(entry: string): Promise<readonly string[]> {
  const { build } = await import('esbuild')
  try {
    const { metafile } = await build({
      ...{ entryPoints: [entry], bundle: false, write: false, metafile: true, outdir: '/', logLevel: 'silent' },
      format: 'esm',
    })
    return Object.values(metafile.outputs)[0]?.exports ?? []
  } catch (error) {
    if (!(error as { errors?: unknown }).errors) throw error
    return []
  }
}

/**
 * The names that bundled code imports from our packages and that these have not.
 *
 * @param code the bundle: what is imported for its type alone, or not used, is no longer in it.
 * @param entries by the path that the bundle has for a package.
 */
export async function lackedNames(code: string, entries: ReadonlyMap<string, PackageEntry>): Promise<LackedName[]> {
  if (entries.size === 0) return []
  const known = new Map<string, readonly string[] | undefined>()
  for (const [path, { entry }] of entries) known.set(path, await exportedNames(entry))
  const lacks = (path: string, name: string): boolean => {
    const names = known.get(path)
    return names !== undefined && name !== 'default' && !names.includes(name)
  }
  // Nearly all code has nothing to look for, and is not parsed.
  const isSuspect = [...code.matchAll(STATEMENT)].some(([, names = '', path = '']) =>
    names.split(',').some((name) => name.trim() !== '' && lacks(path, name.trim().split(/\s/)[0]!)),
  )
  if (!isSuspect) return []
  return namesFrom(await parseCode(code)).flatMap(({ path, name }) =>
    lacks(path, name) ? [{ specifier: entries.get(path)!.specifier, name, names: known.get(path)! }] : [],
  )
}

/** As esbuild writes imports: at the begin of a line. A text may look like it. */
const STATEMENT = /^(?:import|export)\b[^;'"]*?\{([^}]*)\}\s*from\s*"([^"\n]+)"/gm

function namesFrom(program: AnyNode): { path: string; name: string }[] {
  return (program.body as AnyNode[]).flatMap((statement) => {
    const path = (statement.source as { value?: unknown } | null | undefined)?.value
    if (typeof path !== 'string') return []
    return ((statement.specifiers ?? []) as AnyNode[]).flatMap((specifier) => {
      const taken = (statement.type === 'ImportDeclaration' ? specifier.imported : specifier.local) as
        { name?: string } | undefined
      return taken?.name === undefined ? [] : [{ path, name: taken.name }]
    })
  })
}
