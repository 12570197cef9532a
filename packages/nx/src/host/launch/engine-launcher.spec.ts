import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync, mkdirSync, openSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { join } from 'node:path'
import { lockHolder, verifyResult, workspacePaths } from 'bocas/internal'
import type { Engine, JobRequest, JobState } from '../../engines/engine'
import { sharedFolder } from '../../engines/transport'
import { testWorkspace, type TestWorkspace } from '../../plan/test-workspace'
import { workerScript } from '../../plan/workers/worker-script'
import type { RunSpecification } from '../../protocol/run-specification'
import { engineLauncher, type EngineLauncherOptions } from './engine-launcher'
import type { WorkerEnd } from './launcher'
import { isCancelled } from '../jobs/cancel-jobs'
import { writeJobNote } from '../jobs/job-folder'
import { knownJobs } from '../jobs/known-jobs'
import { entryOf, KEY, runOf, SEES_SECRETS } from './test-runs'

jest.setTimeout(120_000)

let home: TestWorkspace
let scripts: { run: string; job: string }
let workspace: TestWorkspace
/** What is in the workspace a run may not look at. */
let outside: TestWorkspace
beforeAll(async () => {
  home = testWorkspace()
  scripts = { run: await workerScript(home.root, 'run-worker'), job: await workerScript(home.root, 'job-worker') }
})
afterAll(() => home.remove())
beforeEach(() => ([workspace, outside] = [testWorkspace(), testWorkspace()]))
afterEach(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL')
  workspace.remove()
  outside.remove()
})

const started: ChildProcess[] = []
const begin = ({ command: [program, ...words], log }: JobRequest): ChildProcess => {
  const output = openSync(log, 'a')
  // Of a test, process.env is a copy that no child is given by itself.
  const child = spawn(program!, words, { stdio: ['ignore', output, output], cwd: '/', env: process.env })
  started.push(child)
  return child
}

/** An engine whose jobs are children of this process; what it does otherwise is up to the test. */
function engine(change: Partial<Engine> = {}): Engine & { readonly asked: JobRequest[] } {
  const asked: JobRequest[] = []
  const children: ChildProcess[] = []
  const stateOf = (id: string): JobState => {
    const child = children[Number(id)]
    if (!child) return { kind: 'unknown' }
    if (child.signalCode !== null) return { kind: 'ended', how: 'node lost' }
    return child.exitCode === null ? { kind: 'running' } : { kind: 'ended', how: 'done', code: child.exitCode }
  }
  return {
    name: 'children',
    asked,
    refuse: () => Promise.resolve([]),
    submit: (requests) => {
      asked.push(...requests)
      return Promise.resolve(requests.map((request) => String(children.push(begin(request)) - 1)))
    },
    poll: (ids) => Promise.resolve(new Map(ids.map((id) => [id, stateOf(id)]))),
    cancel: () => Promise.resolve(),
    ...change,
  }
}

const launcherOf = (by: Engine, more: Partial<EngineLauncherOptions> = {}) =>
  engineLauncher({
    root: workspace.root,
    engine: by,
    chosen: { configurationOf: () => ({}) },
    transport: sharedFolder(workspace.root),
    scripts,
    onInterrupt: () => Promise.resolve('leave'),
    say: () => undefined,
    times: { gather: 10, poll: 100, watch: 20, lease: 1_500, settle: 500 },
    ...more,
  })
const end = (by: Engine, code: string, change?: Partial<RunSpecification>): Promise<WorkerEnd> =>
  launcherOf(by).launch(runOf(workspace, code, change), () => undefined).ended
const count = (): number => (existsSync(outside.path('count')) ? readFileSync(outside.path('count'), 'utf8').length : 0)
/** A run that counts its executions, and waits while there is a file. */
const counting = (): string => `import { appendFileSync, existsSync } from 'node:fs'
export async function run(config, ctx) {
  appendFileSync('${outside.path('count')}', '.')
  while (existsSync('${outside.path('wait')}')) await new Promise((resolve) => setTimeout(resolve, 20))
  return { loss: config.lr * 2 }
}`
const until = async (holds: () => boolean): Promise<void> => {
  for (let left = 1000; !holds(); left--) {
    if (left === 0) throw new Error('it never came to that')
    await sleep(20)
  }
}

