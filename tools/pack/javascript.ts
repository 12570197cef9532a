import { mkdir, writeFile } from 'node:fs/promises'
import { basename, dirname } from 'node:path'
import { build, transform, type BuildOptions } from 'esbuild'

const COMMON: BuildOptions = { platform: 'node', target: 'node20', charset: 'utf8', logLevel: 'silent' }

/**
 * Writes what the entries of a package lead to as few files of CommonJS: one for each entry, and those that entries share. Each run, sweep and figure loads
 * `bocas`: one file for each of its hundreds of sources took most of the start of a run. It can be read, and names stay, so there is no source map: Node
 * would read it at each start.
 */
export async function writeBundled(folder: string, entries: readonly string[], into: string): Promise<void> {
  const { outputFiles } = await build({
    ...COMMON,
    entryPoints: [...entries],
    outbase: folder,
    outdir: into,
    chunkNames: 'src/shared-[hash]',
    bundle: true,
    // Only ES modules are split; each becomes CommonJS afterwards.
    splitting: true,
    format: 'esm',
    packages: 'external',
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

/**
 * Writes each source file as CommonJS of its own, with a source map that holds the source: what is shipped can be read, and errors have
 * places in what we wrote.
 */
export async function writeJavaScript(folder: string, files: readonly string[], into: string): Promise<void> {
  const { outputFiles } = await build({
    ...COMMON,
    entryPoints: files.filter((file) => file.endsWith('.ts')),
    outbase: folder,
    outdir: into,
    bundle: false,
    write: false,
    format: 'cjs',
    sourcemap: 'linked',
    sourcesContent: true,
    absWorkingDir: folder,
  })
  for (const { path, text } of outputFiles) {
    await mkdir(dirname(path), { recursive: true })
    await writeFile(path, path.endsWith('.map') ? besideIt(text) : text)
  }
}

/** Places of errors lie in the installed package then. As seen from this repository they would lie in the workspace of whoever has installed it, where no such file is. */
function besideIt(map: string): string {
  const read = JSON.parse(map) as { readonly sources: readonly string[] }
  return `${JSON.stringify({ ...read, sources: read.sources.map((source) => basename(source)) })}\n`
}
