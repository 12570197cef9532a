import { existsSync } from 'node:fs'
import { bocas } from './rig/bocas'
import { executed, successful } from './rig/reports'
import { NX_JSON, Rig, type Files } from './rig/rig'
import { bytesBelow } from './rig/store'
import { figuresTs, runTs, sweepTs } from './rig/sources'

jest.setTimeout(900_000)

const task = (name: string, folder = 'tasks'): Files => ({
  [`${folder}/${name}/sweep.ts`]: sweepTs('{ lr: sweep([0.1, 0.2]) }'),
  // Else the tasks would have the results of each other.
  [`${folder}/${name}/run.ts`]: runTs({ returns: `{ score: config.lr * 100, ${name}: 1 }` }),
  [`${folder}/${name}/figures.ts`]: figuresTs('lr'),
})

const text = (...names: readonly string[]): string =>
  `#import "build/bocas.typ": fact\nThe runs are ${names.map((name) => `#fact("${name}")`).join(' and ')}.\n`

/** What spans tasks, under a name that each paper uses for its own. */
const own = (...tasks: readonly string[]): string => `import { defineFigures } from '@bocas/figures'
import type { run } from '../tasks/alpha/run'

export default defineFigures<typeof run>(({ runs, fact, label }) => {
  fact('all', label((all) => all.map((result) => result.name).join(' '), runs))
})
// ${tasks.join()}
`

const nxJson = (options: object): string =>
  JSON.stringify({ ...NX_JSON, plugins: [{ plugin: '@bocas/nx', options }] }, null, 2)

describe('two papers in one workspace', () => {
  let rig: Rig
  beforeAll(() => {
    rig = Rig.create({
      ...task('alpha'),
      ...task('beta'),
      'nx.json': nxJson({ paperDir: { 'paper-a': '*', 'paper-b': ['beta'] } }),
      'paper-a/main.typ': text('alpha.names', 'beta.names', 'all'),
      'paper-a/figures.ts': own('alpha', 'beta'),
      'paper-b/main.typ': text('beta.names', 'all'),
      'paper-b/figures.ts': own('beta'),
      '.gitignore':
        'node_modules/\n.nx/\n.bocas/\n' +
        ['a', 'b']
          .flatMap((name) => ['artifacts', 'build', 'drafts'].map((made) => `paper-${name}/${made}/\n`))
          .join(''),
    })
  })
  afterAll(() => rig.dispose())

  it('are drafted without a run', async () => {
    const { output } = successful(await rig.nx('run paper-b:draft'))
    expect(output).toContain('paper-b/drafts/paper.pdf: 2 pages, a draft')
    expect(output).toContain('paper-b: draft of 0 of 2 runs')
    expect(rig.executions()).toEqual([])
    expect(existsSync(rig.path('paper-a/drafts/paper.pdf'))).toBe(false)
  })

  it('are built from the tasks that each is about', async () => {
    const { output } = successful(await rig.nx('run paper-b:build'))
    expect(output).toContain('paper-b/build/paper.pdf: 1 page')
    expect(rig.executions()).toEqual(['beta lr=0.1', 'beta lr=0.2'])
    expect(rig.list('paper-b/facts')).toEqual(['beta.json', 'paper.json'])
    expect(rig.list('paper-a/artifacts')).toEqual(['beta'])
  })

  it('share runs, figures and facts of a task, and have their own', async () => {
    successful(await rig.nx('run-many -t build'))
    expect(existsSync(rig.path('paper-a/build/paper.pdf'))).toBe(true)
    expect(rig.executions()).toEqual(['alpha lr=0.1', 'alpha lr=0.2'])
    expect(rig.list('paper-a/facts')).toEqual(['alpha.json', 'beta.json', 'paper.json'])
    for (const made of ['facts/beta.json', 'provenance/beta.json'])
      expect(rig.read(`paper-b/${made}`)).toBe(rig.read(`paper-a/${made}`))
    expect(bytesBelow(rig.path('paper-b/tables/beta'))).toEqual(bytesBelow(rig.path('paper-a/tables/beta')))
    expect(rig.read('paper-a/facts/paper.json')).toContain('lr=0.1 lr=0.2 lr=0.1 lr=0.2')
    expect(rig.read('paper-b/facts/paper.json')).not.toContain('lr=0.1 lr=0.2 lr=0.1')
  })

  it('are made again from the cache of Nx when they are gone, both', async () => {
    const before = ['paper-a/facts', 'paper-b/facts', 'paper-b/tables'].map((folder) => bytesBelow(rig.path(folder)))
    for (const name of ['a', 'b']) for (const made of ['facts', 'tables', 'build']) rig.remove(`paper-${name}/${made}`)
    const again = successful(await rig.nx('run-many -t build'))
    expect([...executed(again, 'build'), ...executed(again, 'figures'), ...rig.executions()]).toEqual([])
    expect(['paper-a/facts', 'paper-b/facts', 'paper-b/tables'].map((folder) => bytesBelow(rig.path(folder)))).toEqual(
      before,
    )
  })

  it('are each drawn anew for what is theirs alone', async () => {
    rig.append('paper-b/figures.ts', "export const unused = 'b'\n")
    const call = successful(await rig.nx('run-many -t build'))
    expect(executed(call, 'figures')).toEqual(['paper-b:figures'])
  })

  it('are printed, packed and checked apart', async () => {
    for (const name of ['paper-a', 'paper-b']) {
      successful(await rig.nx(`run ${name}:print`))
      expect(successful(await rig.nx(`run ${name}:check`)).output).toContain('nothing contradicts them')
      successful(await rig.nx(`run ${name}:arxiv`))
      expect(rig.list(`${name}/arxiv/source`)).toEqual(['build', 'main.typ'])
    }
    rig.edit('paper-b/facts/beta.json', 'lr=0.1 lr=0.2', 'lr=0.3 lr=0.2')
    const refused = await rig.nx('run paper-b:print')
    expect(refused.code).not.toBe(0)
    expect(refused.output).toContain('paper-b/facts/beta.json')
    successful(await rig.nx('run paper-a:print'))
    successful(await rig.nx('run beta:figures'))
  })

  it('have a report each, about their own tasks', async () => {
    const { output } = successful(await rig.nx('run paper-b:report'))
    expect(output).toContain('paper-b/reports/paper-b.html: ')
    expect(rig.read('paper-b/reports/paper-b.html')).toContain('"title":"paper-b"')
    expect(rig.list('paper-a/reports')).toEqual([])
  })

  it('are traced by their names, and a name that both have by the paper', async () => {
    const { stdout, code, output } = await bocas(rig, ['trace', 'all', '--json'])
    if (code !== 0) throw new Error(output)
    const { traces } = JSON.parse(stdout) as { traces: { paper: string; runs: object[]; quoted: string[] }[] }
    expect(traces.map(({ paper, runs, quoted }) => [paper, runs.length, quoted])).toEqual([
      ['paper-a', 4, ['paper-a/main.typ:2:64']],
      ['paper-b', 2, ['paper-b/main.typ:2:39']],
    ])
    const shared = await bocas(rig, ['trace', 'beta.names'])
    expect(shared.stdout).toContain('in the text: paper-a/main.typ:2:40, paper-b/main.typ:2:15')
    const uses = await bocas(rig, ['uses', 'beta/lr=0.1'])
    expect(uses.stdout).toContain('fact all of paper-b')
  })

  it('are compared with a commit, each with its own', async () => {
    rig.commit()
    rig.edit('paper-b/figures.ts', "join(' ')", "join('; ')")
    successful(await rig.nx('run-many -t figures'))
    const { stdout } = await bocas(rig, ['diff', 'HEAD', '--json'])
    expect((JSON.parse(stdout) as { numbers: { name: string }[] }).numbers.map(({ name }) => name)).toEqual([
      'paper-b: all',
    ])
  })

  it('cannot be about a task that there is not', async () => {
    rig.edit('nx.json', '"beta"', '"betta"')
    const refused = await rig.nx('run paper-b:build')
    expect(refused.code).not.toBe(0)
    expect(refused.output).toContain('paperDir says that paper-b is about betta, which is no task')
    expect(refused.output).toContain('did you mean `beta`?')
  })
})

