import { drawTables } from '../../table/test-tables'
import { headPaths } from '../../table/heads'
import { writeNames, writeTactics } from '../../table/test-samples'
import { numbersText } from '../../table/shown'
import type { Table } from '../../table/table'
import { testFolder, writeResult } from '../../test-results'
import { noteText } from '../../table/test-note'

jest.setTimeout(60_000)

const accuracy = { show: 'test.accuracy', better: 'max', as: 'percent' } as const
const tactics = testFolder().then(writeTactics)
const drawn = async (draw: Parameters<typeof drawTables>[1]): Promise<Table> =>
  (await drawTables(await tactics, draw))[0]!
const headTexts = ({ heads }: Table) => headPaths(heads).map((path) => path.map(({ text }) => text).join(' / '))
const shown = ({ rows }: Table) =>
  rows.map(({ cells }) => cells.map(({ value }) => (value === null ? '—' : numbersText(value.shown))))
const marks = ({ rows }: Table) => rows.map(({ cells }) => cells.map(({ value }) => `${value?.mark}${value?.signs}`))

/** One row per list of values, one run per value. */
async function tableOfValues(values: Readonly<Record<string, readonly number[]>>, change: object = {}): Promise<Table> {
  const folder = await testFolder()
  const runs = await Promise.all(
    Object.entries(values).flatMap(([model, all]) =>
      all.map((value, seed) => writeResult(folder, 't', `${model}-${seed}`, { seed, ...{ model } }, { value })),
    ),
  )
  const options = { rows: 'model', show: 'value', better: 'max', ...change } as const
  return (await drawTables(runs, ({ runs: all, table }) => table('t', all, options)))[0]!
}

describe('digits', () => {
  it('are those of each number, as they are in a fact', async () => {
    expect(shown(await tableOfValues({ a: [96.9, 97.1], b: [93, 94.8], c: [50] }))).toEqual([
      ['97.00 ± 0.14'],
      ['93.9 ± 1.3'],
      ['50'],
    ])
  })

  it('are those of each cell where errors are far apart', async () => {
    expect(shown(await tableOfValues({ a: [0.9001, 0.9003], b: [10, 30] }))).toEqual([
      ['0.90020 ± 0.00014'],
      ['20 ± 14'],
    ])
  })

  it('are not those of a percentage multiplied by 100 once more', async () => {
    await expect(tableOfValues({ a: [97.1, 97.3], b: [96] }, { as: 'percent' })).rejects.toThrow(
      "value is 97.2, and `as: 'percent'` would print 9720 %: it shows shares such as 0.971; leave `as` out and say `units: { 'value': '%' }`",
    )
  })

  it('are those that the author says', async () => {
    expect(shown(await tableOfValues({ a: [0.9, 0.92], b: [1, 3] }, { digits: 1 }))).toEqual([
      ['0.9 ± 0.0'],
      ['2.0 ± 1.4'],
    ])
  })

  it('of very small and very large numbers share a power of ten, which stands in the head', async () => {
    const small = await tableOfValues({ a: [3e-6, 3.2e-6], b: [1.2e-5, 1.4e-5] }, { units: { value: 's' } })
    expect(shown(small)).toEqual([['0.310 ± 0.014'], ['1.30 ± 0.14']])
    expect(headTexts(small)).toEqual(['value (10⁻⁵ s)'])
    const large = await tableOfValues({ a: [11_000_000], b: [123_000_000] }, { better: 'none' })
    expect(shown(large)).toEqual([['0.110'], ['1.230']])
    expect(headTexts(large)).toEqual(['value (×10⁸)'])
  })

  it('stay with each cell when no power of ten suits them all', async () => {
    const table = await tableOfValues({ a: [3.14e-9], b: [0.5] })
    expect(table.rows.map(({ cells }) => cells[0]!.value!.shown)).toMatchObject([
      { center: '3.140', exponent: -9 },
      { center: '0.500', exponent: 0 },
    ])
    expect(headTexts(table)).toEqual(['value'])
  })
})

