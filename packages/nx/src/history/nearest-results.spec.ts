import { canonicalJson, type Json, type RunIngredients } from 'bocas/internal/light'
import { historyOf, type TaskHistory } from './nearest-results'
import type { KeptResult, KeyContent } from '../shared/stored-run'

const ingredients = (run: string, more: Partial<RunIngredients> = {}): RunIngredients => ({
  code: { 'run.ts': run },
  packages: [],
  data: {},
  env: {},
  ...more,
})
let made = 0
const kept = (name: string, config: Json, code = 'old', more: Partial<KeptResult> = {}): KeptResult => ({
  key: `${more.task ?? ''} ${name} ${code} ${canonicalJson(config)}`,
  task: 'alpha',
  name,
  config,
  ingredients: ingredients(code),
  made: ++made,
  ...more,
})
const run = (name: string, config: Json, code = 'new', more: Partial<KeyContent> = {}): KeyContent => ({
  key: 'now',
  task: 'alpha',
  name,
  config,
  ingredients: ingredients(code),
  ...more,
})
/** The family of a task with these runs, of which the first is asked about. */
const family = (
  results: readonly KeptResult[],
  runs: readonly KeyContent[],
  tasks: readonly string[] = ['alpha'],
): TaskHistory<KeptResult> =>
  historyOf(results, tasks).familyOf({
    task: runs[0]!.task,
    root: `tasks/${runs[0]!.task}`,
    runs,
    ingredients: runs[0]!.ingredients!,
  })
const ofRun = (results: readonly KeptResult[], ...runs: KeyContent[]) => family(results, runs).ofRun(runs[0]!)
const texts = (found: { changes: readonly { text: string }[] } | undefined) => found?.changes.map(({ text }) => text)

describe('the nearest stored result', () => {
  it('of a run whose code changed is its result of the same config, whatever its name', () => {
    const found = ofRun([kept('lr=0.1', { lr: 0.1 }), kept('rate=0.2', { lr: 0.2 })], run('lr=0.2', { lr: 0.2 }))
    expect(found?.kept.name).toBe('rate=0.2')
    expect(texts(found)).toEqual(['tasks/alpha/run.ts changed'])
  })

  it.each([
    ['lr=0.2', 'lr=0.1'],
    ['a name it had before', 'another'],
    // Names that have changed places since say nothing.
    ['lr=0.1', 'lr=0.2'],
  ])(
    'of a run whose static value changed is the result of the same values of the sweep, called %s',
    (second, first) => {
      const found = ofRun(
        [kept(first, { lr: 0.1, epochs: 2 }), kept(second, { lr: 0.2, epochs: 2 })],
        run('lr=0.2', { lr: 0.2, epochs: 3 }, 'old'),
        run('lr=0.1', { lr: 0.1, epochs: 3 }, 'old'),
      )
      expect(found?.kept.config).toEqual({ lr: 0.2, epochs: 2 })
      expect(texts(found)).toEqual(['epochs 2 → 3'])
    },
  )

  it('is the one with the fewest changes, and of these the newest', () => {
    const results = [
      kept('lr=0.1', { lr: 0.1 }, 'older'),
      kept('lr=0.1', { lr: 0.1 }, 'old'),
      kept('lr=0.1', { lr: 0.1, epochs: 7, batch: 4 }, 'new'),
    ]
    expect(ofRun(results, run('lr=0.1', { lr: 0.1 }))?.kept.key).toBe(results[1]!.key)
    const other = run('lr=0.3', { lr: 0.3, epochs: 7, batch: 4 })
    expect(family(results, [other]).ofTask(other)?.kept.key).toBe(results[2]!.key)
  })

  it('is none for a run that was never done, although its task has a near one', () => {
    const runs = [run('lr=0.3', { lr: 0.3 }), run('lr=0.1', { lr: 0.1 })]
    const one = family([kept('lr=0.1', { lr: 0.1 }, 'new')], runs)
    expect(one.ofRun(runs[0]!)).toBeUndefined()
    expect(texts(one.ofTask(runs[0]!))).toEqual(['lr 0.1 → 0.3'])
  })

  it('is never the result of the run itself, which is there and damaged', () => {
    expect(ofRun([kept('run', { lr: 1 }, 'new', { key: 'now' })], run('run', { lr: 1 }))).toBeUndefined()
  })

  it('says so when what its key was made of is not known', () => {
    expect(texts(ofRun([kept('run', { lr: 1 }, 'old', { ingredients: undefined })], run('run', { lr: 2 })))).toEqual([
      'lr 1 → 2',
      'code, packages, data or environment changed (which is not recorded with the kept result)',
    ])
  })

  it('tells that a number has become the seed', () => {
    const now = run('run', { seed: 1 }, 'new', { seed: { path: 'seed', value: 1 } })
    expect(texts(ofRun([kept('run', { seed: 1 }, 'new')], now))).toEqual(['the seed is now seed'])
  })

  it('names bocas itself when nothing else differs', () => {
    expect(ofRun([kept('run', { lr: 1 }, 'new')], run('run', { lr: 1 }))?.changes.map(({ what }) => what)).toEqual([
      'bocas',
    ])
  })

  it('of an alternative that was given another label is that of the old label, when no run has that any more', () => {
    const results = [
      kept('cnn', { net: { name: 'cnn', filters: 8 } }, 'new'),
      kept('mlp', { net: { name: 'mlp', hidden: 4 } }),
    ]
    const runs = [run('conv', { net: { name: 'conv', filters: 8 } }), run('mlp', { net: { name: 'mlp', hidden: 4 } })]
    expect(ofRun(results, ...runs)?.changes).toEqual([
      { kind: 'label', what: 'net.name', how: 'changed', text: 'net.name cnn → conv' },
    ])
    // The old one is still there, so this is another alternative beside it; and another value beside the label is another experiment.
    expect(ofRun(results, ...runs, run('cnn', { net: { name: 'cnn', filters: 8 } }))).toBeUndefined()
    expect(ofRun(results, run('conv', { net: { name: 'conv', filters: 9 } }), ...runs)).toBeUndefined()
  })
})

