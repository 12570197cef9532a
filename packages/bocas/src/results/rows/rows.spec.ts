import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { where } from '../../../../../tools/jest/where'
import { readCsv } from '../../artifacts/kinds/csv'
import { encodeNumber } from '../../artifacts/numbers'
import { freshFolder, storeRun } from '../read/fixtures'
import { readRuns } from '../read/read-runs'
import { toRows } from './to-rows'
import type { AnyRow } from './types'
import { exportRows } from './formats'

/** Results of two tasks that differ in what they are made of and what they measure. */
async function results() {
  const root = freshFolder()
  return readRuns(
    [
      await storeRun(root, {
        task: 'mnist',
        name: 'model=cnn+seed=7',
        config: { model: { name: 'cnn', sizes: [3, 5] }, lr: 0.1, seed: 7 },
        seedPath: 'seed',
        output: { test: { accuracy: 0.1 + 0.2 }, key: 1 },
      }),
      await storeRun(root, {
        task: 'penguins',
        name: 'k=3',
        config: { k: 3, scaled: true, note: 'a "b", ü\nc' },
        output: { test: { accuracy: NaN }, loss: -Infinity },
      }),
    ],
    { joinTask: true },
  )
}

const FIRST = {
  task: 'mnist',
  run: 'model=cnn+seed=7',
  seed: 7,
  'config.model': 'cnn',
  'config.model.sizes': '[3,5]',
  'config.lr': 0.1,
}
const SECOND = {
  task: 'penguins',
  run: 'k=3',
  seed: null,
  'config.k': 3,
  'config.scaled': true,
  'config.note': 'a "b", ü\nc',
}
const COLUMNS = [
  'task',
  'run',
  'key',
  'seed',
  'config.model',
  'config.model.sizes',
  'config.lr',
  'config.k',
  'config.scaled',
  'config.note',
  'metric.key',
  'test.accuracy',
  'loss',
]

const written = async (file: string, rows?: readonly AnyRow[]) => {
  const path = join(freshFolder(), 'new', file)
  await exportRows(rows ?? (await results()), path)
  return path
}

const { it: withPython } = where('python3')

/** Python reads the file with its standard library and says what it sees, as JSON. */
const python = (code: string, file: string): unknown =>
  JSON.parse(execFileSync('python3', ['-c', code, file], { encoding: 'utf8' }))

interface Found {
  readonly columns: string[][]
  readonly rows: AnyRow[]
}

/** Rows written as Parquet, what a reader in JavaScript finds there, and the file. */
function parquet(rows: readonly AnyRow[]): Found & { file: string; bytes: Buffer } {
  const file = join(freshFolder(), 'rows.parquet')
  const input = JSON.stringify(rows, (_, cell: unknown) => (typeof cell === 'number' ? encodeNumber(cell) : cell))
  const program = join(__dirname, 'test-parquet.ts')
  const output = execFileSync(process.execPath, ['--import', 'tsx', program, file], {
    input,
    encoding: 'utf8',
    maxBuffer: 1e8,
  })
  return { ...(JSON.parse(output) as Found), file, bytes: readFileSync(file) }
}

/** What a reader in Python finds. */
const parquetInPython = (file: string): Found =>
  JSON.parse(
    execFileSync('python3', ['-B', join(__dirname, 'test_parquet.py'), file], { encoding: 'utf8', maxBuffer: 1e8 }),
  ) as Found

describe('toRows', () => {
  it('gives every result every column: what it is, its config, its metrics', async () => {
    const runs = await results()
    const [first, second] = toRows(runs)
    expect(Object.keys(first!)).toEqual(COLUMNS)
    expect(Object.keys(second!)).toEqual(COLUMNS)
    expect(first).toMatchObject({
      ...FIRST,
      key: runs.get('model=cnn+seed=7').key,
      'config.k': null,
      'metric.key': 1,
      loss: null,
    })
    expect(second).toMatchObject({ ...SECOND, 'config.model': null, 'test.accuracy': NaN, loss: -Infinity })
    expect(toRows(runs.only(() => false))).toEqual([])
  })
})

