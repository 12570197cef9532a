import { rmSync, symlinkSync } from 'node:fs'
import { bocas } from './rig/bocas'
import { git } from './rig/git'
import { successful } from './rig/reports'
import { Rig } from './rig/rig'
import { runTs, sweepTs } from './rig/sources'

jest.setTimeout(900_000)

const FIGURES = `import { defineFigures } from '@bocas/figures'
import type { run } from './run'

export default defineFigures<typeof run>(({ runs, table, fact, mean, scatter }) => {
  table('scores', runs, { rows: 'lr', show: 'score', better: 'max' })
  fact('low', mean(runs.only({ lr: 0.1 }), 'score'), { as: 'percent' })
  fact('high', mean(runs.only({ lr: 0.2 }), 'score'), { as: 'percent' })
  scatter('all', runs, { x: 'seed', y: 'score' })
})
`
const SCORE = 'config.lr * 4 + config.seed / 100'

/** What is made is ignored by git in one workspace, and committed in the other. */
const workspace = (ignored: string): Rig =>
  Rig.create({
    'tasks/alpha/sweep.ts': sweepTs('{ lr: sweep([0.1, 0.2]), seed: seeds(3) }'),
    'tasks/alpha/run.ts': runTs({ returns: `{ score: ${SCORE} }` }),
    'tasks/alpha/figures.ts': FIGURES,
    'tasks/beta/sweep.ts': sweepTs('{ lr: 1, seed: seeds(2) }'),
    'tasks/beta/run.ts': runTs(),
    'tasks/beta/figures.ts': FIGURES.replace(/ {2}fact.*\n/g, ''),
    '.gitignore': `node_modules/\n.nx/\n.bocas/\npaper/artifacts/\n${ignored}`,
  })

interface Compared {
  readonly numbers: readonly { readonly name: string; readonly noise?: { readonly beyond: boolean | null } }[]
  readonly figures: readonly { readonly name: string; readonly how: string }[]
  readonly left: readonly { readonly task: string; readonly why: string }[]
}

describe.each([
  ['committed', ''],
  ['drawn anew from what is kept', 'paper/figures/\npaper/tables/\npaper/facts/\npaper/provenance/\n'],
])('the difference to a base that is %s', (how, ignored) => {
  let rig: Rig
  const compared = async (base: string): Promise<Compared> => {
    const { code, stdout, stderr, output } = await bocas(rig, ['diff', base, '--json'])
    if (code !== 0) throw new Error(output)
    expect(stderr).toBe('')
    return JSON.parse(stdout) as Compared
  }

  beforeAll(async () => {
    rig = workspace(ignored)
    successful(await rig.nx('run-many -t figures'))
    rig.commit()
    git(rig.root, 'tag', 'base')
    rig.executions()
  })
  afterAll(() => rig.dispose())

  it('is none at first, and says what it waits for beside its answer', async () => {
    expect(await bocas(rig, ['diff', 'base'])).toMatchObject({
      code: 0,
      stderr:
        how === 'committed'
          ? ''
          : (expect.stringMatching(/^drawing figures of base \(\w{12}\) that were not committed there …\n$/) as string),
      stdout: expect.stringMatching(
        /^### Results\n\nCompared with `base` \(\w{12}\): no number, figure or table changed\.\n$/,
      ) as string,
    })
  })

  it('is told number by number, and executes nothing', async () => {
    rig.edit('tasks/alpha/run.ts', SCORE, `${SCORE} + (config.lr > 0.15 ? 0.1 : 0.001 * config.seed)`)
    successful(await rig.nx('run-many -t figures'))
    rig.executions()
    const status = git(rig.root, 'status', '--porcelain')
    const { numbers, figures, left } = await compared('base')
    expect(Object.fromEntries(numbers.map(({ name, noise }) => [name, noise?.beyond]))).toEqual({
      'alpha.low': false,
      'alpha.high': true,
      'alpha/scores: 0.1, score': false,
      'alpha/scores: 0.2, score': true,
    })
    expect(figures).toEqual([{ name: 'alpha/all', how: 'changed' }])
    expect(left).toEqual([])
    const { output } = await bocas(rig, ['diff', 'base'])
    expect(output).toContain(
      '| `alpha.high` | 81.0 ± 1.0 % (n = 3) | 91.0 ± 1.0 % (n = 3) | +10.0 points | **yes**, p < 0.001 |',
    )
    expect(rig.executions()).toEqual([])
    // The repository is as it was: no work tree, nothing staged.
    expect(git(rig.root, 'status', '--porcelain')).toBe(status)
    expect(git(rig.root, 'worktree', 'list').trim().split('\n')).toHaveLength(1)
  })

  it('holds a grown sweep against the interval of before', async () => {
    rig.edit('tasks/beta/sweep.ts', 'seeds(2)', 'seeds(3)')
    rig.edit('tasks/alpha/run.ts', ' + (config.lr > 0.15 ? 0.1 : 0.001 * config.seed)', '')
    rig.edit('tasks/alpha/sweep.ts', 'seeds(3)', 'seeds(4)')
    successful(await rig.nx('run-many -t figures'))
    expect(rig.executions()).toEqual(['alpha lr=0.1 seed=3', 'alpha lr=0.2 seed=3', 'beta lr=1 seed=2'])
    const { output } = await bocas(rig, ['diff', 'base'])
    expect(output).toContain(
      '| `alpha.low` | 41.0 ± 1.0 % (n = 3) | 41.5 ± 1.3 % (n = 4) | +0.5 points | no, 3 runs are the same |',
    )
  })

  it('leaves out what is not drawn here, and knows misspelt refs', async () => {
    for (const folder of ['figures/beta', 'tables/beta', 'facts/beta.json', 'provenance/beta.json'])
      rig.remove(`paper/${folder}`)
    expect((await compared('base')).left).toEqual([{ task: 'beta', why: 'its figures are not drawn here' }])
    expect(await bocas(rig, ['diff', 'bsae'])).toMatchObject({
      code: 2,
      output: expect.stringContaining("git knows no 'bsae'\n  did you mean `base`?") as string,
    })
  })

  it('says when it cannot be told', async () => {
    rig.remove('.bocas/store')
    const { code, output } = await bocas(rig, ['diff', 'base'])
    if (how === 'committed') expect({ code, has: output.includes('`alpha.low`') }).toEqual({ code: 0, has: true })
    else {
      // The results of today are still shown in paper/artifacts, three of each learning rate, and those of the base are among them.
      expect(code).toBe(0)
      rig.remove('paper/artifacts')
      const nothing = await bocas(rig, ['diff', 'base'])
      expect(nothing.code).toBe(1)
      expect(nothing.output).toContain('alpha: 6 of its 6 results are not kept any more, such as alpha/lr=0.1+seed=0')
      expect(nothing.output).toContain('commit paper/facts, paper/provenance, paper/tables and paper/figures')
    }
  })
})

