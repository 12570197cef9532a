import { existsSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { where } from '../../../../../tools/jest/where'
import { databaseOf, filesOf, rowsOf, writeDatabase, writeFiles, type RecordedRun } from '../test-stores'
import { nodeReader, pythonReader, queryDatabase } from './query-database'
import { readDatabase } from './read-database'
import { readMlflow } from './read-mlflow'

let folder: string
let file: string
beforeEach(() => {
  // A path that has to be escaped in an address.
  folder = mkdtempSync(join(realpathSync(tmpdir()), 'bocas imports #%41 ü-'))
  file = join(folder, 'mlflow.db')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const EXPERIMENTS = { '0': 'Default', '123456789012345678': "the digits' own" }
const DIGITS = '123456789012345678'

const RUNS: readonly RecordedRun[] = [
  {
    id: 'a1',
    experiment: DIGITS,
    name: 'bold-cat',
    tags: { 'mlflow.runName': 'another', 'mlflow.user': 'x' },
    params: { lr: '1e-05', 'model.name': "it's; drop table runs", 'model.width': '8', seed: '3', none: 'None', ü: 'ä' },
    metrics: {
      loss: [
        [1_700_000_000_000, 0.1 + 0.2, 0],
        [1_700_000_001_000, NaN, 5],
        [1_700_000_002_000, Infinity, 9],
        [1_700_000_003_000, 5e-324, 10],
      ],
      'val/accuracy': [
        [1_700_000_000_000, 1, 0],
        [1_700_000_002_000, -Infinity, 3],
        [1_700_000_001_000, 0.25, 3],
      ],
      'always at step 0': [
        [1, 3, 0],
        [2, 2, 0],
      ],
      'out of order': [
        [1, 3, 9],
        [2, 2, -4],
      ],
      large: [[1, 1.7e308, 9_007_199_254_740_991]],
    },
  },
  // MLflow marks a run as the child of another one by a tag: both are runs.
  { id: 'a2', experiment: DIGITS, tags: { 'mlflow.runName': 'child', 'mlflow.parentRunId': 'a1' } },
  { id: 'a3', experiment: DIGITS },
  { id: 'a4', experiment: DIGITS, name: 'gone', isDeleted: true, params: { lr: '1' } },
  { id: 'a5', experiment: DIGITS, name: 'torn', status: 'FAILED', params: { lr: '1' } },
  { id: 'a6', experiment: DIGITS, name: 'now', status: 'RUNNING', metrics: { loss: [[1, 1, 0]] } },
  { id: 'a7', experiment: DIGITS, name: 'ended', status: 'KILLED' },
  { id: 'a8', experiment: DIGITS, name: 'later', status: 'SCHEDULED' },
]

const { describe: describeWithPython } = where('python3')

describeWithPython('a database of MLflow', () => {
  it('gives what the same runs in files give', async () => {
    writeDatabase(file, databaseOf(EXPERIMENTS, RUNS))
    writeFiles(join(folder, 'mlruns'), filesOf(EXPERIMENTS, RUNS))
    const read = await readMlflow(file)
    const ofFiles = await readMlflow(join(folder, 'mlruns'))
    const inOrder = ofFiles.runs.map((run) => ({
      ...run,
      metrics: new Map(
        [...run.metrics].map(([key, points]) => [
          key,
          // Files have the order of writing, the database that of time.
          key === 'val/accuracy' ? [points[0]!, points[2]!, points[1]!] : points,
        ]),
      ),
    }))
    expect(read).toEqual({ ...ofFiles, runs: inOrder })
    expect(read.problems).toEqual([])
    expect(read.notes).toEqual(['1 run passed over that MLflow has marked as deleted'])
    expect(read.runs.map(({ name, state }) => `${name} ${state}`)).toEqual([
      'bold-cat finished',
      'child finished',
      'a3 finished',
      'torn failed',
      'now running',
      'ended killed',
      'later scheduled',
    ])
    expect(read.runs[0]!.metrics.get('loss')).toEqual([
      { step: 0, value: 0.1 + 0.2 },
      { step: 5, value: NaN },
      { step: 9, value: Infinity },
      { step: 10, value: 5e-324 },
    ])
  })

  it('is left as it was', async () => {
    writeDatabase(file, databaseOf(EXPERIMENTS, RUNS))
    const before = readFileSync(file)
    await readMlflow(file)
    expect(readFileSync(file).equals(before)).toBe(true)
  })

  it('is read while it is written, up to the last whole change', async () => {
    writeDatabase(file, `pragma journal_mode = wal; ${databaseOf(EXPERIMENTS, [])}`)
    const written = RUNS.slice(0, 1)
    // A program that is killed while it changes the database leaves whole and half changes beside it.
    const half = `begin; insert into runs (run_uuid, name, status, lifecycle_stage, experiment_id) values ('half', 'half', 'FINISHED', 'active', ${DIGITS});`
    writeDatabase(file, `${rowsOf(written)} ${half}`, { isKilled: true })
    expect(existsSync(`${file}-wal`)).toBe(true)
    expect((await readMlflow(file)).runs.map(({ name }) => name)).toEqual(['bold-cat'])
  })

  it('says which experiments there are, and takes those that are named', async () => {
    writeDatabase(file, databaseOf(EXPERIMENTS, [...RUNS, { id: 'b1', experiment: '0' }]))
    expect((await readMlflow(file)).problems).toEqual([
      {
        code: 'import-needs-choice',
        message: 'there are 2 experiments; say which',
        hint: `--experiment "Default" --experiment "the digits' own"`,
        path: file,
      },
    ])
    expect((await readMlflow(file, ['Default'])).runs.map(({ origin }) => origin)).toEqual(['b1'])
    expect((await readMlflow(file, [DIGITS, 'Default'])).runs).toHaveLength(8)
    expect((await readMlflow(file, ['Defalt'])).problems[0]).toMatchObject({
      message: "there is no experiment 'Defalt'",
      hint: expect.stringContaining('Default'),
    })
  })

  it('counts for not deleted what is not marked as deleted', async () => {
    writeDatabase(file, databaseOf(EXPERIMENTS, RUNS))
    const marked = await readMlflow(file)
    rmSync(file)
    const unmarking = ['runs', 'experiments'].map(
      (table) => `update ${table} set lifecycle_stage = null where lifecycle_stage = 'active';`,
    )
    writeDatabase(file, databaseOf(EXPERIMENTS, RUNS) + unmarking.join(' '))
    expect(await readMlflow(file)).toEqual(marked)
  })

  it('has no experiment that MLflow has marked as deleted', async () => {
    const deleting = "update experiments set lifecycle_stage = 'deleted' where experiment_id = 0;"
    writeDatabase(file, databaseOf(EXPERIMENTS, [...RUNS, { id: 'b1', experiment: '0' }]) + deleting)
    expect((await readMlflow(file)).runs).toHaveLength(7)
    expect((await readMlflow(file, ['Default'])).problems[0]!.message).toBe("there is no experiment 'Default'")
  })

  it.each<[string, string, object]>([
    [
      'of another program',
      'create table runs (x);',
      { code: 'nothing-to-import', message: /no database of MLflow: no such table: experiments/ },
    ],
    ['without runs', databaseOf(EXPERIMENTS, []), { code: 'nothing-to-import', message: /no experiment .* has runs/ }],
    [
      'from before MLflow 1.0',
      `${databaseOf(EXPERIMENTS, RUNS)} drop table metrics; create table metrics (key, value, timestamp, run_uuid);`,
      { code: 'damaged-import', message: /no such column: step/, hint: /mlflow db upgrade/ },
    ],
    [
      'with a text for a number',
      `${databaseOf(EXPERIMENTS, RUNS)} insert into metrics values ('odd', 'half', 1, 'a1', 0, 0), ('odd', 1, 1, 'a1', 'x', 0), ('odd', x'00', 1, 'a1', 2, 0);`,
      {
        code: 'damaged-import',
        message: /no value of the metric 'odd': "half" at step 0/,
        path: /mlflow\.db, run a1$/,
      },
    ],
  ])('is refused %s', async (_what, statements, expected) => {
    writeDatabase(file, statements)
    const { problems, runs } = await readMlflow(file)
    const matching = Object.entries(expected).map(([name, wanted]) => [
      name,
      wanted instanceof RegExp ? expect.stringMatching(wanted) : wanted,
    ])
    expect(problems[0]).toEqual({ hint: expect.any(String), path: file, ...Object.fromEntries(matching) })
    if (problems.length === 1) expect(runs).toEqual([])
  })

  it('is refused with a page that was overwritten', async () => {
    writeDatabase(file, databaseOf(EXPERIMENTS, RUNS))
    const bytes = readFileSync(file)
    bytes.fill(0x5a, 4096)
    writeFileSync(file, bytes)
    expect((await readMlflow(file)).problems).toMatchObject([
      { code: 'damaged-import', message: expect.stringContaining('the database cannot be read: '), path: file },
    ])
  })

  it('is read alike by Python and by Node, where that can', async () => {
    writeDatabase(file, databaseOf(EXPERIMENTS, RUNS))
    const byPython = await readDatabase(file, [], [pythonReader('python3')])
    expect(byPython.runs).toHaveLength(7)
    const byNode = await readDatabase(file, [], [nodeReader])
    const hasSqlite = process.getBuiltinModule('node:sqlite') !== undefined
    if (hasSqlite) expect(byNode).toEqual(byPython)
    else expect(byNode.problems[0]).toMatchObject({ code: 'import-needs-program' })
  })

  it('is asked by the next program where one is not there, or has no SQLite', async () => {
    writeDatabase(file, 'create table t (x); insert into t values (1);')
    const query = [{ sql: 'select x from t' }]
    const missing = [pythonReader('no-such-python'), pythonReader('false')]
    expect(await queryDatabase(file, query, [...missing, pythonReader('python3')])).toEqual({ rows: [[[1]]] })
    expect(await queryDatabase(file, query, missing)).toBeUndefined()
  })
})

it('is no file of another kind', async () => {
  writeFileSync(file, 'SQLite')
  expect((await readMlflow(file)).problems).toEqual([
    {
      code: 'nothing-to-import',
      message: 'this is no database of MLflow',
      hint: 'name mlflow.db, or the folder mlruns',
      path: file,
    },
  ])
})

it('is pointed at from the folder beside it, which has no runs', async () => {
  writeFiles(folder, { 'mlflow.db': '', 'mlruns/1/a/artifacts/model.bin': '' })
  expect((await readMlflow(join(folder, 'mlruns'))).problems[0]).toMatchObject({
    message: 'this is no MLflow file store',
    hint: `the runs may be in the database beside it: name ${file}`,
  })
})
