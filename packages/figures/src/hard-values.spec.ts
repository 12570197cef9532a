import { type AnyRuns, importedRuns, type Json, table } from 'bocas/internal'
import { type AnyKit as KitOfFiles, type TestRun as RunOfFiles } from './test-figure-of'
import { type AnyKit, outcomeOf, outcomeOfFiles } from './test-outcome'

jest.setTimeout(120_000)

/** A run in memory: nothing is written. */
interface TestRun {
  readonly method: string
  readonly set?: string
  readonly size?: number
  readonly seed: number
  readonly score: number
  readonly cost?: number
}

function runsOf(runs: readonly TestRun[]): AnyRuns {
  const one = ({ method, set = 'a', size = 1, seed, score, cost = 1 }: TestRun, index: number) => ({
    name: `run-${index}`,
    origin: `${index}`,
    config: { method, set, size, seed } as Json,
    seed: { path: 'seed', value: seed },
    artifacts: {
      test: { kind: 'metrics', data: { score: stored(score), cost: stored(cost), part: 1 } },
      history: { kind: 'series', data: { loss: [2, stored(score), 1] } },
    },
  })
  return importedRuns({ from: 'mlflow', source: 's', runs: runs.map(one) }, { label: 'old', file: '/old.jsonl' })
}
const stored = (value: number): number | string => (Number.isFinite(value) ? value : String(value))

/** The same values of two methods on two data sets. */
const ofValues = (
  values: readonly number[],
  methods: readonly [string, string] = ['m0', 'm1'],
  sets: readonly [string, string] = ['a', 'b'],
): TestRun[] =>
  methods.flatMap((method, at) =>
    sets.flatMap((set) => values.map((score, seed) => ({ method, set, size: 10 ** at, seed, score, cost: 1 + seed }))),
  )

const y = 'test.score'

/** Every kind that shows a metric of runs. */
const KINDS: Readonly<Record<string, (kit: AnyKit, runs: AnyRuns) => void>> = {
  lines: (kit, runs) => kit.lines!('f', runs, { y: 'history.loss', by: 'method', over: 'set' }),
  'lines over a key': (kit, runs) => kit.lines!('f', runs, { y, x: 'size', by: 'method', over: 'set' }),
  'smoothed lines': (kit, runs) =>
    kit.lines!('f', runs, { y: 'history.loss', by: 'method', over: 'set', smooth: { mean: 3 } }),
  bars: (kit, runs) => kit.bars!('f', runs, { y, x: 'method', by: 'set' }),
  'bars on a log axis': (kit, runs) => kit.bars!('f', runs, { y, x: 'method', by: 'set', yScale: 'log' }),
  stacks: (kit, runs) => kit.stacks!('f', runs, { y: [y, 'test.part'], x: 'method', over: 'set' }),
  strips: (kit, runs) => kit.strips!('f', runs, { y, x: 'method', by: 'set' }),
  boxes: (kit, runs) => kit.boxes!('f', runs, { y, x: 'method', by: 'set' }),
  violins: (kit, runs) => kit.violins!('f', runs, { y, x: 'method', by: 'set' }),
  histogram: (kit, runs) => kit.histogram!('f', runs, { x: y, by: 'method', over: 'set' }),
  ecdf: (kit, runs) => kit.ecdf!('f', runs, { x: y, by: 'method', over: 'set' }),
  density: (kit, runs) => kit.density!('f', runs, { x: y, by: 'method', over: 'set' }),
  heatmap: (kit, runs) => kit.heatmap!('f', runs, { x: 'method', y: 'set', show: y }),
  scatter: (kit, runs) => kit.scatter!('f', runs, { x: 'test.cost', y, by: 'method' }),
  pareto: (kit, runs) =>
    kit.pareto!('f', runs, { x: 'test.cost', y, by: 'method', over: 'set', better: { x: 'min', y: 'max' } }),
  power: (kit, runs) => kit.power!('f', runs, { x: 'test.cost', y, by: 'method', over: 'set' }),
  parallel: (kit, runs) => kit.parallel!('f', runs, { axes: ['method', 'size', y] }),
  ranks: (kit, runs) => kit.ranks!('f', runs, { metric: y, rows: 'method', per: 'set', better: 'max' }),
  profiles: (kit, runs) => kit.profiles!('f', runs, { x: y, by: 'method', per: 'set' }),
  facets: (kit, runs) => kit.bars!('f', runs, { y, x: 'method', facet: 'set', size: 'text' }),
  table: (kit, runs) => kit.table!('f', runs, { rows: 'method', cols: 'set', show: y, better: 'max' }),
  'table of quartiles': (kit, runs) =>
    kit.table!('f', runs, { rows: 'method', cols: 'set', show: y, better: 'max', spread: 'iqr', thousands: true }),
  'table of a comparison': (kit, runs) =>
    kit.table!('f', kit.compare!(runs as never, { rows: 'method', per: 'set', metric: y, better: 'max' })),
  'table over tasks': (kit, runs) =>
    kit.table!('f', kit.across!(runs as never, { rows: 'method', per: 'set', metric: y, better: 'max' })),
  fact: (kit, runs) =>
    kit.fact!('f', kit.mean!(runs as never, y, { over: ['method', 'set', 'size'] }), { error: 'interval' }),
}