describe('a base whose tasks import packages of the workspace, and read data that git does not keep', () => {
  let rig: Rig
  beforeAll(async () => {
    rig = Rig.create({
      'package.json': JSON.stringify({ name: 'e2e', version: '0.0.0', private: true, workspaces: ['packages/*'] }),
      'packages/score/package.json': JSON.stringify({ name: '@own/score', version: '1.0.0', main: 'index.ts' }),
      'packages/score/index.ts': `import { half } from '@own/half'
export const score = (lr: number, seed: number) => half(lr) * 8 + seed / 100
`,
      'packages/half/package.json': JSON.stringify({ name: '@own/half', version: '1.0.0', main: 'index.ts' }),
      'packages/half/index.ts': 'export const half = (x: number) => x / 2\n',
      'tasks/alpha/sweep.ts': sweepTs('{ lr: sweep([0.1, 0.2]), seed: seeds(3) }', "{ data: ['x.csv'] }"),
      'tasks/alpha/run.ts': runTs({
        imports: "import { score } from '@own/score'",
        returns: '{ score: score(config.lr, config.seed) }',
      }),
      'tasks/alpha/figures.ts': FIGURES,
      '.gitignore':
        'node_modules/\n.nx/\n.bocas/\n*.csv\npaper/artifacts/\npaper/figures/\npaper/tables/\npaper/facts/\npaper/provenance/\n',
    })
    for (const name of ['score', 'half']) link(name)
    rig.write({ 'tasks/alpha/x.csv': 'x\n1\n' })
    successful(await rig.nx('run-many -t figures'))
    git(rig.root, 'tag', 'base')
    rig.executions()
  })
  afterAll(() => rig.dispose())

  const link = (name: string): void => {
    rmSync(rig.path('node_modules/@own', name), { recursive: true, force: true })
    rig.write({ 'node_modules/@own/.keep': '' })
    symlinkSync(`../../packages/${name}`, rig.path('node_modules/@own', name))
  }
  const difference = async (): Promise<string> => {
    const { code, output } = await bocas(rig, ['diff', 'base'])
    return `${code} ${output}`
  }

  it('is drawn anew from its results, all of which are found', async () => {
    expect(await difference()).toMatch(
      /^0 drawing figures of base \(\w{12}\) that were not committed there …\n### Results\n\nCompared with `base` \(\w{12}\): no number, figure or table changed\.\n$/,
    )
  })

  it('has the packages of that commit, whatever became of them', async () => {
    // One is edited, the other takes another place and another name.
    rig.edit('packages/score/index.ts', "'@own/half'", "'@own/quarter'")
    rig.edit('packages/score/index.ts', 'half(lr)', '(lr > 0.15 ? 0.1 : 0.05) + half(lr)')
    rig.rename('packages/half', 'packages/quarter')
    rig.edit('packages/quarter/package.json', '@own/half', '@own/quarter')
    rmSync(rig.path('node_modules/@own/half'))
    link('quarter')
    successful(await rig.nx('run-many -t figures'))
    rig.executions()
    expect(await difference()).toContain(
      '| `alpha.high` | 81.0 ± 1.0 % (n = 3) | 91.0 ± 1.0 % (n = 3) | +10.0 points |',
    )
    expect(rig.executions()).toEqual([])
  })

  it('is not drawn from data that has changed since', async () => {
    rig.write({ 'tasks/alpha/x.csv': 'x\n2\n' })
    expect(await difference()).toContain('alpha: 6 of its 6 results are not kept any more, such as alpha/lr=0.1+seed=0')
  })
})

