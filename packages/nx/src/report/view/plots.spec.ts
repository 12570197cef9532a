import { mean, sd } from 'bocas/internal'
import { testPage, type TestRun } from '../test-page'
import { pageColumns, type PageColumn } from './columns'
import { isMixed, linesOfMeans, linesOfRuns, rowsLeftOut, type CurveOfRun } from './curves'
import { configDifference } from './difference'
import { overChoices, overText, placesOver, ROWS } from './over'
import { parallelAxis, shadesOfRuns } from './parallel'

const curve = (name: string, value: string, numbers: CurveOfRun['curve'], setting = value): CurveOfRun => ({
  name,
  value,
  setting,
  curve: numbers,
  places: numbers.map((_, row) => row + 1),
})
/** Recorded at these steps. */
const at = (places: readonly number[], numbers: CurveOfRun['curve'], value = 'adam'): CurveOfRun => ({
  ...curve('a', value, numbers),
  places,
})

describe('curves', () => {
  it('are a line for each run, with gaps where a value is not finite, coloured by groups', () => {
    const runs = [curve('a', 'adam', [1, 'NaN', 3]), curve('b', 'sgd', ['Infinity']), curve('c', 'adam', [2])]
    expect(linesOfRuns(runs)).toEqual([
      { label: 'a', group: 0, places: [1, 2, 3], values: [1, null, 3] },
      { label: 'c', group: 0, places: [1], values: [2] },
      { label: 'b', group: 1, places: [1], values: [null] },
    ])
  })

  it('are the mean and one sd around it, as far as every run of the group goes', () => {
    const [line] = linesOfMeans([curve('a', 'adam', [1, 2, 9]), curve('b', 'adam', [3, 'NaN'])])
    const [m, s] = [mean([1, 3]), sd([1, 3])!]
    expect(line).toEqual({
      label: 'adam (2 runs)',
      group: 0,
      places: [1, 2],
      values: [m, 2],
      low: [m - s, 2],
      high: [m + s, 2],
      note: 'mean at 2 of 3 places: where all 2 have a row; values of 1 to 2 runs are finite',
    })
    expect(linesOfMeans([curve('a', 'adam', [])])[0]).toMatchObject({ label: 'adam (1 run)', values: [] })
    expect(linesOfMeans([])).toEqual([])
  })

  it('are drawn where their values were recorded, in that order, and of two at one place the later one', () => {
    const resumed = at([100, 200, 300, 200, 1000, NaN], [5, 4, 3, 2, 1, 0])
    expect(linesOfRuns([resumed])[0]).toMatchObject({ places: [100, 200, 300, 1000], values: [5, 2, 3, 1] })
    expect(rowsLeftOut([resumed, at([1, 2], [1, 1])])).toBe(2)
  })

  it.each<[what: string, runs: readonly CurveOfRun[], places: number[], values: number[], note: string]>([
    ['at the same steps', [at([100, 200], [1, 3]), at([100, 200], [3, 5])], [100, 200], [2, 4], ''],
    [
      'at other intervals',
      [at([100, 200, 300, 400], [1, 2, 3, 4]), at([200, 400], [4, 6])],
      [200, 400],
      [3, 5],
      'mean at 2 of 4 places: where all 2 have a row',
    ],
    [
      'at no common step',
      [at([100], [1]), at([150], [2])],
      [],
      [],
      'no mean: nothing was recorded at the same place by all of them',
    ],
  ])(
    'are averaged over runs that recorded %s where these agree, and nowhere else',
    (_what, runs, places, values, note) =>
      expect(linesOfMeans(runs).map((line) => [line.places, line.values, line.note ?? ''])).toEqual([
        [places, values, note],
      ]),
  )

  it('say when one line is of several settings', () => {
    expect(isMixed([curve('a', 'adam', [1]), curve('b', 'adam', [1])])).toBe(false)
    expect(isMixed([curve('a', 'adam', [1], 'adam 0.1'), curve('b', 'adam', [1], 'adam 1')])).toBe(true)
  })
})

describe('what curves are drawn over', () => {
  it.each<[columns: string, curve: string, choices: string[]]>([
    ['h.loss', 'h.loss', [ROWS]],
    ['h.step h.loss', 'h.loss', ['h.step', ROWS]],
    ['h.loss h.epoch', 'h.loss', ['h.epoch', ROWS]],
    ['h.epoch h.loss h.step', 'h.loss', ['h.step', 'h.epoch', ROWS]],
    ['h.seconds h.loss h.val_loss', 'h.loss', [ROWS, 'h.seconds']],
    ['h.loss other.step', 'h.loss', [ROWS]],
    ['h.step h.loss', 'h.step', [ROWS]],
    ['progress.step progress.val.loss', 'progress.val.loss', ['progress.step', ROWS]],
    ['loss', 'loss', [ROWS]],
  ])('of %s is for %s the first of %j', (columns, name, choices) =>
    expect(overChoices(name, columns.split(' '))).toEqual(choices),
  )

  it('is known of a run where each of its rows says it', () => {
    const curves = { 'h.step': [100, 200, 1000], 'h.short': [1] }
    expect(placesOver([3, 2, 1], 'h.step', curves)).toEqual([100, 200, 1000])
    expect(placesOver([3, 2, 1], ROWS, curves)).toEqual([1, 2, 3])
    expect(placesOver([3, 2, 1], 'h.short', curves)).toBeUndefined()
    expect(placesOver([3, 2, 1], 'constructor', curves)).toBeUndefined()
    expect([overText('h.step'), overText(ROWS)]).toEqual(['step', 'row of the series'])
  })
})

