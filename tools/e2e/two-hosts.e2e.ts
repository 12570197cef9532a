import { killOne, SEES_PROCESSES } from './rig/processes'
import { successful } from './rig/reports'
import { Rig } from './rig/rig'
import { runTs, sweepTs } from './rig/sources'

jest.setTimeout(600_000)

const whereProcessesAreSeen = SEES_PROCESSES ? describe : describe.skip

/** Two machines that share one store: two host names, and a lease of two seconds. */
whereProcessesAreSeen('a call on another machine with the same store', () => {
  let rig: Rig
  beforeEach(() => {
    rig = Rig.create(
      {
        'tasks/alpha/sweep.ts': sweepTs('{ lr: sweep([0.1]) }'),
        'tasks/alpha/run.ts': runTs({ body: "if (process.env.BOCAS_HOST === 'a') await gate()" }),
      },
      { env: { BOCAS_LEASE: '2' } },
    )
    rig.closeGate()
  })
  afterEach(() => rig.dispose())

  const onFirst = () => rig.start('run-many -t experiment', { BOCAS_HOST: 'a' })
  const onSecond = () => rig.start('run-many -t experiment', { BOCAS_HOST: 'b', NX_CACHE_DIRECTORY: rig.path('../b') })
  const atWork = () => rig.until('the run is at work', () => rig.events('start').length === 1)

  it('waits for a run that is at work there, however long it takes', async () => {
    const first = onFirst()
    await atWork()
    const second = onSecond()
    await rig.until('it waits', () => second.output().includes('which cannot be seen from here'))
    await new Promise((resolve) => setTimeout(resolve, 6_000))
    rig.openGate()
    ;(await Promise.all([first.ended, second.ended])).forEach(successful)
    expect(rig.executions()).toHaveLength(1)
  })

  it('executes the run of a machine that went away, and one result is kept when that comes back', async () => {
    const first = onFirst()
    await atWork()
    const asleep = rig.processes()
    for (const pid of asleep) killOne(pid, 'SIGSTOP')
    successful(await onSecond().ended)
    expect(rig.executions()).toHaveLength(2)
    const [key] = rig.list('.bocas/store')
    const kept = rig.read(`.bocas/store/${key}/execution.json`)
    rig.openGate()
    for (const pid of asleep) killOne(pid, 'SIGCONT')
    successful(await first.ended)
    expect(rig.list('.bocas/store')).toEqual([key])
    expect(rig.read(`.bocas/store/${key}/execution.json`)).toBe(kept)
  })
})
