import { createRequire } from 'node:module'
import { existsSync, readFileSync, realpathSync } from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'
import { sha256 } from 'bocas/keys'
import { findComputedImports, type ComputedImport } from './computed-imports'

/** The digest of one file's code, and how the run key calls the file. */
export interface FileDigest {
  readonly file: string
  /** The path from the entry, so that a renamed task folder or another clone gives the same key. */
  readonly id: string
  readonly digest: string
  readonly computedImports: readonly ComputedImport[]
}

const SCRIPT = /\.[cm]?[jt]sx?$/

/**
 * Digests the files one by one, without comments, types and white space: what is left is what can change a result. esbuild writes
 * the stripped code under the same tsconfig rules by which it bundles.
 *
 * @param files absolute real paths, of one entry's closure; `entry` is one of them.
 */
export async function digestCode(root: string, entry: string, files: readonly string[]): Promise<FileDigest[]> {
  const scripts = files.filter((file) => SCRIPT.test(file))
  const stripped = await strip(root, scripts)
  return Promise.all(
    files.map(async (file) => {
      const code = stripped.get(file)
      return {
        file,
        id: fileId(root, entry, file),
        digest: sha256(code ?? readFileSync(file)),
        computedImports: code === undefined ? [] : await findComputedImports(code),
      }
    }),
  )
}

async function strip(root: string, scripts: readonly string[]): Promise<Map<string, string>> {
  const { build } = await import('esbuild')
  const { outputFiles, metafile } = await build({
    entryPoints: scripts.map((file, index) => ({ in: file, out: String(index) })),
    outdir: root,
    write: false,
    metafile: true,
    bundle: false,
    minifyWhitespace: true,
    legalComments: 'none',
    charset: 'utf8',
    target: 'node20',
    logLevel: 'silent',
    absWorkingDir: root,
  })
  const code = new Map(outputFiles.map(({ path, text }) => [path, text]))
  return new Map(
    Object.entries(metafile.outputs).map(([output, { entryPoint }]) => [
      realpathSync(join(root, entryPoint!)),
      code.get(join(root, output)) ?? '',
    ]),
  )
}

/** Relative to the entry inside the workspace; by package name for source linked in from elsewhere, whose place is no one's business. */
function fileId(root: string, entry: string, file: string): string {
  if (!relative(root, file).startsWith('..')) return posix(relative(dirname(entry), file))
  const folder = nearestPackage(dirname(file))
  return `${packageNameOf(folder)}:${posix(relative(folder, file))}`
}

/** The folder of `bocas` itself: its part in the key is the protocol version, whether it is installed or linked as source. */
export function bocasFolder(): string {
  return dirname(realpathSync(createRequire(__filename).resolve('bocas/package.json')))
}

function nearestPackage(from: string): string {
  for (let folder = from; ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'package.json')) || dirname(folder) === folder) return folder
  }
}

function packageNameOf(folder: string): string {
  try {
    return (JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { name?: string }).name ?? folder
  } catch {
    return folder
  }
}

const posix = (path: string): string => path.split(sep).join('/')
