import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { identityOf, isAlive, verifyResult, workspacePaths } from 'bocas/internal'
import { known } from '../../plan/sweep/awaited-words'
import { planTask } from '../../plan/plan-task'
import { installBocas } from '../../plan/test-bocas'
import { testWorkspace, type TestWorkspace } from '../../plan/test-workspace'
import { MARK } from '../processes/end-processes'
import { runAll } from '../host'
import type { Launcher } from './launcher'
import { localLauncher } from './local-launcher'
import type { Outcome } from '../outcome/outcome'
import { allPids, hasVariable } from '../processes/process-table'
import { spareWorkers } from './spare-workers'
import { entryOf, forEachTest, KEY, runOf, until } from './test-runs'

jest.setTimeout(60_000)

const onLinux = process.platform === 'linux' ? it : it.skip

let worker: string
let workspace: TestWorkspace
forEachTest((made, script) => ([workspace, worker] = [made, script]))

/** The process that waits in a work folder. */
const waitingIn = (work: string): number[] => allPids().filter((pid) => hasVariable(pid, MARK, new Set([work])))

/** Executes a run whose whole code is this, in a spare worker or in a new one, and reads back what it returned. */
async function execute(launcher: Launcher, code: string, work?: string): Promise<Record<string, unknown>> {
  const end = await launcher.launch(runOf(workspace, code, work ? { work } : {}), () => undefined).ended
  expect(end).toEqual({ said: { type: 'trained' }, code: 0, signal: null })
  const { artifacts } = await verifyResult(entryOf(workspace), KEY)
  return Object.fromEntries(Object.entries(artifacts).map(([name, { data }]) => [name, data]))
}

describe('a worker that waits', () => {
  onLinux('is the one that executes the run, and has loaded nothing of it before', async () => {
    const launcher = localLauncher(worker)
    const spares = spareWorkers(workspace.root, launcher, () => 1)
    spares.refill(undefined)
    const work = spares.take(undefined)!
    await until(() => waitingIn(work).length === 1)
    const [pid] = waitingIn(work)
    // Long enough for it to have come to its end if it did not wait.
    await sleep(1000)
    expect(waitingIn(work)).toEqual([pid])
    // What it rehearsed is removed again.
    expect(readdirSync(work).filter((name) => name !== 'control-group')).toEqual(['host.json'])
    const code = `console.log('loaded'); export const run = () => ({ pid: process.pid })`
    expect(await execute(launcher, code, work)).toEqual({ pid })
    expect(readFileSync(join(entryOf(workspace), 'run.log'), 'utf8')).toBe('loaded\n')
  })

  onLinux('makes nothing again when its folder is removed', async () => {
    const work = workspace.path('.bocas/work/spare')
    mkdirSync(work, { recursive: true })
    const prepared = localLauncher(worker).prepare!(work, {})
    rmSync(workspace.path('.bocas/work'), { recursive: true })
    await until(() => waitingIn(work).length === 1)
    await sleep(1000)
    expect([existsSync(workspace.path('.bocas/work')), prepared.waits()]).toEqual([false, true])
    await prepared.end()
  })

  it('gives the run the same surroundings as a worker that is started for it', async () => {
    const code = `const events = ['message', 'disconnect', 'exit', 'SIGTERM', 'SIGINT', 'SIGHUP', 'uncaughtException', 'unhandledRejection']
      export const run = () => {
        console.log(JSON.stringify({
          argv: process.argv, execArgv: process.execArgv, cwd: process.cwd(), env: process.env, listeners: events.map((name) => process.listenerCount(name)),
          globals: Object.getOwnPropertyNames(globalThis).sort(), handles: process.getActiveResourcesInfo().sort(),
        }))
        return { same: 1 }
      }`
    const seen = async (work?: string): Promise<unknown> => {
      await execute(launcher, code, work)
      const log = readFileSync(join(entryOf(workspace), 'run.log'), 'utf8')
      return JSON.parse(log.replaceAll(work ?? workspace.path('.bocas/work/run'), '<work>'))
    }
    const launcher = localLauncher(worker)
    const cold = await seen()
    expect(cold).toMatchObject({ argv: [process.execPath, worker, '<work>/specification.json'] })
    rmSync(entryOf(workspace), { recursive: true })
    const spares = spareWorkers(workspace.root, launcher, () => 1)
    spares.refill(undefined)
    await sleep(500)
    expect(await seen(spares.take(undefined))).toEqual(cold)
  })

  it('is given to a run with the same memory limit only, and goes when there are enough of another kind', async () => {
    const launcher = localLauncher(worker)
    const spares = spareWorkers(workspace.root, launcher, () => 1)
    spares.refill(200e6)
    expect(spares.take(undefined)).toBeUndefined()
    spares.refill(undefined)
    expect(spares.take(200e6)).toBeUndefined()
    const work = spares.take(undefined)!
    expect(await execute(launcher, `export const run = () => ({ flags: process.execArgv.length })`, work)).toEqual({
      flags: 1,
    })
    spares.refill(200e6)
    const limited = spares.take(200e6)!
    workspace.remove()
    workspace = testWorkspace()
    expect(await execute(launcher, `export const run = () => ({ flags: process.execArgv.length })`, limited)).toEqual({
      flags: 2,
    })
  })

  it('is not started for no run', () => {
    const spares = spareWorkers(workspace.root, localLauncher(worker), () => 0)
    spares.refill(undefined)
    expect(spares.take(undefined)).toBeUndefined()
  })

  onLinux('is not counted on when it was ended, and goes with its folder when it is dismissed', async () => {
    const spares = spareWorkers(workspace.root, localLauncher(worker), () => 2)
    const { work } = workspacePaths(workspace.root)
    spares.refill(undefined)
    const first = join(work, readdirSync(work)[0]!)
    await until(() => waitingIn(first).length === 1)
    const [pid] = waitingIn(first)
    process.kill(pid!, 'SIGTERM')
    await until(() => waitingIn(first).length === 0)
    await sleep(200)
    expect(spares.take(undefined)).toBeUndefined()
    spares.refill(undefined)
    spares.refill(undefined)
    expect(readdirSync(work).length).toBeGreaterThanOrEqual(2)
    await spares.dismiss()
    expect(readdirSync(work)).toEqual([])
    expect(allPids().filter((other) => readFileOf(other).includes(`${MARK}=${work}`))).toEqual([])
  })

  onLinux('ends when its host is killed', async () => {
    const { root } = workspace
    const program = workspace.path('host.cjs')
    writeFileSync(
      program,
      `require(${JSON.stringify(require.resolve('tsx/cjs'))})
       const { localLauncher } = require(${JSON.stringify(require.resolve('./local-launcher.ts'))})
       const { spareWorkers } = require(${JSON.stringify(require.resolve('./spare-workers.ts'))})
       const spares = spareWorkers(${JSON.stringify(root)}, localLauncher(${JSON.stringify(worker)}), () => 1)
       spares.refill(undefined)
       require('node:fs').writeFileSync(${JSON.stringify(workspace.path('folder'))}, spares.take(undefined) + ' ')`,
    )
    const host = spawn(process.execPath, [program], { stdio: 'inherit' })
    await until(
      () => existsSync(workspace.path('folder')) && readFileSync(workspace.path('folder'), 'utf8').endsWith(' '),
    )
    const work = readFileSync(workspace.path('folder'), 'utf8').trim()
    await until(() => waitingIn(work).length === 1)
    const spare = identityOf(waitingIn(work)[0])
    host.kill('SIGKILL')
    await until(() => !isAlive(spare))
  })
})

