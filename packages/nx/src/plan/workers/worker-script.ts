import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { sha256, workspacePaths, writeWholeSync } from 'bocas/internal/light'
import { isIntact } from '../code/read-code'
import { remembered } from '../../shared/remembered'
import { HERE } from '../../here'

export const WORKERS = [
  'run-worker',
  'job-worker',
  'sweep-worker',
  'command-worker',
  'figures-worker',
  'data-digest',
  'program-digest',
] as const

export type WorkerName = (typeof WORKERS)[number]

const SOURCES = join(HERE, 'worker')
const REPOSITORY = join(HERE, '..', '..', '..')

/**
 * The path of a worker as plain JavaScript that Node starts without a loader. A packed release ships it; in this repository it is
 * bundled from its source, once per content. Either way its name says what it holds.
 */
export async function workerScript(root: string, name: WorkerName): Promise<string> {
  const shipped = readdirSync(SOURCES).find((file) => file.startsWith(`${name}-`) && file.endsWith('.cjs'))
  if (shipped !== undefined) return join(SOURCES, shipped)
  const bundled = await bundledHere(name)
  const script = join(workspacePaths(root).bundles, basename(bundled))
  if (!isIntact(script)) writeWholeSync(script, readFileSync(bundled))
  return script
}

/** The bundle of a worker in the workspace of its sources, from which all others have it: tests make hundreds of workspaces. */
async function bundledHere(name: WorkerName): Promise<string> {
  const { bundles, plans } = workspacePaths(REPOSITORY)
  const bundle = async () => {
    const { file, code, files } = await bundleWorker(name)
    const script = join(bundles, file)
    if (!existsSync(script)) writeWholeSync(script, code)
    return { value: script, origin: { files } }
  }
  const script = (await remembered(join(plans, `${name}.json`), bundles, bundle))!
  return isIntact(script) ? script : (await bundle()).value
}

/** A worker with everything that it imports: the name of its file, its code, and the absolute paths of the files in it. */
export async function bundleWorker(name: WorkerName): Promise<{ file: string; code: string; files: string[] }> {
  // Imported when it is needed: a packed release never gets here.
  const { build } = await import('esbuild')
  const { outputFiles, metafile } = await build({
    entryPoints: [join(SOURCES, `${name}.ts`)],
    bundle: true,
    write: false,
    metafile: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    logLevel: 'silent',
    minifyWhitespace: true,
    // ES modules among the packages ask where they are; as CommonJS they would be told `undefined`.
    banner: { js: `const __importMetaUrl=require('node:url').pathToFileURL(__filename).href;` },
    define: { 'import.meta.url': '__importMetaUrl' },
    absWorkingDir: HERE,
  })
  const code = outputFiles[0]!.text
  return {
    file: `${name}-${sha256(code)}.cjs`,
    code,
    files: Object.keys(metafile.inputs).map((file) => join(HERE, file)),
  }
}
