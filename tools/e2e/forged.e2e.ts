import { createHash } from 'node:crypto'
import { cpSync, readFileSync, rmSync } from 'node:fs'
import { bocas } from './rig/bocas'
import { successful } from './rig/reports'
import { Rig } from './rig/rig'
import { runTs, sweepTs } from './rig/sources'

jest.setTimeout(900_000)

const FIGURES = `import { defineFigures } from '@bocas/figures'
import type { run } from './run'

export default defineFigures<typeof run>(({ runs, table, fact, mean, difference, count, scatter, bars, claim }) => {
  const [low, high] = [runs.only({ lr: 0.1 }), runs.only({ lr: 0.2 })]
  table('scores', runs, { rows: 'lr', show: 'score', better: 'max' })
  fact('high', mean(high, 'score'))
  fact('gap', difference(mean(high, 'score'), mean(low, 'score')))
  fact('runs', count(runs))
  fact('old', mean(low, 'score'))
  scatter('all', runs, { x: 'lr', y: 'score' })
  bars('bars', runs, { x: 'lr', y: 'score' })
  claim('ahead', difference(mean(high, 'score'), mean(low, 'score')), { atLeast: 0.3 })
})
`
const TEXT = `#import "build/bocas.typ": *
#fact("alpha.high"), #fact("alpha.gap"), #fact("alpha.runs"), #fact("alpha.old").
#fig("alpha/all", caption: [All])
#tab("alpha/scores", caption: [Scores])
#claim("alpha.ahead")[The high one is ahead.]
`
const AGAIN = '\n  draw it again: nx run alpha:figures'
const OTHER = 'this is not what the figures of alpha made: it was changed or replaced'

