import { readFileSync } from 'node:fs'
import { access } from 'node:fs/promises'
import { join } from 'node:path'
import type { Sample } from '../contender'
import type { KnownFigureJob } from '../../../packages/nx/src/protocol/figure-job'
import type { RunSpecification } from '../../../packages/nx/src/protocol/run-specification'
import { watchFigures } from '../../../packages/nx/src/worker/figures/watch-figures'
import { watchRun } from '../../../packages/nx/src/worker/run/watch-run'
import { inWords } from '../../../packages/bocas/src/internal'

/** What is guarded, if anything. Each process can tell of one: guards are put in once. */
export type Guarded = 'nothing' | 'run' | 'figures'

export const READS = 1000
export const RUNS = 100

export interface ProbedGuards {
  /** To put the guards in, and to ask them in the end. */
  readonly guards: Sample
  /** To read a declared file so often. */
  readonly reads: Sample
}

/** `node probe <what> <workspace>`, where `tasks/toy/x.csv` is declared data. */
async function main(what: Guarded, root: string): Promise<ProbedGuards> {
  const data = { 'x.csv': join(root, 'tasks', 'toy', 'x.csv') }
  // In the processes of runs and figures `fs/promises` is loaded before anything is guarded, which takes longer than to guard it.
  await access(root)
  const clock = stopwatch()
  const ask = put(what, root, data)
  const putIn = clock()
  for (let count = 0; count < READS; count++) readFileSync(data['x.csv'])
  const reads = clock()
  const found = await ask()
  const asked = clock()
  if (found.length > 0) throw new Error(found.join('\n'))
  return { guards: { wall: putIn.wall + asked.wall, cpu: putIn.cpu + asked.cpu }, reads }
}

/** Tells the seconds since it was last asked. */
function stopwatch(): () => { readonly wall: number; readonly cpu: number } {
  const now = (): { wall: number; cpu: number } => {
    const { user, system } = process.cpuUsage()
    return { wall: performance.now() / 1000, cpu: (user + system) / 1e6 }
  }
  let last = now()
  return () => {
    const [before, after] = [last, now()]
    last = after
    return { wall: after.wall - before.wall, cpu: after.cpu - before.cpu }
  }
}

/** @returns asks the guards what they have found. */
function put(what: Guarded, root: string, data: Readonly<Record<string, string>>): () => Promise<string[]> | string[] {
  const bundle = join(root, '.bocas', 'bundles', 'code.mjs')
  const work = join(root, '.bocas', 'work', 'run')
  if (what === 'run') {
    const spec = { root, work, bundle, data, task: 'toy', packages: [], ingredients: { data: { 'x.csv': '' } } }
    const watched = watchRun(spec as unknown as RunSpecification, [join(work, 'checkpoint')], () => undefined)
    return () => {
      watched.end()
      return watched.lines()
    }
  }
  if (what === 'figures') {
    const runs = Array.from({ length: RUNS }, (_, index) => ({
      dir: join(root, 'paper', 'artifacts', 'toy', `run=${index}`),
    }))
    const known = { root, folder: join(root, 'tasks', 'toy'), declared: ['x.csv'], packages: [] }
    const watched = watchFigures(bundle, join(work, 'job.json'), { runs, data, known } as unknown as KnownFigureJob)
    return async () => (await watched.refused()).map(inWords)
  }
  return () => []
}

// Questions import what stands above, and probe nothing.
if (/probe\.cjs$/.test(process.argv[1] ?? ''))
  main(process.argv[2] as Guarded, process.argv[3]!).then(
    (probed) => console.log(JSON.stringify(probed)),
    (error: Error) => {
      console.error(error.message)
      process.exitCode = 1
    },
  )
