import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { workspacePaths } from 'bocas/internal'
import { installBocas } from '../../plan/test-bocas'
import { testWorkspace, type TestWorkspace } from '../../plan/test-workspace'
import { planTasks } from '../workspace'
import { plannedFailures, type PlanNamed } from './planned-failures'

// The workspace bundles its workers anew.
jest.setTimeout(120_000)

const sweepOf = (rates: string): string => `import { defineSweep, sweep } from 'bocas'
import { more } from './more'
export default defineSweep({ lr: sweep([${rates}, ...more]) })
`

describe('failures that are told, look by look', () => {
  let workspace: TestWorkspace
  let planned: string[][]
  let keys: ReadonlyMap<string, string>
  beforeEach(async () => {
    planned = []
    workspace = testWorkspace({
      'tasks/a/more.ts': 'export const more = [0.1]\n',
      'tasks/a/run.ts': 'export const run = () => ({})\n',
      'tasks/other/sweep.ts': 'no sweep',
    })
    installBocas(workspace)
    write('0.2, 0.9')
    const [plan] = await planTasks(workspace.root, ['a'])
    keys = new Map(plan!.runs!.map(({ name, key }) => [name, key]))
  })
  afterEach(() => workspace.remove())

  const write = (rates: string): void => workspace.write({ 'tasks/a/sweep.ts': sweepOf(rates) })
  const lookFor = (...names: string[]): (() => Promise<string[]>) => {
    const plan: PlanNamed = (root, tasks) => {
      planned.push([...tasks])
      return planTasks(root, tasks)
    }
    const look = plannedFailures(workspacePaths(workspace.root), plan)
    const failures = names.map((name) => ({ task: 'a', name, key: keys.get(name)!, message: 'no' }))
    for (const name of names) fail(name)
    return async () => (await look(failures)).map(({ name, isEarlier }) => `${name}${isEarlier ? ' earlier' : ''}`)
  }
  const fail = (name: string, at = 1): void =>
    workspace.write({ [`.bocas/failed/a/${name}/failure.json`]: { message: 'no', at } })

  it('a run that leaves its sweep is told no more, and told again when it is back and fails', async () => {
    write('0.2, 0.9')
    const look = lookFor('lr=0.2', 'lr=0.9')
    expect(await look()).toEqual(['lr=0.2', 'lr=0.9'])
    write('0.2')
    expect(await look()).toEqual(['lr=0.2'])
    expect(await look()).toEqual(['lr=0.2'])
    write('0.2, 0.9')
    fail('lr=0.9', 22)
    expect(await look()).toEqual(['lr=0.2', 'lr=0.9'])
    workspace.write({ 'tasks/a/more.ts': 'export const more = [0.1, 0.5]\n' })
    expect(await look()).toEqual(['lr=0.2', 'lr=0.9'])
  })

  it.each([
    ['its code', { 'tasks/a/run.ts': 'export const run = () => ({ mended: 1 })\n' }],
    ['its config', { 'tasks/a/sweep.ts': sweepOf('0.2, 0.9').replace('{ lr:', '{ epochs: 2, lr:') }],
  ])('one is told as earlier when %s was edited since, until that is taken back', async (_, edited) => {
    const look = lookFor('lr=0.2')
    expect(await look()).toEqual(['lr=0.2'])
    const before = Object.keys(edited).map((file) => [file, readFileSync(join(workspace.root, file), 'utf8')])
    workspace.write(edited)
    expect(await look()).toEqual(['lr=0.2 earlier'])
    workspace.write(Object.fromEntries(before) as Record<string, string>)
    expect(await look()).toEqual(['lr=0.2'])
  })

  it('tasks are planned while something of them changes, and only those with failures', async () => {
    write('0.2')
    const look = lookFor('lr=0.2', 'lr=0.9')
    for (let count = 0; count < 15; count++) expect(await look()).toEqual(['lr=0.2'])
    // Once more when it is known from which files.
    expect(planned).toEqual([['a'], ['a']])
    fail('lr=0.9', 22)
    await look()
    expect(planned).toHaveLength(3)
    const none = lookFor()
    expect(await none()).toEqual([])
    expect(planned).toHaveLength(3)
  })

  it('of a sweep that does not load all are told, until it is mended', async () => {
    write('0.2, sweep')
    const look = lookFor('lr=0.2', 'lr=0.9')
    expect(await look()).toEqual(['lr=0.2', 'lr=0.9'])
    write('0.2')
    expect(await look()).toEqual(['lr=0.2'])
  })

  it('or is mended in a file that nobody knows of', async () => {
    write('0.2')
    workspace.write({ 'tasks/a/more.ts': 'export const more =' })
    const look = lookFor('lr=0.2', 'lr=0.9')
    expect(await look()).toEqual(['lr=0.2', 'lr=0.9'])
    workspace.write({ 'tasks/a/more.ts': 'export const more = [0.3]' })
    let told: string[] = []
    for (let count = 0; count < 10; count++) told = await look()
    expect(told).toEqual(['lr=0.2'])
  })
})
