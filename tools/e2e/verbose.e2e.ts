import { writeFileSync } from 'node:fs'
import type { Env, NxResult } from './rig/nx'
import { successful } from './rig/reports'
import { Rig } from './rig/rig'
import { runTs, sweepTs } from './rig/sources'

jest.setTimeout(600_000)

const VERBOSE: Env = { NX_VERBOSE_LOGGING: 'true' }
const EXPERIMENT = 'run-many -t experiment --skip-nx-cache'

let rig: Rig
beforeAll(() => {
  rig = Rig.create({
    'tasks/alpha/sweep.ts': sweepTs('{ lr: sweep([1, 2]), epochs: 3 }'),
    'tasks/alpha/run.ts': runTs({ body: 'await gate()', returns: '{ score: config.lr }' }),
  })
})
afterAll(() => rig.dispose())

/** What was said of each run, sorted; keys are the same wherever these tests run, and say nothing. */
const said = ({ stderr }: Pick<NxResult, 'stderr'>): string[] =>
  stderr
    .split('\n')
    .filter((line) => line.startsWith('bocas: '))
    .map((line) => line.replace(/^bocas: (\S+) \([0-9a-f]{12}\): /, '$1 ').replace(/process \d+/, 'process N'))
    .sort()

describe('NX_VERBOSE_LOGGING', () => {
  it('says of each run why it begins when none was ever executed', async () => {
    expect(said(successful(await rig.nx(EXPERIMENT, VERBOSE)))).toEqual([
      'alpha/lr=1 begins: no result yet',
      'alpha/lr=2 begins: no result yet',
    ])
  })

  it('says that one goes on from what it saved before it was interrupted', async () => {
    const [key, other] = rig.list('.bocas/store')
    rig.remove('.bocas/store')
    rig.remove('paper/artifacts')
    rig.write({ [`.bocas/checkpoints/${key}/1.checkpoint`]: 'damaged: the run begins again' })
    expect([key, other]).toEqual([expect.any(String), expect.any(String)])
    expect(said(successful(await rig.nx(EXPERIMENT, VERBOSE))).map((line) => line.replace(/lr=\d/, 'lr=N'))).toEqual(
      expect.arrayContaining([
        'alpha/lr=N begins: interrupted; goes on from what it saved',
        'alpha/lr=N begins: no result yet',
      ]),
    )
  })

  it('says which are taken from the store, from where, and what was damaged', async () => {
    const [key] = rig.list('.bocas/store')
    writeFileSync(rig.path('.bocas/store', key!, 'result.json'), '{')
    const lines = said(successful(await rig.nx(EXPERIMENT, VERBOSE)))
    expect(lines.map((line) => line.replace(/lr=\d/, 'lr=N')).sort()).toEqual([
      expect.stringMatching(/^alpha\/lr=N stored: taken from paper\/artifacts; the copy in the store is damaged: ./),
      'alpha/lr=N stored: taken from the store',
    ])
    writeFileSync(rig.path('.bocas/store', key!, 'result.json'), '{')
    rig.remove('paper/artifacts')
    expect(said(successful(await rig.nx(EXPERIMENT, VERBOSE)))).toContainEqual(
      expect.stringMatching(/^alpha\/lr=\d begins: its result is damaged: ./),
    )
  })

  it('says why runs are stale, also when they may not begin', async () => {
    rig.edit('tasks/alpha/sweep.ts', 'epochs: 3', 'epochs: 4')
    expect(said(await rig.nx(EXPERIMENT, { ...VERBOSE, BOCAS_TRAIN: 'never' }))).toEqual([
      'alpha/lr=1 does not begin, by BOCAS_TRAIN=never: stale because epochs 3 → 4',
      'alpha/lr=2 does not begin, by BOCAS_TRAIN=never: stale because epochs 3 → 4',
    ])
    expect(said(successful(await rig.nx(EXPERIMENT, VERBOSE)))).toEqual([
      'alpha/lr=1 begins: stale because epochs 3 → 4',
      'alpha/lr=2 begins: stale because epochs 3 → 4',
    ])
  })

  it('says once which are busy elsewhere', async () => {
    rig.edit('tasks/alpha/sweep.ts', 'epochs: 4', 'epochs: 5')
    rig.closeGate()
    const started = rig.events('start').length
    const first = rig.start(EXPERIMENT)
    await rig.until('the first is at work', () => rig.events('start').length === started + 2)
    const second = rig.start(EXPERIMENT, VERBOSE)
    await rig.until('the second has its runs', () => said({ stderr: second.output() }).length === 2)
    rig.openGate()
    successful(await first.ended)
    expect(said(successful(await second.ended))).toEqual([
      'alpha/lr=1 busy elsewhere: another command executes it (process N)',
      'alpha/lr=1 stored: taken from the store',
      'alpha/lr=2 busy elsewhere: another command executes it (process N)',
      'alpha/lr=2 stored: taken from the store',
    ])
  })

  it.each([undefined, '', 'false'])('says nothing when it is %j', async (value) => {
    expect(said(successful(await rig.nx(EXPERIMENT, { NX_VERBOSE_LOGGING: value })))).toEqual([])
  })
})
