import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { GridEngine, whereGridEngine } from './rig/grid-engine'
import { killOne } from './rig/processes'
import { successful } from './rig/reports'
import { Rig } from './rig/rig'
import { runTs, sweepTs } from './rig/sources'
import { shownKeys } from './rig/store'

jest.setTimeout(240_000)

/** The settings of docs/engines.md, as they are. */
const PROFILES = readFileSync(join(__dirname, '../../docs/examples/grid-engine.json'), 'utf8')

whereGridEngine().describe('a sweep on a real Grid Engine', () => {
  let grid: GridEngine
  let rig: Rig
  beforeAll(async () => (grid = await GridEngine.start()))
  afterAll(async () => {
    await rig.dispose()
    await grid.stop()
  })

  it('outlives the call, is cancelled or collected by the next ones, and has the bytes that it has at home', async () => {
    rig = Rig.create(
      {
        'profiles.json': PROFILES,
        'tasks/alpha/sweep.ts': sweepTs('{ i: sweep([0, 1, 2]) }'),
        'tasks/alpha/run.ts': runTs({ body: "ctx.log('at work')\n  await gate()", returns: '{ score: config.i }' }),
      },
      { env: { ...grid.env, BOCAS_PROFILE: 'grid' } },
    )
    const queued = async (): Promise<number> => (await grid.must('qstat')).match(/bocas-/g)?.length ?? 0
    const numberOfLast = async (): Promise<number> =>
      Number(await grid.must('qsub', '-terse', '-h', '-o', '/dev/null', '-b', 'y', 'true'))
    const results = (): string[] =>
      Object.entries(shownKeys(rig, 'alpha')).map(([run, key]) => run + rig.read(`.bocas/store/${key}/result.json`))

    rig.closeGate()
    for (const how of ['cancel', 'leave'] as const) {
      const call = rig.start('run-many -t experiment', { BOCAS_ON_INTERRUPT: how })
      await rig.until('all have begun', () => rig.events('start').length === (how === 'cancel' ? 3 : 6))
      killOne(call.pid, 'SIGINT')
      expect((await call.ended).code).not.toBe(0)
      if (how === 'leave') expect(await queued()).toBe(3)
      else while ((await queued()) > 0);
    }
    const last = await numberOfLast()
    rig.executions()
    const collecting = rig.start('run-many -t experiment')
    await rig.until('they are followed', () => collecting.output().includes('3 jobs of commands that an earlier call'))
    rig.openGate()
    successful(await collecting.ended)
    expect([rig.executions(), await numberOfLast()]).toEqual([[], last + 1])
    const there = results()
    expect(there).toHaveLength(3)
    expect(rig.list('.bocas/jobs')).toEqual([])

    rig.remove('.bocas/store')
    rig.remove('paper/artifacts')
    successful(await rig.nx('run-many -t experiment --skip-nx-cache', { BOCAS_ENGINE: 'local' }))
    expect(rig.executions()).toHaveLength(3)
    expect(results()).toEqual(there)
  })
})
