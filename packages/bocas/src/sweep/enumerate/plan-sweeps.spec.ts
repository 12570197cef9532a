import { describe, expect, it } from '@jest/globals'
import { formatProblem } from '../../problems'
import { defineSweep, planSweeps, seeds, sweep } from '..'

const problems = (module: Record<string, unknown>): string[] => planSweeps(module).problems.map(formatProblem)

describe('planSweeps', () => {
  const main = defineSweep(
    { epochs: 3, opt: sweep(['sgd', 'adam']), seed: seeds(2) },
    { data: ['data/x.csv', 'npm:iris/iris.json'], env: ['SIZE'] },
  )
  const ablation = defineSweep(
    { epochs: sweep([1, 3]), seed: sweep([0]), opt: 'adam' },
    { data: ['data/y.csv', 'data/x.csv'], env: ['SIZE', 'MODE'] },
  )
  const plan = planSweeps({ ablation, default: main, helper: 3, axis: sweep([1]) })

  it('joins the sweeps of a file into one set, main first, shared configs once', () => {
    expect(plan.problems).toEqual([])
    expect(plan.runs).toEqual([
      {
        name: 'opt=sgd+seed=0',
        config: { epochs: 3, opt: 'sgd', seed: 0 },
        seed: { path: 'seed', value: 0 },
        tags: ['opt=sgd', 'seed=0'],
        sweeps: ['main'],
      },
      {
        name: 'opt=sgd+seed=1',
        config: { epochs: 3, opt: 'sgd', seed: 1 },
        seed: { path: 'seed', value: 1 },
        tags: ['opt=sgd', 'seed=1'],
        sweeps: ['main'],
      },
      {
        name: 'epochs=3+opt=adam+seed=0',
        config: { epochs: 3, opt: 'adam', seed: 0 },
        seed: { path: 'seed', value: 0 },
        tags: ['epochs=3', 'opt=adam', 'seed=0'],
        sweeps: ['main', 'ablation'],
      },
      {
        name: 'opt=adam+seed=1',
        config: { epochs: 3, opt: 'adam', seed: 1 },
        seed: { path: 'seed', value: 1 },
        tags: ['opt=adam', 'seed=1'],
        sweeps: ['main'],
      },
      { name: 'epochs=1', config: { epochs: 1, seed: 0, opt: 'adam' }, tags: ['epochs=1'], sweeps: ['ablation'] },
    ])
  })
  it('lists the runs of each sweep in its own order', () => {
    expect(plan.sweeps).toEqual({
      main: { names: ['opt=sgd+seed=0', 'opt=sgd+seed=1', 'epochs=3+opt=adam+seed=0', 'opt=adam+seed=1'] },
      ablation: { names: ['epochs=1', 'epochs=3+opt=adam+seed=0'] },
    })
  })
  it('joins what the sweeps declare', () => {
    expect(plan.data).toEqual(['data/x.csv', 'npm:iris/iris.json', 'data/y.csv'])
    expect(plan.env).toEqual(['SIZE', 'MODE'])
  })
  it('takes a sweep exported under two names as both', () => {
    const both = planSweeps({ default: main, grid: main, main })
    expect(both.problems).toEqual([])
    expect(both.runs.map(({ sweeps }) => sweeps)).toEqual(Array(4).fill(['main', 'grid']))
  })
  it('can do without a default export', () => {
    const { runs, sweeps } = planSweeps({ tuning: defineSweep({ a: 1 }) })
    expect(runs).toEqual([{ name: 'run', config: { a: 1 }, tags: [], sweeps: ['tuning'] }])
    expect(sweeps).toEqual({ tuning: { names: ['run'] } })
  })
  it('plans the tasks of the design', () => {
    const tactics = sweep({
      ours: { lr: sweep([1e-3, 1e-2]), beta: sweep([0.5, 0.9]), seed: seeds(5) },
      finetune: { lr: sweep([1e-3, 1e-2]), seed: seeds(5) },
      majority: {},
    })
    const models = sweep({ cnn: { dropout: sweep([0, 0.5]) }, mlp: { hidden: 128 } })
    const { runs } = planSweeps({
      default: defineSweep(
        { epochs: 30, tactic: tactics, model: models },
        { where: (c) => c.tactic.name !== 'majority' || c.model.name === 'mlp' },
      ),
    })
    expect(runs).toHaveLength(91)
    expect(runs[0]!.name).toBe('tactic=ours+lr=0.001+beta=0.5+seed=0+model=cnn+dropout=0')
    expect(runs.at(-1)!.name).toBe('tactic=majority+model=mlp')
  })
})

