import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sha256, workspacePaths, writeResultFile, type Json } from 'bocas/internal'
import { type CommandError } from '../command'
import { collectMetrics, type RunMetrics } from '../../states/collect-metrics'
import { shortNames } from './short-names'
import { showMetrics } from './show-metrics'
import { sortMetrics } from './sort-metrics'
import { refuseMixtures } from './tell-metrics'
import { metricsAsCsv, metricsAsJson } from './write-metrics'
import { unplanned, type KeyedRun, type KnownPlan } from '../../plan/task-plan'

const run = (name: string, metrics: Record<string, number> = {}, more: Partial<RunMetrics> = {}): RunMetrics => ({
  task: 'mnist',
  name,
  key: sha256(name),
  config: { lr: Number(name.slice(3)) },
  state: 'kept',
  metrics: new Map(Object.entries(metrics)),
  nonFinite: [],
  ...more,
})
const nan = [{ path: 'loss', what: 'NaN', count: 1, of: 1 }] as const

describe('the table of runs and metrics', () => {
  it('has a row for each run, rounded numbers below each other, and what is not kept marked', () => {
    const runs = [
      run('lr=0.1', { 'test.accuracy': 0.91234, loss: 12000, steps: 5 }),
      run('lr=0.2', { 'test.accuracy': 0.5, loss: NaN }, { nonFinite: nan }),
      run('lr=0.3', { 'test.accuracy': 0.0123456, loss: -1 }, { state: 'stale' }),
      run('lr=0.4', {}, { state: 'missing' }),
      run('lr=0.5', {}, { state: 'failed' }),
    ]
    expect(showMetrics('mnist', runs, 80)).toBe(`run     state    test.accuracy   loss  steps
lr=0.1                   0.912  12000      5
lr=0.2                   0.500    NaN      –
lr=0.3  stale           0.0123     −1      –
lr=0.4  missing              –      –      –
lr=0.5  failed               –      –      –

mnist: 5 runs · 2 kept · 1 failed · 1 stale · 1 missing
⚠ 1 of 3 runs has NaN in \`loss\`
  stale: numbers of an earlier state of the code, config or data
  → npx bocas plan mnist says why`)
    // A column less than whole names take.
    expect(showMetrics('mnist', runs, 43)).toMatch(/^run     state    test\.a…uracy   loss  steps\n/)
    expect(showMetrics('mnist', runs, 44)).toMatch(/^run     state    test\.accuracy   loss  steps\n/)
  })

  it.each([40, 60, 80, 120, 200])('is no wider than %s columns, with however many metrics and long names', (width) => {
    const metrics = Object.fromEntries(
      Array.from({ length: 30 }, (_, i) => [`group${i % 3}.a long metric ${i}`, i / 7]),
    )
    const names = [0, 1, 2, 3].map((i) => `optimizer=momentum+model=convolutional+dropout=0.2${i}+lr=0.003+seed=7`)
    const text = showMetrics(
      'mnist',
      names.map((name) => run(name, metrics)),
      width,
    )
    const [summary, ...tables] = text.split('\n\n').reverse()
    expect(summary).toBe('mnist: 4 runs · 4 kept')
    for (const line of text.split('\n')) expect(line.length).toBeLessThanOrEqual(width)
    for (const table of tables) expect(new Set(table.split('\n')).size).toBe(5)
    const columns = tables.reduce((sum, table) => sum + table.split('\n')[0]!.split(/ {2,}/).length - 1, 0)
    expect(columns).toBe(30)
  })

  it('needs no state when all runs are kept', () => {
    expect(showMetrics('mnist', [run('lr=1', { loss: 1 })], 80)).toBe('run   loss\nlr=1     1\n\nmnist: 1 run · 1 kept')
  })
})

