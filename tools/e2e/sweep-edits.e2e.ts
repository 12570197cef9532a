import { consequences, shownRuns } from './rig/edits'
import { successful } from './rig/reports'
import { Rig } from './rig/rig'
import { figuresTs, runTs, sweepTs } from './rig/sources'

jest.setTimeout(600_000)

/** One workspace whose sweep is edited step by step: each test goes on from the one before, and does first what was left out of those before it. */
describe('a sweep that is edited', () => {
  let rig: Rig
  /** What each test does to the workspace, in order; and how many of them it has been through. */
  const steps: (() => Promise<unknown>)[] = []
  let through = 0
  const step = (name: string, edit: () => void, check: () => Promise<void>): void => {
    const mine = steps.length
    steps.push(async () => {
      edit()
      successful(await rig.nx('run-many -t figures'))
      rig.commit()
      rig.executions()
    })
    it(name, async () => {
      for (; through < mine; through++) await steps[through]!()
      through = mine + 1
      edit()
      await check()
    })
  }
  const sweep = (tree: string, options?: string) => rig.write({ 'tasks/alpha/sweep.ts': sweepTs(tree, options) })

  beforeAll(() => {
    rig = Rig.create(
      {
        'tasks/alpha/sweep.ts': sweepTs('{ lr: sweep([0.1, 0.2]), epochs: 2 }'),
        'tasks/alpha/run.ts': runTs(),
        'tasks/alpha/figures.ts': figuresTs('lr', 'epochs'),
        'tasks/beta/sweep.ts': sweepTs('{ lr: 1 }'),
        'tasks/beta/run.ts': runTs(),
        'tasks/beta/figures.ts': figuresTs('lr'),
      },
      { isolated: true },
    )
  })
  afterAll(() => rig.dispose())

  step(
    'executes all runs on the first call',
    () => {},
    async () => {
      successful(await rig.nx('run-many -t experiment'))
      expect(rig.executions()).toEqual(['alpha epochs=2 lr=0.1', 'alpha epochs=2 lr=0.2', 'beta lr=1'])
    },
  )

  step(
    'executes none on the second call',
    () => {},
    async () => {
      successful(await rig.nx('run-many -t experiment'))
      expect(rig.executions()).toEqual([])
    },
  )

  step(
    'draws the figures without executing a run again',
    () => {},
    async () => {
      successful(await rig.nx('run-many -t figures'))
      expect(rig.executions()).toEqual([])
      expect(shownRuns(rig, 'alpha')).toEqual(['lr=0.1', 'lr=0.2'])
      expect(shownRuns(rig, 'beta')).toEqual(['run'])
    },
  )

  step(
    'executes one run when it grows by one value',
    () => sweep('{ lr: sweep([0.1, 0.2, 0.3]), epochs: 2 }'),
    async () => {
      expect(await consequences(rig)).toEqual({
        affected: ['alpha'],
        runs: ['alpha epochs=2 lr=0.3'],
        drawn: ['alpha:figures'],
      })
      expect(shownRuns(rig, 'alpha')).toEqual(['lr=0.1', 'lr=0.2', 'lr=0.3'])
    },
  )

  step(
    'executes only the others when a static value becomes a sweep that contains it, although every run is renamed',
    () => sweep('{ lr: sweep([0.1, 0.2]), epochs: sweep([1, 2]) }'),
    async () => {
      expect(await consequences(rig)).toEqual({
        affected: ['alpha'],
        runs: ['alpha epochs=1 lr=0.1', 'alpha epochs=1 lr=0.2'],
        drawn: ['alpha:figures'],
      })
      expect(shownRuns(rig, 'alpha')).toEqual([
        'lr=0.1+epochs=1',
        'lr=0.1+epochs=2',
        'lr=0.2+epochs=1',
        'lr=0.2+epochs=2',
      ])
    },
  )

  step(
    'executes none when a key is relabelled, and the figures follow',
    () => sweep('{ lr: sweep([0.1, 0.2]), epochs: sweep([1, 2]) }', "{ labels: { lr: 'rate' } }"),
    async () => {
      expect(await consequences(rig)).toEqual({ affected: ['alpha'], runs: [], drawn: ['alpha:figures'] })
      expect(shownRuns(rig, 'alpha')).toEqual([
        'rate=0.1+epochs=1',
        'rate=0.1+epochs=2',
        'rate=0.2+epochs=1',
        'rate=0.2+epochs=2',
      ])
    },
  )

  step(
    'executes none when its values are reordered, and the figures follow the new order',
    () => sweep('{ lr: sweep([0.2, 0.1]), epochs: sweep([1, 2]) }'),
    async () => {
      expect(await consequences(rig)).toEqual({ affected: ['alpha'], runs: [], drawn: ['alpha:figures'] })
      expect(shownRuns(rig, 'alpha')).toEqual([
        'lr=0.2+epochs=1',
        'lr=0.2+epochs=2',
        'lr=0.1+epochs=1',
        'lr=0.1+epochs=2',
      ])
      expect(column(rig.read('paper/tables/alpha/scores.csv'), 'lr')).toEqual(['0.2', '0.2', '0.1', '0.1'])
    },
  )

  step(
    'executes none when it shrinks, and the figures no longer show the removed runs',
    () => sweep('{ lr: sweep([0.2, 0.1]), epochs: 1 }'),
    async () => {
      expect(await consequences(rig)).toEqual({ affected: ['alpha'], runs: [], drawn: ['alpha:figures'] })
      expect(shownRuns(rig, 'alpha')).toEqual(['lr=0.2', 'lr=0.1'])
      expect(column(rig.read('paper/tables/alpha/scores.csv'), 'epochs')).toEqual(['1', '1'])
      expect(column(rig.read('paper/tables/alpha/scores.csv'), 'value')).toEqual(['20', '10'])
    },
  )

  step(
    'executes all runs of the task when a static value changes',
    () => sweep('{ lr: sweep([0.2, 0.1]), epochs: 7 }'),
    async () => {
      expect(await consequences(rig)).toEqual({
        affected: ['alpha'],
        runs: ['alpha epochs=7 lr=0.1', 'alpha epochs=7 lr=0.2'],
        drawn: ['alpha:figures'],
      })
      expect(column(rig.read('paper/tables/alpha/scores.csv'), 'epochs')).toEqual(['7', '7'])
    },
  )

  step(
    'executes none when the value is changed back',
    () => sweep('{ lr: sweep([0.2, 0.1]), epochs: 1 }'),
    async () => {
      expect(await consequences(rig)).toMatchObject({ affected: ['alpha'], runs: [] })
      expect(column(rig.read('paper/tables/alpha/scores.csv'), 'epochs')).toEqual(['1', '1'])
    },
  )

  step(
    'executes none when a second named sweep holds known runs, and only what is new of it',
    () =>
      rig.write({
        'tasks/alpha/sweep.ts': `${sweepTs('{ lr: sweep([0.2, 0.1]), epochs: 1 }')}
export const ablation = defineSweep({ lr: sweep([0.1, 0.5]), epochs: 1 })
`,
      }),
    async () => {
      expect(await consequences(rig)).toEqual({
        affected: ['alpha'],
        runs: ['alpha epochs=1 lr=0.5'],
        drawn: ['alpha:figures'],
      })
      expect(shownRuns(rig, 'alpha')).toEqual(['lr=0.2', 'lr=0.1', 'lr=0.5'])
    },
  )

  step(
    'executes none for a comment, a type or white space in the sweep',
    () => rig.append('tasks/alpha/sweep.ts', '\n// where the rates come from\nexport type Rate = number\n\n'),
    async () => {
      expect(await consequences(rig)).toMatchObject({ affected: ['alpha'], runs: [] })
    },
  )

  step(
    'executes none for a comment in .gitignore',
    () => rig.append('.gitignore', '# what is made is not kept\n'),
    async () => {
      expect(await consequences(rig)).toMatchObject({ affected: ['alpha', 'beta'], runs: [] })
    },
  )

  step(
    'executes none for "parallel" in nx.json',
    () => rig.edit('nx.json', '"analytics": false', '"parallel": 1,\n  "analytics": false'),
    async () => {
      expect(await consequences(rig)).toMatchObject({ affected: ['alpha', 'beta'], runs: [] })
    },
  )

  step(
    'executes none when the folder of the task is renamed',
    () => rig.rename('tasks/beta', 'tasks/gamma'),
    async () => {
      expect(await consequences(rig)).toEqual({ affected: ['alpha', 'gamma'], runs: [], drawn: ['gamma:figures'] })
      expect(shownRuns(rig, 'gamma')).toEqual(['run'])
    },
  )
})

/** A column of a table without quoted cells. */
function column(csv: string, name: string): string[] {
  const [header, ...rows] = csv
    .trim()
    .split(/\r?\n/)
    .map((line) => line.split(','))
  const at = header!.indexOf(name)
  return rows.map((row) => row[at]!)
}
