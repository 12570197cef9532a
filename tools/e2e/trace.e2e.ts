import { existsSync, readFileSync } from 'node:fs'
import { bocas } from './rig/bocas'
import { git } from './rig/git'
import { successful } from './rig/reports'
import { Rig } from './rig/rig'
import { runTs, sweepTs } from './rig/sources'
import { shownKeys } from './rig/store'

jest.setTimeout(900_000)

const FIGURES = `import { defineFigures } from '@bocas/figures'
import type { run } from './run'

export default defineFigures<typeof run>(({ runs, table, fact, mean, scatter, difference, claim }) => {
  const high = runs.only({ lr: 0.2 })
  table('scores', runs, { rows: 'lr', show: 'score', better: 'max' })
  fact('high', mean(high, 'score'), { as: 'percent' })
  fact('low', mean(runs.only({ lr: 0.1 }), 'score'), { as: 'percent' })
  scatter('all', runs, { x: 'seed', y: 'score' })
  const gain = difference(mean(high, 'score'), mean(runs.only({ lr: 0.1 }), 'score'))
  claim('ahead', gain, { atLeast: 0.3 })
  claim('far-ahead', gain, { above: 0.5 })
})
`

/** A run of this sweep gives a score that is easily computed, with a little of the seed in it. */
const RETURNS = '{ score: round(config.lr * 4 + config.seed / 100) }'

