import { mkdtempSync, realpathSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { importedText, type Json } from 'bocas/internal'
import { readMlflow } from './mlflow/read-mlflow'
import { numberOf, parsePythonJson, parseSetting } from './plain-values'
import type { SourceRuns } from './source-run'
import { experimentMeta, logFile, mlflowRun, runMeta, wandbRecord, writeFiles } from './test-stores'
import { toImported, type Imported } from './to-imported'
import { readPythonLiteral } from './wandb/python-literal'
import { readWandb } from './wandb/read-wandb'

let folder: string
beforeEach(() => (folder = mkdtempSync(join(realpathSync(tmpdir()), 'bocas-imports-'))))
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const RULES = { rename: new Map<string, string>(), unfinished: false, curves: true }
const made = (
  { runs, problems, notes }: SourceRuns,
  rules: Partial<typeof RULES> & { seed?: string } = {},
): Imported => {
  expect(problems).toEqual([])
  const imported = toImported(runs, { ...RULES, ...rules })
  return { ...imported, notes: [...notes, ...imported.notes] }
}
const inFolder = (name: string, files: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(files).map(([path, text]) => [`${name}/${path}`, text]))
const of = (kind: 'metrics' | 'series', data: Json) => ({ kind, data })

describe('a setting that was recorded as text', () => {
  it.each([
    ['0.1', 0.1],
    ['1e-05', 0.00001],
    ['-3', -3],
    ['True', true],
    ['None', null],
    ['adam', 'adam'],
    ['[1, 2]', '[1, 2]'],
    ['', ''],
    ['12345678901234567890', '12345678901234567890'],
    ['1e999', '1e999'],
    ['12345678901234567', '12345678901234567'],
    ['9007199254740993', '9007199254740993'],
    ['-9007199254740991', -9007199254740991],
    ['0.30000000000000004', 0.30000000000000004],
    ['1e+16', 1e16],
    ['007', '007'],
    ['00.5', '00.5'],
    ['0', 0],
    ['-0.5', -0.5],
    ['0x10', '0x10'],
    ['__proto__', '__proto__'],
    ['toString', 'toString'],
  ])('%j is %j', (text, value) => expect(parseSetting(text)).toEqual(value))
})

it.each([
  ['nan', NaN],
  ['-inf', -Infinity],
  ['Infinity', Infinity],
  ['0.5', 0.5],
  ['0.5.5', undefined],
  ['', undefined],
  [null, undefined],
  ['1 2', undefined],
])('the number %j is %j', (text, value) => expect(numberOf(text)).toEqual(value))

it.each<[string, unknown]>([
  ['{"a": NaN, "b": [-Infinity, Infinity]}', { a: 'NaN', b: ['-Infinity', 'Infinity'] }],
  ['{"a": 12345678901234567890, "b": -9007199254740993}', { a: '12345678901234567890', b: '-9007199254740993' }],
  ['[9007199254740991, 1234567890123456.5, 1e1234567890123456]', [9007199254740991, 1234567890123456.5, Infinity]],
  ['{"NaN, \\" 12345678901234567890": "Infinity \\\\"}', { 'NaN, " 12345678901234567890': 'Infinity \\' }],
  [`{"a": NaN, "b": "${'x'.repeat(20_000_000)}"}`, expect.objectContaining({ a: 'NaN' })],
])('JSON as Python writes it is read with every digit: %#', (text, value) =>
  expect(parsePythonJson(text)).toEqual(value),
)

it.each(['['.repeat(102) + ']'.repeat(102), '{"a":'.repeat(5000) + '1' + '}'.repeat(5000), '{"a": NaN', '{"a": "NaN'])(
  'what is no JSON, or nested without end, is refused and ends nothing: %#',
  (text) => expect(() => parsePythonJson(text)).toThrow(SyntaxError),
)

it.each([
  ["{'lr': 0.1, 'layers': [8, 8], 'name': None, 'ok': True}", { lr: 0.1, layers: [8, 8], name: null, ok: true }],
  ["{\"a\": \"it's\", 'b': '\\n\\x41\\u0042'}", { a: "it's", b: '\nAB' }],
  ["{'x': nan, 'y': -inf, 't': (1, 2,)}", { x: 'NaN', y: '-Infinity', t: [1, 2] }],
  ['{}', {}],
  ["__import__('os').system('true')", undefined],
  ["{'a': 1", undefined],
  ["{'a': b}", undefined],
  ["{'a' 1}", undefined],
  ['[1, 2] 3', undefined],
  ['['.repeat(5000), undefined],
])('what Python prints, %j, is read and never evaluated', (text, value) =>
  expect(readPythonLiteral(text)?.value).toEqual(value),
)

describe('an MLflow file store', () => {
  it('gives settings, last values and curves, by the names that they have here', async () => {
    writeFiles(folder, {
      ...mlflowRun('a', {
        'params/model.width': '8',
        'params/seed': '3',
        'metrics/val/accuracy': '1700000000000 0.5 0\n1700000001000 0.75 1\n',
        'metrics/loss': '1700000001000 0.25 1\n1700000000000 0.5 0\n',
      }),
    })
    expect(made(await readMlflow(folder))).toEqual({
      runs: [
        {
          name: 'run-a',
          origin: 'a',
          config: { lr: 0.1, model: { width: 8 }, seed: 3 },
          seed: { path: 'seed', value: 3 },
          artifacts: {
            loss: of('metrics', 0.25),
            val: of('metrics', { accuracy: 0.75 }),
            history: of('series', { step: [0, 1], loss: [0.5, 0.25], val_accuracy: [0.5, 0.75] }),
          },
        },
      ],
      notes: [],
      problems: [],
    })
    expect(made(await readMlflow(join(folder, '1'))).runs).toHaveLength(1)
  })

  it.each<[string, Record<string, string>, Record<string, unknown>, string[]]>([
    [
      'diverged',
      { 'metrics/loss': '1 nan 0\n2 inf 1\n' },
      { loss: of('metrics', 'Infinity'), history: of('series', { step: [0, 1], loss: ['NaN', 'Infinity'] }) },
      [],
    ],
    [
      'always logged at step 0',
      { 'metrics/loss': '1 3 0\n2 2 0\n' },
      { loss: of('metrics', 2), history: of('series', { step: [0, 1], loss: [3, 2] }) },
      ['loss has values without steps: they are counted from 0 (1 run)'],
    ],
    [
      'has no steps, as in old stores',
      { 'metrics/loss': '1 3\n2 2\n' },
      { loss: of('metrics', 2), history: of('series', { step: [0, 1], loss: [3, 2] }) },
      ['loss has values without steps: they are counted from 0 (1 run)'],
    ],
    [
      'has two values at one step',
      { 'metrics/loss': '1 3 0\n2 2 1\n3 1 1\n' },
      { loss: of('metrics', 1), history: of('series', { step: [0, 1], loss: [3, 1] }) },
      ['loss has several values at one step: the last one is taken (1 run)'],
    ],
    [
      'was cut in the middle of a number',
      { 'metrics/loss': '1 0.5 0\n2 0.25 1\n3 0.1' },
      { loss: of('metrics', 0.25), history: of('series', { step: [0, 1], loss: [0.5, 0.25] }) },
      ['lines of metrics that were not written to their end are left out'],
    ],
    ['is empty', { 'metrics/loss': '' }, {}, []],
    [
      'is at other steps than another one',
      { 'metrics/loss': '1 3 0\n2 2 1\n', 'metrics/acc': '1 0 0\n2 1 10\n' },
      {
        acc: of('metrics', 1),
        loss: of('metrics', 2),
        history: of('series', { step: [0, 10], acc: [0, 1] }),
        history_of_loss: of('series', { step: [0, 1], loss: [3, 2] }),
      },
      [],
    ],
    [
      'has spaces and other signs',
      { 'metrics/top 5: error': '1 3 0\n' },
      { loss: of('metrics', 0.5), top_5_error: of('metrics', 3) },
      [],
    ],
  ])('a metric that %s', async (_what, files, artifacts, notes) => {
    writeFiles(folder, mlflowRun('a', files))
    const { runs, notes: written } = made(await readMlflow(folder))
    expect(runs[0]!.artifacts).toEqual(artifacts)
    expect(written).toEqual(notes)
  })

  it('leaves out what is not whole, and says so', async () => {
    writeFiles(folder, {
      ...mlflowRun('a'),
      ...mlflowRun('b'),
      '1/b/meta.yaml': runMeta('b', { status: 4 }),
      '1/c/meta.yaml': runMeta('c', { lifecycle_stage: 'deleted' }),
      '1/d/params/lr': '1',
      '1/tags/mlflow.note': 'x',
      '.trash/2/meta.yaml': experimentMeta('2', 'gone'),
      'models/m/meta.yaml': 'name: m\n',
    })
    const source = await readMlflow(folder)
    expect(made(source).runs.map(({ name }) => name)).toEqual(['run-a'])
    expect(made(source).notes).toEqual([
      '1 folder without meta.yaml passed over: no whole run',
      '1 run passed over that MLflow has marked as deleted',
      '1 run left out that did not finish (1 failed); --unfinished takes them',
    ])
    expect(made(source, { unfinished: true }).runs).toHaveLength(2)
  })

  it('does not follow links out of the store', async () => {
    writeFiles(folder, {
      'secret.txt': '42',
      ...inFolder('mlruns', mlflowRun('a')),
    })
    symlinkSync(join(folder, 'secret.txt'), join(folder, 'mlruns/1/a/params/secret'))
    symlinkSync(folder, join(folder, 'mlruns/1/b'))
    const { runs, notes } = made(await readMlflow(join(folder, 'mlruns')))
    expect(runs.map(({ config }) => config)).toEqual([{ lr: 0.1 }])
    expect(notes).toEqual(['links in the store are not followed'])
  })

  it.each(['params', 'metrics', 'tags'])('does not follow a link in the place of the folder %s', async (name) => {
    writeFiles(folder, {
      'secrets/token': '1 42 0\n',
      'secrets/mlflow.runName': 'secret',
      ...inFolder('mlruns', mlflowRun('a')),
      'mlruns/1/a/tags/x': '',
      'mlruns/1/a/meta.yaml': runMeta('a', { run_name: "''" }),
    })
    rmSync(join(folder, 'mlruns/1/a', name), { recursive: true })
    symlinkSync(join(folder, 'secrets'), join(folder, 'mlruns/1/a', name))
    const { runs, notes } = made(await readMlflow(join(folder, 'mlruns')))
    expect(JSON.stringify(runs)).not.toMatch(/secret|token|42/)
    expect(notes).toEqual(['links in the store are not followed'])
  })

  it('does not read a meta.yaml that is a link', async () => {
    writeFiles(folder, { 'secret.yaml': '[secret', ...inFolder('mlruns', { ...mlflowRun('a'), ...mlflowRun('b') }) })
    rmSync(join(folder, 'mlruns/1/a/meta.yaml'))
    symlinkSync(join(folder, 'secret.yaml'), join(folder, 'mlruns/1/a/meta.yaml'))
    const { runs, notes } = made(await readMlflow(join(folder, 'mlruns')))
    expect(runs.map(({ name }) => name)).toEqual(['run-b'])
    expect(notes).toEqual(['1 folder without meta.yaml passed over: no whole run'])
  })

  it.each([
    ['an alias', 'run_id: &a x\nrun_name: *a\nstatus: 3\n', /YAML with an alias \(\*\)|YAML with an anchor \(&a\)/],
    ['a tag', 'run_id: !!python/object/apply:os.system [ls]\nstatus: 3\n', /YAML with a tag|this is no plain YAML/],
    ['many aliases', `a: &a [x]\nb: [${'*a,'.repeat(1000)}*a]\n`, /YAML with an an?chor|YAML with an alias/],
    ['a list as a key', '? [a, b]\n: 1\n', /YAML with a key that is a list or a block/],
    ['no end of its lists', `a: ${'['.repeat(20_000)}`, /nested too deeply|this is no plain YAML/],
    ['more than anybody writes', `a: ${'x'.repeat(10_000_000)}`, /this file has more than 10\.0 MB/],
    ['no YAML', 'run_id: "x\nstatus: [', /this is no plain YAML/],
    ['a key twice', 'run_id: a\nrun_id: b\n', /this is no plain YAML: Map keys must be unique/],
    ['nothing', '', /this meta.yaml is empty/],
  ])('refuses a meta.yaml with %s, by its place', async (_what, text, message) => {
    writeFiles(folder, { ...mlflowRun('a'), '1/a/meta.yaml': text })
    const { problems } = await readMlflow(folder)
    expect(problems).toEqual([
      {
        code: 'damaged-import',
        message: expect.stringMatching(message),
        path: join(folder, '1/a/meta.yaml'),
        hint: expect.any(String),
      },
    ])
  })

  it('reads an id that looks like a number as the text that it is', async () => {
    writeFiles(folder, { ...mlflowRun('12e345'), '1/12e345/meta.yaml': runMeta('12e345', { run_name: '1_000' }) })
    expect(made(await readMlflow(folder)).runs[0]).toMatchObject({ name: '1_000', origin: '12e345' })
  })

  it('names the line of a value that is none', async () => {
    writeFiles(folder, mlflowRun('a', { 'metrics/loss': '1 0.5 0\n1 half 1\n1 0.5 0.5\n' }))
    const { problems } = await readMlflow(folder)
    expect(problems.map(({ path }) => path)).toEqual(
      [2, 3].map((line) => `${join(folder, '1/a/metrics/loss')}:${line}`),
    )
  })

  it('says which experiments there are, and takes those that are named', async () => {
    writeFiles(folder, {
      ...mlflowRun('a'),
      '2/meta.yaml': experimentMeta('2', 'letters'),
      '2/b/meta.yaml': runMeta('b'),
    })
    expect((await readMlflow(folder)).problems).toEqual([
      {
        code: 'import-needs-choice',
        message: 'there are 2 experiments; say which',
        hint: '--experiment "digits" --experiment "letters"',
        path: folder,
      },
    ])
    expect((await readMlflow(folder, ['digits', '2'])).runs).toHaveLength(2)
    expect((await readMlflow(folder, ['digit'])).problems[0]).toMatchObject({
      message: "there is no experiment 'digit'",
    })
    expect((await readMlflow(join(folder, '1', 'a'))).problems[0]).toMatchObject({
      message: 'this is no MLflow file store',
    })
  })
})

describe('runs of Weights & Biases', () => {
  const local = {
    'run-20240131_120000-abc/files/config.yaml':
      'wandb_version: 1\n_wandb:\n  desc: null\n  value: {cli_version: 0.16.0}\nlr:\n  desc: null\n  value: 1.0e-05\nmodel:\n  desc: null\n  value:\n    width: 8\n    layers: [1, 2]\nids:\n  value: [9007199254740993, -7, 0x10]\n',
    'run-20240131_120000-abc/files/wandb-summary.json':
      '{"val/acc": 0.75, "loss": NaN, "_step": 9, "picture": {"_type": "image-file"}}',
    'run-20240131_120000-abc/files/history.jsonl':
      '{"_step": 0, "loss": 2}\n{"_step": 5, "loss": 1, "val/acc": 0.5}\n{"_step": 9, "loss": NaN, "val/acc": 0.75}\n',
    'offline-run-20240131_130000-def/files/wandb-summary.json': '{"loss": 1}',
    'run-20240131_140000-half/logs/debug.log': '',
  }

  it('are read from the local folder', async () => {
    writeFiles(folder, local)
    symlinkSync('run-20240131_120000-abc', join(folder, 'latest-run'))
    const { runs, notes } = made(await readWandb(folder))
    expect(runs).toEqual([
      {
        name: 'abc',
        origin: 'abc',
        config: { lr: 0.00001, model: { width: 8, layers: [1, 2] }, ids: ['9007199254740993', -7, 16] },
        artifacts: {
          loss: of('metrics', 'NaN'),
          val: of('metrics', { acc: 0.75 }),
          history: of('series', { step: [0, 5, 9], loss: [2, 1, 'NaN'] }),
          history_of_val_acc: of('series', { step: [5, 9], val_acc: [0.5, 0.75] }),
        },
      },
      { name: 'def', origin: 'def', config: {}, artifacts: { loss: of('metrics', 1) } },
    ])
    expect(notes).toHaveLength(2)
  })

  it.each([
    ['wandb-summary.json', '{', /^this is no JSON/],
    ['wandb-summary.json', '[]', /^this is no object/],
    ['history.jsonl', '{"loss": 1}\n{', /^this is no JSON/],
    ['history.csv', 'loss\n"1\n', /^this is no CSV/],
    ['config.yaml', 'lr: [', /^this is no plain YAML/],
  ])('are refused where %s is %j, by its place', async (name, text, message) => {
    const files = join(folder, 'run-20240131_120000-abc/files')
    writeFiles(files, { 'wandb-summary.json': '{"loss": 1}', [name]: text })
    expect((await readWandb(folder)).problems).toMatchObject([
      { message: expect.stringMatching(message), path: expect.stringContaining(join(files, name)) },
    ])
  })

  it('are not read from where a link leads', async () => {
    writeFiles(folder, {
      'elsewhere/wandb-summary.json': '{"secret": 42}',
      'wandb/run-20240131_120000-abc/files/wandb-summary.json': '{"loss": 1}',
      'wandb/run-20240131_120000-def/logs/debug.log': '',
      'wandb/run-20240131_120000-ghi/files/wandb-metadata.json': '{}',
    })
    symlinkSync(join(folder, 'elsewhere'), join(folder, 'wandb/run-20240131_120000-def/files'))
    const summary = 'wandb/run-20240131_120000-ghi/files/wandb-summary.json'
    symlinkSync(join(folder, 'elsewhere/wandb-summary.json'), join(folder, summary))
    const { runs } = made(await readWandb(join(folder, 'wandb')))
    expect(runs.map(({ name }) => name)).toEqual(['abc'])
  })

  describe('from their .wandb files', () => {
    const { run, history, summary, exit } = wandbRecord
    const logged = [
      run('abc', { lr: '0.1' }),
      history({ loss: '2', _step: '0' }),
      history({ loss: '1', _step: '1' }),
      summary('loss', '0.5'),
    ]
    const whole = logFile([...logged, exit(0)])
    const expected = {
      name: 'abc',
      origin: 'abc',
      config: { lr: 0.1 },
      artifacts: { loss: of('metrics', 0.5), history: of('series', { step: [0, 1], loss: [2, 1] }) },
    }

    it.each<[string, string, Record<string, string | Buffer>]>([
      ['one file', 'run-abc.wandb', { 'run-abc.wandb': whole }],
      [
        'folders that have nothing else, as of a run that was killed on a cluster',
        '',
        { 'offline-run-20240131_120000-abc/run-abc.wandb': whole },
      ],
      [
        'folders whose files say the same',
        '',
        {
          'run-20240131_120000-abc/run-abc.wandb': whole,
          'run-20240131_120000-abc/files/config.yaml': 'lr:\n  value: 0.1\n',
          'run-20240131_120000-abc/files/wandb-summary.json': '{"loss": 0.5}',
        },
      ],
    ])('%s', async (_what, place, files) => {
      writeFiles(folder, files)
      expect(made(await readWandb(join(folder, place)))).toEqual({ runs: [expected], notes: [], problems: [] })
    })

    it.each([
      ['that has no end', logFile(logged), '1 crashed'],
      ['that failed', logFile([...logged, exit(1)]), '1 failed'],
    ])('not those of a run %s', async (_what, bytes, told) => {
      writeFiles(folder, { 'run-abc.wandb': bytes })
      const { runs, notes } = made(await readWandb(join(folder, 'run-abc.wandb')))
      expect([runs, notes]).toEqual([[], [expect.stringContaining(told)]])
      const taken = made(await readWandb(join(folder, 'run-abc.wandb')), { unfinished: true })
      expect(taken.runs).toEqual([expected])
    })

    it('up to where a file was cut, which is said', async () => {
      writeFiles(folder, { 'run-abc.wandb': whole.subarray(0, -1) })
      const { runs, notes } = made(await readWandb(join(folder, 'run-abc.wandb')), { unfinished: true })
      expect([runs, notes]).toEqual([[expected], [expect.stringContaining('not written to its end')]])
    })

    it('not when a byte was changed, whatever lies beside', async () => {
      const damaged = Buffer.from(whole)
      damaged[20]! ^= 1
      writeFiles(folder, {
        'run-20240131_120000-abc/run-abc.wandb': damaged,
        'run-20240131_120000-abc/files/wandb-summary.json': '{"loss": 0.5}',
      })
      expect((await readWandb(folder)).problems).toEqual([
        {
          code: 'damaged-import',
          message: 'the file is damaged from byte 7 on',
          hint: expect.stringContaining('move this file away'),
          path: join(folder, 'run-20240131_120000-abc', 'run-abc.wandb'),
        },
      ])
    })
  })

  const object = {
    id: 'abc',
    name: 'bold-cat',
    state: 'finished',
    config: { lr: 0.1, _wandb: {} },
    summary: { val: { acc: 0.5 }, note: 'x' },
  }
  const same = { name: 'bold-cat', config: { lr: 0.1 }, artifacts: { val: of('metrics', { acc: 0.5 }) } }

  it.each([
    ['a list in JSON', 'runs.json', JSON.stringify([object])],
    ['a line of JSON for each', 'runs.jsonl', `${JSON.stringify(object)}\n\n`],
    [
      'a table of dictionaries',
      'project.csv',
      `,summary,config,name\n0,"{'val': {'acc': 0.5}, 'note': 'x'}","{'lr': 0.1, '_wandb': {}}",bold-cat\n`,
    ],
    ['a table of JSON', 'project.csv', `name,summary,config\nbold-cat,"{""val"": {""acc"": 0.5}}","{""lr"": 0.1}"\n`],
    [
      'the runs table of the browser',
      'export.csv',
      '"Name","State","User","lr","val/acc","note"\n"bold-cat","finished","x","0.1","0.5","words"\n',
    ],
  ])('are read from %s', async (_what, name, text) => {
    writeFileSync(join(folder, name), text)
    const source = await readWandb(join(folder, name), name === 'export.csv' ? ['lr'] : [])
    expect(made(source).runs).toMatchObject([same])
  })

  it.each<[string, (text: string) => Buffer]>([
    ['UTF-8 with a mark', (text) => Buffer.from(`\uFEFF${text}`)],
    ['UTF-16', (text) => Buffer.from(`\uFEFF${text}`, 'utf16le')],
    ['UTF-16 the other way round', (text) => Buffer.from(`\uFEFF${text}`, 'utf16le').swap16()],
  ])('are read in %s, as programs of Windows write it', async (_what, bytesOf) => {
    writeFiles(folder, {
      'a.json': bytesOf(JSON.stringify([object])),
      'a.jsonl': bytesOf(`${JSON.stringify(object)}\r\n`),
      'a.csv': bytesOf('Name,State,lr,val/acc\r\nbold-cat,finished,0.1,0.5\r\n'),
      'run-20240131_120000-abc/files/wandb-summary.json': bytesOf('{"val": {"acc": 0.5}}'),
      'run-20240131_120000-abc/files/config.yaml': bytesOf('lr:\r\n  value: 0.1\r\n'),
    })
    for (const name of ['a.json', 'a.jsonl', 'a.csv', 'run-20240131_120000-abc'])
      expect(made(await readWandb(join(folder, name), name === 'a.csv' ? ['lr'] : [])).runs).toMatchObject([
        { config: { lr: 0.1 }, artifacts: same.artifacts },
      ])
  })

  it.each(['a.json', 'a.jsonl', 'a.csv', 'run-a.wandb'])(
    'are refused where %s is larger than is read',
    async (name) => {
      writeFileSync(join(folder, name), '')
      // A file with a hole takes no room.
      truncateSync(join(folder, name), 2_500_000_000)
      expect((await readWandb(join(folder, name))).problems).toMatchObject([
        { code: 'damaged-import', message: expect.stringMatching(/^this file has more than (?:500 MB|2\.0 GB)$/) },
      ])
    },
  )

  it.each<[string, string, string, string]>([
    [
      'a table that does not say what is a setting',
      'a.csv',
      'Name,lr,acc\nx,1,0.123456\n',
      'the table does not say which of its columns are settings',
    ],
    ['a table of a German spreadsheet', 'a.csv', 'Name;lr;acc\nx;0,1;0,5\n', 'are separated by semicolons'],
    ['a table with tabs', 'a.csv', 'Name\tlr\nx\t1\n', 'are separated by tabs'],
    [
      'settings without end',
      'a.jsonl',
      `{"name":"x","config":${'{"a":'.repeat(5000)}1${'}'.repeat(5001)}`,
      'are in each other',
    ],
    [
      'lists without end',
      'a.json',
      `[{"name":"x","config":{"a":${'['.repeat(5000)}${']'.repeat(5000)}}}]`,
      'are in each other',
    ],
    ['an empty table', 'a.csv', '', 'the table is empty'],
    ['a torn table', 'a.csv', 'Name,lr\nx\n', 'the table has 2 columns, and this line 1'],
    ['a quote without end', 'a.csv', 'Name,lr\n"x,1\n', 'this is no CSV'],
    ['two columns of one name', 'a.csv', 'Name,lr,lr\nx,1,2\n', 'two columns are called lr'],
    [
      'code for a dictionary',
      'a.csv',
      'name,config,summary\nx,"dict(lr=1)",{}\n',
      '`config` or `summary` is no object',
    ],
    ['a torn line', 'a.jsonl', '{"name": "x", "config": {}}\n{"name": "y", "con', 'this is no JSON'],
    ['runs that are none', 'a.json', '[1]', 'a run is no object'],
    ['a run without a name', 'a.json', '[{"config": {}}]', 'a run has neither `name` nor `id`'],
    ['the binary file of a run, cut in its first bytes', 'run-x.wandb', ':W&B', 'this is no .wandb file'],
    ['a picture', 'x.png', '', 'a file that ends with .png is no export of Weights & Biases'],
  ])('are refused from %s', async (_what, name, text, message) => {
    writeFileSync(join(folder, name), text)
    const { problems, runs } = await readWandb(join(folder, name))
    expect(runs).toEqual([])
    expect(problems[0]).toMatchObject({
      message: expect.stringContaining(message),
      code: expect.any(String),
      hint: expect.any(String),
      path: expect.stringContaining(name),
    })
  })

  it('are refused from another folder', async () =>
    expect((await readWandb(folder)).problems[0]).toMatchObject({ message: 'this is no folder of Weights & Biases' }))
})

describe('names', () => {
  const run = (name: string, more: object = {}) => ({
    origin: name,
    name,
    state: 'finished',
    isFinished: true,
    config: {},
    metrics: new Map(),
    ...more,
  })

  it.each([
    ['../../etc/passwd', '_..-..-etc-passwd'],
    ['a/b', 'a-b'],
    ['con', '_con'],
    ['', '_'],
    ['…', '-'],
    ['x.', 'x-'],
    ['<img src=x onerror=alert(1)>', '-img-src=x-onerror=alert-1--'],
  ])('of runs cannot leave their folder: %j', (name, tame) => {
    const [only] = toImported([run(name)], RULES).runs
    expect(only!.name).toMatch(/^[A-Za-z0-9=+_][A-Za-z0-9=+._-]*$|^_/)
    expect(only!.name.replace(/^_(?=-)/, '')).toBe(tame)
  })

  it('are made different where runs share one, the same each time', () => {
    const twice = [run('cat', { origin: 'a' }), run('cat', { origin: 'b' }), run('Cat', { origin: 'a' })]
    const names = toImported(twice, RULES).runs.map(({ name }) => name)
    expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(3)
    expect(toImported(twice, RULES).runs.map(({ name }) => name)).toEqual(names)
  })

  it('of settings and metrics that meet are told, each once, with what to do', () => {
    const odd = run('x', {
      config: { a: 1, 'a.b': 2, __proto__x: 1, ['__proto__']: 3 },
      metrics: new Map(
        ['loss', 'loss/val', 'val_acc', 'val/acc', 'step', 'history'].map((name) => [name, [{ value: 1 }]]),
      ),
    })
    const { problems } = toImported([odd, { ...odd, name: 'y' }], RULES)
    expect(problems.map(({ message }) => message)).toEqual([
      "the setting 'a.b' and another one have the same place in the config",
      "the setting '__proto__' has no name that a config may have",
      "the metric 'history' has a name that the series have",
      "the metric 'step' has a name that the series have",
      "the metric 'val_acc' and 'val/acc' would have one name",
      "the metric 'loss' stands where 'loss/val' needs a block of metrics",
    ])
    expect(problems.every(({ path, hint }) => path === 'x and 1 more' && hint!.includes('--rename'))).toBe(true)
    expect(new Set(problems.map(({ code }) => code))).toEqual(new Set(['import-name']))
    const rename = new Map([
      ['a.b', 'b'],
      ['__proto__', 'proto'],
      ['history', 'past'],
      ['step', 'steps'],
      ['val/acc', 'val.accuracy'],
      ['loss', 'loss.value'],
    ])
    expect(toImported([odd], { ...RULES, rename }).problems).toEqual([])
    expect(({} as { b?: unknown }).b).toBeUndefined()
  })

  it('are refused where they have more parts than blocks can be in each other', () => {
    const long = 'a.'.repeat(5000) + 'a'
    const { problems } = toImported(
      [run('x', { config: { [long]: 1 }, metrics: new Map([[long, [{ value: 1 }]]]) })],
      RULES,
    )
    expect(problems.map(({ message }) => message)).toEqual([
      expect.stringMatching(/^the setting 'a\.a.*…' has no name that a config may have$/),
      expect.stringMatching(/^the metric 'a\.a.*…': a name has at most 100 parts$/),
    ])
  })

  it('that --rename and --seed name must be there', () => {
    const { problems } = toImported([run('x', { config: { lr: 1, s: 0.5 } })], {
      ...RULES,
      rename: new Map([['rl', 'lr']]),
      seed: 's',
    })
    expect(problems.map(({ message }) => message)).toEqual([
      "no run has 'rl', which --rename names",
      '1 run of 1 has no whole number `s`, which --seed names',
    ])
  })

  it('in any order of the folder give the same bytes', () => {
    const runs = ['b', 'a', 'c'].map((name) => run(name, { metrics: new Map([['m', [{ value: 1 }]]]) }))
    const text = (of: typeof runs): string =>
      importedText({ from: 'mlflow', source: 'x', runs: toImported(of, RULES).runs })
    expect(text([...runs].reverse())).toBe(text(runs))
  })
})
