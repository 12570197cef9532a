import childProcess from 'node:child_process'
import fs, { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { identityOf, isAlive, tryLock, verifyResult, workspacePaths } from 'bocas/internal'
import { knownDigests } from '../../shared/data-files'
import { testWorkspace, type TestWorkspace } from '../../plan/test-workspace'
import type { Launched, WorkerEnd } from './launcher'
import { localLauncher } from './local-launcher'
import { scratchFolder } from '../../protocol/scratch'
import type { RunSpecification, WorkerMessage } from '../../protocol/run-specification'
import { entryOf, forEachTest, KEY, runOf, SEES_SECRETS, until } from './test-runs'

jest.setTimeout(60_000)

let worker: string
let workspace: TestWorkspace
forEachTest((made, script) => ([workspace, worker] = [made, script]))

const progress: WorkerMessage[] = []
const launch = (code: string, change?: Partial<RunSpecification>): Launched =>
  localLauncher(worker).launch(runOf(workspace, code, { programs: ['sleep'], ...change }), (message) =>
    progress.push(message),
  )
const end = (code: string, change?: Partial<RunSpecification>): Promise<WorkerEnd> => launch(code, change).ended
const log = (): string => readFileSync(workspace.path('.bocas/work/run/entry/run.log'), 'utf8')
const locksHeld = (): boolean => 'heldBy' in tryLock(workspacePaths(workspace.root).locks, KEY)

describe('a run', () => {
  it('that returns its result becomes an entry of the store, with its log, and leaves no lock', async () => {
    const code = `export async function run(config, ctx) {
      console.log('printed'); ctx.log('logged'); ctx.progress(1, 2, { loss: 0.5 })
      return { loss: config.lr * 2, seed: ctx.seed }
    }`
    expect(await end(code, { seed: { path: 'seed', value: 7 } })).toEqual({
      said: { type: 'trained' },
      code: 0,
      signal: null,
    })
    const { artifacts, seed } = await verifyResult(entryOf(workspace), KEY)
    expect([artifacts.loss?.data, artifacts.seed?.data, seed]).toEqual([0.2, 7, { path: 'seed', value: 7 }])
    expect(readFileSync(join(entryOf(workspace), 'run.log'), 'utf8')).toBe('printed\nlogged\n')
    expect(progress).toContainEqual({ type: 'progress', step: 1, of: 2, metrics: { loss: 0.5 } })
    expect(readdirSync(workspacePaths(workspace.root).locks)).toEqual([])
  })

  it.each([
    [
      'computes',
      `writeFileSync(there, ''); await new Promise((go) => setInterval(() => existsSync(there + '-go') && go(), 20))`,
      'trained',
    ],
    ['fails before it does', `throw new Error('no')`, 'failed'],
  ])('tells its host when it %s, and no sooner', async (_, body, type) => {
    const there = workspace.path('.bocas/work/run/there')
    const code = `import { existsSync, writeFileSync } from 'node:fs'; const there = ${JSON.stringify(there)}
      ${type === 'failed' ? body : ''}
      export const run = async () => { ${body}; return { x: 1 } }`
    const launched = launch(code)
    await launched.computes
    if (type === 'trained') {
      await until(() => existsSync(there))
      writeFileSync(`${there}-go`, '')
    }
    expect((await launched.ended).said).toMatchObject({ type })
  })

  it.each([
    ['has returned, when its process holds little', '', ['computed', 'progress', 'kept']],
    [
      'has a result that is kept, when its process holds much',
      'process.memoryUsage.rss = () => 2 ** 30',
      ['progress', 'computed', 'kept'],
    ],
  ])('tells its host that its place is free when it %s', async (_, holds, order) => {
    const told: string[] = []
    const code = `${holds}
      export const run = (config, ctx) => ({ get x() { ctx.progress(1, 1); return 1 } })`
    const note = (word: string) => () => void told.push(word)
    // Each a moment later, as promises are: messages may come together.
    const launched = localLauncher(worker).launch(
      runOf(workspace, code),
      () => void Promise.resolve().then(note('progress')),
    )
    void launched.computed!.then(note('computed'))
    void launched.kept!.then(note('kept'))
    expect((await launched.ended).said).toEqual({ type: 'trained' })
    expect(told.filter((word, place) => told.indexOf(word) === place)).toEqual(order)
  })

  it('that uses a name of ours without an import is told what imports it', async () => {
    const { said } = await end(`export const run = () => ({ loss: series([1, 2]) })`)
    expect(said).toMatchObject({
      type: 'failed',
      message: "series is not defined\nimport { series } from 'bocas'",
    })
  })

  it('has the secrets that its sweep declares, and no others; who misses one is told why', async () => {
    Object.assign(process.env, { HF_TOKEN: 'ours', DB_PASSWORD: 'ours' })
    try {
      expect((await end(SEES_SECRETS, { secrets: ['DB_PASSWORD'] })).said).toEqual({ type: 'trained' })
      const { artifacts } = await verifyResult(entryOf(workspace), KEY)
      expect([artifacts.undeclared?.data, artifacts.declared?.data]).toEqual([0, 1])
      const failed = await end(`export const run = () => { throw new Error('please set HF_TOKEN') }`, {
        key: 'd'.repeat(64),
      })
      expect(failed.said).toMatchObject({
        message: expect.stringMatching(/please set HF_TOKEN\n.*get no credentials.*\{ secrets: \['HF_TOKEN'\] \}/),
      })
    } finally {
      delete process.env.HF_TOKEN
      delete process.env.DB_PASSWORD
    }
  })

  it('has the same seed for the same config when no axis gives one, and a folder of its own', async () => {
    const code = `import { writeFileSync } from 'node:fs'; export const run = (config, ctx) => { writeFileSync('here', ''); return { seed: ctx.seed, same: Number(ctx.dir === process.cwd()) } }`
    await end(code)
    const first = await verifyResult(entryOf(workspace), KEY)
    expect(first.artifacts.same?.data).toBe(1)
    workspace.remove()
    workspace = testWorkspace()
    await end(code)
    expect((await verifyResult(entryOf(workspace), KEY)).artifacts.seed).toEqual(first.artifacts.seed)
  })

  it.each<[string, string, Partial<Extract<WorkerMessage, { type: 'failed' }>>]>([
    ['throws', `export const run = () => { throw new Error('loss is NaN') }`, { message: 'loss is NaN' }],
    ['throws no error', `export const run = () => { throw 'a text' }`, { message: 'a text' }],
    [
      'throws an error without a message',
      `export const run = () => { throw new RangeError() }`,
      { message: 'RangeError' },
    ],
    [
      'returns nothing',
      `export const run = async () => {}`,
      {
        message: 'the run returned undefined: did `run` forget to return its result?',
        problems: [{ message: 'the run returned undefined: did `run` forget to return its result?' }],
      },
    ],
    [
      'is not there',
      `export const train = () => 1`,
      { message: "run.ts exports no function 'run': write export async function run(config, ctx) { … }" },
    ],
    [
      'asks for data that is not declared',
      `export const run = (config, ctx) => ({ a: ctx.input('data/y.csv').length })`,
      {
        message:
          "data 'data/y.csv' is not declared, so it is not in the run's key; declared: data/x.csv → defineSweep({ … }, { data: ['data/y.csv'] })",
      },
    ],
  ])('that %s fails with that, and nothing is kept', async (_, code, expected) => {
    const { said: last } = await end(code, { data: { 'data/x.csv': '/x.csv' } })
    expect(last).toMatchObject({ type: 'failed', ...expected })
    expect(existsSync(entryOf(workspace))).toBe(false)
    expect(locksHeld()).toBe(false)
  })

  it('that throws says where in the code it was, and its log holds the stack', async () => {
    workspace.write({ 'tasks/toy/run.mjs': `\nthrow new Error('no')` })
    const { said } = await end(`import '../../tasks/toy/run.mjs'; export const run = () => 1`)
    expect(said).toMatchObject({ message: 'no', at: 'tasks/toy/run.mjs:2:7' })
    expect(log()).toMatch(/^Error: no\n {4}at .*run\.mjs:2:7/)
  })

  it.each([
    ['ends its process', `export const run = () => process.exit(0)`, { code: 0, signal: null }],
    ['ends its process with an error', `export const run = () => process.exit(3)`, { code: 3, signal: null }],
    ['is killed', `export const run = () => process.kill(process.pid, 'SIGKILL')`, { code: null, signal: 'SIGKILL' }],
  ])('that %s says nothing, and holds no lock', async (_, code, expected) => {
    expect(await end(code)).toEqual({ said: null, ...expected })
    expect(existsSync(entryOf(workspace))).toBe(false)
    expect(locksHeld()).toBe(false)
  })

  it('whose key another process holds is not executed', async () => {
    const paths = workspacePaths(workspace.root)
    const attempt = tryLock(paths.locks, KEY)
    expect((await end(`export const run = () => ({ a: 1 })`)).said).toEqual({ type: 'busy' })
    if ('lock' in attempt) attempt.lock.release()
    expect((await end(`export const run = () => ({ a: 1 })`)).said).toEqual({ type: 'trained' })
    expect((await end(`export const run = () => ({ a: 2 })`)).said).toEqual({ type: 'kept' })
  })

  it('whose data changes while it is at work is not kept', async () => {
    workspace.write({ 'tasks/toy/x.csv': '1' })
    const file = workspace.path('tasks/toy/x.csv')
    const dataFiles = [knownDigests(workspace.root).read(file)]
    const code = `import { writeFileSync } from 'node:fs'; export const run = (c, ctx) => { writeFileSync(ctx.input('x.csv'), '2'); return { a: 1 } }`
    expect((await end(code, { data: { 'x.csv': file }, dataFiles })).said).toEqual({
      type: 'failed',
      reason: 'surprise',
      message: 'tasks/toy/x.csv changed while the run was at work, so its result fits no key: call nx again',
    })
    expect(existsSync(entryOf(workspace))).toBe(false)
  })
})

describe('a run that is asked to stop', () => {
  const inWork = (name: string): string => JSON.stringify(workspace.path('.bocas/work/run', name))
  const imports = (): string =>
    `import { writeFileSync } from 'node:fs'; const ready = () => writeFileSync(${inWork('ready')}, ''); `
  const isReady = (): boolean => existsSync(workspace.path('.bocas/work/run/ready'))

  async function stopped(code: string): Promise<WorkerEnd> {
    const launched = launch(imports() + code)
    await until(isReady)
    launched.stop()
    return launched.ended
  }

  it('and throws is interrupted, not failed', async () => {
    const code = `export const run = (c, ctx) => new Promise((_, no) => { ctx.signal.addEventListener('abort', () => no(ctx.signal.reason)); ready(); setTimeout(() => {}, 1e5) })`
    expect((await stopped(code)).said).toEqual({ type: 'interrupted' })
    expect(locksHeld()).toBe(false)
  })

  it('and returns what it has so far is not kept: that is no result of its config', async () => {
    const code = `export const run = (c, ctx) => new Promise((done) => { ctx.signal.addEventListener('abort', () => done({ accuracy: 0.1 })); ready(); setTimeout(() => {}, 1e5) })`
    expect((await stopped(code)).said).toEqual({ type: 'interrupted' })
    expect(existsSync(entryOf(workspace))).toBe(false)
  })

  it('and does not listen is ended after the grace time, with all that it has started', async () => {
    const code = `import { spawn } from 'node:child_process'
      export const run = () => new Promise(() => { writeFileSync(${inWork('child')}, String(spawn('sleep', ['100']).pid)); ready(); setTimeout(() => {}, 1e5) })`
    const { said, signal } = await stopped(code)
    expect({ said, signal }).toEqual({ said: null, signal: 'SIGKILL' })
    const child = identityOf(Number(readFileSync(workspace.path('.bocas/work/run/child'), 'utf8')))
    await until(() => !isAlive(child))
    expect(locksHeld()).toBe(false)
  })
})

describe('a run that takes the listeners of its process away', () => {
  it.each(['process.removeAllListeners()', "process.removeAllListeners('SIGTERM')"])(
    'is asked to stop all the same: %s',
    async (remove) => {
      const ready = JSON.stringify(workspace.path('.bocas/work/run/ready'))
      const code = `import { writeFileSync } from 'node:fs'
        export const run = (c, ctx) => new Promise((_, no) => { ${remove}; ctx.signal.addEventListener('abort', () => no(ctx.signal.reason)); writeFileSync(${ready}, ''); setTimeout(() => {}, 1e5) })`
      const launched = launch(code)
      await until(() => existsSync(workspace.path('.bocas/work/run/ready')))
      launched.stop()
      expect((await launched.ended).said).toEqual({ type: 'interrupted' })
    },
  )

  it.each(['process.removeAllListeners()', "process.removeAllListeners('uncaughtException')"])(
    'tells its stray errors all the same: %s',
    async (remove) => {
      const code = `export const run = () => new Promise(() => { ${remove}; setTimeout(() => { throw new Error('stray') }, 10); setTimeout(() => {}, 1e5) })`
      expect((await end(code)).said).toMatchObject({ type: 'failed', message: 'nobody caught an error: stray' })
    },
  )
})

describe('a system that does not show its processes for a moment', () => {
  afterEach(() => jest.restoreAllMocks())

  it('keeps neither a run from ending nor its limits from being watched', async () => {
    const read = fs.readdirSync
    const hidden = jest.spyOn(fs, 'readdirSync').mockImplementation(((place: string, ...rest: []) => {
      if (place === '/proc') throw Object.assign(new Error('EMFILE: too many open files'), { code: 'EMFILE' })
      return read(place, ...rest)
    }) as never)
    const code = `export const run = () => new Promise((done) => setTimeout(() => done({ a: 1 }), 700))`
    expect(await end(code, { limits: { memory: 1e9 } })).toEqual({ said: { type: 'trained' }, code: 0, signal: null })
    expect(hidden.mock.calls.filter(([place]) => (place as unknown) === '/proc').length).toBeGreaterThan(2)
    expect(readFileSync(join(entryOf(workspace), 'run.log'), 'utf8')).toContain('could not be ended: EMFILE')
  })
})

describe('what goes wrong when a run has ended', () => {
  afterEach(() => jest.restoreAllMocks())

  it.each<[string, () => void]>([
    ['its processes cannot be listed', () => failing('readdirSync', (place) => place === '/proc', 'EMFILE')],
    [
      'nor be asked whose they are',
      () => failing('readFileSync', (place) => /^\/proc\/\d+\/environ$/.test(place), 'EACCES'),
    ],
    ['its control group cannot be seen', () => failing('existsSync', (place) => place.includes('/bocas-'), 'EIO')],
    [
      'its control group cannot be read',
      () => failing('readFileSync', (place) => place.endsWith('cgroup.procs'), 'EMFILE'),
    ],
    ['its log cannot be written', () => failing('writeSync', () => true, 'EIO')],
  ])('keeps nobody waiting: %s', async (_, fails) => {
    const launched = launch(`import { writeFileSync } from 'node:fs'
      export const run = () => new Promise((done) => { writeFileSync('at-work', ''); setTimeout(() => done({ a: 1 }), 1500) })`)
    await until(() => existsSync(join(scratchFolder(workspace.path('.bocas/work/run')), 'at-work')))
    fails()
    // What is rejected is told as well.
    expect(await launched.ended.catch(String)).toEqual({ said: { type: 'trained' }, code: 0, signal: null })
  })

  it('keeps nobody waiting: there was no descriptor left for its process', async () => {
    const { spawn } = childProcess
    jest.spyOn(childProcess, 'spawn').mockImplementation((...asked: Parameters<typeof spawn>) => {
      const taken: number[] = []
      try {
        for (;;) taken.push(fs.openSync('/dev/null', 'r'))
      } catch {
        return spawn(...asked)
      } finally {
        taken.forEach((one) => fs.closeSync(one))
      }
    })
    expect(await end(`export const run = () => ({ a: 1 })`)).toEqual({
      said: { type: 'failed', message: expect.stringMatching(/^no process could be started: .*EMFILE/) },
      code: null,
      signal: null,
    })
  })
})

/** Lets calls of `fs` in this process fail for some places. */
function failing(
  name: 'readdirSync' | 'readFileSync' | 'existsSync' | 'writeSync',
  which: (place: string) => boolean,
  code: string,
): void {
  const real = fs[name] as (...args: unknown[]) => unknown
  jest.spyOn(fs, name as never).mockImplementation(((...args: unknown[]) => {
    if (which(String(args[0]))) throw Object.assign(new Error(code), { code })
    return real(...args)
  }) as never)
}

describe('a worker', () => {
  it('shows its output as it comes and writes it to the log when it is told to', async () => {
    let shown = ''
    const spec = runOf(workspace, `export const run = () => { console.log('a'); console.error('b'); return { a: 1 } }`)
    await localLauncher(worker, { echo: (text) => (shown += text) }).launch(spec, () => undefined).ended
    expect(shown.split('\n').sort().join('')).toBe('ab')
    expect(readFileSync(join(entryOf(workspace), 'run.log'), 'utf8').length).toBe(shown.length)
  })

  it('that writes a try puts it where it is told and not in the store', async () => {
    const folder = workspace.path('.bocas/tries/toy/one')
    writeFileSync(workspace.path('notes'), '')
    expect((await end(`export const run = () => ({ a: 1 })`, { into: { folder } })).said).toEqual({ type: 'trained' })
    expect((await verifyResult(folder, KEY)).artifacts.a?.data).toBe(1)
    expect(existsSync(entryOf(workspace))).toBe(false)
  })
})
