import { formatEstimate, mean, sd } from 'bocas/internal'
import { testPage, HOSTILE, type TestRun } from '../test-page'
import { pageColumns, sortBy, type PageColumn } from './columns'
import { filterRuns } from './filter'
import { filterWord } from './filter-words'
import { groupCell, groupRuns, sortGroups } from './groups'
import { reasonsOf } from './reasons'
import { decodeView, encodeView, NOTHING_CHOSEN, type ViewState } from './view-state'

const RUNS: readonly TestRun[] = [
  {
    name: 'model.lr=0.1+seed=0',
    config: { optimizer: 'adam', model: { lr: 0.1 }, seed: 0 },
    seed: 0,
    metrics: { 'test.accuracy': 0.9 },
  },
  {
    name: 'model.lr=0.1+seed=1',
    config: { optimizer: 'adam', model: { lr: 0.1 }, seed: 1 },
    seed: 1,
    metrics: { 'test.accuracy': 0.94 },
  },
  {
    name: 'model.lr=1+seed=0',
    config: { optimizer: 'sgd', model: { lr: 1 }, seed: 0 },
    seed: 0,
    metrics: { 'test.accuracy': NaN },
  },
  {
    name: 'model.lr=1+seed=1',
    config: { optimizer: 'sgd', model: { lr: 1 }, seed: 1 },
    seed: 1,
    metrics: { 'test.accuracy': 0.5 },
  },
  { name: 'model.lr=10+seed=0', config: { optimizer: 'sgd', model: { lr: 10 }, seed: 0 }, seed: 0, state: 'missing' },
]
const columnsFor = (runs: readonly TestRun[]): PageColumn[] =>
  pageColumns({ ...testPage(runs).data, details: { size: 50, folder: null } })
const COLUMNS = columnsFor(RUNS)
const ALL = RUNS.map((_, run) => run)
const column = (id: string): PageColumn => COLUMNS.find((one) => one.id === id)!

describe('the columns', () => {
  it('have one id each, also where a key or a metric is called as something else is', () => {
    const config = { state: 'x', epochs: 1, run: 2 }
    const runs: TestRun[] = [
      { name: 'a', config, metrics: { epochs: 3, state: 1, loss: 0 } },
      { name: 'b', config: { ...config, state: 'y', epochs: 2, run: 3 }, metrics: { epochs: 4 } },
    ]
    const columns = columnsFor(runs)
    expect(columns.map(({ id }) => id)).toEqual([
      'run',
      'state',
      'config.state',
      'config.epochs',
      'config.run',
      'epochs',
      'metric.state',
      'loss',
    ])
    expect(filterRuns([0, 1], columns, 'epochs=4 config.epochs=2')).toEqual({ runs: [1] })
  })
})

describe('a filter', () => {
  it.each([
    ['', [0, 1, 2, 3, 4]],
    ['optimizer=adam', [0, 1]],
    ['optimizer!=adam', [2, 3, 4]],
    ['optimizer=adam,sgd', [0, 1, 2, 3, 4]],
    ['lr>=1', [2, 3, 4]],
    ['lr=1.0', [2, 3]],
    ['model.lr<1 seed=1', [1]],
    ['state=missing', [4]],
    ['test.accuracy>0.5', [0, 1]],
    ['test.accuracy<=0.5', [3]],
    ['SEED', [0, 1, 2, 3, 4]],
    ['"lr=10+seed=0"', [4]],
    ['lr=10+seed=0', [4]],
    ['optimizer="adam"', [0, 1]],
    ['nothing-of-that-name', []],
    ['"optimizer=adam"', [0, 1]],
    ['"optimizer"=sgd lr="1"', [2, 3]],
    ['test.accuracy=', [4]],
    ['test.accuracy!=', [0, 1, 2, 3]],
  ])('%j leaves %j', (filter, left) => expect(filterRuns(ALL, COLUMNS, filter)).toEqual({ runs: left }))

  it.each([
    ['optimiser=adam', 'there is no column optimiser; there are run, state, seed, optimizer, model.lr, test.accuracy'],
    ['lr>much', 'lr>much: > is followed by a number'],
    ['lr>', 'lr>: > is followed by a number'],
  ])('%j leaves everything and says why', (filter, problem) =>
    expect(filterRuns(ALL, COLUMNS, filter)).toEqual({ runs: ALL, problem }),
  )

  const odd = [
    'a,b',
    'x y',
    '',
    null,
    'a=b',
    'say "hi"',
    '"',
    'a>b',
    '!',
    '–',
    'NaN',
    1e-300,
    -0,
    7,
    false,
    ' x',
    '\n',
    ...HOSTILE,
  ]
  it.each(['key', 'my key', 'a=b', 'x>y', 'q"q', 'state', '__proto__', 'a, b'])(
    'says each value of a key that is called %j',
    (key) => {
      const runs = odd.map((value, at): TestRun => ({ name: `run ${at}`, config: Object.fromEntries([[key, value]]) }))
      const columns = columnsFor(runs)
      const { id, of } = columns.find(({ kind }) => kind === 'config')!
      const all = odd.map((_, at) => at)
      for (const value of odd)
        expect([value, filterRuns(all, columns, filterWord(id, String(value)))]).toEqual([
          value,
          { runs: all.filter((run) => of(run) === value) },
        ])
    },
  )

  it.each(HOSTILE)('is a text and no program: %j', (filter) => {
    expect(() => filterRuns(ALL, COLUMNS, filter)).not.toThrow()
  })
})