describe('a run that an engine executes', () => {
  it('becomes an entry of the store, and leaves no job and no lock', async () => {
    expect(await end(engine(), counting())).toMatchObject({ said: { type: 'trained' }, seconds: expect.any(Number) })
    expect((await verifyResult(entryOf(workspace), KEY)).artifacts.loss?.data).toBe(0.2)
    const { jobs, locks } = workspacePaths(workspace.root)
    expect([readdirSync(jobs), readdirSync(locks)]).toEqual([[], []])
  })

  it('fails as it does here, and what it printed is its log', async () => {
    const code = `export function run() { console.log('so far'); throw new Error('loss is NaN') }`
    const spec = runOf(workspace, code)
    const failed = await launcherOf(engine()).launch(spec, () => undefined).ended
    expect(failed.said).toMatchObject({ type: 'failed', message: 'loss is NaN' })
    expect(readFileSync(join(spec.work, 'entry/run.log'), 'utf8')).toContain('so far')
  })

  describe('of whose last word a copy was made before some of its files', () => {
    const said: string[] = []
    /** Brings a file of an execution home late: as many times as it is told nothing of it, or only the beginning, is here. */
    const late = (name: string, times: number, bytes?: number): Partial<EngineLauncherOptions> => {
      said.length = 0
      const whole = outside.path('whole')
      const place = (folder: string): string => join(folder, 'executions/1', name)
      return {
        say: (line) => void said.push(line),
        transport: {
          ...sharedFolder(workspace.root),
          receive(folders) {
            for (const folder of folders) {
              const messages = join(folder, 'executions/1/messages.jsonl')
              if (!existsSync(messages) || !readFileSync(messages, 'utf8').includes('"end"')) continue
              if (!existsSync(whole)) {
                renameSync(place(folder), whole)
                if (bytes !== undefined) writeFileSync(place(folder), readFileSync(whole).subarray(0, bytes))
              } else if (--times <= 0) renameSync(whole, place(folder))
            }
            return Promise.resolve(folders)
          },
        },
      }
    }

    it.each([
      ['execution.json', undefined],
      ['execution.json', 10],
      ['run.log', undefined],
      ['run.log', 3],
      ['ingredients.json', undefined],
    ])('is kept with %s when that has come home, %s bytes at first', async (name, bytes) => {
      const code = `export function run() { console.log('so far'); return { loss: 1 } }`
      const given = late(`entry/${name}`, 5, bytes)
      const ended = await launcherOf(engine(), given).launch(runOf(workspace, code), () => undefined).ended
      expect(ended.said).toEqual({ type: 'trained' })
      const entry = entryOf(workspace)
      expect(readFileSync(join(entry, 'run.log'), 'utf8')).toBe('so far\n')
      expect(JSON.parse(readFileSync(join(entry, 'execution.json'), 'utf8'))).toHaveProperty('machine')
      expect(JSON.parse(readFileSync(join(entry, 'ingredients.json'), 'utf8'))).toHaveProperty('ingredients')
      expect(said).toEqual([])
    })

    it('is kept without what never comes, which is said', async () => {
      const given = late('entry/execution.json', Infinity)
      expect(
        (await launcherOf(engine(), given).launch(runOf(workspace, counting()), () => undefined).ended).said,
      ).toEqual({
        type: 'trained',
      })
      expect(said).toEqual(['⚠ toy/lr=0.1: entry/execution.json of its job has not come home, or not whole'])
    })

    it('is not waited for when another call has put it into the store', async () => {
      const taken = {
        ...sharedFolder(workspace.root),
        receive(folders: readonly string[]) {
          for (const folder of folders) {
            const entry = join(folder, 'executions/1/entry')
            const messages = join(folder, 'executions/1/messages.jsonl')
            if (!existsSync(messages) || !readFileSync(messages, 'utf8').includes('"end"') || !existsSync(entry))
              continue
            mkdirSync(workspacePaths(workspace.root).store, { recursive: true })
            renameSync(entry, entryOf(workspace))
          }
          return Promise.resolve(folders)
        },
      }
      const times = { gather: 10, poll: 100, watch: 20, lease: 1_500, settle: 60_000 }
      const launcher = launcherOf(engine(), { transport: taken, times })
      const { said: word } = await launcher.launch(runOf(workspace, counting()), () => undefined).ended
      expect(word).toEqual({ type: 'trained' })
      await verifyResult(entryOf(workspace), KEY)
    }, 20_000)

    it('fails with all that it printed', async () => {
      const code = `export function run() { console.log('so far'); throw new Error('loss is NaN') }`
      const spec = runOf(workspace, code)
      const failed = await launcherOf(engine(), late('entry/run.log', 5, 3)).launch(spec, () => undefined).ended
      expect(failed.said).toMatchObject({ type: 'failed', message: 'loss is NaN' })
      expect(readFileSync(join(spec.work, 'entry/run.log'), 'utf8')).toContain('loss is NaN')
      expect(said).toEqual([])
    })
  })

  it('has the secrets that its sweep declares, and no others of those where it is executed', async () => {
    Object.assign(process.env, { HF_TOKEN: 'ours', DB_PASSWORD: 'ours' })
    try {
      expect((await end(engine(), SEES_SECRETS, { secrets: ['DB_PASSWORD'] })).said).toEqual({ type: 'trained' })
    } finally {
      delete process.env.HF_TOKEN
      delete process.env.DB_PASSWORD
    }
    const { artifacts } = await verifyResult(entryOf(workspace), KEY)
    expect([artifacts.undeclared?.data, artifacts.declared?.data]).toEqual([0, 1])
  })

  it('is held to its limits where it is executed', async () => {
    const code = `export const run = (config, { signal }) => new Promise((_, reject) => {
      setInterval(() => 0, 100)
      signal.addEventListener('abort', () => reject(new Error('stopped')))
    })`
    expect(await end(engine(), code, { limits: { timeout: 0.5 } })).toMatchObject({ exceeded: { reason: 'timeout' } })
  })

  it('is submitted with as many others at a time as its engine says; what is wrong with some stops no other', async () => {
    const asked: string[][] = []
    const by = engine()
    const { submit } = by
    const launcher = launcherOf({
      ...by,
      portion: 2,
      submit(requests) {
        asked.push(requests.map(({ key }) => key[0]!))
        if (asked.length === 2) return Promise.reject(new Error('it does not answer'))
        return submit(requests)
      },
    })
    const runs = ['a', 'b', 'c', 'd', 'e'].map((letter) => {
      const work = workspace.path(`.bocas/work/${letter}`)
      return launcher.launch({ ...runOf(workspace, counting()), key: letter.repeat(64), work }, () => undefined).ended
    })
    const ends = (await Promise.all(runs)).map(({ said }) => said?.type)
    expect(asked).toEqual([['a', 'b'], ['c', 'd'], ['e']])
    expect([ends, count()]).toEqual([['trained', 'trained', 'failed', 'failed', 'trained'], 3])
  })

  it('that is interrupted while others before it are submitted is not submitted, and has no lock', async () => {
    const asked: string[] = []
    let answer = (): void => undefined
    const launcher = launcherOf(
      engine({
        portion: 1,
        submit(requests) {
          asked.push(...requests.map(({ key }) => key[0]!))
          return new Promise((resolve) => (answer = () => resolve(['0'])))
        },
      }),
    )
    const launched = ['a', 'b'].map((letter) => {
      const work = workspace.path(`.bocas/work/${letter}`)
      return launcher.launch({ ...runOf(workspace, counting()), key: letter.repeat(64), work }, () => undefined)
    })
    await until(() => asked.length === 1)
    launched.forEach((one) => one.stop())
    const ends = await Promise.all(launched.map(({ ended }) => ended))
    answer()
    await sleep(200)
    expect([asked, ends.map(({ said: word }) => word?.type)]).toEqual([['a'], ['interrupted', 'interrupted']])
    const { locks } = workspacePaths(workspace.root)
    // That of the first keeps its number for the next call, which follows its job.
    expect([readdirSync(locks), lockHolder(locks, 'a'.repeat(64))]).toEqual([['a'.repeat(64)], null])
  })

  it('that a scheduler executes twice at the same time has one result', async () => {
    writeFileSync(outside.path('wait'), '')
    const by = engine()
    const ended = end(by, counting())
    await until(() => count() === 1)
    begin(by.asked[0]!)
    await until(() => count() === 2)
    rmSync(outside.path('wait'))
    expect((await ended).said).toEqual({ type: 'trained' })
    await verifyResult(entryOf(workspace), KEY)
    await until(() => started.every(({ exitCode }) => exitCode !== null))
    expect(readdirSync(workspacePaths(workspace.root).store).filter((name) => !name.startsWith('.'))).toEqual([KEY])
  })

  it('whose submission nobody noted is submitted once more, and executed once', async () => {
    writeFileSync(outside.path('wait'), '')
    const by = engine()
    const killed = engine({
      // The answer never comes: the host is killed in this moment.
      submit: (requests) => {
        by.asked.push(...requests)
        return new Promise(() => undefined)
      },
    })
    void end(killed, counting())
    await until(() => by.asked.length === 1)
    rmSync(workspacePaths(workspace.root).locks, { recursive: true })
    const ended = end(by, counting())
    await until(() => count() === 1)
    begin(by.asked[0]!)
    await until(() => started.at(-1)!.exitCode !== null)
    expect(started.at(-1)!.exitCode).toBe(0)
    rmSync(outside.path('wait'))
    expect((await ended).said).toEqual({ type: 'trained' })
    expect([by.asked.length, count()]).toEqual([2, 1])
  })

  it('is begun again when its node is lost', async () => {
    writeFileSync(outside.path('wait'), '')
    const by = engine()
    const ended = end(by, counting())
    await until(() => count() === 1)
    started[0]!.kill('SIGKILL')
    await until(() => count() === 2)
    rmSync(outside.path('wait'))
    expect((await ended).said).toEqual({ type: 'trained' })
    expect(by.asked.map(({ folder }) => folder.split('/').at(-1))).toEqual(['1', '2'])
  })

  it.each<[string, () => Promise<readonly string[]>]>([
    ['has not come yet', () => Promise.resolve([])],
    ['cannot be fetched', () => Promise.reject(new Error('no route to host'))],
  ])('is not given up for a job that has ended while what that left %s', async (_, notYet) => {
    let polls = 0
    let isHere = false
    const by = engine({
      submit: () => Promise.resolve(['7']),
      poll: () => {
        polls++
        return Promise.resolve(new Map<string, JobState>([['7', { kind: 'ended', how: 'done' }]]))
      },
    })
    let end: WorkerEnd | undefined
    const launcher = launcherOf(by, {
      transport: {
        ...sharedFolder(workspace.root),
        receive: (folders) => (isHere ? Promise.resolve(folders) : notYet()),
      },
    })
    const ended = launcher.launch(runOf(workspace, counting()), () => undefined).ended.then((told) => (end = told))
    // Long after the time in which files must come to be seen.
    await until(() => polls > 15)
    expect(end).toBeUndefined()
    isHere = true
    expect((await ended).said).toMatchObject({ message: expect.stringContaining('left no result and no word') })
  })

  it('whose cancellation was cut short is cancelled by the next call, and begun anew beside what is left of it', async () => {
    writeFileSync(outside.path('wait'), '')
    const by = engine()
    let areNoted = false
    // The answer never comes: the host is killed in this moment.
    const killed = launcherOf(
      { ...by, cancel: () => new Promise(() => undefined) },
      { onInterrupt: () => Promise.resolve('cancel'), onCancel: () => ((areNoted = true), () => undefined) },
    )
    const launched = killed.launch(runOf(workspace, counting()), () => undefined)
    await until(() => count() === 1)
    launched.stop()
    await until(() => areNoted)
    rmSync(workspacePaths(workspace.root).locks, { recursive: true })
    const cancelled: string[] = []
    const next: Engine = {
      ...by,
      cancel: (ids) => {
        cancelled.push(...ids)
        return Promise.resolve()
      },
    }
    const ended = end(next, counting())
    await until(() => count() === 2)
    expect([cancelled, by.asked.map(({ folder }) => folder.split('/').at(-1))]).toEqual([['0'], ['1', '2']])
    rmSync(outside.path('wait'))
    expect((await ended).said).toEqual({ type: 'trained' })
    await verifyResult(entryOf(workspace), KEY)
    await until(() => started.every(({ exitCode }) => exitCode !== null))
  })

  it('whose cancellation fails is told so, and stays noted as one to cancel', async () => {
    writeFileSync(outside.path('wait'), '')
    const printed: string[] = []
    let isDone = false
    const launcher = launcherOf(engine({ cancel: () => Promise.reject(new Error('no controller')) }), {
      onInterrupt: () => Promise.resolve('cancel'),
      onCancel: () => () => (isDone = true),
      say: (line) => printed.push(line),
    })
    const launched = launcher.launch(runOf(workspace, counting()), () => undefined)
    await until(() => count() === 1)
    launched.stop()
    expect((await launched.ended).said).toEqual({ type: 'interrupted' })
    expect(printed).toEqual([
      '⚠ children does not cancel: no controller; npx bocas jobs --cancel --pending tries again',
    ])
    expect([isDone, knownJobs(workspace.root).map(isCancelled)]).toEqual([false, [true]])
    rmSync(outside.path('wait'))
  })

  it('whose job another release has submitted is refused, and its job stays', async () => {
    const by = engine({ submit: (requests) => (by.asked.push(...requests), new Promise(() => undefined)) })
    void end(by, counting())
    await until(() => by.asked.length === 1)
    rmSync(workspacePaths(workspace.root).locks, { recursive: true })
    const [job] = knownJobs(workspace.root)
    writeJobNote(job!.folder, { ...job!.note, id: '7', format: 0 })
    const { refused } = await end(engine(), counting())
    expect(refused).toEqual([
      {
        code: 'other-release',
        message:
          'the job 7 of children was submitted by another release of bocas, and this one cannot read what it leaves',
        path: `${job!.note.task}/${job!.note.name}`,
        hint: `collect it with that release; or give it up: npx bocas jobs ${job!.note.task} --cancel, and call nx again`,
      },
    ])
    expect(count()).toBe(0)
    expect(knownJobs(workspace.root)).toHaveLength(1)
  })

  it('has its result at once though the engine never answers how its job stands', async () => {
    const silent = engine({ poll: () => new Promise(() => undefined) })
    expect(await end(silent, counting())).toMatchObject({ said: { type: 'trained' } })
  })

  it('that is refused was not begun', async () => {
    const problems = [{ message: 'there is no such partition' }]
    expect(await end(engine({ refuse: () => Promise.resolve(problems) }), counting())).toMatchObject({
      refused: problems,
    })
    expect([count(), readdirSync(workspacePaths(workspace.root).jobs)]).toEqual([0, []])
  })

  it('that another command has is busy', async () => {
    writeFileSync(outside.path('wait'), '')
    const by = engine()
    const ended = end(by, counting())
    await until(() => count() === 1)
    expect((await end(by, counting())).said).toEqual({ type: 'busy' })
    rmSync(outside.path('wait'))
    await ended
  })

  it('is refused where its data is another than when it was planned', async () => {
    workspace.write({ 'x.csv': '1' })
    const dataFiles = [{ file: workspace.path('x.csv'), stamp: 'other', sha256: 'f'.repeat(64) }]
    const failed = await end(engine(), counting(), { dataFiles, data: { 'x.csv': workspace.path('x.csv') } })
    expect(failed.said).toMatchObject({ type: 'failed', message: expect.stringContaining('x.csv is not there on') })
    expect(count()).toBe(0)
  })

  it('is refused where its packages are others than those of the lockfile', async () => {
    workspace.write({ 'node_modules/dice/package.json': JSON.stringify({ name: 'dice', version: '1.2.3' }) })
    const installed = [
      { folder: 'node_modules/dice', version: '1.2.4' },
      { folder: 'node_modules/of-another-platform', version: '1.0.0' },
    ]
    const failed = await end(engine(), counting(), { installed })
    expect(failed.said).toMatchObject({
      type: 'failed',
      message: expect.stringMatching(
        /what is installed on \S+ is not what package-lock\.json says.*: run npm ci there\nnode_modules\/dice is 1\.2\.3, the lockfile says 1\.2\.4$/,
      ),
    })
    expect(count()).toBe(0)
  })
})