describe('the results of a task', () => {
  const configs: Json[] = [{ lr: 0.1 }, { lr: 0.2 }]
  const made = (task: string, of: RunIngredients, over: readonly Json[] = configs): KeptResult[] =>
    over.map((config) => kept(`lr=${JSON.stringify(config)}`, config, canonicalJson(of), { task, ingredients: of }))
  const now = (of: RunIngredients): KeyContent[] =>
    configs.map((config) => run(`rate=${JSON.stringify(config)}`, config, '', { task: 'digits', ingredients: of }))
  const other: Json[] = [{ lr: 7 }, { lr: 8 }]
  const unlike: Json[] = [{ depth: 7 }, { depth: 8 }]
  const file = (run: string, library = 'lib'): RunIngredients =>
    ingredients(run, { code: { 'run.ts': run, '../../library/train.ts': library } })
  const helped = (run: string): RunIngredients => ingredients(run, { code: { 'run.ts': run, 'model.ts': 'model' } })
  const data = (run: string): RunIngredients => ingredients(run, { data: { 'x.csv': 'data' } })
  const program = (run: string): RunIngredients =>
    ingredients(run, { program: { line: 'x', env: {}, interpreter: null, inputs: { 'train.py': 'py' }, lock: {} } })

  it.each([
    [
      'of its own name, whatever they are made of',
      'digits',
      ['digits'],
      ingredients('old'),
      ingredients('new'),
      unlike,
      true,
    ],
    [
      'of a renamed task whose code did not change',
      'mnist',
      ['digits'],
      ingredients('x'),
      ingredients('x'),
      unlike,
      true,
    ],
    [
      'of a renamed task of the same configs whose only file was edited',
      'mnist',
      ['digits'],
      ingredients('old'),
      ingredients('new'),
      configs,
      true,
    ],
    [
      'of a renamed task with a file beside the edited one',
      'mnist',
      ['digits'],
      helped('old'),
      helped('new'),
      unlike,
      true,
    ],
    ['of a renamed program whose run.ts was edited', 'mnist', ['digits'], program('old'), program('new'), unlike, true],
    ['of a renamed task with other values, by its library', 'mnist', ['digits'], file('old'), file('new'), other, true],
    ['of a renamed task with other values, by its data', 'mnist', ['digits'], data('old'), data('new'), other, true],
    [
      'of a task that was copied and is still there',
      'mnist',
      ['digits', 'mnist'],
      helped('old'),
      helped('new'),
      configs,
      true,
    ],
    [
      'of a deleted task with other keys that used the same library',
      'cifar',
      ['digits'],
      file('old'),
      file('new'),
      unlike,
      false,
    ],
    [
      'of a deleted task with other values and nothing in common',
      'cifar',
      ['digits'],
      ingredients('old'),
      ingredients('new'),
      other,
      false,
    ],
    [
      'of another task of the same configs and library',
      'mnist',
      ['digits', 'mnist'],
      file('old'),
      file('new'),
      configs,
      false,
    ],
    ['of another task with the same data', 'mnist', ['digits', 'mnist'], data('old'), data('new'), configs, false],
  ])('are those %s', (_, task, tasks, then, is, over, expected) => {
    const found = family(made(task, then, over), now(is), tasks)
    expect(found.members).toHaveLength(expected ? 2 : 0)
    if (expected && over === configs && then !== is)
      expect(texts(found.ofRun(now(is)[1]!))).toEqual(['tasks/digits/run.ts changed'])
  })

  it('are nearer under its own name than under another, of equals', () => {
    const results = [...made('digits', ingredients('old')), ...made('mnist', ingredients('old'))]
    expect(family(results, now(ingredients('new')), ['digits']).ofRun(now(ingredients('new'))[0]!)?.kept.task).toBe(
      'digits',
    )
  })

  it('are found among ten thousand for a thousand runs, without comparing each with each', () => {
    let read = 0
    const results = Array.from({ length: 10_000 }, (_, index): KeptResult => {
      const config = { lr: index % 100, seed: Math.floor(index / 100) % 10, round: Math.floor(index / 1000) }
      const one = kept(`run-${index}`, config, 'old', { task: 'mnist', key: `${index}`, ingredients: file('old') })
      return {
        ...one,
        get config() {
          read++
          return config
        },
      }
    })
    const shared = file('new')
    const runs = Array.from({ length: 1000 }, (_, index) =>
      run(`${index}`, { lr: index % 100, seed: Math.floor(index / 100), round: 99 }, '', {
        task: 'digits',
        ingredients: shared,
      }),
    )
    const found = family(results, runs, ['digits'])
    expect(runs.map((one) => texts(found.ofRun(one))?.[1])).toEqual(runs.map(() => 'tasks/digits/run.ts changed'))
    // Once for each index that is needed, and not once for each run.
    expect(read).toBeLessThan(10 * results.length)
  })
})