const columnsFor = (runs: readonly TestRun[]): PageColumn[] =>
  pageColumns({ ...testPage(runs).data, details: { size: 50, folder: null } })

describe('the difference of two runs', () => {
  const columns = columnsFor([
    { name: 'a', config: { lr: 0.1, same: 1, only: true }, seed: 1, metrics: { loss: 1, gone: NaN } },
    { name: 'b', config: { lr: 0.2, same: 1 }, seed: 1, metrics: { loss: 1, gone: 2, other: 3 } },
    { name: 'c', config: { lr: 0.2, same: 2 } },
  ])

  it('has the keys that differ, and all metrics', () => {
    expect(configDifference(columns, 0, 1)).toEqual([
      { id: 'lr', kind: 'config', a: 0.1, b: 0.2 },
      { id: 'only', kind: 'config', a: true, b: undefined },
      { id: 'loss', kind: 'metric', a: 1, b: 1, by: 0 },
      { id: 'gone', kind: 'metric', a: NaN, b: 2 },
      { id: 'other', kind: 'metric', a: undefined, b: 3 },
    ])
  })

  it('of a run from itself has no keys, and none at all where there is nothing', () => {
    expect(configDifference(columns, 1, 1).filter(({ kind }) => kind === 'config')).toEqual([])
    expect(configDifference(columns, 2, 2)).toEqual([])
  })
})

describe('an axis of parallel coordinates', () => {
  const axis = (values: readonly (number | string | boolean | undefined)[], kind: PageColumn['kind'] = 'config') => {
    const column: PageColumn = { id: 'x', kind, of: (run) => values[run] }
    const runs = values.map((_, run) => run)
    const found = parallelAxis(column, runs)
    return found && { ticks: found.ticks.map(({ at, text }) => [at, text]), places: runs.map(found.placeOf) }
  }

  it('has a place for each of a few values, numbers by size and before words', () => {
    expect(axis([10, 'b', 9, undefined, 'a'])).toEqual({
      ticks: [
        [0, '9'],
        [1 / 3, '10'],
        [2 / 3, 'a'],
        [1, 'b'],
      ],
      places: [1 / 3, 1, 0, undefined, 2 / 3],
    })
    expect(axis([true])).toEqual({ ticks: [[0.5, 'true']], places: [0.5] })
  })

  it('is a scale of a metric, and of many numbers; runs that diverged are nowhere on it', () => {
    expect(axis([0.25, NaN, 0.75, Infinity, 0.5], 'metric')).toEqual({
      ticks: [
        [0, '0.25'],
        [1, '0.75'],
      ],
      places: [0, undefined, 1, undefined, 0.5],
    })
    expect(axis([-1e308, 0, 1e308], 'metric')?.places).toEqual([0, 0.5, 1])
    expect(axis([2, 2], 'metric')).toEqual({ ticks: [[0.5, '2']], places: [0.5, 0.5] })
    expect(axis(Array.from({ length: 13 }, (_, index) => index))!.ticks).toHaveLength(2)
  })

  it('is none for nothing, for too many words, and for a metric that diverged everywhere', () => {
    expect(axis([])).toBeUndefined()
    expect(axis([undefined])).toBeUndefined()
    expect(axis([NaN], 'metric')).toBeUndefined()
    expect(axis(Array.from({ length: 13 }, (_, index) => `word ${index}`))).toBeUndefined()
  })

  it('takes twenty thousand values', () => {
    const values = Array.from({ length: 20_000 }, (_, index) => index)
    expect(axis(values, 'metric')!.places[19_999]).toBe(1)
    expect(shadesOfRuns({ id: 'x', kind: 'metric', of: (run) => values[run] }, values, 7).get(19_999)).toBe(6)
  })
})

describe('shades', () => {
  const shades = (values: readonly (number | undefined)[]): [number, number][] => [
    ...shadesOfRuns(
      { id: 'x', kind: 'metric', of: (run) => values[run] },
      values.map((_, run) => run),
      3,
    ),
  ]

  it('go by the order of the values: one that is far away does not leave all others in one shade', () => {
    expect(shades([1, 2, 1e9])).toEqual([
      [0, 0],
      [1, 1],
      [2, 2],
    ])
    expect(shades([5, 5, undefined, NaN])).toEqual([
      [0, 0],
      [1, 0],
    ])
    expect(shades([])).toEqual([])
  })
})
