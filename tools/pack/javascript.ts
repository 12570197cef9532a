import { build } from 'esbuild'

/** Writes each source file as CommonJS of its own: what is shipped can be read, and errors have places. */
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
    logLevel: 'silent',
    absWorkingDir: folder,
  })
}