describe('runs one after the other', () => {
  it('have a process each, and what one leaves behind in all that is global changes no other', async () => {
    workspace.write({
      'tasks/toy/sweep.ts': `import { defineSweep, sweep } from 'bocas'; export default defineSweep({ i: sweep([1, 2, 3, 4, 5, 6]) })`,
      'tasks/toy/run.ts': `import { mkdirSync } from 'node:fs'
        export async function run({ i }: { i: number }) {
          const clean = !('polluted' in {}) && !process.env.POLLUTED && Math.random() >= 0 && [3, 1].sort()[0] === 1 && JSON.stringify({}) === '{}'
            && process.umask() !== 0o777 && process.listenerCount('exit') === 0 && !('leak' in globalThis)
          const cwd = process.cwd().split('/').slice(-1)[0] === 'dir'
          Object.assign(Object.prototype, { polluted: 1 }); delete (Object.prototype as { polluted?: number }).polluted
          Object.defineProperty(Object.prototype, 'polluted', { value: 1, configurable: true, enumerable: false })
          process.env.POLLUTED = '1'
          Object.assign(globalThis, { leak: new Array(1000).fill(i) })
          Math.random = () => -1
          process.on('exit', () => undefined)
          mkdirSync('below'); process.chdir('below')
          setInterval(() => undefined, 10)
          return { i, clean: Number(clean && cwd), pid: process.pid }
        }`,
    })
    installBocas(workspace)
    const { root } = workspace
    const plan = known(await planTask(root, 'tasks/toy/sweep.ts'))
    const outcomes: Outcome[] = []
    const answers = runAll(
      plan.runs.map((run) => ({ plan, run })),
      { root, launcher: localLauncher(worker), parallel: 1, train: 'missing', signal: new AbortController().signal },
    )
    for await (const { outcome } of answers) outcomes.push(outcome)
    expect(outcomes.map(({ kind }) => kind)).toEqual(plan.runs.map(() => 'trained'))
    const paths = workspacePaths(root)
    const results = await Promise.all(plan.runs.map(({ key }) => verifyResult(paths.entry(key), key)))
    expect(results.map(({ artifacts }) => [artifacts.i!.data, artifacts.clean!.data])).toEqual(
      [1, 2, 3, 4, 5, 6].map((i) => [i, 1]),
    )
    expect(new Set(results.map(({ artifacts }) => artifacts.pid!.data)).size).toBe(6)
    expect(readdirSync(paths.work)).toEqual([])
  })
})

function readFileOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'utf8')
  } catch {
    return ''
  }
}