describe('names of runs in a narrow column', () => {
  it.each<[string, readonly string[], number, readonly string[]]>([
    ['stay', ['lr=0.1', 'lr=0.2'], 6, ['lr=0.1', 'lr=0.2']],
    ['lose what is common', ['model=cnn+lr=0.1+n=1', 'model=cnn+lr=0.2+n=1'], 8, ['lr=0.1', 'lr=0.2']],
    ['lose their keys', ['optimizer=adam+rate=1', 'optimizer=sgd+rate=2'], 8, ['adam+1', 'sgd+2']],
    ['are cut in the middle where they do not differ', ['abcdefgh1', 'abcdefgh2'], 5, ['ab…h1', 'ab…h2']],
    [
      'are cut without their common parts where they would read the same',
      ['k=aa+x=1bbbbbbbbb', 'k=aa+x=2bbbbbbbbb'],
      6,
      ['x=1…bb', 'x=2…bb'],
    ],
    ['of none', [], 5, []],
  ])('%s', (_, names, most, short) => expect(shortNames(names, most)).toEqual(short))
})

describe('the order of runs', () => {
  const runs = [
    run('lr=2', { loss: 1, val: 3 }, { seed: { path: 'seed', value: 1 } }),
    run('lr=10', { loss: NaN, val: 1 }),
    run('lr=1', {}, { state: 'missing' }),
    run('lr=3', { loss: 2, val: 2 }),
  ]
  const sorted = (by?: string): string[] => sortMetrics(runs, by).map(({ name }) => name)

  it.each([
    [undefined, ['lr=2', 'lr=10', 'lr=1', 'lr=3']],
    ['loss', ['lr=3', 'lr=2', 'lr=10', 'lr=1']],
    ['loss:asc', ['lr=2', 'lr=3', 'lr=10', 'lr=1']],
    ['val:desc', ['lr=2', 'lr=3', 'lr=10', 'lr=1']],
    ['config.lr', ['lr=1', 'lr=2', 'lr=3', 'lr=10']],
    ['config.lr:desc', ['lr=10', 'lr=3', 'lr=2', 'lr=1']],
    ['run', ['lr=1', 'lr=10', 'lr=2', 'lr=3']],
  ])('by %s: what has no number comes last', (by, names) => expect(sorted(by)).toEqual(names))

  it('is refused by what no run has', () => {
    try {
      sorted('los')
      throw new Error('not refused')
    } catch (error) {
      expect((error as CommandError).problems).toEqual([
        { message: "no run has 'los' to sort by", hint: expect.stringContaining('did you mean `loss`?') as string },
      ])
    }
  })
})

describe('metrics for programs', () => {
  const runs = [
    run('lr=1', { loss: 1 / 3, state: 2 }, { seed: { path: 'seed', value: 7 }, config: { lr: 1, seed: 7 } }),
    run('lr=2', { loss: NaN }, { state: 'stale' }),
    run('lr=3', {}, { state: 'missing' }),
  ]

  it('have all digits in CSV, with key, config, seed and state', () => {
    expect(metricsAsCsv(runs).replace(/[0-9a-f]{64}/g, 'KEY')).toBe(
      `task,run,key,seed,config.lr,state,loss,metric.state
mnist,lr=1,KEY,7,1,kept,0.3333333333333333,2
mnist,lr=2,KEY,,2,stale,NaN,
mnist,lr=3,KEY,,3,missing,,
`,
    )
    expect(metricsAsCsv([])).toBe('')
  })

  it('have words for what JSON does not know', () => {
    const { runs: read } = JSON.parse(metricsAsJson(runs)) as { runs: Record<string, unknown>[] }
    expect(read.map(({ name, seed, state, metrics }) => ({ name, seed, state, metrics }))).toEqual([
      { name: 'lr=1', seed: 7, state: 'kept', metrics: { loss: 1 / 3, state: 2 } },
      { name: 'lr=2', seed: null, state: 'stale', metrics: { loss: 'NaN' } },
      { name: 'lr=3', seed: null, state: 'missing', metrics: {} },
    ])
  })
})

