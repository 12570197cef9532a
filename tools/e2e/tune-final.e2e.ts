import { rmSync } from 'node:fs'
import { bocas, plan } from './rig/bocas'
import { shownRuns } from './rig/edits'
import { successful } from './rig/reports'
import { Rig } from './rig/rig'
import { bytesBelow, shownKeys } from './rig/store'
import { figuresTs, runTs, sweepTs } from './rig/sources'

jest.setTimeout(600_000)

const FINAL = `import { defineSweep, resultsOf, seeds } from 'bocas'
import type { run as tune } from '../tune/run'

const tuned = resultsOf<typeof tune>('tune').select({ each: [], by: 'val.accuracy', max: true })
const [best] = tuned

export default defineSweep({ lr: best!.config.lr, seed: seeds(3) })
`
const TUNED = ['tune lr=0.1 seed=0', 'tune lr=0.1 seed=1', 'tune lr=0.2 seed=0', 'tune lr=0.2 seed=1']
const finalOf = (lr: number) => [0, 1, 2].map((seed) => `final lr=${lr} seed=${seed}`)

/** A sweep that is made from the results of another task: the best setting of a search, by validation, with more seeds. */
describe('final from tune', () => {
  let rig: Rig
  const forgetNx = () => {
    rmSync(rig.places.nxCache, { recursive: true, force: true })
    rig.remove('.nx')
  }
  /** What the paper shows of `final`. */
  const shown = () => [rig.read('paper/tables/final/scores.csv'), rig.read('paper/facts/final.json')].join('\n')

  beforeAll(() => {
    rig = Rig.create({
      'tasks/tune/sweep.ts': sweepTs('{ lr: sweep([0.1, 0.2]), seed: seeds(2) }'),
      'tasks/tune/run.ts': runTs({
        returns: '{ val: { accuracy: config.lr + config.seed / 100 }, rows: table([{ a: 1 }]) }',
      }),
      'tasks/final/sweep.ts': FINAL,
      'tasks/final/run.ts': runTs(),
      'tasks/final/figures.ts': figuresTs('seed'),
      'paper/main.md': 'With the best rate: {{final.names}}.\n',
    })
  })
  afterAll(() => rig.dispose())

  it('plans no runs of final while tune has no results, and says so', async () => {
    const { output } = await bocas(rig, ['plan'])
    expect(output).toContain(
      'final: not planned yet: which runs there are is known when tune has all results (4 missing)',
    )
    expect(output).toContain('would execute 4 runs')
    expect(output).toContain('and then the runs of final, which are not known yet')
    const gc = await bocas(rig, ['gc'])
    expect(gc.code).not.toBe(0)
    expect(gc.output).toContain('✖ final: which runs there are is known when tune has all results')
    const tried = await rig.nx('run final:try lr=0.3')
    expect(tried.code).not.toBe(0)
    expect(tried.output).toContain('✖ final: which runs there are is known when tune has all results (4 missing)')
    const draft = successful(await rig.nx('run final:draft'))
    expect(draft.output).toContain('final: draft of 0 of 1 runs')
    expect(rig.executions()).toEqual([])
  })

  it.each<[string, string[], number, string]>([
    ['its log', ['logs', 'final/seed=0'], 2, 'the runs of final are not known yet: '],
    ['what it is in', ['uses', 'final/seed=0'], 2, 'the runs of final are not known yet: '],
    ['one of its runs again', ['verify', '--rerun', 'all', 'final/seed=0'], 2, 'the runs of final are not known yet: '],
    ['all runs again', ['verify', '--rerun', 'all'], 1, 'not executed: final: '],
    ['its stale results', ['accept', 'final', '--because', 'nothing'], 2, 'the runs of final are not known yet: '],
    ['what it reaches', ['runs'], 0, '⚠ what the sweep of final reaches is not known: '],
  ])('says what is waited for when it is asked for %s', async (_what, words, code, text) => {
    const answer = await bocas(rig, words)
    expect(answer.output).toContain(`${text}which runs there are is known when tune has all results (4 missing)`)
    expect(answer.code).toBe(code)
    expect(rig.executions()).toEqual([])
  })

  it('says what is missing when nothing may be trained', async () => {
    const { code, output } = await rig.nx('run paper:build', { BOCAS_TRAIN: 'never' })
    expect(code).not.toBe(0)
    expect(output).toContain('✖ 4 runs of tune were not started for the same reason, first: lr=0.1+seed=0')
    expect(rig.executions()).toEqual([])
  })

  it('trains both, draws and builds the paper in one call', async () => {
    const { output } = successful(await rig.nx('run paper:build'))
    expect(rig.executions()).toEqual([...finalOf(0.2), ...TUNED])
    expect(output).toContain('final: 3 runs · 3 trained')
    expect(shownRuns(rig, 'final')).toEqual(['seed=0', 'seed=1', 'seed=2'])
    expect(shown()).toContain('20')
    expect(rig.read('paper/build/paper.html')).toContain('seed=0 seed=1 seed=2')
  })

  it('shows the runs that the sweep was made from, and what they went into', async () => {
    const key = shownKeys(rig, 'tune')['lr=0.1+seed=1']!
    const traced = await bocas(rig, ['trace', 'final.names'])
    expect(traced.output).toContain(`tune/lr=0.1+seed=1 (${key.slice(0, 12)})`)
    expect(traced.output.match(/sweep made from +tune\//g)).toHaveLength(4)
    const { output } = await bocas(rig, ['uses', 'tune/lr=0.1+seed=1'])
    expect(output).toContain('taken by  final/seed=0 (')
    expect(output).toContain('by its sweep')
    expect(output).toMatch(/through the runs that take its result\n {2}fact final\.names +3 of 3 runs/)
    // A clone has neither the store nor the results, and knows it by the record.
    const record = JSON.parse(rig.read('paper/provenance.json')) as { upstream: Record<string, unknown[]> }
    expect(Object.values(record.upstream)).toEqual([
      expect.arrayContaining([{ task: 'tune', run: 'lr=0.1+seed=1', key }]),
    ])
    rig.rename('.bocas/store', '.bocas/away')
    const recorded = await bocas(rig, ['trace', 'final.names'])
    expect(recorded.output.match(/sweep made from +tune\//g)).toHaveLength(4)
    rig.rename('.bocas/away', '.bocas/store')
  })

  it('has ordinary runs then: each with a project, kept, and answered by Nx in the end', async () => {
    const before = shown()
    const projects = successful(await rig.nx('show projects'))
      .stdout.trim()
      .split('\n')
    expect(projects).toEqual(expect.arrayContaining(['final', 'final/seed=0', 'final/seed=2', 'tune/lr=0.1+seed=0']))
    successful(await rig.nx('run paper:build'))
    const { output } = successful(await rig.nx('run paper:build'))
    expect(output).toMatch(/for (\d+) out of \1 tasks/)
    forgetNx()
    successful(await rig.nx('run paper:build'))
    expect(rig.executions()).toEqual([])
    expect(shown()).toBe(before)
    expect((await plan(rig)).counts).toMatchObject({ kept: 7, missing: 0 })
  })

  it('trains other runs when tune comes to something else, the old ones when it comes back, and nothing for a result that decides the same', async () => {
    rig.edit('tasks/tune/run.ts', 'config.lr +', '1 - config.lr +')
    successful(await rig.nx('run paper:build'))
    expect(rig.executions()).toEqual([...finalOf(0.1), ...TUNED])
    const { facts } = JSON.parse(rig.read('paper/provenance/final.json')) as { facts: unknown }
    expect(facts).toBeDefined()
    expect(rig.read('paper/tables/final/scores.csv')).toContain('10')

    rig.edit('tasks/tune/run.ts', '1 - config.lr +', '2 - config.lr +')
    successful(await rig.nx('run paper:build'))
    expect(rig.executions()).toEqual(TUNED)

    rig.edit('tasks/tune/run.ts', '2 - config.lr +', 'config.lr +')
    successful(await rig.nx('run paper:build'))
    expect(rig.executions()).toEqual([])
    expect(rig.read('paper/tables/final/scores.csv')).toContain('20')
  })

  it('is planned in a call for one of its runs, and stale runs by an old name are refused', async () => {
    successful(await rig.nx('run final/seed=1:experiment'))
    expect(rig.executions()).toEqual([])
  })

  it('shows nothing of earlier results when tune fails', async () => {
    const before = bytesBelow(rig.path('paper/tables'))
    rig.edit('tasks/tune/run.ts', "count('end')", "if (config.seed === 1) throw new Error('no luck')\n  count('end')")
    const { code, output } = await rig.nx('run final:figures')
    expect(code).not.toBe(0)
    expect(rig.executions()).toEqual(TUNED)
    expect(output).toContain('✖ 2 runs of tune failed the same way, first: lr=0.1+seed=1\n  no luck\n')
    expect(bytesBelow(rig.path('paper/tables'))).toEqual(before)
    const draft = successful(await rig.nx('run final:draft'))
    expect(draft.output).toContain('known when tune has all results (2 missing)')
    const printed = await rig.nx('run paper:print')
    expect(printed.code).not.toBe(0)
    expect(printed.output).toContain('final: which runs there are is known when tune has all results (2 missing)')
    expect(printed.output).toContain(
      'whether the figures, tables and facts of final show the runs of now cannot be told: of final, which runs there are is known when',
    )
    // What is kept of its earlier runs can be looked at all the same.
    expect((await bocas(rig, ['logs', 'final/seed=0'])).code).toBe(0)
    expect((await bocas(rig, ['uses', 'final/seed=0'])).output).toContain('fact final.names')
    rig.edit('tasks/tune/run.ts', "if (config.seed === 1) throw new Error('no luck')\n  ", '')
  })

  it('goes through three stages in one call, and takes runs of a task that is planned later', async () => {
    rig.write({
      'tasks/last/sweep.ts': `import { defineSweep, resultsOf } from 'bocas'
const scores = resultsOf('final').values('score')
export default defineSweep({ sum: scores.reduce((a, b) => a + b, 0), tuned: resultsOf("tune").length })
`,
      'tasks/last/run.ts': runTs({ returns: '{ score: config.sum }' }),
      'tasks/more/sweep.ts': `import { defineSweep, from, sweep } from 'bocas'
export default defineSweep({ start: from('final', { seed: sweep([0, 2]) }) })
`,
      'tasks/more/run.ts': runTs({ returns: `{ score: ctx.from(config.start).metric('score') as number }` }),
    })
    rig.remove('.bocas/store')
    rig.remove('paper/artifacts')
    forgetNx()
    successful(await rig.nx('run-many -t experiment'))
    expect(rig.executions()).toEqual([
      ...finalOf(0.2),
      'last sum=60 tuned=4',
      'more start={"from":"final","seed":0}',
      'more start={"from":"final","seed":2}',
      ...TUNED,
    ])
    successful(await rig.nx('run-many -t experiment'))
    expect(rig.executions()).toEqual([])
  })

  it.each<[string, string, string]>([
    ['an unknown task', `resultsOf('tun').length`, "✖ there is no task 'tun' to take results of → at resultsOf('tun')"],
    ['itself', `resultsOf('last').length`, 'in a circle: last → last'],
    ['who waits for it', `resultsOf('circle').length`, 'in a circle: '],
    ['what it cannot find there', `resultsOf('tune').get('lr=9').key.length`, 'there is no run "lr=9"'],
  ])('is refused when it asks %s', async (_what, asked, text) => {
    rig.write({
      'tasks/last/sweep.ts': `import { defineSweep, resultsOf } from 'bocas'\nexport default defineSweep({ n: ${asked} })\n`,
      'tasks/circle/sweep.ts': `import { defineSweep, from } from 'bocas'\nexport default defineSweep({ start: from('last') })\n`,
      'tasks/circle/run.ts': runTs({ returns: '{ score: 1 }' }),
    })
    const { code, output } = await rig.nx('run last:experiment')
    expect(code).not.toBe(0)
    expect(output).toContain(text)
    expect(rig.executions()).toEqual([])
  })
})

/** Nx's daemon keeps a graph from before the results are there. */
describe('final from tune, with the daemon of Nx', () => {
  let rig: Rig
  beforeAll(() => {
    rig = Rig.create(
      {
        'tasks/tune/sweep.ts': sweepTs('{ lr: sweep([0.1, 0.2]), seed: seeds(2) }'),
        'tasks/tune/run.ts': runTs({ returns: '{ val: { accuracy: config.lr + config.seed / 100 } }' }),
        'tasks/final/sweep.ts': FINAL,
        'tasks/final/run.ts': runTs(),
        'tasks/final/figures.ts': figuresTs('seed'),
      },
      { env: { NX_DAEMON: 'true' } },
    )
  })
  afterAll(async () => {
    await rig.nx('daemon --stop')
    await rig.dispose()
  })

  /** What a call has executed; once more, where it says that the graph of the daemon was of earlier results. */
  const drawn = async (): Promise<string[]> => {
    const first = await rig.nx('run final:figures')
    if (first.code === 0) return rig.executions()
    expect(first.output).toContain('call nx again')
    successful(await rig.nx('run final:figures'))
    return rig.executions()
  }

  it('trains both stages in one call, and nothing in a second one', async () => {
    successful(await rig.nx('run final:figures'))
    expect(rig.executions()).toEqual([...finalOf(0.2), ...TUNED])
    expect(shownRuns(rig, 'final')).toEqual(['seed=0', 'seed=1', 'seed=2'])
    successful(await rig.nx('run final:figures'))
    expect(rig.executions()).toEqual([])
  })

  it('plans final anew when tune comes to something else, and when it comes back', async () => {
    rig.edit('tasks/tune/run.ts', 'accuracy: config.lr', 'accuracy: 1 - config.lr')
    expect(await drawn()).toEqual([...finalOf(0.1), ...TUNED])
    expect(rig.read('paper/tables/final/scores.csv')).toContain('10')
    expect(await drawn()).toEqual([])
    rig.edit('tasks/tune/run.ts', 'accuracy: 1 - config.lr', 'accuracy: config.lr')
    expect(await drawn()).toEqual([])
    expect(rig.read('paper/tables/final/scores.csv')).toContain('20')
  })
})
