import fs, { appendFileSync, existsSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { ProblemsError, tryLock, workspacePaths } from 'bocas/internal'
import { installBocas } from '../plan/test-bocas'
import { testWorkspace, type TestWorkspace } from '../plan/test-workspace'
import { known } from '../plan/sweep/awaited-words'
import { planTask } from '../plan/plan-task'
import { workerScript } from '../plan/workers/worker-script'
import { runAll, type HostOptions } from './host'
import type { NotedJob } from './jobs/job-folder'
import type { Launcher } from './launch/launcher'
import { localLauncher } from './launch/local-launcher'
import type { Outcome } from './outcome/outcome'
import { runsThatWait } from './queue/waiting-list'
import { lockText } from '../sharing/lock-file'

jest.setTimeout(120_000)

let workspace: TestWorkspace
beforeAll(() => {
  workspace = testWorkspace({
    'tasks/toy/sweep.ts': `import { defineSweep, sweep } from 'bocas'; export default defineSweep({ lr: sweep([1, 2, 3]) })`,
    'tasks/toy/run.ts': `import { appendFileSync } from 'node:fs'; import { tensor } from 'bocas'
      export async function run({ lr }: { lr: number }) {
        appendFileSync(process.env.BOCAS_SPEC_COUNT!, lr + ' ')
        if (lr === 2) throw new Error('lr 2 is bad')
        return { loss: lr, weights: tensor([lr], [1]) }
      }`,
  })
  installBocas(workspace)
  process.env.BOCAS_SPEC_COUNT = workspace.path('count')
})
afterAll(() => {
  delete process.env.BOCAS_SPEC_COUNT
  workspace.remove()
})

async function call(options: Partial<HostOptions> = {}): Promise<Record<string, Outcome>> {
  const { root } = workspace
  rmSync(workspace.path('count'), { force: true })
  appendFileSync(workspace.path('count'), '')
  const plan = known(await planTask(root, 'tasks/toy/sweep.ts'))
  const launcher = localLauncher(await workerScript(root, 'run-worker'))
  const outcomes: Record<string, Outcome> = {}
  const signal = new AbortController().signal
  const all = { root, launcher, parallel: 2, train: 'missing', signal, ...options } as const
  for await (const { run, outcome } of runAll(
    plan.runs.map((run) => ({ plan, run })),
    all,
  ))
    outcomes[run.name] = outcome
  return outcomes
}

const executed = (): string[] => readFileSync(workspace.path('count'), 'utf8').split(' ').filter(Boolean).sort()
const keyOf = async (name: string): Promise<string> =>
  known(await planTask(workspace.root, 'tasks/toy/sweep.ts')).runs.find((run) => run.name === name)!.key

describe('a call', () => {
  it('that may not train says what is missing', async () => {
    expect((await call({ train: 'never' }))['lr=1']).toEqual({
      kind: 'not started',
      codes: ['not-trained'],
      message: `BOCAS_TRAIN=never, and no result is kept for key ${(await keyOf('lr=1')).slice(0, 12)}`,
    })
    expect(executed()).toEqual([])
  })

  it('executes each run once; one that fails stops no other, and is alone executed again', async () => {
    expect(await call()).toEqual({
      'lr=1': { kind: 'trained', seconds: expect.any(Number) },
      'lr=2': {
        kind: 'failed',
        message: 'lr 2 is bad',
        at: 'tasks/toy/run.ts:4:29',
        log: expect.stringMatching(/run\.log$/),
        tail: undefined,
      },
      'lr=3': { kind: 'trained', seconds: expect.any(Number) },
    })
    expect(executed()).toEqual(['1', '2', '3'])
    expect(await call()).toMatchObject({
      'lr=1': { kind: 'kept' },
      'lr=2': { kind: 'failed' },
      'lr=3': { kind: 'kept' },
    })
    expect(executed()).toEqual(['2'])
    expect(readdirSync(workspacePaths(workspace.root).work)).toEqual([])
  })

  it('makes a view that is gone, and trains a damaged result anew and says so', async () => {
    const paths = workspacePaths(workspace.root)
    rmSync(paths.artifacts('toy', 'lr=1'), { recursive: true })
    rmSync(paths.artifacts('toy', 'lr=3'), { recursive: true })
    appendFileSync(`${paths.entry(await keyOf('lr=3'))}/result.json`, ' {')
    const outcomes = await call()
    expect(executed()).toEqual(['2', '3'])
    expect(existsSync(`${paths.artifacts('toy', 'lr=1')}/result.json`)).toBe(true)
    expect(outcomes['lr=3']).toMatchObject({
      kind: 'trained',
      note: expect.stringMatching(/^a damaged result was put aside: .*result\.json/),
    })
  })

  it('takes the whole view of a result whose entry is damaged, whatever else git names for its key', async () => {
    const paths = workspacePaths(workspace.root)
    const key = await keyOf('lr=1')
    const other = {
      key,
      result: 'b'.repeat(64),
      run: 'toy/lr=1',
      pack: 'c'.repeat(64),
      bytes: 1,
      large: {},
      executions: [],
    }
    workspace.write({ 'paper/results.lock.json': lockText({ results: [other] }) })
    appendFileSync(`${paths.entry(key)}/weights.npy`, '!')
    const outcomes = await call()
    rmSync(paths.resultsLock)
    expect(outcomes['lr=1']).toMatchObject({ kind: 'kept', note: expect.stringMatching(/put aside: weights\.npy/) })
    expect(executed()).toEqual(['2'])
    expect(existsSync(`${paths.entry(key)}/weights.npy`)).toBe(true)
  })

  it('looks again for a result that another command has put aside between its check and its copy', async () => {
    const paths = workspacePaths(workspace.root)
    const key = await keyOf('lr=1')
    rmSync(paths.artifacts('toy', 'lr=1'), { recursive: true })
    const copy = fs.copyFileSync
    let isPutAside = false
    const copying = jest.spyOn(fs, 'copyFileSync').mockImplementation((from, to, mode) => {
      if (!isPutAside && String(from).startsWith(paths.entry(key))) rmSync(paths.entry(key), { recursive: true })
      isPutAside = true
      copy(from, to, mode)
    })
    const outcomes = await call({ parallel: 1 }).finally(() => copying.mockRestore())
    expect(executed()).toEqual(['1', '2'])
    expect(outcomes['lr=1']).toEqual({ kind: 'trained', seconds: expect.any(Number) })
    expect(existsSync(`${paths.artifacts('toy', 'lr=1')}/result.json`)).toBe(true)
    expect(readdirSync(paths.work)).toEqual([])
  })

  it('waits for a run that another process executes, says so once, does the others meanwhile, and keeps what that made', async () => {
    const paths = workspacePaths(workspace.root)
    for (const name of ['lr=1', 'lr=3']) {
      rmSync(paths.entry(await keyOf(name)), { recursive: true })
      rmSync(paths.artifacts('toy', name), { recursive: true })
    }
    const attempt = tryLock(paths.locks, await keyOf('lr=1'))
    const waited: string[] = []
    const calling = call({ parallel: 1, onWaiting: ({ run }, holder) => waited.push(`${run.name} for ${holder.pid}`) })
    for (let looks = 0; looks < 600 && !executed().includes('3'); looks++) await sleep(100)
    expect(executed()).toEqual(['2', '3'])
    expect(runsThatWait(paths)).toMatchObject([
      { task: 'toy', name: 'lr=1', isTry: false, waitsFor: { process: { pid: process.pid } } },
    ])
    if ('lock' in attempt) attempt.lock.release()
    expect((await calling)['lr=1']).toMatchObject({ kind: 'trained' })
    expect(waited).toEqual([`lr=1 for ${process.pid}`])
    expect(readdirSync(paths.work)).toEqual([])
  })

  describe('on a disk that is full in the very moment', () => {
    const full = (): Error => Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' })
    const outcomeWith = async (launch: Launcher['launch']): Promise<Outcome | undefined> => {
      rmSync(workspacePaths(workspace.root).failed('toy', 'lr=2'), { recursive: true, force: true })
      const { 'lr=2': outcome } = await call({ launcher: { launch } })
      expect(readdirSync(workspacePaths(workspace.root).work)).toEqual([])
      return outcome
    }
    const told = { message: expect.stringMatching(/^the disk is full: no space is left in /), codes: ['disk-full'] }

    it('does not begin a run that it cannot make ready', async () => {
      const throwing = (): never => {
        throw full()
      }
      expect(await outcomeWith(throwing)).toMatchObject({ kind: 'not started', ...told })
    })

    it('says of the disk why a run failed that had begun', async () => {
      const rejecting: Launcher['launch'] = () => ({
        ended: Promise.reject(full()),
        stop: () => undefined,
        kill: () => undefined,
      })
      expect(await outcomeWith(rejecting)).toMatchObject({ kind: 'failed', ...told })
    })

    it('says of any other error that it is ours, with its stack', async () => {
      const broken = (): never => {
        throw new TypeError('ours')
      }
      expect(await outcomeWith(broken)).toMatchObject({
        kind: 'failed',
        message: expect.stringMatching(/^bocas could not execute the run: TypeError: ours\n {4}at /),
      })
    })
  })

  it('waits for the jobs that other engines have, beside its places for runs; what is left of none is executed', async () => {
    const paths = workspacePaths(workspace.root)
    rmSync(paths.store, { recursive: true })
    rmSync(paths.paper, { recursive: true })
    const folders = new Map<string, string>()
    for (const name of ['lr=1', 'lr=3']) {
      const key = await keyOf(name)
      folders.set(key, `${paths.jobs}/${key}`)
      const note = { engine: 'slurm', task: 'toy', name, key, number: 1, submission: 1, id: '17', at: '', attempt: 1 }
      workspace.write({ [`.bocas/jobs/${key}/1/job.json`]: JSON.stringify(note) })
    }
    const local = localLauncher(await workerScript(workspace.root, 'run-worker'))
    let isTried = false
    /** One of them has its result when the run that nobody has was executed; of the other nothing is left. */
    const launcher: Launcher = {
      isElsewhere: true,
      launch(spec, onProgress) {
        const ended = (async () => {
          while (!executed().includes('2')) await sleep(20)
          rmSync(folders.get(spec.key)!, { recursive: true, force: true })
          if (spec.name === 'lr=3') return { said: { type: 'busy' }, code: null, signal: null } as const
          return { ...(await local.launch(spec, onProgress).ended), seconds: 4711 }
        })()
        return { ended, stop: () => undefined, kill: () => undefined }
      },
    }
    const launcherOf = ({ note }: NotedJob): Promise<Launcher> => {
      isTried = note.id === '17'
      return Promise.resolve(launcher)
    }
    expect(await call({ parallel: 1, others: { own: 'local', launcherOf } })).toMatchObject({
      'lr=1': { kind: 'trained', seconds: 4711 },
      'lr=2': { kind: 'failed' },
      'lr=3': { kind: 'trained', seconds: expect.any(Number) },
    })
    expect([isTried, executed()]).toEqual([true, ['1', '2', '3']])
  })

  it('does not execute a run that a job has whose engine cannot be asked, and says so', async () => {
    const paths = workspacePaths(workspace.root)
    const key = await keyOf('lr=1')
    rmSync(paths.entry(key), { recursive: true })
    rmSync(paths.artifacts('toy', 'lr=1'), { recursive: true })
    const note = {
      engine: 'slurm',
      task: 'toy',
      name: 'lr=1',
      key,
      number: 1,
      submission: 1,
      id: '17',
      at: '',
      attempt: 1,
    }
    workspace.write({ [`.bocas/jobs/${key}/1/job.json`]: JSON.stringify(note) })
    const launcherOf = (): Promise<Launcher> => Promise.reject(new ProblemsError('@bocas/slurm is not installed'))
    const { 'lr=1': outcome } = await call({ others: { own: 'local', launcherOf } })
    expect(outcome).toMatchObject({
      kind: 'not started',
      message: expect.stringContaining('job 17 of slurm has this run'),
    })
    expect(executed()).toEqual(['2'])
    // The engine of the call takes up its own jobs itself.
    expect((await call({ others: { own: 'slurm', launcherOf } }))['lr=1']).toMatchObject({ kind: 'trained' })
  })

  it('that was interrupted before it began starts nothing', async () => {
    const { root } = workspace
    rmSync(workspacePaths(root).store, { recursive: true })
    rmSync(workspacePaths(root).paper, { recursive: true })
    expect(await call({ signal: AbortSignal.abort() })).toMatchObject({
      'lr=1': { kind: 'not started', message: 'the call was interrupted before its turn' },
    })
    expect(executed()).toEqual([])
  })
})
