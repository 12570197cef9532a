import { join } from 'node:path'
import { succeeded, timed } from '../measure/timed'
import type { Sample } from '../contender'

/** What the probe tells of one process: seconds. */
export interface Probed {
  /** The process as a whole, from its start to its end, with the processes that it started. */
  readonly process: Sample
  /** CPU seconds of the process, from its start, by when the plugin was loaded. */
  readonly loaded: number
  /** Each call of `createNodes`, and how many projects it gave. */
  readonly calls: readonly (Sample & { readonly projects: number })[]
}

/** Loads `@bocas/nx` in a fresh process in `root` and calls its `createNodes` so often. */
export async function probe(root: string, calls = 0, env: NodeJS.ProcessEnv = {}): Promise<Probed> {
  const script = join(__dirname, 'probe.cjs')
  const call = await timed([process.execPath, script, String(calls)], {
    cwd: root,
    env: { ...process.env, ...env },
  })
  const { output, wall, cpu } = succeeded('loading the plugin', call)
  const told = JSON.parse(output.slice(output.lastIndexOf('\n'))) as Omit<Probed, 'process'>
  return { ...told, process: { wall, cpu } }
}