describe('exportRows', () => {
  withPython('writes CSV that Python reads as it was, to the last digit', async () => {
    const file = await written('results.csv')
    const code =
      'import csv, json, sys; print(json.dumps(list(csv.DictReader(open(sys.argv[1], encoding="utf-8", newline="")))))'
    const [first, second] = python(code, file) as Record<string, string>[]
    expect(Object.keys(first!)).toEqual(COLUMNS)
    expect(first).toMatchObject({
      run: FIRST.run,
      seed: '7',
      'config.model.sizes': '[3,5]',
      'test.accuracy': '0.30000000000000004',
      loss: '',
    })
    expect(second).toMatchObject({
      seed: '',
      'config.scaled': 'true',
      'config.note': SECOND['config.note'],
      'test.accuracy': 'NaN',
      loss: '-Infinity',
    })
    const floats =
      'import csv, json, math, sys; r = list(csv.DictReader(open(sys.argv[1], newline="")))[1]; print(json.dumps([math.isnan(float(r["test.accuracy"])), float(r["loss"]) == -math.inf]))'
    expect(python(floats, file)).toEqual([true, true])
  })

  withPython(
    'writes JSON that Python reads, one row per line, and that stays strict where numbers are not finite',
    async () => {
      const file = await written('results.json')
      const code =
        'import json, sys; rows = json.load(open(sys.argv[1]), parse_constant=lambda c: 1 / 0); print(json.dumps(rows))'
      expect(python(code, file)).toEqual([
        expect.objectContaining({ ...FIRST, 'test.accuracy': 0.1 + 0.2, loss: null }),
        expect.objectContaining({ ...SECOND, 'test.accuracy': 'NaN', loss: '-Infinity' }),
      ])
      expect(readFileSync(file, 'utf8').split('\n')).toHaveLength(5)
    },
  )

  it('writes Parquet with the type of every column, and no value for what is missing', async () => {
    const { columns, rows } = parquet(toRows(await results()))
    expect(columns.map(([name]) => name)).toEqual(COLUMNS)
    expect(Object.fromEntries(columns)).toMatchObject({
      task: 'BYTE_ARRAY',
      seed: 'INT64',
      'config.lr': 'DOUBLE',
      'config.scaled': 'BOOLEAN',
      'test.accuracy': 'DOUBLE',
    })
    expect(new Set(columns.map(([, , repetition]) => repetition))).toEqual(new Set(['OPTIONAL']))
    expect(rows).toEqual([
      expect.objectContaining({
        ...FIRST,
        seed: '7 as bigint',
        'config.scaled': null,
        'test.accuracy': 0.1 + 0.2,
        loss: null,
      }),
      expect.objectContaining({ ...SECOND, 'test.accuracy': 'NaN as number', loss: '-Infinity as number' }),
    ])
  }, 60_000)

  it('writes thousands of rows as Parquet, columns that mix kinds or hold nothing as text', () => {
    const many = Array.from({ length: 3000 }, (_, i) => ({
      name: `run ${i % 7}`,
      value: Math.sin(i),
      even: i % 2 === 0,
    }))
    const { rows, bytes } = parquet(many)
    expect(rows).toEqual(many)
    expect(parquet(many).bytes).toEqual(bytes)
    const mixed = parquet([{ a: 1, b: null }, { a: 'auto' }])
    expect(mixed.rows).toEqual([
      { a: '1', b: null },
      { a: 'auto', b: null },
    ])
  }, 60_000)

  withPython(
    'writes Parquet that Python reads as JavaScript does',
    async () => {
      const many = Array.from({ length: 3000 }, (_, i) => ({
        name: `run ${i % 7}`,
        value: Math.sin(i),
        even: i % 2 === 0,
        seed: i < 1500 ? null : i,
        sparse: i % 3 === 0 ? 1 / i : null,
        text: i % 5 === 0 ? null : `é${'long '.repeat(i % 50)}`,
      }))
      for (const rows of [toRows(await results()), many, [{ a: 1, b: null }, { a: 'auto' }], [{ yes: true }]]) {
        const { file, ...found } = parquet(rows)
        expect(parquetInPython(file)).toEqual({ columns: found.columns, rows: found.rows })
      }
      expect(parquetInPython(parquet(many).file).rows[1501]).toMatchObject({ name: 'run 3', value: Math.sin(1501) })
    },
    60_000,
  )

  it('writes equal rows as equal bytes, with every digit', async () => {
    const rows = Array.from({ length: 100 }, (_, i) => ({ name: `run ${i}`, value: Math.sin(i) / 1e9 }))
    for (const file of ['many.csv', 'many.json'])
      expect(readFileSync(await written(file, rows))).toEqual(readFileSync(await written(file, rows)))
    const csv = readCsv(readFileSync(await written('many.csv', rows), 'utf8'))
    expect(csv.slice(1).map(([, value]) => Number(value))).toEqual(rows.map(({ value }) => value))
  })

  it('refuses what it cannot write', async () => {
    await expect(written('results.xlsx')).rejects.toThrow(
      'rows cannot be written as "xlsx"; there are: `csv`, `json`, `parquet`',
    )
    await expect(written('none.csv', [])).rejects.toThrow('there are no rows to write')
    await expect(written('odd.csv', [{ a: 1 }, { a: [1] as never }])).rejects.toThrow('not a list (at row 2: a)')
  })
})
