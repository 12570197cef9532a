import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { specification } from '../../host/host'
import { localLauncher } from '../../host/launch/local-launcher'
import { known } from '../../plan/sweep/awaited-words'
import { planTask } from '../../plan/plan-task'
import { installBocas } from '../../plan/test-bocas'
import { testWorkspace, type TestWorkspace } from '../../plan/test-workspace'
import { workerScript } from '../../plan/workers/worker-script'

jest.setTimeout(120_000)

let workspace: TestWorkspace
beforeAll(() => {
  workspace = testWorkspace({
    // Says all that can be seen of a config: JSON text would not show a negative zero.
    'tasks/a/run.ts': `export const run = (config: any) => {
      const zero = Object.is(config.zero, -0) ? '-0' : String(config.zero)
      console.log(JSON.stringify(config), zero)
      return { ok: 1 }
    }`,
  })
  installBocas(workspace)
})
afterAll(() => workspace.remove())

/** The key of the one run of a sweep, and what its code saw in a process of its own. */
async function executed(config: string): Promise<{ key: string; seen: string }> {
  workspace.write({
    'tasks/a/sweep.ts': `import { defineSweep, sweep } from 'bocas'; export default defineSweep(${config})`,
  })
  const plan = known(await planTask(workspace.root, 'tasks/a/sweep.ts'))
  expect(plan.problems).toEqual([])
  const [run] = plan.runs
  const work = workspace.path('.bocas/work', run!.key)
  mkdirSync(work, { recursive: true })
  const spec = specification({ plan, run: run! }, workspace.root, work, { folder: workspace.path('out', run!.key) })
  const { said } = await localLauncher(await workerScript(workspace.root, 'run-worker')).launch(spec, () => undefined)
    .ended
  expect(said).toEqual({ type: 'trained' })
  return { key: run!.key, seen: readFileSync(join(workspace.path('out', run!.key), 'run.log'), 'utf8') }
}

describe('the config that a run is given, in its own process', () => {
  it('is the same for every way to write it, because they share a key', async () => {
    const ways = [
      `{ b: 1, zero: -0, a: { z: 'é', 10: 1, 9: 2 } }`,
      `{ a: { 9: sweep([2]), z: 'é', 10: 1.0 }, zero: 0, b: sweep([1]) }`,
    ]
    const [first, second] = [await executed(ways[0]!), await executed(ways[1]!)]
    expect(second).toEqual(first)
    expect(first.seen).toBe('{"a":{"9":2,"10":1,"z":"é"},"b":1,"zero":0} 0\n')
  })

  it('is another one where the key is', async () => {
    const runs = [
      await executed(`{ zero: 0, a: 'é' }`),
      await executed(`{ zero: 0, a: 'e\\u0301' }`),
      await executed(`{ zero: '0', a: 'é' }`),
      await executed(`{ zero: 0, a: ['é'] }`),
    ]
    expect(new Set(runs.map(({ key }) => key)).size).toBe(4)
    expect(new Set(runs.map(({ seen }) => seen)).size).toBe(4)
  })
})