describe('the problems of a file', () => {
  it('are those of all its sweeps together', () => {
    expect(
      problems({
        default: defineSweep({ a: sweep([]) }),
        b: defineSweep({ b: NaN }),
        c: defineSweep({ c: sweep([1, 2]) }, { where: () => false }),
        d: defineSweep({ d: sweep([1, 2]) }, { maxRuns: 1 }),
        e: defineSweep({ e: sweep([1, 2]) }, { name: () => 'a/b' }),
        f: defineSweep({ f: sweep([1, 2]) }, { labels: { g: 'h' } as object }),
      }).map((line) => line.split('\n')[0]),
    ).toEqual([
      '✖ sweep([]) has no values, so there would be no run → at default.a',
      '✖ NaN is not data: a value is a string, a finite number, true, false, null, a list or a block of these, or a sweep → at b.b',
      '✖ `where` leaves nothing of 2 runs → at c.where',
      '✖ 2 runs are more than maxRuns (1) → at d',
      '✖ the name "a/b" holds "/"; a name is made of letters A to Z, digits and = + . _ - → at e.name',
      '✖ the name "a/b" holds "/"; a name is made of letters A to Z, digits and = + . _ - → at e.name',
      '✖ no config of this sweep has a key `g` → at f.labels["g"]',
    ])
  })
  it('leave no runs, but what was declared', () => {
    const plan = planSweeps({
      default: defineSweep({ a: sweep([]) }, { data: ['x'] }),
      b: defineSweep({ b: 1 }, { env: ['Y'] }),
    })
    expect(plan).toMatchObject({ runs: [], sweeps: {}, data: ['x'], env: ['Y'] })
    expect(plan.problems).toHaveLength(1)
  })
  it.each<[string, Record<string, unknown>, string[]]>([
    ['no sweep', { helper: 3 }, ['✖ the file exports no sweep\n  write export default defineSweep({ … })']],
    [
      'a default export that is none',
      { default: { lr: 1 } },
      ['✖ this is not made by defineSweep: it is a block → at default\n  write export default defineSweep({ … })'],
    ],
    [
      'another sweep called main',
      { default: defineSweep({ a: 1 }), main: defineSweep({ a: 2 }) },
      ['✖ the default export is the sweep `main`, so no other can be called so → at main\n  rename this export'],
    ],
    [
      'two seeds in a config that two ways lead to',
      {
        default: defineSweep({ a: seeds(3), b: sweep([0, 1]) }),
        other: defineSweep({ a: sweep([0, 1]), b: seeds(3) }),
      },
      [
        '✖ one run has its seed at `a` and at `b` → at other\n  two ways lead to {"a":0,"b":0}: use seeds(…) for one key only',
      ],
    ],
  ])('%s', (_, module, expected) => expect(problems(module)).toEqual(expected))
})

describe('labels', () => {
  const tree = { model: { lr: sweep([1, 2]) }, tactic: sweep({ a: {}, b: {} }), fixed: { x: 1 }, opt: 'x' }
  const named = (labels: object): string => planSweeps({ default: defineSweep(tree, { labels }) }).runs[0]!.name
  it.each<[object, string]>([
    [{}, 'lr=1+tactic=a'],
    [{ 'model.lr': 'rate' }, 'rate=1+tactic=a'],
    [{ 'model.lr': 'model.lr', tactic: 'T' }, 'model.lr=1+T=a'],
    [{ 'tactic.name': 'T' }, 'lr=1+T=a'],
    [{ 'fixed.x': 'lr' }, 'model.lr=1+tactic=a'],
  ])('%j makes %s', (labels, name) => expect(named(labels)).toBe(name))
  it('are in the tags too', () => {
    expect(planSweeps({ default: defineSweep(tree, { labels: { tactic: 'T' } }) }).runs[3]!.tags).toEqual([
      'lr=2',
      'T=b',
    ])
  })
  it('of one sweep count in all sweeps of the task', () => {
    const labelled = defineSweep(tree, { labels: { 'model.lr': 'rate' } })
    const more = defineSweep({ ...tree, model: { lr: sweep([2, 3]) } })
    expect(planSweeps({ default: more, labelled }).runs.map(({ name }) => name)).toEqual(
      [2, 3, 1].flatMap((lr) => [`rate=${lr}+tactic=a`, `rate=${lr}+tactic=b`]),
    )
  })
  it.each<[object, string[]]>([
    [
      { 'model.rl': 'x' },
      [
        '✖ no config of this sweep has a key `model.rl` → at default.labels["model.rl"]\n  did you mean `model.lr`? There are: `model`, `model.lr`, `tactic`, `tactic.name`, `fixed`, `fixed.x`, `opt`',
      ],
    ],
    [
      { 'model.lr': 'x', tactic: 'x' },
      [
        '✖ the label `x` is taken: `model.lr` is called so → at default.labels["tactic"]\n  give each key a label of its own',
      ],
    ],
    [
      { 'model.lr': 'opt' },
      [
        '✖ the label `opt` for `model.lr` is another key of the task → at default.labels["model.lr"]\n  choose a label that is no key',
      ],
    ],
  ])('%j is a problem', (labels, expected) =>
    expect(problems({ default: defineSweep(tree, { labels }) })).toEqual(expected),
  )
  it('that differ between the sweeps of a task are a problem', () => {
    const a = defineSweep(tree, { labels: { opt: 'x' } })
    const b = defineSweep(tree, { labels: { opt: 'y' } })
    expect(problems({ default: a, b })).toEqual([
      '✖ `opt` is called both `x` and `y`; a key has one label in a task → at b.labels["opt"]\n  give it the same label in all sweeps',
    ])
  })
})