describe('a base whose tasks take results of each other', () => {
  let rig: Rig
  const nothingChanged =
    /^0 drawing figures of main \(\w{12}\) that were not committed there …\n### Results\n\nCompared with `main` \(\w{12}\): no number, figure or table changed\.\n$/
  const difference = async (): Promise<string> => {
    const { code, output } = await bocas(rig, ['diff', 'main'])
    expect(rig.executions()).toEqual([])
    return `${code} ${output}`
  }
  const drawAll = async (): Promise<string[]> => {
    successful(await rig.nx('run-many -t figures'))
    return [...new Set(rig.executions().map((run) => run.split(' ')[0]!))]
  }

  beforeAll(async () => {
    rig = Rig.create({
      // Data that git does not keep, of a task whose results are needed.
      'tasks/base/sweep.ts': sweepTs('{ size: sweep([1, 2]), seed: seeds(2) }', "{ data: ['x.csv'] }"),
      'tasks/base/run.ts': runTs({ returns: '{ score: config.size }' }),
      'tasks/tuned/sweep.ts': `import { defineSweep, from, seeds } from 'bocas'
export default defineSweep({ start: from('base', { size: 2 }), lr: 0.1, seed: seeds(2) })
`,
      'tasks/tuned/run.ts': runTs({ returns: `{ score: (ctx.from(config.start).metric('score') as number) / 10 }` }),
      'tasks/tuned/figures.ts': FIGURES.replace(/ {2}fact\('high.*\n/, ''),
      'tasks/final/sweep.ts': `import { defineSweep, resultsOf, seeds } from 'bocas'
const best = Math.max(...(resultsOf('tuned').values('score') as number[]))
export default defineSweep({ lr: 0.1, best, seed: seeds(2) })
`,
      'tasks/final/run.ts': runTs({ returns: '{ score: config.best / 2 }' }),
      'tasks/final/figures.ts': FIGURES.replace(/ {2}fact\('high.*\n/, ''),
      '.gitignore':
        'node_modules/\n.nx/\n.bocas/\n*.csv\npaper/artifacts/\npaper/figures/\npaper/tables/\npaper/facts/\npaper/provenance/\n',
    })
    rig.write({ 'tasks/base/x.csv': 'x\n1\n' })
    expect(await drawAll()).toEqual(['base', 'final', 'tuned'])
    git(rig.root, 'checkout', '--quiet', '-b', 'work')
  })
  afterAll(() => rig.dispose())

  it('is drawn anew from what is kept, through all of its stages', async () => {
    expect(await difference()).toMatch(nothingChanged)
  })

  it('shows what came of another result', async () => {
    rig.edit('tasks/base/run.ts', 'score: config.size }', 'score: config.size * 2 }')
    expect(await drawAll()).toEqual(['base', 'final', 'tuned'])
    const said = await difference()
    expect(said).toContain('| `tuned.low` | 20.0 ± 0 % (n = 2) | 40.0 ± 0 % (n = 2) | +20.0 points |')
    expect(said).toContain('| `final.low` | 10.0 ± 0 % (n = 2) | 20.0 ± 0 % (n = 2) | +10.0 points |')
    expect(said).not.toContain('is not compared')
  })

  it('says which result it lacks when one is not kept any more', async () => {
    rig.edit('tasks/base/run.ts', 'config.size * 2', 'config.size')
    expect(await drawAll()).toEqual([])
    const keys = rig.list('paper/artifacts/base').map((run) => {
      return (JSON.parse(rig.read(`paper/artifacts/base/${run}/result.json`)) as { key: string }).key
    })
    rig.edit('tasks/base/run.ts', 'config.size', 'config.size * 2')
    expect(await drawAll()).toEqual([])
    for (const key of keys) rig.remove(`.bocas/store/${key}`)
    const said = await difference()
    expect(said).toMatch(
      /tuned: 2 of its 2 results are not kept any more, such as tuned\/seed=0 and tuned\/seed=1, for want of the result of base\/size=2\+seed=0, base\/size=2\+seed=1/,
    )
    expect(said).toMatch(/final: which runs there are is known when tuned has all results \(2 missing\)/)
  })
})