const many = Array.from({ length: 20 }, (_, index) => Math.sin(index * 12.9898) + 2)
const VALUES: Readonly<Record<string, readonly number[]>> = {
  none: [],
  one: [0.5],
  ties: Array<number>(12).fill(0.5),
  zeros: Array<number>(12).fill(0),
  negative: many.slice(0, 12).map((value) => -value),
  'NaN among them': [NaN, ...many.slice(0, 11)],
  'tiny and huge': [1e-300, 1e300, 1e-9, 1, ...many.slice(0, 8)],
  'nothing but NaN': Array<number>(12).fill(NaN),
  infinities: [Infinity, -Infinity, ...many.slice(0, 10)],
  'all huge': many.slice(0, 12).map((value) => value * 1e300),
  'nearly equal': many.slice(0, 12).map((value) => 1e9 + value * 1e-6),
  'of a few digits among many': many.slice(0, 12).map((value) => 0.9123 + value * 1e-8),
  'the largest there are': [-Number.MAX_VALUE, Number.MAX_VALUE, ...many.slice(0, 10)],
  'the least there are': [Number.MIN_VALUE, ...many.slice(0, 11).map((value) => value * 1e-310)],
}
const MANY = Array.from({ length: 5000 }, (_, index) => Math.sin(index * 12.9898) + 2)

/** Names that mean something to a program, a typesetter or a reader from the right, and one that no figure has room for. */
const NAMES: Readonly<Record<string, string>> = {
  'what every object has': 'constructor',
  'the prototype': '__proto__',
  nothing: '',
  spaces: '   ',
  emoji: '🦊 fox 👩‍👩‍👧',
  'from right to left': 'שלום עולם',
  'in Arabic': 'مرحبا',
  LaTeX: String.raw`\textbf{a}_1^2 % & # $x$ ~ \input{/etc/passwd}`,
  HTML: '<b onclick="x">a</b> &amp; <!-- --> <script>',
  Markdown: '*a* _b_ `c` | [d](e) ![f](g) # h\n> i',
  Typst: '#panic("x") $ a $ *b* @c <d> `e` /* f */',
  'of 300 characters': 'name'.repeat(75),
  'of 60 words': 'word '.repeat(60).trim(),
  numbers: '-0.5',
}

