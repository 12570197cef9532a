import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { canonicalJson, limited, openResult, workspacePaths, writeResultFile } from 'bocas/internal'
import { plan, type PlannedState } from '../../e2e/rig/bocas'
import type { Rig } from '../../e2e/rig/rig'
import { timedNx } from '../measure/workspace-nx'
import { trivialRuns } from './trivial-runs'

/**
 * A workspace of `n` trivial runs whose store has the results of all of them. One run is executed; of the others the entries are written as its worker has left
 * its own: thousands of processes would take a quarter of an hour.
 */
export async function filledStore(n: number, later: (cleanUp: () => Promise<void>) => void): Promise<Rig> {
  const one = trivialRuns(1)
  later(() => one.dispose())
  await timedNx(one, ['run', 'trivial:experiment'])
  const [key] = one.list('.bocas/store')
  const model = one.path('.bocas/store', key!)
  const rig = trivialRuns(n)
  later(() => rig.dispose())
  const { tasks } = await plan(rig)
  if (tasks[0]?.runs.length !== n) throw new Error(`${n} runs cannot be planned: ${tasks[0]?.problems.join('\n')}`)
  const paths = workspacePaths(rig.root)
  await limited(8, tasks[0].runs, (run) => writeEntry(model, paths.entry(run.key), run))
  return rig
}

/** The entry of a run, like that of another one but for what says which run it is. */
async function writeEntry(model: string, entry: string, { key, name, config }: PlannedState): Promise<void> {
  const read = (file: string): Record<string, unknown> =>
    JSON.parse(readFileSync(join(model, file), 'utf8')) as Record<string, unknown>
  mkdirSync(entry, { recursive: true })
  const { artifacts, payloads } = openResult(model)
  const i = config.i as number
  await writeResultFile(entry, {
    key,
    config: { i },
    artifacts: { ...artifacts, score: { ...artifacts.score!, data: i } },
    payloads,
  })
  const write = (file: string, text: string): void => writeFileSync(join(entry, file), text)
  write('execution.json', `${JSON.stringify({ ...read('execution.json'), run: name }, null, 2)}\n`)
  write('ingredients.json', `${canonicalJson({ ...read('ingredients.json'), name, config })}\n`)
  for (const file of readdirSync(model).filter((file) => !file.endsWith('.json')))
    write(file, readFileSync(join(model, file), 'utf8'))
}