describe('spread', () => {
  it('is the median with its quartiles when asked for', async () => {
    const table = await tableOfValues({ a: [1, 2, 3, 10], b: [4] }, { spread: 'iqr' })
    expect(shown(table)).toEqual([['2.5 [1.8, 4.8]'], ['4']])
    expect(table.rows[0]!.cells[0]!.value).toMatchObject({ center: 2.5, interval: { low: 1.75, high: 4.75 } })
    expect(noteText(table.note)).toBe('Median and quartiles, n\u00a0=\u00a01 (b), 4 (a); bold: best of its column.')
  })

  it('says n by row where rows differ, and from to where cells of a row do', async () => {
    const noteOf = async (values: Record<string, number[]>) =>
      noteText((await tableOfValues(values)).note).split(';')[0]
    expect(await noteOf({ mlp: [1, 2, 3], cnn: [2, 3, 4], forest: [1, 2, 3, 4, 5] })).toBe(
      'Mean\u00a0±\u00a0sd, n\u00a0=\u00a03 (mlp, cnn), 5 (forest)',
    )
    const many = Object.fromEntries([...'abcdefg'].map((name, i) => [name, i === 3 ? [1, 2] : [1, 2, 3]]))
    expect(await noteOf(many)).toBe('Mean\u00a0±\u00a0sd, n\u00a0=\u00a02 (d), 3 (the other rows)')
    expect(await noteOf({ a: [1, NaN, 3], b: [1, 2, 3] })).toBe('Mean\u00a0±\u00a0sd, n\u00a0=\u00a02 (a), 3 (b)')
  })

  it('is called by its name in the note, and left out of it where there is none', async () => {
    const values = { a: [1, 2], b: [3, 4] }
    const noteOf = async (spread: string) => noteText((await tableOfValues(values, { spread })).note)
    expect(await noteOf('se')).toBe('Mean\u00a0±\u00a0standard error, n\u00a0=\u00a02; bold: best of its column.')
    expect(await noteOf('none')).toBe('Mean, n\u00a0=\u00a02; bold: best of its column.')
    expect((await tableOfValues({ a: [1], b: [2] }, { better: 'none' })).note).toEqual([])
    expect((await tableOfValues(values, { note: false })).note).toEqual([])
  })
})

describe('several metrics and tasks', () => {
  it('stand side by side, each metric with its own scale, unit and direction', async () => {
    const table = await drawn(({ runs, table: make }) =>
      make('t', runs, {
        rows: 'tactic',
        cols: 'task',
        show: ['test.accuracy', 'test.top5', 'seconds'],
        better: { 'test.accuracy': 'max', 'test.top5': 'max', seconds: 'none' },
        as: { 'test.accuracy': 'percent' },
        units: { seconds: 's' },
        width: 'text',
      }),
    )
    // The penguins have no top5, and no column for it.
    expect(headTexts(table)).toEqual([
      'mnist / test accuracy (%)',
      'mnist / test top5',
      'mnist / seconds (s)',
      'penguins / test accuracy (%)',
      'penguins / seconds (s)',
    ])
    expect(headPaths(table.heads).map((path) => path.at(-1)!.better)).toEqual([
      'max',
      'max',
      undefined,
      'max',
      undefined,
    ])
    expect(table.rows.map(({ heads }) => heads)).toEqual([['ours'], ['cutmix'], ['mixup'], ['majority']])
    expect(marks(table).map((row) => row[2])).toEqual(['null', 'null', 'null', 'null'])
  })

  it('compete in rows when the author says so', async () => {
    const table = await drawn(({ runs, table: make }) =>
      make('t', runs, { rows: 'task', cols: 'tactic', compete: 'row', ...accuracy }),
    )
    expect(marks(table)).toEqual([
      ['best', 'second', 'null', 'null'],
      ['best', 'second', 'null', 'null'],
    ])
    expect(noteText(table.note)).toContain('bold: best of its row; underlined: second')
  })

  it('are told by the runs behind every cell', async () => {
    const table = await drawn(({ runs, table: make }) => make('t', runs, { rows: 'tactic', cols: 'task', ...accuracy }))
    expect(table.rows[1]!.cells[1]!.runs).toEqual([0, 1, 2, 3, 4].map((seed) => `penguins/cutmix-${seed}`))
  })
})

describe('heads', () => {
  it('have the name of a key above values that are not names, unless there is only one', async () => {
    const folder = await testFolder()
    const runs = await Promise.all(
      [0.1, 1].flatMap((lr) =>
        [true, false].map((wide) =>
          writeResult(folder, 't', `${lr}-${wide}`, { seed: 0, ...{ lr, wide, net: 'cnn' } }, { value: lr }),
        ),
      ),
    )
    const [grid, one] = await drawTables(runs, ({ runs: all, table }) => {
      const options = { rows: 'net', show: 'value', better: 'max', labels: { lr: 'rate' } } as const
      table('grid', all, { ...options, cols: ['lr', 'wide'] })
      table('one', all.only({ wide: true }), { ...options, cols: ['wide', 'lr'] })
    })
    expect(headTexts(grid!).slice(0, 3)).toEqual([
      'value / rate / 0.1 / wide / true',
      'value / rate / 0.1 / wide / false',
      'value / rate / 1 / wide / true',
    ])
    expect(headTexts(one!)).toEqual(['value / wide = true / rate / 0.1', 'value / wide = true / rate / 1'])
  })
})

