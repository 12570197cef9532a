import { mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { identityOf } from 'bocas/internal'
import { bocas, plan } from './rig/bocas'
import { wrongClock } from './rig/clock'
import { CAN_MOUNT, smallDisk, type Mounted } from './rig/disk'
import { SEES_PROCESSES } from './rig/processes'
import { shownRuns } from './rig/edits'
import { successful } from './rig/reports'
import { Rig } from './rig/rig'
import { figuresTs, runTs, sweepTs } from './rig/sources'
import { filesBelow } from './rig/chaos/damage'

jest.setTimeout(600_000)

const indices = (count: number): number[] => [...Array(count).keys()]
const sweepOf = (count: number, options = '{}'): string =>
  sweepTs(`{ i: sweep(${JSON.stringify(indices(count))}) }`, options)
const names = (...of: number[]): string[] => of.map((i) => `alpha i=${i}`)
const DAY = 86_400_000

function rigOf(count: number, body = '', options = '{}'): Rig {
  return Rig.create(
    {
      'tasks/alpha/sweep.ts': sweepOf(count, options),
      'tasks/alpha/run.ts': runTs({ body, returns: '{ score: config.i }' }),
    },
    { isolated: true },
  )
}

describe('two clones that share a store', () => {
  let rig: Rig
  let clone: Rig
  let disk: Mounted | undefined
  beforeEach(() => {
    rig = rigOf(6, 'await gate()')
    clone = rig.clone('another')
  })
  afterEach(async () => {
    disk?.unmount()
    disk = undefined
    await rig.dispose()
  })

  /** Both at the same time; each has its own gate, so that each is at work on something when the other begins. */
  async function bothAtOnce(env: Record<string, string>): Promise<void> {
    rig.closeGate()
    clone.closeGate()
    const first = rig.start('run-many -t experiment --parallel=2', env)
    await rig.until('the first is at work', () => rig.events('start').length === 2)
    const second = clone.start('run-many -t experiment --parallel=2', env)
    await clone.until('the second is at work', () => clone.events('start').length === 2)
    clone.openGate()
    await clone.until('the second has nothing left but what the first is at', () => clone.events('end').length === 4)
    await clone.until('it says so', () => second.output().includes('is being executed by another command'))
    expect((await bocas(clone, ['status'], env)).output).toMatch(
      /^no run is being executed\nwaiting for another command's result: (alpha\/i=\d \(process \d+\)(, )?){2} · .* s\n$/,
    )
    rig.openGate()
    ;(await Promise.all([first.ended, second.ended])).forEach(successful)
    expect([...rig.executions(), ...clone.executions()].sort()).toEqual(names(0, 1, 2, 3, 4, 5))
    for (const one of [rig, clone]) {
      expect(one.list('paper/artifacts/alpha')).toEqual(indices(6).map((i) => `i=${i}`))
      expect(one.list('.bocas/store')).toEqual(env.BOCAS_STORE ? [] : one.list('.bocas/store'))
    }
    expect((await bocas(clone, ['verify'], env)).output).toMatch(/^6 results, .* all as they were written$/m)
  }

  it('by BOCAS_STORE execute nothing twice, and both have all results', async () => {
    await bothAtOnce({ BOCAS_STORE: join(rig.places.base, 'shared') })
    expect(readdirSync(join(rig.places.base, 'shared/store')).filter((name) => !name.startsWith('.'))).toHaveLength(6)
  })

  it('by a link in the place of .bocas/store do the same: the locks lie where the store lies', async () => {
    for (const one of [rig, clone]) {
      mkdirSync(one.path('.bocas'))
      symlinkSync(join(rig.places.base, 'shared/store'), one.path('.bocas/store'))
    }
    await bothAtOnce({})
  })

  const whereDisksCanBeMounted = CAN_MOUNT ? it : it.skip

  whereDisksCanBeMounted('on another disk do the same, though no folder can be moved there in one step', async () => {
    disk = smallDisk(join(rig.places.base, 'shared'), 64 * 2 ** 20)
    await bothAtOnce({ BOCAS_STORE: join(rig.places.base, 'shared') })
  })
})

describe('a clock that is wrong', () => {
  let rig: Rig
  beforeEach(() => {
    rig = rigOf(3, 'await sleep(1500)\n  ctx.progress(1, 1, { loss: 0 })', "{ timeout: '60 s', env: ['LEVEL'] }")
  })
  afterEach(() => rig.dispose())

  const executions = (): { seconds: number }[] =>
    rig
      .list('.bocas/store')
      .filter((name) => !name.startsWith('.'))
      .map((key) => JSON.parse(rig.read(`.bocas/store/${key}/execution.json`)) as { seconds: number })

  it('by a year either way repeats nothing, hides no edit, and says no nonsense', async () => {
    successful(await rig.nx('run-many -t experiment', wrongClock(rig, 365 * DAY)))
    expect(rig.executions()).toEqual(names(0, 1, 2))
    const behind = wrongClock(rig, -365 * DAY)
    rmSync(rig.places.nxCache, { recursive: true })
    rig.remove('.nx')
    successful(await rig.nx('run-many -t experiment', behind))
    expect(rig.executions()).toEqual([])
    rig.edit('tasks/alpha/run.ts', 'score: config.i', 'score: config.j')
    rig.edit('tasks/alpha/run.ts', 'config.j', 'config.i + 1')
    // As old as it was: only the system knows that it was written.
    utimesSync(rig.path('tasks/alpha/run.ts'), new Date(1e12), new Date(1e12))
    rig.write({ 'tasks/alpha/sweep.ts': sweepOf(4, "{ timeout: '60 s', env: ['LEVEL'] }") })
    const { output } = successful(await rig.nx('run-many -t experiment', behind))
    expect(rig.executions()).toEqual(names(0, 1, 2, 3))
    expect(output).not.toMatch(/NaN|Infinity|-\d+ (s|min)\b/)
    for (const { seconds } of executions()) expect(seconds).toBeGreaterThan(1)
    const { output: runs } = await bocas(rig, ['runs'], behind)
    expect(runs).not.toMatch(/NaN|Infinity|-\d/)
  })

  it('that is set back or ahead while runs are at work ends none of them, and no run takes less than no time', async () => {
    const begin = performance.now()
    for (const [at, shift] of [-400 * DAY, 400 * DAY].entries()) {
      const env = { ...wrongClock(rig, shift, 700), LEVEL: String(at) }
      const { output } = successful(await rig.nx('run-many -t experiment --parallel=3', env))
      expect(rig.executions()).toEqual(names(0, 1, 2))
      expect(output).toContain('alpha: 3 runs · 3 trained')
      expect(output).not.toMatch(/NaN|Infinity|-\d+ (s|min)\b/)
    }
    const all = (performance.now() - begin) / 1000
    for (const { seconds } of executions()) {
      expect(seconds).toBeGreaterThan(1)
      expect(seconds).toBeLessThan(all)
    }
  })
})

const whereProcessesAreSeen = SEES_PROCESSES ? describe : describe.skip

whereProcessesAreSeen('a lock whose holder is gone', () => {
  let rig: Rig
  beforeAll(() => (rig = rigOf(4)))
  afterAll(() => rig.dispose())

  it('holds nothing up: its pid is another process now, its boot an earlier one, its bytes damaged', async () => {
    const keys = (await plan(rig)).tasks[0]!.runs.map(({ key }) => key)
    // This very process lives; what the files say of it is not true of it.
    const own = { ...identityOf(), seal: undefined, token: 'x' }
    const forged = [
      JSON.stringify({ ...own, started: '1' }),
      JSON.stringify({ ...own, boot: 'e9b5a3a0-0000-4000-8000-000000000000' }),
      JSON.stringify({ ...identityOf(), host: 'a-machine-that-never-was', token: 'x' }),
      JSON.stringify(own).slice(0, 40),
    ]
    keys.forEach((key, at) => rig.write({ [`.bocas/locks/${key}/1`]: forged[at]! }))
    successful(await rig.nx('run-many -t experiment'))
    expect(rig.executions()).toEqual(names(0, 1, 2, 3))
    expect(rig.list('.bocas/locks')).toEqual([])
  })

  it('is told apart from one whose holder lives, which is waited for, by name', async () => {
    rig.write({ 'tasks/alpha/sweep.ts': sweepOf(5) })
    const { key } = (await plan(rig)).tasks[0]!.runs.at(-1)!
    rig.write({ [`.bocas/locks/${key}/1`]: JSON.stringify({ ...identityOf(), token: 'x' }) })
    rig.executions()
    const call = rig.start('run-many -t experiment')
    const says = ['is being executed by another command', `(process ${process.pid})`]
    await rig.until('it waits', () => says.every((words) => call.output().includes(words)))
    expect(rig.executions()).toEqual([])
    rig.remove(`.bocas/locks/${key}`)
    successful(await call.ended)
    expect(rig.executions()).toEqual(names(4))
  })
})

describe("Nx's own cache", () => {
  let rig: Rig
  beforeAll(async () => {
    rig = rigOf(4)
    rig.write({ 'tasks/alpha/figures.ts': figuresTs('i') })
    successful(await rig.nx('run-many -t experiment'))
    expect(rig.executions()).toEqual(names(0, 1, 2, 3))
  })
  afterAll(() => rig.dispose())

  async function expectWholeViews(): Promise<void> {
    expect(rig.executions()).toEqual([])
    expect(rig.list('paper/artifacts/alpha')).toEqual(indices(4).map((i) => `i=${i}`))
    expect((await bocas(rig, ['verify'])).output).toMatch(/^4 results, .* and 4 views: all as they were written$/m)
  }

  it.each<[string, (file: string) => void]>([
    ['without its files', (file) => rmSync(file)],
    ['with torn files', (file) => writeFileSync(file, readFileSync(file).subarray(0, 3))],
  ])(
    '%s restores what no figure uses: those are drawn from the store, and nx reset makes the views good',
    async (_, harm) => {
      successful(await rig.nx('run-many -t experiment'))
      filesBelow(rig.places.nxCache)
        .filter((file) => file.includes('/paper/artifacts/'))
        .forEach(harm)
      rig.remove('paper')
      successful(await rig.nx('run-many -t figures'))
      expect(shownRuns(rig, 'alpha')).toEqual(indices(4).map((i) => `i=${i}`))
      const { output } = await bocas(rig, ['verify'])
      expect(output).toContain('→ at paper/artifacts/alpha/i=0')
      expect(output).toContain('nx reset')
      successful(await rig.nx('reset'))
      successful(await rig.nx('run-many -t experiment'))
      await expectWholeViews()
    },
  )

  it.each<[string, () => void]>([
    ['deleted', () => rmSync(rig.places.nxCache, { recursive: true })],
    [
      'aged by a year',
      () => {
        for (const file of filesBelow(rig.places.nxCache)) utimesSync(file, new Date(0), new Date(0))
      },
    ],
    ['over its limit', () => rig.edit('nx.json', '"analytics": false', '"analytics": false,\n  "maxCacheSize": "1B"')],
  ])('%s costs no result: nothing is executed, and the views are whole', async (_, harm) => {
    harm()
    for (const views of ['there', 'removed']) {
      if (views === 'removed') rig.remove('paper/artifacts')
      successful(await rig.nx('run-many -t experiment'))
      await expectWholeViews()
    }
  })
})
