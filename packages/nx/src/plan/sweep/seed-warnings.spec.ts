import { testWorkspace } from '../test-workspace'
import { unplanned, type KnownPlan } from '../task-plan'
import { describeSeeds, mayBeOdd, seedWarnings, tellSeedWarnings } from './seed-warnings'

type Runs = Parameters<typeof describeSeeds>[0]['runs']

const PLAN = { task: 'mnist', root: 'tasks/mnist', program: null }
const seen = (source: string) => [{ file: 'tasks/mnist/run.ts', source, stripped: source }]
const first = (runs: Runs, source = ''): string[] =>
  describeSeeds({ ...PLAN, runs }, seen(source)).map((text) => text.split('\n')[0]!)
const SEEDED: Runs = [0, 1].map((value) => ({ config: { lr: 1, seed: value }, seed: { path: 'seed', value } }))

describe('what is odd about seeds', () => {
  it.each<[what: string, runs: Runs, source: string, lines: string[]]>([
    ['an axis that is used', SEEDED, 'random(ctx.seed)', []],
    ['none, and none used', [{ config: { lr: 1 } }], 'run(config)', []],
    [
      'none, though it is used',
      [{ config: { lr: 1 } }],
      'a\nrandom(ctx.seed)',
      [
        '⚠ mnist: tasks/mnist/run.ts:2 uses ctx.seed, and the sweep has no axis of seeds: each config is run once, and its numbers have no ±',
      ],
    ],
    [
      'a number called seeds',
      [{ config: { seeds: 2 } }],
      'random(ctx.seed)',
      ['⚠ mnist: `seeds: 2` is no axis of seeds, so no mean is taken over it and ctx.seed is another number'],
    ],
    [
      'a slip',
      [{ config: { model: { sede: 1 } } }],
      '',
      ['⚠ mnist: `model.sede: 1` is no axis of seeds, so no mean is taken over it and ctx.seed is another number'],
    ],
    [
      'a second seed beside the axis',
      [{ config: { seed: 0, randomState: 7 }, seed: { path: 'seed', value: 0 } }],
      '',
      ['⚠ mnist: `randomState: 7` is no axis of seeds, so no mean is taken over it and ctx.seed is another number'],
    ],
    ['other words', [{ config: { speed: 3, seedling: 2, feed: 1, seed: 'a' } }], '', []],
    [
      'Math.random',
      SEEDED,
      'x\n// Math.random\nconst r = Math.random()',
      ['⚠ mnist: tasks/mnist/run.ts:3 uses Math.random: the run gives other numbers each time, whatever its seed'],
    ],
    [
      'the time of day',
      SEEDED,
      'Date.now()',
      ['⚠ mnist: tasks/mnist/run.ts:1 uses the time of day: a result that holds it is another one each time'],
    ],
    ['how long something takes', SEEDED, 'const start=Date.now();await x();const s=(Date.now()-start)/1000', []],
    ['a date of the data', SEEDED, 'new Date(row.day); performance.now()', []],
    ['no runs', [], 'ctx.seed', []],
  ])('%s', (_, runs, source, lines) => {
    expect(first(runs, source)).toEqual(lines)
    const isSeeded = runs.some(({ seed }) => seed !== undefined)
    if (lines.some((line) => line.includes('run.ts'))) expect(mayBeOdd(source, isSeeded)).toBe(true)
  })

  it('is found where names are written with escapes', async () => {
    const workspace = testWorkspace({ 'tasks/mnist/run.ts': 'export const run = () => Math.r\\u0061ndom()\n' })
    const plain = unplanned('tasks/mnist/sweep.ts', [])
    const plan: KnownPlan = { ...plain, run: { ...plain.run, files: ['tasks/mnist/run.ts'] } }
    expect(await seedWarnings(workspace.root, plan)).toEqual([expect.stringContaining('Math.random')])
    workspace.remove()
  })

  it('is told once for a task, with what to write', () => {
    const runs = [1, 2, 3].map((lr) => ({ config: { lr, seeds: 2 } }))
    expect(describeSeeds({ ...PLAN, runs }, [])).toEqual([
      '⚠ mnist: `seeds: 2` is no axis of seeds, so no mean is taken over it and ctx.seed is another number\n  → in tasks/mnist/sweep.ts, seeds: seeds(5)',
    ])
  })

  it('is read from the code of the run without its comments and types', async () => {
    const workspace = testWorkspace({
      'tasks/mnist/run.ts': '/* Math.random */\nexport const run = (): number => 1 // Date.now()\n',
      'library/noise.ts': 'export const noise: () => number = () => Math.random()\n',
      'library/broken.ts': 'export const = Math.random()',
    })
    const files = ['tasks/mnist/run.ts', 'library/noise.ts', 'library/broken.ts', 'library/gone.ts']
    const plain = unplanned('tasks/mnist/sweep.ts', [])
    const plan: KnownPlan = { ...plain, problems: [], run: { ...plain.run, files } }
    expect(await seedWarnings(workspace.root, plan)).toEqual([
      '⚠ mnist: library/noise.ts:1 uses Math.random: the run gives other numbers each time, whatever its seed\n  → make random numbers from ctx.seed',
    ])
    workspace.remove()
  })
})

it('a fault in looking at the seeds is said, and fails nothing', async () => {
  const plan = unplanned('tasks/mnist/sweep.ts', [])
  const printed: string[] = []
  // No file system takes such a name, and Node throws a TypeError.
  await tellSeedWarnings('/', [{ ...plan, run: { ...plan.run, files: ['a\0.ts'] } }], (line) => printed.push(line))
  expect(printed).toEqual([expect.stringMatching(/^⚠ the seeds could not be looked at: .*null bytes/)])
})
