import { spawnSync } from 'node:child_process'
import { consequences } from './rig/edits'
import { successful } from './rig/reports'
import { Rig } from './rig/rig'
import { figuresTs, runTs, sweepTs } from './rig/sources'
import { shownKeys } from './rig/store'

jest.setTimeout(600_000)

const readsData = (name: string) =>
  runTs({
    imports: "import { readFileSync } from 'node:fs'",
    returns: `{ score: Number(readFileSync(ctx.input('${name}'), 'utf8')) * config.lr }`,
  })

/** Data that a sweep declares, edited in each of the places where it can lie; the same with the daemon of Nx off and on. */
describe.each(['false', 'true'])('declared data with NX_DAEMON=%s', (daemon) => {
  let rig: Rig

  beforeAll(async () => {
    rig = Rig.create(
      {
        'tasks/alpha/sweep.ts': sweepTs('{ lr: sweep([1, 2]) }', "{ data: ['tracked.txt'] }"),
        'tasks/alpha/run.ts': readsData('tracked.txt'),
        'tasks/alpha/figures.ts': figuresTs('lr'),
        'tasks/alpha/tracked.txt': '1',
        'tasks/beta/sweep.ts': sweepTs('{ lr: 1 }', "{ data: ['../../data'] }"),
        'tasks/beta/run.ts': readsData('../../data/ignored.txt'),
        'tasks/beta/figures.ts': figuresTs('lr'),
      },
      { env: { NX_DAEMON: daemon } },
    )
    rig.append('.gitignore', 'data/\n')
    rig.write({ 'data/ignored.txt': '1', 'data/more.txt': '1' })
    rig.commit()
    successful(await rig.nx('run-many -t figures'))
    expect(rig.executions()).toEqual(['alpha lr=1', 'alpha lr=2', 'beta lr=1'])
  })
  afterAll(async () => {
    await rig.nx('daemon --stop')
    await rig.dispose()
  })

  it('executes the users of tracked data that is edited', async () => {
    rig.write({ 'tasks/alpha/tracked.txt': '3' })
    expect(await settled(() => consequences(rig))).toEqual({
      affected: ['alpha'],
      runs: ['alpha lr=1', 'alpha lr=2'],
      drawn: ['alpha:figures'],
    })
    expect(rig.read('paper/tables/alpha/scores.csv')).toContain('\n2,score,6,')
  })

  it('executes the users of git-ignored data that is edited, of which git and Nx know nothing', async () => {
    rig.write({ 'data/ignored.txt': '5' })
    await settled(async () => successful(await rig.nx('run-many -t figures')))
    expect(rig.executions()).toEqual(['beta lr=1'])
    expect(rig.read('paper/tables/beta/scores.csv')).toContain('\n1,score,5,')
  })

  it('executes the users of a folder of data when a file comes and goes, once', async () => {
    rig.write({ 'data/new.txt': '1' })
    await settled(async () => successful(await rig.nx('run-many -t experiment')))
    expect(rig.executions()).toEqual(['beta lr=1'])
    rig.remove('data/new.txt')
    await settled(async () => successful(await rig.nx('run-many -t experiment')))
    expect(rig.executions()).toEqual([])
  })

  it('executes nothing when data is written again with the same content', async () => {
    rig.write({ 'data/ignored.txt': '5', 'tasks/alpha/tracked.txt': '3' })
    await settled(async () => successful(await rig.nx('run-many -t experiment')))
    expect(rig.executions()).toEqual([])
  })

  it('executes the users of a declared environment variable for each new value, and keeps the results of the old ones', async () => {
    rig.write({ 'tasks/beta/sweep.ts': sweepTs('{ lr: 1 }', "{ data: ['../../data'], env: ['PRECISION'] }") })
    const executions: string[][] = []
    for (const env of [{ PRECISION: 'single' }, { PRECISION: 'double' }, { PRECISION: 'single', OTHER: '1' }, {}]) {
      await settled(async () => successful(await rig.nx('run-many -t experiment', env)))
      executions.push(rig.executions())
    }
    expect(executions).toEqual([['beta lr=1'], ['beta lr=1'], [], ['beta lr=1']])
  })

  it('plans the runs that a declared variable of a sweep decides, for each of its values, and keeps those of the others', async () => {
    const lr = "process.env.QUICK === '1' ? 1 : sweep([1, 2, 3])"
    rig.write({
      'tasks/beta/sweep.ts': sweepTs(`{ lr: ${lr}, deep: true }`, "{ data: ['../../data'], env: ['QUICK'] }"),
    })
    const executions: string[][] = []
    for (const env of [{ QUICK: '1' }, {}, { QUICK: '1' }, { QUICK: '0' }, {}]) {
      await settled(async () => successful(await rig.nx('run-many -t figures', env)))
      executions.push(rig.executions())
      const drawn = rig.read('paper/tables/beta/scores.csv').trim().split('\n').length - 1
      expect(drawn).toBe('QUICK' in env && env.QUICK === '1' ? 1 : 3)
    }
    const all = [1, 2, 3].map((lr) => `beta deep=true lr=${lr}`)
    // Its value is in the keys, because a run may read it as well.
    expect(executions).toEqual([all.slice(0, 1), all, [], all, []])
  })

  it('executes what an edit of code asks for', async () => {
    rig.edit('tasks/alpha/run.ts', '* config.lr', '* config.lr + 1')
    await settled(async () => successful(await rig.nx('run-many -t experiment')))
    expect(rig.executions()).toEqual(['alpha lr=1', 'alpha lr=2'])
    rig.write({ 'tasks/alpha/sweep.ts': sweepTs('{ lr: sweep([1, 2, 3]) }', "{ data: ['tracked.txt'] }") })
    await settled(async () => successful(await rig.nx('run-many -t experiment')))
    expect(rig.executions()).toEqual(['alpha lr=3'])
  })

  it('names data that is misspelt, and data that a run reads without declaring it', async () => {
    rig.write({
      'tasks/alpha/sweep.ts': sweepTs('{ lr: 1 }', "{ data: ['traked.txt'] }"),
      'tasks/beta/sweep.ts': sweepTs('{ lr: 9 }'),
    })
    const { code, output } = await settled(() => rig.nx('run-many -t experiment'))
    expect(code).not.toBe(0)
    expect(output).toContain("✖ data 'traked.txt' matches no file")
    expect(output).toContain("data '../../data/ignored.txt' is not declared, so it is not in the run's key")
    expect(rig.executions()).toEqual(['beta lr=9'])
  })

  /** Gives the daemon's watcher, which nothing can be asked of, the time in which a person would type the command. */
  async function settled<T>(call: () => Promise<T>): Promise<T> {
    if (daemon === 'true') await new Promise((resolve) => setTimeout(resolve, 1500))
    return call()
  }
})