describe('sorting', () => {
  it('puts what there is not, and NaN, last whichever end is first', () => {
    const { of } = column('test.accuracy')
    expect(sortBy(ALL, of, false)).toEqual([3, 0, 1, 2, 4])
    expect(sortBy(ALL, of, true)).toEqual([1, 0, 3, 2, 4])
  })

  it('keeps the order of equals, sorts numbers by size and before words', () => {
    const values = ['b', 10, 9, true, 'a', 9]
    const sorted = sortBy([0, 1, 2, 3, 4, 5], (index) => values[index], false)
    expect(sorted.map((index) => values[index])).toEqual([9, 9, 10, 'a', 'b', true])
    expect(sorted.slice(0, 2)).toEqual([2, 5])
  })
})

describe('groups', () => {
  const settings = [column('optimizer'), column('model.lr')]

  it('have the mean and sd of their runs, rounded by the rule of tables, and say what is left out', () => {
    const [adam, sgd] = groupRuns(ALL, [column('optimizer')], settings)
    const values = [0.9, 0.94]
    expect(adam).toEqual({ values: ['adam'], runs: [0, 1], settings: 1 })
    expect(groupCell(adam!, column('test.accuracy'))).toEqual({
      mean: mean(values),
      text: formatEstimate({ mean: mean(values), sd: sd(values) }),
    })
    expect(groupCell(sgd!, column('test.accuracy'))).toMatchObject({ mean: 0.5, text: '0.500', of: '1 of 3' })
  })

  it('say when they hold more than one setting: their mean is none over seeds', () => {
    expect(groupRuns(ALL, [column('optimizer')], settings).map((group) => group.settings)).toEqual([1, 2])
    expect(groupRuns(ALL, settings, settings).map((group) => group.settings)).toEqual([1, 1, 1])
  })

  it('show nothing for no values, and NaN where all runs diverged', () => {
    const of = (runs: number[]) => groupCell({ values: [], runs, settings: 1 }, column('test.accuracy'))
    expect(of([4])).toEqual({ mean: NaN, text: '–' })
    expect(of([2])).toEqual({ mean: NaN, text: 'NaN', of: '0 of 1' })
    expect(of([])).toEqual({ mean: NaN, text: '–' })
  })

  it('keep 1, "1", null and nothing apart', () => {
    const runs = [{ a: 1 }, { a: '1' }, { a: null }, {}, { a: 1 }].map((config: object, run): TestRun => ({
      name: `${run}`,
      config: config as TestRun['config'],
    }))
    const [a] = columnsFor(runs).filter(({ kind }) => kind === 'config')
    expect(groupRuns([0, 1, 2, 3, 4], [a!], []).map((group) => group.runs)).toEqual([[0, 4], [1], [2], [3]])
  })

  it('are sorted by a key, a metric or their size', () => {
    const groups = groupRuns(ALL, [column('model.lr')], settings)
    const firsts = (...args: Parameters<typeof sortGroups> extends [unknown, ...infer Rest] ? Rest : never) =>
      sortGroups(groups, ...args).map(({ values }) => values[0])
    expect(firsts({ key: 0 }, true)).toEqual([10, 1, 0.1])
    expect(firsts({ metric: column('test.accuracy') }, true)).toEqual([0.1, 1, 10])
    expect(firsts('runs', false)).toEqual([10, 0.1, 1])
  })
})

describe('reasons', () => {
  it('are one for all runs of a state that have it, in the order of the states, and none where there is nothing to say', () => {
    const states = ['kept', 'failed', 'stale']
    const runs = { ...testPage([]).data.runs, state: [2, 1, 0, 1, 0, 2, 1] }
    const notes = { 0: 'x', 1: 'x', 3: 'y', 4: 'NaN', 5: 'x', 6: 'x' }
    expect(reasonsOf({ states, runs, notes })).toEqual([
      { number: 1, state: 'kept', why: 'NaN', runs: [4] },
      { number: 2, state: 'failed', why: 'x', runs: [1, 6] },
      { number: 3, state: 'failed', why: 'y', runs: [3] },
      { number: 4, state: 'stale', why: 'x', runs: [0, 5] },
    ])
    expect(reasonsOf({ states, runs, notes: {} })).toEqual([])
  })
})

describe('what a reader has chosen', () => {
  const names = ['lr=0.1+seed=0', 'toy/a&b', ...HOSTILE.filter((text) => text !== '\ud800')]
  const encode = (view: ViewState): string => encodeView(view, (run) => names[run]!)
  const decode = (text: string, now = names): ViewState =>
    decodeView(text, (name) => (now.includes(name) ? now.indexOf(name) : undefined))

  it('comes back from the address as it was', () => {
    for (const [at, filter] of ['', 'lr>=1 state=kept', ...names].entries()) {
      const view = {
        ...NOTHING_CHOSEN,
        filter,
        sort: '-test.accuracy',
        group: ['a&b', 'c=d'].slice(at % 3),
        page: 3,
        compare: [1, 0],
        run: at % names.length,
        curves: 'each' as const,
        over: 'history.step',
        shade: 'test.accuracy',
      }
      expect(decode(encode(view))).toEqual(view)
    }
    expect(encode(NOTHING_CHOSEN)).toBe('')
    expect(decode('')).toEqual(NOTHING_CHOSEN)
  })

  it('is the same runs in a report in which others come before them', () => {
    const { run, compare } = decode(encode({ ...NOTHING_CHOSEN, run: 1, compare: [0, 1] }), ['new', ...names])
    expect([run, compare]).toEqual([2, [1, 2]])
  })

  it('is nothing where the address speaks of runs that there are not, and no run twice', () => {
    expect(decode('run=5&compare=7&compare=-1&compare=x&page=x&curves=y')).toEqual(NOTHING_CHOSEN)
    const twice = new URLSearchParams([0, 0, 1, 2].map((run): [string, string] => ['compare', names[run]!])).toString()
    expect(decode(twice)).toEqual({ ...NOTHING_CHOSEN, compare: [0, 1] })
  })
})