describe('name', () => {
  const tree = { a: sweep([1, 2]), b: sweep(['x', 'y']) }
  const names = (module: Record<string, unknown>): string[] => planSweeps(module).runs.map(({ name }) => name)
  it('names the runs instead of us, and leaves the tags', () => {
    const { runs } = planSweeps({ default: defineSweep(tree, { name: (c) => `run-${c.a}${c.b}+v1` }) })
    expect(runs.map(({ name }) => name)).toEqual(['run-1x+v1', 'run-1y+v1', 'run-2x+v1', 'run-2y+v1'])
    expect(runs[0]!.tags).toEqual(['a=1', 'b=x'])
  })
  it('of one sweep names the runs it shares with others', () => {
    const plain = defineSweep({ ...tree, b: 'x' })
    const authored = defineSweep({ ...tree, a: 1 }, { name: (c) => `mine-${c.b}` })
    expect(names({ default: plain, authored })).toEqual(['mine-x', 'a=2', 'mine-y'])
    expect(names({ default: authored, plain })).toEqual(['mine-x', 'mine-y', 'a=2'])
  })
  it('wins against automatic names', () => {
    const authored = defineSweep({ a: 3, b: 'z' }, { name: () => 'A=1+b=x' })
    const plan = planSweeps({ default: defineSweep(tree), authored })
    expect(plan.problems).toEqual([])
    expect(plan.runs.map(({ name }) => name)).toEqual([
      expect.stringMatching(/^a=1\+b=x-[0-9a-f]{8}$/),
      'a=1+b=y',
      'a=2+b=x',
      'a=2+b=y',
      'A=1+b=x',
    ])
  })
  const holds = 'a name is made of letters A to Z, digits and = + . _ -'
  it.each<[unknown, string]>([
    [3, 'the name 3 is not a string'],
    [undefined, 'the name undefined is not a string'],
    [10n, 'the name 10n is not a string'],
    ['', 'the name "" is empty'],
    ['a b', `the name "a b" holds " "; ${holds}`],
    ['a/b', `the name "a/b" holds "/"; ${holds}`],
    ['ä', `the name "ä" holds "ä"; ${holds}`],
    ['a,b', `the name "a,b" holds ","; ${holds}`],
    ['x'.repeat(101), `the name "${'x'.repeat(78)}… has 101 characters; a name has 100 at most`],
    ['-a', 'the name "-a" begins with "-"; a name begins with a letter, a digit, "_", "=" or "+"'],
    ['..', 'the name ".." begins with "."; a name begins with a letter, a digit, "_", "=" or "+"'],
    ['a.', 'the name "a." ends with "."; Windows cannot keep a folder of that name'],
    ['Con', 'the name "Con" is a reserved word of Windows'],
    ['lpt1.x', 'the name "lpt1.x" is a reserved word of Windows'],
  ])('%p is a problem', (name, expected) => {
    expect(problems({ default: defineSweep({ a: 1 }, { name: () => name as string }) })).toEqual([
      `✖ ${expected} → at default.name\n  it was asked about {"a":1}`,
    ])
  })
  it('that throws is a problem, shown five times at most', () => {
    const name = (): string => {
      throw new RangeError('no')
    }
    const found = problems({ default: defineSweep({ s: seeds(8) }, { name }) })
    expect(found).toHaveLength(6)
    expect(found[0]).toBe('✖ `name` threw RangeError: no → at default.name\n  it was asked about {"s":0}')
    expect(found[5]).toBe('✖ `name` fails for 3 more configs → at default.name\n  mend the ones above first')
  })
  it('shared by several runs is a problem', () => {
    expect(problems({ default: defineSweep(tree, { name: (c) => `a${c.a}` }) })).toEqual([
      '✖ 2 runs have the name "a1" → at default.name\n  two of them are {"a":1,"b":"x"} and {"a":1,"b":"y"}: put into the name what tells them apart',
      '✖ 2 runs have the name "a2" → at default.name\n  two of them are {"a":2,"b":"x"} and {"a":2,"b":"y"}: put into the name what tells them apart',
    ])
  })
  it('shared but for case is a problem', () => {
    expect(problems({ default: defineSweep({ o: sweep(['Adam', 'adam']) }, { name: (c) => c.o }) })).toEqual([
      '✖ the names of 2 runs differ by case alone: "Adam", "adam" → at default.name\n  two of them are {"o":"Adam"} and {"o":"adam"}: put into the name what tells them apart',
    ])
  })
  it('shared between sweeps, or two for one run, is a problem', () => {
    const a = defineSweep({ x: sweep([1, 2]) }, { name: (c) => `n${c.x}` })
    const b = defineSweep({ x: sweep([2, 3]) }, { name: (c) => `n${c.x - 2}` })
    expect(problems({ default: a, b })).toEqual([
      '✖ one run has two names, "n2" (by default.name) and "n0" → at b.name\n  give it one name in both sweeps: it is the run of {"x":2}',
      '✖ 2 runs have the name "n1" → at b.name\n  two of them are {"x":1} and {"x":3}: put into the name what tells them apart',
    ])
  })
})
