import { successful } from './rig/reports'
import { Rig } from './rig/rig'
import { figuresTs, runTs, sweepTs } from './rig/sources'

jest.setTimeout(600_000)

const FACTOR = 'exports.factor = 2\n'

/** Files of a package that are edited where it is installed, where neither Nx nor its daemon looks; the same with the daemon off and on. */
describe.each(['false', 'true'])('an installed package that is changed in place with NX_DAEMON=%s', (daemon) => {
  let rig: Rig

  beforeAll(async () => {
    rig = Rig.create(
      {
        'tasks/alpha/sweep.ts': sweepTs('{ lr: sweep([1, 2]) }'),
        'tasks/alpha/run.ts': runTs({
          imports: "import { factor } from 'outer'",
          returns: '{ score: config.lr * factor }',
        }),
        'tasks/alpha/figures.ts': figuresTs('lr'),
        'tasks/beta/sweep.ts': sweepTs('{ lr: 1 }'),
        'tasks/beta/run.ts': runTs({ returns: '{ score: config.lr }' }),
        'tasks/beta/figures.ts': figuresTs('lr'),
      },
      { env: { NX_DAEMON: daemon } },
    )
    rig.install({ name: 'inner', version: '1.0.0', code: FACTOR })
    rig.install({
      name: 'outer',
      version: '1.0.0',
      code: "module.exports = require('inner')\n",
      dependencies: { inner: '*' },
    })
    rig.commit()
    successful(await rig.nx('run-many -t figures'))
    expect(rig.executions()).toEqual(['alpha lr=1', 'alpha lr=2', 'beta lr=1'])
  })
  afterAll(async () => {
    await rig.nx('daemon --stop')
    await rig.dispose()
  })

  const score = (): string => rig.read('paper/tables/alpha/scores.csv').split('\n')[1]!
  const figures = async (): Promise<string[]> => {
    successful(await rig.nx('run-many -t figures'))
    return rig.executions()
  }

  it('executes the runs that reach it, shows what they give now, and keeps both results', async () => {
    rig.write({ 'node_modules/inner/index.js': 'exports.factor = 3\n' })
    expect(await figures()).toEqual(['alpha lr=1', 'alpha lr=2'])
    expect(score()).toContain('1,score,3,')
    expect(await figures()).toEqual([])
    rig.write({ 'node_modules/inner/index.js': FACTOR })
    expect(await figures()).toEqual([])
    expect(score()).toContain('1,score,2,')
  })

  it('executes nothing for its types and texts, and when it is written again', async () => {
    rig.write({
      'node_modules/inner/index.d.ts': 'export const factor: 2\n',
      'node_modules/inner/README.md': 'new',
      'node_modules/inner/index.js': FACTOR,
    })
    expect(await figures()).toEqual([])
  })
})
