import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, relative, resolve, sep } from 'node:path'
import { build, transform, type Plugin } from 'esbuild'

/** The name by which code of a release requires a file of its own package (`imports` in its package.json): it holds wherever that code came to lie. */
export const OWN_FILES = '#own/'

/**
 * Writes what the entries of a package lead to as few files of CommonJS: one for each entry, and those that entries share. Each run, sweep, figure and call of Nx
 * loads them: one file for each of hundreds of sources took most of the start of a run. They can be read, and names stay, so there is no source map: Node would
 * read it at each start.
 *
 * @param entries absolute paths; what is required where it is needed, and not before, is among them.
 */
export async function writeBundled(folder: string, entries: readonly string[], into: string): Promise<void> {
  const { outputFiles } = await build({
    platform: 'node',
    target: 'node20',
    charset: 'utf8',
    logLevel: 'silent',
    entryPoints: [...entries],
    outbase: folder,
    outdir: into,
    chunkNames: 'src/shared-[hash]',
    bundle: true,
    // Only ES modules are split; each becomes CommonJS afterwards.
    splitting: true,
    format: 'esm',
    packages: 'external',
    plugins: [requiredLate(folder)],
    // Two of one name are in one file then; people see them by it.
    keepNames: true,
    write: false,
    absWorkingDir: folder,
  })
  for (const { path, text } of outputFiles) {
    const { code } = await transform(text, { platform: 'node', target: 'node20', charset: 'utf8', format: 'cjs' })
    await mkdir(dirname(path), { recursive: true })
    await writeFile(path, code)
  }
}

/** What a release has in the place of a source, with its extension or without. */
export const releasedFile = (source: string): string =>
  /\.[cm]?js$/.test(source) ? source : `${source.replace(/\.ts$/, '')}.js`

/** Leaves `require('./x')` of a file of the package to Node, by a name that does not depend on where the code lies that calls it. */
const requiredLate = (folder: string): Plugin => ({
  name: 'required-late',
  setup(context) {
    context.onResolve({ filter: /^\./ }, ({ kind, path, resolveDir }) => {
      if (kind !== 'require-call') return undefined
      const file = relative(folder, resolve(resolveDir, path)).split(sep).join('/')
      return { path: `${OWN_FILES}${releasedFile(file)}`, external: true }
    })
  },
})