describe('from a number to its runs and back', () => {
  let rig: Rig
  const runsOf = (lr: number): string[] => [0, 1, 2].map((seed) => `alpha/lr=${lr}+seed=${seed}`)

  beforeAll(async () => {
    rig = Rig.create({
      'library/round.ts': 'export const round = (x: number): number => Math.round(x * 1e6) / 1e6\n',
      'tasks/alpha/sweep.ts': sweepTs('{ lr: sweep([0.1, 0.2]), epochs: 2, seed: seeds(3) }'),
      'tasks/alpha/run.ts': runTs({ imports: "import { round } from '../../library/round'", returns: RETURNS }),
      'tasks/alpha/figures.ts': FIGURES,
      'paper/main.typ':
        '#import "build/bocas.typ": *\n= A paper\n\nWe reach #fact("alpha.high") (n = #fact("alpha.high:n")).\n\n#tab("alpha/scores", caption: [Scores.])\n',
      '.gitignore': 'node_modules/\n.nx/\n.bocas/\n',
    })
    // The code of the runs differs from the commit, and so does a file that is none of their business.
    rig.append('library/round.ts', '// not committed\nexport const unused = 1\n')
    rig.write({ 'notes.md': 'mine' })
    successful(await rig.nx('run-many -t figures'))
    expect(rig.executions()).toHaveLength(6)
  })
  afterAll(() => rig.dispose())

  const traced = async (...words: string[]) => {
    const { code, stdout, output } = await bocas(rig, ['trace', ...words, '--json'])
    if (code !== 0) throw new Error(output)
    return (JSON.parse(stdout) as { traces: Record<string, unknown>[] }).traces
  }

  it('traces a fact to runs, configs, seeds, the commit and what differed from it', async () => {
    const commit = git(rig.root, 'rev-parse', 'HEAD').trim()
    const [fact, ...others] = await traced('alpha.high')
    expect(others).toEqual([])
    const keys = shownKeys(rig, 'alpha')
    expect(fact).toMatchObject({
      kind: 'fact',
      text: '81.0 ± 1.0 %',
      n: 3,
      metric: 'score',
      quoted: ['paper/main.typ:4:11', 'paper/main.typ:4:36'],
      configs: {
        shared: [
          { path: 'lr', value: '0.2' },
          { path: 'epochs', value: '2' },
        ],
        differing: [{ path: 'seed', values: ['0', '1', '2'] }],
      },
    })
    expect(fact!.runs).toMatchObject(
      runsOf(0.2).map((run, seed) => ({
        run,
        key: keys[run.slice(6)],
        seed: { path: 'seed', value: seed },
        value: [0.8, 0.81, 0.82][seed],
        replaced: false,
        execution: {
          git: { commit, dirty: true, changed: ['library/round.ts'], untracked: [], cut: false },
          diff: expect.stringMatching(
            /^diff --git a\/library\/round\.ts [\s\S]*\+export const unused = 1\n$/,
          ) as string,
          node: process.version,
        },
      })),
    )
    const { output } = await bocas(rig, ['trace', 'alpha.high', '--diff'])
    expect(output).toContain('fact alpha.high: 81.0 ± 1.0 %\n  mean 0.81, sd 0.01')
    expect(output).toContain('in the text: paper/main.typ:4:11, paper/main.typ:4:36')
    expect(output).toMatch(/they differ in {2}seed 0, 1, 2\n/)
    expect(output).toContain(`commit ${commit.slice(0, 12)}, with uncommitted changes in its code: library/round.ts\n`)
    expect(output).toContain('+export const unused = 1')
  })

  it('traces a cell of a table, in each way of saying it', async () => {
    const [cell] = await traced('alpha/scores', '0.2')
    expect((cell!.runs as { run: string }[]).map(({ run }) => run)).toEqual(runsOf(0.2))
    expect(await traced('alpha/scores:0.2')).toEqual([cell])
    expect(await traced('alpha/scores', 'lr=0.2')).toEqual([cell])
    const { output } = await bocas(rig, ['trace', 'alpha/scores'])
    expect(output).toMatch(/\n {2}0\.1 .* 3 runs\n {2}0\.2 .* 3 runs\n/)
  })

  it('traces a claim to the numbers that it is held against, of each run, and says whether it holds and where it is made', async () => {
    const [claim, ...others] = await traced('alpha.ahead')
    expect(others).toEqual([])
    expect(claim).toMatchObject({
      kind: 'claim',
      verdict: {
        holds: true,
        says: expect.stringMatching(/^the difference = 0\.400 ± 0\.008, claimed ≥ 0\.3$/) as string,
      },
      formula: 'mean(a) − mean(b), of independent runs',
      terms: [
        { side: 'a', metric: 'score', runs: runsOf(0.2), values: [0.8, 0.81, 0.82] },
        { side: 'b', metric: 'score', runs: runsOf(0.1), values: [0.4, 0.41, 0.42] },
      ],
      quoted: [],
    })
    expect((claim!.runs as { run: string }[]).map(({ run }) => run)).toEqual([...runsOf(0.2), ...runsOf(0.1)])
    const { code, output } = await bocas(rig, ['trace', 'claim:alpha.far-ahead'])
    expect(code).toBe(0)
    expect(output).toMatch(
      /^claim alpha\.far-ahead\n {2}does not hold: the difference = 0\.400 ± 0\.008, claimed > 0\.5\n {2}claimed at tasks\/alpha\/figures\.ts:\d+:\d+\n/,
    )
    expect(output).toContain('\n  a, score: mean 0.81, sd 0.01, n = 3\n    alpha/lr=0.2+seed=0  0.8\n')
    expect(await bocas(rig, ['trace', 'claim:alpha.ahed'])).toMatchObject({
      code: 2,
      output: expect.stringContaining('did you mean `alpha.ahead`?') as string,
    })
  })

  it('knows misspelt names, and fails', async () => {
    expect(await bocas(rig, ['trace', 'alpha.hihg'])).toMatchObject({
      code: 2,
      output: expect.stringContaining('did you mean `alpha.high`?') as string,
    })
    expect(await bocas(rig, ['trace', 'alpha/scores', '0.3'])).toMatchObject({
      code: 2,
      output: expect.stringContaining("no cell of alpha/scores is that of '0.3'") as string,
    })
    expect(await bocas(rig, ['uses', 'alpha/lr=0.2+seed=4'])).toMatchObject({
      code: 2,
      output: expect.stringContaining('did you mean `alpha/lr=0.2+seed=0`?') as string,
    })
  })

  it('goes the other way: what a run is in, and where that stands in the text', async () => {
    const key = shownKeys(rig, 'alpha')['lr=0.2+seed=1']!
    for (const word of ['alpha/lr=0.2+seed=1', 'lr=0.2+seed=1', key, key.slice(0, 10)]) {
      const { stdout } = await bocas(rig, ['uses', word, '--json'])
      expect(JSON.parse(stdout)).toMatchObject({
        run: 'alpha/lr=0.2+seed=1',
        key,
        uses: [
          {
            kind: 'fact',
            name: 'alpha.high',
            of: 3,
            value: 0.81,
            quoted: ['paper/main.typ:4:11', 'paper/main.typ:4:36'],
          },
          { kind: 'figure', name: 'alpha/all', of: 6, quoted: [] },
          { kind: 'table', name: 'alpha/scores', cells: [{ row: ['0.2'] }], quoted: ['paper/main.typ:6:2'] },
          { kind: 'claim', name: 'alpha.ahead', of: 6, quoted: [] },
          { kind: 'claim', name: 'alpha.far-ahead', of: 6, quoted: [] },
        ],
      })
    }
  })

  it('checks the text: it fails for a number that contradicts a fact, and lists what is not used', async () => {
    const { output } = successful(await rig.nx('run paper:check'))
    expect(output).toContain('fact that is not used: alpha.low')
    expect(output).toContain('figure that is not used: alpha/all')
    expect(output).toContain('nothing contradicts them')
    rig.append('paper/main.typ', '\nThe high one reaches 80.5 %.\n')
    const wrong = await rig.nx('run paper:check')
    expect(wrong.code).not.toBe(0)
    expect(wrong.output).toContain('✖ the text says 80.5 %, the fact alpha.high 81.0 ± 1.0 % → at paper/main.typ:8:22')
    rig.append('paper/main.typ', '// bocas: allow 80.5 of last year\n')
    successful(await rig.nx('run paper:check'))
    expect(rig.executions()).toEqual([])
  })

  it('passes on with the repository what its store knows', async () => {
    const [before] = await traced('alpha.high')
    rig.commit()
    const clone = rig.clone('clone')
    const after = await bocas(clone, ['trace', 'alpha.high', '--json'])
    expect(JSON.parse(after.stdout)).toEqual({ traces: [before] })
    clone.remove('paper/provenance.json')
    const { code, output } = await bocas(clone, ['trace', 'alpha.high'])
    expect(code).toBe(0)
    expect(output).toContain('fact alpha.high: 81.0 ± 1.0 %')
    expect(output).toContain('⚠ how 3 runs of 3 came to be is not known: the result is not in the store of this clone')
  })

  it('links facts as paper/project.json says, and sets the paper anew for that', async () => {
    const [key] = Object.values(shownKeys(rig, 'alpha')).slice(3)
    for (const links of ['https://example.org/{key}', 'https://example.net/{key}']) {
      rig.write({
        'paper/project.json': JSON.stringify({ name: 'paper', targets: { build: { options: { links } } } }),
      })
      successful(await rig.nx('run paper:build'))
      expect(rig.read('paper/build/bocas.typ')).toContain(`"alpha.high": "${links.replace('{key}', key!)}"`)
    }
    rig.remove('paper/project.json')
  })

  it('marks results that were carried over an edit, with the reason', async () => {
    rig.edit('library/round.ts', 'x * 1e6', '1e6 * x')
    const because = 'the factors have changed places'
    expect(await bocas(rig, ['accept', 'alpha', '--because', because])).toMatchObject({ code: 0 })
    const stale = await bocas(rig, ['trace', 'alpha.high'])
    expect(stale.code).toBe(0)
    const listed =
      '  6 results carried over by bocas accept\n' +
      `    because "${because}", although library/round.ts changed: ${[...runsOf(0.1), ...runsOf(0.2)].join(', ')}\n`
    expect(successful(await rig.nx('run alpha:figures')).output).toContain(listed)
    expect(rig.executions()).toEqual([])
    // Nx's cache repeats what was said.
    for (const time of ['first', 'second']) {
      const { output } = successful(await rig.nx('run paper:build'))
      expect([time, output]).toEqual([time, expect.stringContaining(listed)])
    }
    expect(successful(await rig.nx('run paper:arxiv')).output).toContain(listed)
    // Whoever has nothing but a file sees it too.
    const note = `6 results were carried over by their authors: ${because}`
    for (const file of ['build/paper.pdf', 'build/arxiv/paper.pdf'].filter((name) =>
      existsSync(rig.path('paper', name)),
    ))
      expect([file, readFileSync(rig.path('paper', file), 'latin1').includes(note)]).toEqual([file, true])
    expect(JSON.parse(rig.read('paper/provenance.json'))).toMatchObject({
      runs: { 'alpha/lr=0.2+seed=0': { accepted: [because] } },
    })
    const { output } = await bocas(rig, ['trace', 'alpha.high'])
    expect(output).toContain(`accepted        "${because}" although library/round.ts changed\n`)
    const [fact] = await traced('alpha.high')
    expect(fact!.runs).toMatchObject(
      runsOf(0.2).map(() => ({
        execution: { accepted: [{ because }], diff: expect.stringContaining('unused') as string },
      })),
    )
  })
})