/** Every kind that shows tables of predictions, which are files. */
const OF_PREDICTIONS: Readonly<Record<string, (kit: KitOfFiles, positive: string) => void>> = {
  confusion: (kit) => kit['confusion']!('f', kit.runs, { table: 't', actual: 'actual', predicted: 'said' }),
  'counts of a confusion': (kit) =>
    kit['confusion']!('f', kit.runs, { table: 't', actual: 'actual', predicted: 'said', count: 'p', show: 'count' }),
  roc: (kit, positive) => kit['roc']!('f', kit.runs, { table: 't', actual: 'actual', positive, score: 'p', by: 'k' }),
  'precision and recall': (kit, positive) =>
    kit['precisionRecall']!('f', kit.runs, { table: 't', actual: 'actual', positive, score: 'p', by: 'k' }),
  calibration: (kit, positive) =>
    kit['calibration']!('f', kit.runs, { table: 't', actual: 'actual', positive, probability: 'p', by: 'k' }),
}

/** Two seeds of two models, of which each has the same values for its examples. */
const ofExamples = (values: readonly number[], [yes, no]: readonly [string, string] = ['yes', 'no']): RunOfFiles[] =>
  [0, 1, 2, 3].map((run) => [
    { k: run % 2 === 0 ? yes : no, seed: Math.floor(run / 2) } as never,
    {
      t: table(values.map((p, at) => ({ actual: at % 2 === 0 ? yes : no, said: (at + run) % 3 === 0 ? yes : no, p }))),
    },
  ])

/** Every one is drawn, or refused in words that say what to do: `outcomeOf` looks at either. No process ends, and none goes on for ever. */
describe.each(Object.keys(KINDS))('%s', (kind) => {
  it.each(Object.keys(VALUES))('of values: %s', async (attack) => {
    expect(await outcomeOf(KINDS[kind]!, runsOf(ofValues(VALUES[attack]!)))).not.toBe('')
  })

  it.each(Object.keys(NAMES))('of methods and data sets with a name: %s', async (attack) => {
    const name = NAMES[attack]!
    expect(await outcomeOf(KINDS[kind]!, runsOf(ofValues(many, [name, 'm1'], ['a', name])))).not.toBe('')
  })
})

describe.each(Object.keys(OF_PREDICTIONS))('%s', (kind) => {
  const attacks = {
    ...VALUES,
    'probabilities and their ends': [0, 1, 0.5, 0.25, 0, 1],
    'of 20,000 examples': MANY.map((value) => value / 3),
  }
  it.each(Object.keys(attacks))('of scores: %s', async (attack) => {
    const values = attacks[attack as keyof typeof attacks]
    expect(await outcomeOfFiles((kit) => OF_PREDICTIONS[kind]!(kit, 'yes'), ofExamples(values))).not.toBe('')
  })

  it.each(Object.keys(NAMES))('of classes and models with a name: %s', async (attack) => {
    const name = NAMES[attack]!
    const draw = (kit: KitOfFiles) => OF_PREDICTIONS[kind]!(kit, name)
    expect(await outcomeOfFiles(draw, ofExamples([0.1, 0.9, 0.4, 0.3, 0.8, 0.7], [name, 'other']))).not.toBe('')
  })
})

/** Those that draw, as small as a figure may be. */
const SMALL = Object.keys(KINDS).filter((kind) => !/^(?:table|fact)/.test(kind))
const smallest = (kit: AnyKit): AnyKit =>
  Object.fromEntries(
    Object.entries(kit).map(([name, draw]) => [
      name,
      (own: string, runs: unknown, options?: object) => draw(own, runs, { ...options, size: 40, height: 30 }),
    ]),
  )

describe.each(SMALL)('%s, as small as a figure may be', (kind) => {
  it.each(Object.keys(VALUES))('of values: %s', async (attack) => {
    const draw = (kit: AnyKit, runs: AnyRuns) => KINDS[kind]!(smallest(kit), runs)
    expect(await outcomeOf(draw, runsOf(ofValues(VALUES[attack]!)))).not.toBe('')
  })
})

describe('of 20,000 runs', () => {
  const runs = runsOf(ofValues(MANY))
  it.each(Object.keys(KINDS))('%s', async (kind) => {
    expect(await outcomeOf(KINDS[kind]!, runs)).not.toBe('')
  })
})
