import { successful } from './rig/reports'
import { Rig } from './rig/rig'
import { runTs, sweepTs } from './rig/sources'

jest.setTimeout(600_000)

/** Each run waits until as many have begun as may be at work at once, so that the most that can be is what is counted. */
describe('--parallel', () => {
  let rig: Rig
  beforeEach(() => {
    rig = Rig.create(
      {
        'tasks/alpha/sweep.ts': sweepTs('{ i: sweep([0, 1, 2, 3, 4, 5, 6]) }'),
        'tasks/alpha/run.ts': runTs({
          imports: "import { readFileSync } from 'node:fs'",
          body: `const begun = () => readFileSync(process.env.COUNT_FILE!, 'utf8').split('start').length - 1
  while (begun() < Number(process.env.TOGETHER)) await sleep(20)
  await sleep(100)`,
          returns: '{ score: config.i }',
        }),
      },
      { isolated: true },
    )
  })
  afterEach(() => rig.dispose())

  it.each([
    ['run-many -t experiment --parallel=1', 1, {}],
    ['run-many -t experiment --parallel=3', 3, {}],
    ['run alpha:experiment --parallel 4', 4, {}],
    ['run-many -t experiment --parallel=2', 5, { BOCAS_PARALLEL: '5' }],
    ['run-many -t experiment --parallel=3', 3, { NX_DAEMON: 'true' }],
  ])('nx %s has %i runs at work at once, and no more (%j)', async (command, together, env) => {
    successful(await rig.nx(command, { ...env, TOGETHER: String(together) }))
    expect(rig.executions()).toHaveLength(7)
    expect(rig.mostAtOnce()).toBe(together)
    if ('NX_DAEMON' in env) successful(await rig.nx('daemon --stop', env))
  })

  it('follows "parallel" of nx.json', async () => {
    rig.edit('nx.json', '"analytics": false', '"parallel": 4,\n  "analytics": false')
    successful(await rig.nx('run-many -t experiment', { TOGETHER: '4' }))
    expect(rig.mostAtOnce()).toBe(4)
  })
})