describe('a comparison as a table', () => {
  const seeded = ['ours', 'cutmix', 'mixup']
  const options = { rows: 'tactic', per: 'task', metric: 'test.accuracy', better: 'max' } as const

  it('has the places and the significance that the text has, and says the test', async () => {
    const table = await drawn(({ runs, compare, table: make }) => {
      const compared = compare(runs.only({ tactic: seeded }), { ...options, against: 'ours' })
      expect(compared.gap('ours', 'cutmix', { per: 'mnist' }).significant).toBe(true)
      expect(compared.best({ per: 'mnist' }).row).toBe('ours')
      make('t', compared, { as: 'percent', labels: { ours: 'Ours' } })
    })
    expect(marks(table)).toEqual([
      ['best', 'best'],
      ['second*', 'second*'],
      ['null*', 'null*'],
    ])
    expect(table.rows[0]!.heads).toEqual(['Ours'])
    expect(table.rowHeads).toEqual(['tactic'])
    expect(headTexts(table)).toEqual(['test accuracy (%) / mnist', 'test accuracy (%) / penguins'])
    expect(noteText(table.note)).toBe(
      "Mean\u00a0±\u00a0sd, n\u00a0=\u00a05; bold: best of its column; underlined: second; *\u00a0significantly different from Ours; Welch's t test, two-sided, level 0.05; Holm's correction over 4 comparisons (each row with ours).",
    )
  })

  it('shows what runs show, and no sign where nothing was tested', async () => {
    const [plain, compared] = await drawTables(await tactics, ({ runs, compare, table }) => {
      table('plain', runs, { rows: 'tactic', cols: 'task', ...accuracy })
      table('compared', compare(runs, { ...options, test: 'none' }), { as: 'percent' })
    })
    expect({ ...compared!, name: 'plain' }).toEqual(plain)
  })

  it('says that nothing is significant when tests found nothing', async () => {
    const folder = await testFolder()
    const runs = await Promise.all(
      ['a', 'b'].flatMap((model, at) =>
        [0, 1, 2].map((seed) =>
          writeResult(folder, 't', `${model}${seed}`, { seed, ...{ model } }, { value: seed + at / 100 }),
        ),
      ),
    )
    const [table] = await drawTables(runs, ({ runs: all, compare, table: make }) =>
      make('t', compare(all, { rows: 'model', metric: 'value', better: 'max', against: 'a' })),
    )
    // Their means read the same, 1.0 ± 1.0.
    expect(marks(table!)).toEqual([['best'], ['best']])
    expect(noteText(table!.note)).toContain('nothing differs significantly from a; ')
  })

  it('counts the runs of a draft once, however many metrics they have', async () => {
    const lost = (await tactics).map((run, index) => (index < 2 ? { ...run, dir: `${run.dir}-lost` } : run))
    const metric = ['test.accuracy', 'test.loss']
    const draw: Parameters<typeof drawTables>[1] = ({ runs, compare, table }) =>
      table('t', compare(runs, { ...options, metric, better: 'max', test: 'none' }), { width: 'text' })
    const [table] = await drawTables(lost, draw, true)
    expect(noteText(table!.note)).toContain('DRAFT, 30 of 32 runs; ')
    expect(table!.rows[0]!.cells[0]).toMatchObject({ n: 3, of: 5 })
  })

  it('takes no options that the comparison has decided on', async () => {
    const draw = drawn(({ runs, compare, table }) =>
      table('t', compare(runs, options), { better: 'max', cols: 'task' } as never),
    )
    await expect(draw).rejects.toThrow('`better`, `cols`: a comparison has decided on that; say it to compare()')
  })
})

describe('problems', () => {
  it('name misspelt metrics in options for each of them', async () => {
    const draw = (change: object) =>
      drawn(({ runs, table }) => table('t', runs, { rows: 'tactic', cols: 'task', ...accuracy, ...change }))
    await expect(draw({ units: { 'test.acuracy': 's' } })).rejects.toThrow('did you mean `test.accuracy`')
    await expect(draw({ better: { 'test.accuracy': 'max', 'test.los': 'min' } })).rejects.toThrow(
      'no option `test.los`',
    )
    await expect(draw({ as: { 'test.accuracy': 'percents' } })).rejects.toThrow('did you mean `percent`')
    await expect(draw({ spread: 'std' })).rejects.toThrow('`spread` cannot be "std"')
    await expect(draw({ better: undefined })).rejects.toThrow("`better` has to say 'max' or 'min' for test.accuracy")
  })

  it('are raised for a table that would be too small to be read, with what to do about it', async () => {
    const runs = await writeNames(await testFolder(), ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight'])
    const options = { rows: 'data', cols: 'model', show: 'score', better: 'max', compete: 'row' } as const
    await expect(drawTables(runs, ({ runs: all, table }) => table('t', all, options))).rejects.toThrow(
      /^the table is about 1\.\d times as wide as a column and would be too small to read; say `width: 'text'`, move a key/,
    )
    const [wide] = await drawTables(runs, ({ runs: all, table }) => table('t', all, { ...options, width: 'any' }))
    expect(wide!.columns).toHaveLength(8)
  })
})
