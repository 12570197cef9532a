import { build } from 'esbuild'

/**
 * Writes each source file as CommonJS of its own, with a source map that holds the source: what is shipped can be read, and errors have
 * places in what we wrote.
 */
export async function writeJavaScript(folder: string, files: readonly string[], into: string): Promise<void> {
  await build({
    entryPoints: files.filter((file) => file.endsWith('.ts')),
    outbase: folder,
    outdir: into,
    bundle: false,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    charset: 'utf8',
    sourcemap: 'linked',
    sourcesContent: true,
    logLevel: 'silent',
    absWorkingDir: folder,
  })
}
