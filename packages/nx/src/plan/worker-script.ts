import { createRequire } from 'node:module'
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { buildSync } from 'esbuild'
import { sha256, workspacePaths } from 'bocas/core'

const require = createRequire(__filename)

/**
 * The path of a worker as plain JavaScript that Node starts without a loader. A packed release ships it; in this repository it is
 * bundled from its source on demand, under a name that says what it holds.
 */
export function workerScript(
  root: string,
  name: 'run-worker' | 'sweep-worker' | 'figures-worker' | 'data-digest',
): string {
  const shipped = join(__dirname, '..', 'worker', `${name}.js`)
  if (existsSync(shipped)) return shipped
  const { outputFiles } = buildSync({
    entryPoints: [require.resolve(`../worker/${name}.ts`)],
    bundle: true,
    write: false,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    logLevel: 'silent',
    minifyWhitespace: true,
  })
  const code = outputFiles[0]!.text
  const file = join(workspacePaths(root).bundles, `${name}-${sha256(code).slice(0, 16)}.cjs`)
  writeOnce(file, code)
  return file
}

/** Writes a content-addressed file, whole or not at all. */
export function writeOnce(file: string, content: string): void {
  if (existsSync(file) && readFileSync(file, 'utf8') === content) return
  mkdirSync(join(file, '..'), { recursive: true })
  const draft = `${file}.${process.pid}`
  writeFileSync(draft, content)
  renameSync(draft, file)
}
