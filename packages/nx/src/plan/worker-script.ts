import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { sha256, workspacePaths } from 'bocas/keys'
import { isIntact } from './read-code'
import { stamped } from './stamped'
import { writeOnce } from './write-once'

export type WorkerName = 'run-worker' | 'sweep-worker' | 'figures-worker' | 'data-digest'

/**
 * The path of a worker as plain JavaScript that Node starts without a loader. A packed release ships it; in this repository it is
 * bundled from its source, once per content, under a name that says what it holds.
 */
export async function workerScript(root: string, name: WorkerName): Promise<string> {
  const shipped = join(__dirname, '..', 'worker', `${name}.js`)
  if (existsSync(shipped)) return shipped
  const { bundles, plans } = workspacePaths(root)
  const bundled = async () => {
    const { code, files } = await bundleWorker(join(__dirname, '..', 'worker', `${name}.ts`))
    const script = join(bundles, `${name}-${sha256(code)}.cjs`)
    writeOnce(script, code)
    return { value: script, files }
  }
  const script = (await stamped(join(plans, `${name}.json`), bundles, bundled))!
  return isIntact(script) ? script : (await bundled()).value
}

async function bundleWorker(entry: string): Promise<{ code: string; files: string[] }> {
  // Imported when it is needed: a packed release never gets here.
  const { build } = await import('esbuild')
  const { outputFiles, metafile } = await build({
    entryPoints: [entry],
    bundle: true,
    write: false,
    metafile: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    logLevel: 'silent',
    minifyWhitespace: true,
    absWorkingDir: __dirname,
  })
  return { code: outputFiles[0]!.text, files: Object.keys(metafile.inputs).map((file) => join(__dirname, file)) }
}