describe('folders of other names', () => {
  let rig: Rig
  beforeAll(() => {
    rig = Rig.create({
      ...task('alpha', 'research/experiments'),
      'nx.json': nxJson({ tasksDir: 'research/experiments', paperDir: 'thesis/', artifactsDir: 'results' }),
      'thesis/main.typ': text('alpha.names'),
      'tasks/old/sweep.ts': sweepTs('{ lr: 1 }'),
      '.gitignore': 'node_modules/\n.nx/\n.bocas/\nresults/\nthesis/build/\n',
    })
  })
  afterAll(() => rig.dispose())

  it('are where everything is looked for and made', async () => {
    const { output } = successful(await rig.nx('run thesis:build'))
    expect(output).toContain('thesis/build/paper.pdf: 1 page')
    expect(rig.list('results/alpha')).toEqual(['lr=0.1', 'lr=0.2'])
    expect(rig.list('thesis')).toEqual([
      'build',
      'facts',
      'figures',
      'main.typ',
      'provenance',
      'provenance.json',
      'tables',
    ])
    expect(existsSync(rig.path('paper'))).toBe(false)
    expect(successful(await rig.nx('show projects')).output).not.toContain('old')
    rig.executions()
    successful(await rig.nx('run alpha:try lr=0.5'))
  })

  it('have reports about what lies in them', async () => {
    expect(successful(await rig.nx('run alpha:report')).output).toContain('thesis/reports/alpha.html: 2 runs')
  })

  it('are known to the commands', async () => {
    const doctor = await bocas(rig, ['doctor', '--json'])
    const { findings } = JSON.parse(doctor.stdout) as { findings: { what: string }[] }
    const what = findings.map((finding) => finding.what)
    expect(what).toContain('the task alpha: 2 runs')
    expect(what).toContain('the paper: thesis/main.typ')
    expect(what).toContain(
      'tasks/old/sweep.ts is no task: tasks are read in research/experiments/<task>/sweep.ts, and nowhere else',
    )
    const verified = await bocas(rig, ['verify'])
    expect([verified.code, verified.stdout]).toEqual([
      0,
      expect.stringMatching(/^2 results, .*, and 2 views: all as they were written/),
    ])
    rig.commit()
    const kept = await bocas(rig, ['gc', '--json'])
    expect(kept.output).not.toContain('✖')
  })

  it('that lie in one another are refused, with what is wrong', async () => {
    rig.edit('nx.json', '"results"', '"thesis/results"')
    const refused = await rig.nx('run thesis:build')
    expect(refused.code).not.toBe(0)
    expect(refused.output).toContain('thesis/results/ lies in thesis/')
  })
})