describe('the metrics of planned runs', () => {
  let root: string
  beforeEach(() => (root = mkdtempSync(join(realpathSync(tmpdir()), 'bocas-metrics-'))))
  afterEach(() => rmSync(root, { recursive: true, force: true }))

  const keyed = (name: string, config: Json): KeyedRun =>
    ({ name, key: sha256(name), config, tags: [], sweeps: ['default'] }) as KeyedRun
  const planOf = (...runs: KeyedRun[]): KnownPlan => ({ ...unplanned('tasks/mnist/sweep.ts', []), problems: [], runs })
  const keep = (folder: string, key: string, config: Json, loss: number | 'NaN'): Promise<unknown> => {
    mkdirSync(folder, { recursive: true })
    return writeResultFile(folder, { key, config, artifacts: { loss: { kind: 'metrics', data: loss } }, payloads: {} })
  }

  it('are those of the store, of the view, or of an earlier state', async () => {
    const paths = workspacePaths(root)
    const names = ['lr=1', 'lr=2', 'lr=3', 'lr=4', 'lr=5']
    const plan = planOf(...names.map((name) => keyed(name, { lr: Number(name.slice(3)) })))
    await keep(paths.entry(sha256('lr=1')), sha256('lr=1'), { lr: 1 }, 0.1)
    await keep(paths.artifacts('mnist', 'lr=2'), sha256('lr=2'), { lr: 2 }, 'NaN')
    await keep(paths.entry(sha256('old')), sha256('old'), { lr: 3 }, 0.3)
    writeFileSync(
      join(paths.entry(sha256('old')), 'ingredients.json'),
      JSON.stringify({ task: 'mnist', name: 'lr=3', ingredients: { ...plan.ingredients, code: { 'run.ts': 'x' } } }),
    )
    mkdirSync(paths.failed('mnist', 'lr=4'), { recursive: true })
    writeFileSync(
      join(paths.failed('mnist', 'lr=4'), 'failure.json'),
      JSON.stringify({ key: sha256('lr=4'), message: 'x' }),
    )
    expect(
      collectMetrics(root, [plan]).map(({ name, state, metrics, nonFinite }) => ({
        name,
        state,
        loss: metrics.get('loss'),
        odd: nonFinite.length,
      })),
    ).toEqual([
      { name: 'lr=1', state: 'kept', loss: 0.1, odd: 0 },
      { name: 'lr=2', state: 'kept', loss: NaN, odd: 1 },
      { name: 'lr=3', state: 'stale', loss: 0.3, odd: 0 },
      { name: 'lr=4', state: 'failed', loss: undefined, odd: 0 },
      { name: 'lr=5', state: 'missing', loss: undefined, odd: 0 },
    ])
  })

  it('are told of 10,000 runs', () => {
    const runs = Array.from({ length: 10_000 }, (_, i) => run(`lr=${i}`, { loss: i / 3, accuracy: 1 / (i + 1) }))
    expect(showMetrics('mnist', sortMetrics(runs, 'loss'), 80).split('\n')).toHaveLength(10_003)
    expect(metricsAsCsv(runs).split('\n')).toHaveLength(10_002)
    const paths = workspacePaths(root)
    expect(paths.root).toBe(root)
    expect(collectMetrics(root, [planOf(...runs.map(({ name, config }) => keyed(name, config)))])).toHaveLength(10_000)
  })
})

describe('options that say nothing together', () => {
  const refused = (line: string): string[] => {
    const words = line.split(' ').filter((word) => word !== '')
    const valued = words.filter((word) => word.includes('=')).map((word) => word.split('='))
    try {
      refuseMixtures({
        words: [],
        switches: new Set(words.filter((word) => !word.includes('='))),
        values: new Map(valued.map(([name, value]) => [name!, [value!]])),
      })
      return []
    } catch (error) {
      return (error as CommandError).problems.map(({ message }) => message)
    }
  }

  it.each([
    ['', []],
    ['json', []],
    ['unreached json', []],
    ['metrics', []],
    ['metrics sort=loss csv', []],
    ['metrics json', []],
    ['sort=loss csv', ['--sort is for the table of metrics', '--csv is for the table of metrics']],
    ['metrics unreached', ['--unreached is not for metrics']],
    ['metrics json csv', ['--json and --csv exclude each other']],
  ])('are refused, all at once: %s', (line, problems) => expect(refused(line)).toEqual(problems))
})