describe('a call that takes up jobs of another engine, and submits none', () => {
  /** Leaves the job of a run behind, as a call does that is killed, at work or before anybody noted its submission. */
  const left = async (by: ReturnType<typeof engine>): Promise<void> => {
    writeFileSync(outside.path('wait'), '')
    // It never hears again of what it has submitted.
    const transport = { ...sharedFolder(workspace.root), receive: () => new Promise<never>(() => undefined) }
    launcherOf(by, { transport }).launch(runOf(workspace, counting()), () => undefined)
    await until(() => by.asked.length === 1)
    await until(() => readdirSync(workspacePaths(workspace.root).locks).length === 1)
  }
  const followed = (by: Engine): Promise<WorkerEnd> => {
    rmSync(workspacePaths(workspace.root).locks, { recursive: true, force: true })
    return launcherOf(by, { submitsNone: true }).launch(runOf(workspace, counting()), () => undefined).ended
  }

  it('does not announce that there will be some', async () => {
    const told: string[] = []
    const by = engine({
      announce: () => void told.push('announced'),
      refuse: () => Promise.resolve([]).finally(() => told.push('asked')),
    })
    const launch = (launcher: ReturnType<typeof launcherOf>) => launcher.launch(runOf(workspace, counting()), () => {})
    expect((await launch(launcherOf(by, { submitsNone: true })).ended).said).toEqual({ type: 'busy' })
    expect(told).toEqual([])
    // As another call does, before it asks.
    await launch(launcherOf(by)).ended
    expect(told).toEqual(['announced', 'asked'])
  })

  it('has their results, and nothing is executed twice', async () => {
    const by = engine()
    await left(by)
    await until(() => count() === 1)
    const ended = followed(by)
    rmSync(outside.path('wait'))
    expect((await ended).said).toEqual({ type: 'trained' })
    expect([by.asked.length, count()]).toEqual([1, 1])
  })

  it('leaves a run to who asked when its job is lost, or there is none', async () => {
    const by = engine()
    expect((await followed(by)).said).toEqual({ type: 'busy' })
    await left(by)
    await until(() => count() === 1)
    const ended = followed(by)
    started[0]!.kill('SIGKILL')
    expect((await ended).said).toEqual({ type: 'busy' })
    expect([by.asked.length, readdirSync(workspacePaths(workspace.root).jobs)]).toEqual([1, []])
  })

  it('leaves a run to who asked whose submission nobody noted: should its job begin later, it executes nothing', async () => {
    const by = engine({
      submit: () => new Promise(() => undefined),
      refuse: (asked) => (by.asked.push(...asked), Promise.resolve([])),
    })
    await left(by)
    expect((await followed(by)).said).toEqual({ type: 'busy' })
    const late = begin({ ...by.asked[0]!, log: outside.path('log') })
    await until(() => late.exitCode !== null)
    expect(count()).toBe(0)
  })
})