/** What an attacker may write has no form. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Json = Record<string, any>

describe('what somebody has changed behind our back', () => {
  let rig: Rig
  const kept = (): string => `${rig.root}-kept`
  beforeAll(async () => {
    rig = Rig.create({
      'library/scale.ts': 'export const scale = 4\n',
      'tasks/alpha/sweep.ts': sweepTs('{ lr: sweep([0.1, 0.2]), seed: seeds(2) }'),
      'tasks/alpha/run.ts': runTs({
        imports: "import { scale } from '../../library/scale'",
        returns: '{ score: config.lr * scale + config.seed / 100 }',
      }),
      'tasks/alpha/figures.ts': FIGURES,
      'paper/main.typ': TEXT,
    })
    successful(await rig.nx('run paper:build'))
    expect(rig.executions()).toHaveLength(4)
    for (const folder of ['paper', 'tasks', 'library'])
      cpSync(rig.path(folder), `${kept()}/${folder}`, { recursive: true })
  })
  afterAll(async () => {
    rmSync(kept(), { recursive: true, force: true })
    await rig.dispose()
  })
  afterEach(() => {
    for (const folder of ['paper', 'tasks', 'library']) {
      rmSync(rig.path(folder), { recursive: true, force: true })
      cpSync(`${kept()}/${folder}`, rig.path(folder), { recursive: true })
    }
  })

  const editJson = (file: string, change: (json: Json) => void): void => {
    const json = JSON.parse(rig.read(file)) as Json
    change(json)
    rig.write({ [file]: JSON.stringify(json) })
  }
  const facts = (change: (facts: Json) => void): void =>
    editJson('paper/facts/alpha.json', (json) => change(json.facts))
  const claims = (change: (claims: Json) => void): void =>
    editJson('paper/facts/alpha.json', (json) => change(json.claims))
  /** As whoever knows the files would do it: the digest is made anew. */
  const reseal = (): void =>
    editJson('paper/provenance/alpha.json', (json) => {
      const digest = createHash('sha256')
        .update(readFileSync(rig.path('paper/facts/alpha.json')))
        .digest('hex')
      Object.assign(json.files, { 'facts.json': digest })
    })

  it('nothing is, at first', async () => {
    successful(await rig.nx('run paper:print'))
    expect((await bocas(rig, ['verify'])).code).toBe(0)
    expect((await bocas(rig, ['trace', 'alpha.high'])).code).toBe(0)
  })

  it('numbers of facts, figures, gaps and counts are traced to the value of each run', async () => {
    const traced = async (...words: string[]): Promise<string> => (await bocas(rig, ['trace', ...words])).stdout
    expect(await traced('alpha.gap')).toContain(`fact alpha.gap: 0.400 ± 0.007
  mean 0.4, se 0.00707107, n = 4
  = mean(a) − mean(b), of independent runs
  a, score: mean 0.805, sd 0.00707107, n = 2
    alpha/lr=0.2+seed=0  0.8
    alpha/lr=0.2+seed=1  0.81
  b, score: mean 0.405, sd 0.00707107, n = 2
    alpha/lr=0.1+seed=0  0.4
    alpha/lr=0.1+seed=1  0.41000000000000003
`)
    expect(await traced('alpha.runs')).toContain('fact alpha.runs: 4\n  = the number of runs\n  these (4 runs)\n')
    expect(await traced('alpha/bars')).toMatch(
      /figure alpha\/bars\n[\s\S]*\n {2}0\.1 +score +0\.405.±.0\.007 +2 runs *\n {2}0\.2 /,
    )
    const bar = await traced('alpha/bars', '0.2')
    expect(bar).toMatch(/figure alpha\/bars, cell 0\.2: 0\.805 ± 0\.007\n {2}mean 0\.805, sd 0\.00707107, n = 2\n/)
    expect(bar).toMatch(/\n {2}alpha\/lr=0\.2\+seed=1 +\w+ +1 +0\.81 /)
    expect(await traced('alpha/all', '0.1')).toMatch(/figure alpha\/all, cell 0\.1: 0\.405 ± 0\.007\n/)
  })

  const FILES: [string, () => void, string][] = [
    [
      'the text of a fact',
      () => facts((all) => Object.assign(all.high, { text: '0.99 ± 0.01' })),
      '`alpha.high` says 0.99 ± 0.01, its values give 0.805 ± 0.007 → at paper/facts/alpha.json' + AGAIN,
    ],
    [
      'a figure by another one',
      () => cpSync(rig.path('paper/figures/alpha/bars.pdf'), rig.path('paper/figures/alpha/all.pdf')),
      `${OTHER} → at paper/figures/alpha/all.pdf${AGAIN}`,
    ],
    [
      'a number of a table',
      () => rig.edit('paper/tables/alpha/scores.typ', '0.805', '0.995'),
      `${OTHER} → at paper/tables/alpha/scores.typ${AGAIN}`,
    ],
    [
      'a fact with all that it says and the digest of its file',
      () => {
        facts((all) => Object.assign(all.runs, { text: '400', count: 400 }))
        reseal()
      },
      `\`alpha.runs\` has a count of 400, the values of its runs give 4 → at paper/facts/alpha.json${AGAIN}`,
    ],
    [
      'the value of a claim and the digest of its file',
      () => {
        claims(({ ahead }) => (ahead.numbers[0].value = 0.9))
        reseal()
      },
      `the claim \`alpha.ahead\` has a difference of 0.9, the values of its runs give 0.4 → at paper/facts/alpha.json${AGAIN}`,
    ],
    [
      'the bound of a claim and the digest of its file',
      () => {
        claims(({ ahead }) => (ahead.claimed.atLeast = 0.1))
        reseal()
      },
      'the claim `alpha.ahead` says "the difference = 0.400 ± 0.007, claimed ≥ 0.1", and said "the difference = 0.400 ± 0.007, claimed ≥ 0.3" when it was made → at paper/facts/alpha.json' +
        AGAIN,
    ],
    [
      'all that is said of what things were made from: it is gone',
      () => rig.remove('paper/provenance/alpha.json'),
      `nothing says what the figures, tables and facts of alpha were made from → at paper/provenance/alpha.json${AGAIN}`,
    ],
  ]
  it.each(FILES)('%s: print, check, verify and trace refuse it', async (_, attack, message) => {
    attack()
    const pdf = rig.read('paper/build/paper.pdf')
    for (const target of ['print', 'check --excludeTaskDependencies']) {
      const { code, output } = await rig.nx(`run paper:${target}`)
      expect(code).not.toBe(0)
      expect(output).toContain(`✖ ${message}`)
    }
    expect(rig.read('paper/build/paper.pdf')).toBe(pdf)
    const verified = await bocas(rig, ['verify'])
    expect(verified.code).toBe(1)
    expect(verified.output).toContain(`✖ ${message}`)
    const traced = await bocas(rig, ['trace', message.includes('claim') ? 'alpha.ahead' : 'alpha.high'])
    expect(traced.output).toContain(`✖ ${message.replace(AGAIN, '')}`)
    expect(traced.code).not.toBe(0)
    // A build draws again, and makes it good.
    successful(await rig.nx('run paper:build'))
    expect(rig.read('paper/build/paper.pdf')).toBe(pdf)
    expect(rig.executions()).toEqual([])
  })

  const PLANNED: [string, () => void, string][] = [
    [
      'facts of a figures.ts that says something else by now',
      () => rig.edit('tasks/alpha/figures.ts', "  fact('old', mean(low, 'score'))\n", ''),
      'the figures, tables and facts of alpha were drawn by other code: tasks/alpha/figures.ts, what it imports or the data that it declares has changed since',
    ],
    [
      'facts of a figures.ts that is gone',
      () => rig.remove('tasks/alpha/figures.ts'),
      'unknown fact "alpha.high" → at paper/main.typ:2:2',
    ],
    [
      'a sweep turned round',
      () => rig.edit('tasks/alpha/sweep.ts', '[0.1, 0.2]', '[0.2, 0.1]'),
      'the figures, tables and facts of alpha were drawn from other runs than those that the sweep has now',
    ],
    [
      'values, facts, digests and all, but not the results',
      () => {
        facts((all) => Object.assign(all, JSON.parse(JSON.stringify(all).replaceAll('0.805', '0.905'))))
        editJson('paper/provenance/alpha.json', (json) => {
          const change = (json.facts!.high as { values: number[] }).values
          change.forEach((value, index) => (change[index] = value + 0.1))
        })
        reseal()
      },
      'the fact high of alpha takes score of alpha/lr=0.2+seed=0 for 0.9, and its result has 0.8',
    ],
    [
      'a result without its seal',
      () => rig.edit('paper/artifacts/alpha/lr=0.1+seed=0/result.json', '"data":0.4,', '"data":0.9,'),
      '1 of 4 runs of alpha have results that were changed after they were written',
    ],
    [
      'the code of the runs',
      () => rig.edit('library/scale.ts', '4', '5'),
      '4 of 4 runs of alpha have results of other code, config or data',
    ],
  ]
  it.each(PLANNED)('%s: print and check without drawing refuse it', async (_, attack, message) => {
    attack()
    for (const target of ['print', 'check --excludeTaskDependencies']) {
      const { code, output } = await rig.nx(`run paper:${target}`)
      expect(output).toContain(`✖ ${message}`)
      expect(code).not.toBe(0)
    }
    expect(rig.executions()).toEqual([])
  })

  it.each(['build', 'arxiv'])('%s without its figures is refused, whatever lies there', async (target) => {
    const { code, output } = await rig.nx(`run paper:${target} --excludeTaskDependencies`)
    expect(code).not.toBe(0)
    expect(output).toContain(
      '✖ alpha:figures is not part of this call (--excludeTaskDependencies?), so the paper could be stale\n' +
        '  call without that flag\n',
    )
    expect(output).toContain('nx run paper:print')
  })
})
