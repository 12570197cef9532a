import { killOne, SEES_PROCESSES } from './rig/processes'
import { successful } from './rig/reports'
import { Rig } from './rig/rig'
import { runTs, sweepTs } from './rig/sources'

jest.setTimeout(600_000)

const whereProcessesAreSeen = SEES_PROCESSES ? describe : describe.skip

/** Calls that end in the middle: two of six runs are done, two are at work, two have not begun. */
whereProcessesAreSeen('a call that is ended in the middle', () => {
  let rig: Rig

  beforeEach(() => {
    rig = Rig.create(
      {
        'tasks/alpha/sweep.ts': sweepTs('{ i: sweep([0, 1, 2, 3, 4, 5]) }'),
        'tasks/alpha/run.ts': runTs({ body: 'if (config.i > 1) await gate()', returns: '{ score: config.i }' }),
      },
      { isolated: true },
    )
  })
  afterEach(() => rig.dispose())

  async function middleOfACall() {
    rig.closeGate()
    const call = rig.start('run-many -t experiment --parallel=2')
    await rig.until('two runs are done and two at work', () => rig.events('start').length === 4)
    expect(rig.executions()).toEqual(['alpha i=0', 'alpha i=1', 'alpha i=2', 'alpha i=3'])
    return call
  }

  async function expectTheRestOnly() {
    expect(rig.processes()).toEqual([])
    rig.openGate()
    successful(await rig.nx('run-many -t experiment'))
    expect(rig.executions()).toEqual(['alpha i=2', 'alpha i=3', 'alpha i=4', 'alpha i=5'])
    expect(rig.list('.bocas/work')).toEqual([])
    successful(await rig.nx('run-many -t experiment'))
    expect(rig.executions()).toEqual([])
  }

  it('has lost only what was at work after SIGKILL for everything', async () => {
    const call = await middleOfACall()
    await rig.killEverything()
    expect((await call.ended).code).not.toBe(0)
    await expectTheRestOnly()
  })

  it('takes its runs with it when nx alone is ended by SIGKILL', async () => {
    const call = await middleOfACall()
    killOne(call.pid, 'SIGKILL')
    await rig.until('the orphans end by themselves', () => rig.processes().length === 0)
    await expectTheRestOnly()
  })

  it('stops its runs on SIGINT, which is no failure of theirs', async () => {
    const call = await middleOfACall()
    killOne(call.pid, 'SIGINT')
    expect((await call.ended).code).not.toBe(0)
    await rig.until('all processes end', () => rig.processes().length === 0)
    expect(rig.list('.bocas/failed/alpha')).toEqual([])
    await expectTheRestOnly()
  })
})

describe('two commands at once', () => {
  let rig: Rig
  beforeAll(() => {
    rig = Rig.create(
      {
        'tasks/alpha/sweep.ts': sweepTs('{ i: sweep([0, 1, 2, 3, 4, 5]) }'),
        'tasks/alpha/run.ts': runTs({ body: 'await gate()', returns: '{ score: config.i }' }),
      },
      { isolated: true },
    )
  })
  afterAll(() => rig.dispose())

  it('execute nothing twice, and both have all results', async () => {
    rig.closeGate()
    const first = rig.start('run-many -t experiment --parallel=2')
    await rig.until('the first is at work', () => rig.events('start').length === 2)
    const second = rig.start('run-many -t experiment --parallel=2')
    await rig.until('the second has its runs', () => second.output().includes('Running 7 tasks with @bocas/nx:run'))
    rig.openGate()
    const results = await Promise.all([first.ended, second.ended])
    results.forEach(successful)
    expect(rig.executions()).toEqual([0, 1, 2, 3, 4, 5].map((i) => `alpha i=${i}`))
    expect(rig.list('paper/artifacts/alpha')).toEqual([0, 1, 2, 3, 4, 5].map((i) => `i=${i}`))
  })
})
