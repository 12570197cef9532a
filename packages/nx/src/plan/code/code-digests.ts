import { createRequire } from 'node:module'
import { existsSync, realpathSync } from 'node:fs'
import { dirname, join, sep } from 'node:path'
import { canonicalJson, isWithin, posixRelative, sha256 } from 'bocas/internal/light'
import type { Plugin } from 'esbuild'
import type { Bundle } from './bundle'
import { findFiguresData, type DeclaredInCode } from './figures-data'
import { findHiddenImports, type HiddenImport } from './hidden-imports'
import { findLiteralPaths, findResolvedPackages } from './literal-paths'
import { findRefusedNames, lineOfName, type RefusedName } from './returned-names'
import type { SourceTexts } from './sources'
import { readJson } from '../../shared/read-json'

/** The digest of one file's code, and how the run key calls the file. */
export interface FileDigest {
  readonly file: string
  /** The path from the entry, so that a renamed task folder or another clone gives the same key. */
  readonly id: string
  readonly digest: string
  readonly hiddenImports: readonly HiddenImport[]
  /** Whether it could make a run that is a program: only then is it looked at more closely. */
  readonly mentionsCommand: boolean
  /** Packages of which it asks where a file of theirs lies. */
  readonly resolvedPackages: readonly string[]
  /** Relative to the file: paths that it puts together from its own place. */
  readonly literalPaths: readonly string[]
  /** Of a `run.ts`: names of artifacts that its result cannot have. */
  readonly refusedNames?: readonly (RefusedName & { readonly line?: number | undefined })[] | undefined
  /** Of a `figures.ts`: the data that it declares. */
  readonly figuresData?: DeclaredInCode | undefined
}

const SCRIPT = /\.[cm]?[jt]sx?$/

/**
 * Digests the files of a bundle one by one, without comments, types and white space: what is left is what can change a result. So can what
 * an import means, when a tsconfig or a package.json decides it: that is digested with the file. esbuild writes the stripped code under
 * the same tsconfig rules by which it bundles; its version is pinned, because another one may write the same code in other words.
 */
export async function digestCode(
  root: string,
  entry: string,
  { files, sources, meanings }: Pick<Bundle, 'files' | 'sources' | 'meanings'>,
): Promise<FileDigest[]> {
  const stripped = await strip(
    root,
    files.filter((file) => SCRIPT.test(file)),
    sources,
  )
  const id = (file: string): string => fileId(root, entry, file)
  const own = bocasFolder() + sep
  const isEntry = (file: string): boolean => file === realpathSync(entry)
  return Promise.all(
    files.map(async (file) => {
      const code = stripped.get(file)
      const meant = (meanings.get(file) ?? [])
        .filter((meaning) => !meaning.file.startsWith(own))
        .map(({ specifier, file, seen }) => [specifier, id(file), ...(seen ? [seen] : [])].join(' '))
      return {
        file,
        id: id(file),
        digest: sha256(canonicalJson([sha256(code ?? sources.get(file)!), [...new Set(meant)].sort()])),
        hiddenImports: code === undefined ? [] : await findHiddenImports(code),
        mentionsCommand: code !== undefined && !file.startsWith(own) && mentionsCommand(code),
        resolvedPackages: code === undefined || file.startsWith(own) ? [] : await findResolvedPackages(file, code),
        literalPaths: code === undefined || file.startsWith(own) ? [] : await relativePaths(file, code),
        refusedNames:
          code !== undefined && id(file) === 'run.ts' && isEntry(file)
            ? await refusedNames(code, sources.get(file)!)
            : undefined,
        figuresData: code !== undefined && id(file) === 'figures.ts' ? await findFiguresData(file, code) : undefined,
      }
    }),
  )
}

const refusedNames = async (code: string, source: Uint8Array): Promise<FileDigest['refusedNames']> =>
  (await findRefusedNames(code)).map((found) => ({
    ...found,
    line: lineOfName(Buffer.from(source).toString(), found.name),
  }))

const relativePaths = async (file: string, code: string): Promise<string[]> =>
  (await findLiteralPaths(file, code)).map((path) => posixRelative(dirname(file), path))

const mentionsCommand = (code: string): boolean => /\bcommand\b/.test(code) && /["'`]bocas["'`]/.test(code)

async function strip(root: string, scripts: readonly string[], sources: SourceTexts): Promise<Map<string, string>> {
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
    plugins: [asWasRead(sources)],
  })
  const code = new Map(outputFiles.map(({ path, text }) => [path, text]))
  return new Map(
    Object.entries(metafile.outputs).map(([output, { entryPoint }]) => [
      realpathSync(join(root, entryPoint!)),
      code.get(join(root, output)) ?? '',
    ]),
  )
}

const asWasRead = (sources: SourceTexts): Plugin => ({
  name: 'as-was-read',
  setup(context) {
    context.onLoad({ filter: /./, namespace: 'file' }, ({ path }) => {
      const contents = sources.get(path)
      return contents && { contents, loader: 'default' }
    })
  },
})

/** Relative to the entry inside the workspace; by package name for source linked in from elsewhere, whose place is no one's business. */
function fileId(root: string, entry: string, file: string): string {
  if (isWithin(root, file)) return posixRelative(dirname(entry), file)
  const folder = nearestPackage(dirname(file))
  return `${packageNameOf(folder)}:${posixRelative(folder, file)}`
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
  return readJson<{ name?: string }>(join(folder, 'package.json'))?.name ?? folder
}