it('a credential that a sweep names is given to its runs, executes none again when it changes, and is stored nowhere', async () => {
  const rig = Rig.create({
    'tasks/alpha/sweep.ts': sweepTs('{ lr: sweep([1, 2]) }', "{ secrets: ['API_TOKEN'] }"),
    'tasks/alpha/run.ts': runTs({
      returns: '{ score: process.env.API_TOKEN!.length, others: Number(process.env.DB_PASSWORD !== undefined) }',
    }),
  })
  try {
    const call = async (token: string): Promise<string[]> => {
      successful(await rig.nx('run-many -t experiment', { API_TOKEN: token, DB_PASSWORD: 'not-for-runs-0123' }))
      return rig.executions()
    }
    expect(await call('first-of-its-kind-0123')).toEqual(['alpha lr=1', 'alpha lr=2'])
    expect(await call('another-one-0123')).toEqual([])
    const [key] = Object.values(shownKeys(rig, 'alpha'))
    expect(JSON.parse(rig.read(`.bocas/store/${key}/result.json`))).toMatchObject({
      artifacts: { others: { data: 0 } },
    })
    const found = spawnSync('grep', [
      '-rlE',
      '--exclude-dir=node_modules',
      'of-its-kind-0123|for-runs-0123',
      rig.places.base,
    ])
    expect([found.status, found.stdout.toString()]).toEqual([1, ''])
  } finally {
    await rig.dispose()
  }
})
