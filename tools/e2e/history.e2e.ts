import { bocas, plan, reasons } from './rig/bocas'
import { git } from './rig/git'
import { successful } from './rig/reports'
import { Rig } from './rig/rig'
import { runTs, sweepTs } from './rig/sources'

jest.setTimeout(900_000)

const FIGURES = `import { defineFigures } from '@bocas/figures'
import type { run } from './run'

export default defineFigures<typeof run>(({ runs, table, fact, mean }) => {
  table('scores', runs, { rows: 'net.name', show: 'score', better: 'max' })
  fact('best', mean(runs.only({ net: 'mlp' }), 'score'), { as: 'percent' })
})
`
const SWEEP = '{ net: sweep({ cnn: { lr: 0.1 }, mlp: { lr: 0.2 } }), epochs: 2, seed: seeds(2) }'
const files = {
  'tasks/alpha/sweep.ts': sweepTs(SWEEP),
  'tasks/alpha/run.ts': runTs({ returns: '{ score: config.net.lr * config.epochs + config.seed / 100 }' }),
  'tasks/alpha/figures.ts': FIGURES,
  // The same configs, by other code.
  'tasks/beta/sweep.ts': sweepTs(SWEEP),
  'tasks/beta/run.ts': runTs({ returns: '{ score: config.net.lr, other: 1 }' }),
  '.gitignore':
    'node_modules/\n.nx/\n.bocas/\npaper/artifacts/\npaper/figures/\npaper/tables/\npaper/facts/\npaper/provenance/\n',
}

describe('kept results are found by what they are made of', () => {
  let rig: Rig
  /** Edits the workspace, looks at it, and takes the edits back. */
  const after = async (edit: () => void, look: () => Promise<void>): Promise<void> => {
    edit()
    try {
      await look()
    } finally {
      git(rig.root, 'reset', '--quiet', '--hard', 'base')
      git(rig.root, 'clean', '--quiet', '-fd', 'tasks')
    }
    expect(rig.executions()).toEqual([])
  }
  const states = async (): Promise<Record<string, number>> => {
    const { counts } = await plan(rig, {}, 'digits')
    return Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0))
  }
  const editRun = (task: string): void => rig.edit(`tasks/${task}/run.ts`, '/ 100', '/ 10 / 10')

  beforeAll(async () => {
    rig = Rig.create(files)
    successful(await rig.nx('run-many -t experiment,figures'))
    expect(rig.executions()).toHaveLength(8)
    git(rig.root, 'tag', 'base')
  })
  afterAll(() => rig.dispose())

  it('when a task is renamed: nothing is executed, and all commands call its results by their new name', () =>
    after(
      () => rig.rename('tasks/alpha', 'tasks/digits'),
      async () => {
        expect(await states()).toEqual({ kept: 4 })
        const { stdout } = await bocas(rig, ['runs', 'digits'])
        expect(stdout).toMatch(/digits\/net=cnn\+seed=0 .* digits main, paper · made as alpha\/net=cnn\+seed=0\n/)
        expect((await bocas(rig, ['logs', 'digits/net=cnn+seed=0'])).code).toBe(0)
        // The figures are still those that were drawn for alpha.
        const uses = await bocas(rig, ['uses', 'digits/net=mlp+seed=1', '--json'])
        expect(JSON.parse(uses.stdout)).toMatchObject({ uses: [{ name: 'alpha.best' }, { name: 'alpha/scores' }] })
      },
    ))

  it('when a task is renamed and edited: the plan says which results are nearest and why they are stale', () =>
    after(
      () => {
        rig.rename('tasks/alpha', 'tasks/digits')
        editRun('digits')
      },
      async () => {
        const { code, stdout } = await bocas(rig, ['plan', 'digits'])
        expect(code).toBe(0)
        expect(stdout).toContain(
          'digits: 4 runs · 4 stale\n  stale: net=cnn+seed=0, net=cnn+seed=1, net=mlp+seed=0, net=mlp+seed=1\n    tasks/digits/run.ts changed (kept as runs of alpha)\n',
        )
        const uses = await bocas(rig, ['uses', 'digits/net=mlp+seed=1', '--json'])
        expect(JSON.parse(uses.stdout)).toMatchObject({ uses: [{ name: 'alpha.best' }, { name: 'alpha/scores' }] })
      },
    ))

  it.each<[string, () => void, Record<string, string>]>([
    [
      'a label of an alternative is changed',
      () => rig.edit('tasks/alpha/sweep.ts', 'cnn:', 'conv:'),
      { 'alpha/net=conv+seed=0': 'net.name cnn → conv', 'alpha/net=conv+seed=1': 'net.name cnn → conv' },
    ],
    [
      'runs are renamed and a static value is changed',
      () => {
        rig.edit('tasks/alpha/sweep.ts', 'epochs: 2', 'epochs: 3')
        rig.edit('tasks/alpha/sweep.ts', ', {})', ", { labels: { net: 'network' } })")
      },
      Object.fromEntries(
        ['cnn', 'mlp'].flatMap((net) => [0, 1].map((seed) => [`alpha/network=${net}+seed=${seed}`, 'epochs 2 → 3'])),
      ),
    ],
  ])('when %s', (_, edit, expected) =>
    after(edit, async () => expect(reasons(await plan(rig, {}, 'alpha'))).toEqual(expected)),
  )

  it('and not for a new task that has only its configs in common with others', () =>
    after(
      () => {
        rig.write({
          'tasks/digits/sweep.ts': sweepTs(SWEEP),
          'tasks/digits/run.ts': runTs({ returns: '{ mine: 1 }' }),
        })
      },
      async () => expect(await states()).toEqual({ missing: 4 }),
    ))

  it('on a branch where the task has another name', async () => {
    git(rig.root, 'checkout', '--quiet', '-b', 'topic')
    git(rig.root, 'mv', 'tasks/alpha', 'tasks/digits')
    editRun('digits')
    rig.commit()
    expect(await states()).toEqual({ stale: 4 })
    expect(await bocas(rig, ['accept', 'digits', '--because', 'a tenth of a tenth'])).toMatchObject({
      code: 0,
      output: `accepted although tasks/digits/run.ts changed, and the task was called alpha: digits/net=cnn+seed=0, digits/net=cnn+seed=1, digits/net=mlp+seed=0, digits/net=mlp+seed=1\n4 results carried over, because: a tenth of a tenth\n`,
    })
    successful(await rig.nx('run digits:figures'))
    expect(rig.executions()).toEqual([])
    expect((await bocas(rig, ['trace', 'digits.best'])).stdout).toMatch(
      /accepted .*"a tenth of a tenth" although tasks\/digits\/run\.ts changed/,
    )
    expect((await bocas(rig, ['diff', 'base'])).stdout).toMatch(
      /no number, figure or table changed\.\n\nThe task `alpha` is now `digits`\.\n$/,
    )
    // Back on the first branch all is as it was.
    git(rig.root, 'checkout', '--quiet', 'main')
    const { counts } = await plan(rig, {}, 'alpha')
    expect(counts.kept).toBe(4)
  })
})
