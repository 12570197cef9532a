import { existsSync, realpathSync, rmSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { version as esbuildVersion } from 'esbuild/package.json'
import { isInstalled, sha256, sha256File, workspacePaths, writeWholeSync } from 'bocas/internal/light'
import { packageFolder } from '../packages/package-folder'
import { bundleCode, type CodeProblem, type PackageImport } from './bundle'
import { digestCode, type FileDigest } from './code-digests'
import { remembered, type MadeFromFiles } from '../../shared/remembered'

/** The code of one entry, ready to run and to be keyed. */
export interface Code {
  /** Absolute path of the bundle: an ES module that holds everything but packages. */
  readonly script: string
  readonly files: readonly FileDigest[]
  readonly packages: readonly PackageImport[]
}

export type ReadCode = { readonly code: Code } | { readonly problems: readonly CodeProblem[] }

/** Raise it when the form of a remembered `Code` changes. */
const FORM = 8

/** Bundles and digests an entry, or remembers what that gave when nothing has changed since. */
export async function readCode(root: string, entry: string): Promise<ReadCode> {
  const paths = workspacePaths(root)
  let problems: readonly CodeProblem[] = []
  const make = async (): Promise<MadeFromFiles<Code> | undefined> => {
    const outcome = await bundleCode(root, entry, join(paths.bundles, 'entry.mjs'))
    if ('problems' in outcome) {
      problems = outcome.problems
      return undefined
    }
    const { code, files, packages, lookedUp } = outcome.bundle
    const script = join(paths.bundles, `${sha256(code)}.mjs`)
    if (!existsSync(script)) writeWholeSync(script, code)
    const digests = await digestCode(root, entry, outcome.bundle)
    return {
      value: { script, files: digests, packages: [...packages, ...resolvedPackages(digests, packages)] },
      origin: lookedUp.complete ? { files, ...lookedUp } : undefined,
    }
  }
  const memory = join(paths.plans, `${sha256(relative(root, entry)).slice(0, 16)}.json`)
  let code = await remembered(memory, `${FORM} ${esbuildVersion} ${root}`, make)
  // The bundle was deleted or torn, the memory was not.
  if (code && !isIntact(code.script)) code = (await make())?.value
  return code ? { code } : { problems }
}

/**
 * Packages of which code reads files without importing them. Those of the workspace are none: their files are data, which is declared, and Nx knows no external package by
 * such a name.
 */
function resolvedPackages(files: readonly FileDigest[], imported: readonly PackageImport[]): PackageImport[] {
  const known = new Set(imported.map(({ folder, importer }) => `${folder} ${importer}`))
  return files.flatMap(({ file: importer, resolvedPackages: names }) =>
    names.flatMap((name) => {
      const folder = packageFolder(dirname(importer), name)
      return folder === null || !isInstalled(realpathSync(folder)) || known.has(`${folder} ${importer}`)
        ? []
        : [{ name, folder, importer }]
    }),
  )
}

/** Whether a script still is what its name says: `<sha256>.mjs`, `<worker>-<sha256>.cjs`. A torn one is removed. */
export function isIntact(script: string): boolean {
  if (!existsSync(script)) return false
  if (script.includes(sha256File(script))) return true
  rmSync(script, { force: true })
  return false
}
