import { mkdir, writeFile } from 'node:fs/promises'
import { basename, dirname } from 'node:path'
import { build } from 'esbuild'

/**
 * Writes each source file as CommonJS of its own, with a source map that holds the source: what is shipped can be read, and errors have
 * places in what we wrote.
 */
export async function writeJavaScript(folder: string, files: readonly string[], into: string): Promise<void> {
  const { outputFiles } = await build({
    entryPoints: files.filter((file) => file.endsWith('.ts')),
    outbase: folder,
    outdir: into,
    bundle: false,
    write: false,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    charset: 'utf8',
    sourcemap: 'linked',
    sourcesContent: true,
    logLevel: 'silent',
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
