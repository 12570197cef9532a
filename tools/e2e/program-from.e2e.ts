import { bocas, plan, reasons } from './rig/bocas'
import { DEBIAN, describeWithPython, trainPy } from './rig/python'
import { successful } from './rig/reports'
import { Rig } from './rig/rig'
import { runTs, sweepTs } from './rig/sources'

jest.setTimeout(600_000)

/** A result with an artifact of each kind, and with what is hard to read: NaN, nothing, empty texts, marks, quotes. */
const PRETRAIN = runTs({
  imports: `import { file, series, tensor } from 'bocas'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'`,
  body: "writeFileSync(join(ctx.dir, 'w.bin'), 'bytes ' + ctx.seed)",
  returns: `{
    loss: 0.5, val: { accuracy: 0.9, worst: NaN },
    history: series({ loss: [1.5, NaN] }),
    rows: table([{ n: 1, text: 'a,"b"\\n', right: true }, { n: null, text: '', right: false }, { n: 2.5, text: '=1+1', right: null }]),
    weights: tensor([ctx.seed + 1, 2, 3, 4], [2, 2], 'float32'),
    model: file(join(ctx.dir, 'w.bin')),
  }`,
})
const takerTs = (line: string, inputs: string): string => `import { command, type Config } from 'bocas'
import type grid from './sweep'

export const run = command<Config<typeof grid>, { score: number }>('${line}', { inputs: ['${inputs}'] })
`
const TAKER_SWEEP = `import { defineSweep, from, seeds } from 'bocas'

export default defineSweep({ model: { start: from('pretrain') }, lr: 1, seed: seeds(2) })
`

describe('a program that takes the result of another task', () => {
  let rig: Rig
  beforeAll(() => {
    rig = Rig.create({
      'tasks/pretrain/sweep.ts': sweepTs('{ seed: seeds(2) }'),
      'tasks/pretrain/run.ts': PRETRAIN,
      'tasks/tuned/sweep.ts': TAKER_SWEEP,
      'tasks/tuned/run.ts': takerTs('node train.cjs', 'train.cjs'),
      'tasks/tuned/train.cjs': `const { readFileSync, readdirSync, writeFileSync } = require('fs')
const folder = JSON.parse(readFileSync(process.env.BOCAS_FROM, 'utf8'))['model.start']
const { config, seed, artifacts, ...rest } = JSON.parse(readFileSync(folder + '/result.json', 'utf8'))
console.log(JSON.stringify({ config, seed, rest, files: readdirSync(folder).sort() }))
const weights = readFileSync(folder + '/' + artifacts.weights.data.file)
// What it does to its copy reaches nobody.
writeFileSync(folder + '/' + artifacts.weights.data.file, 'spoilt')
const score = weights.readFloatLE(weights.length - 16) + artifacts.val.data.accuracy
writeFileSync(process.env.BOCAS_RESULT + '/result.json', JSON.stringify({ score }))
`,
    })
  })
  afterAll(() => rig.dispose())
  const scoreOf = (run: string): unknown =>
    (JSON.parse(rig.read(`paper/artifacts/tuned/${run}/result.json`)) as { artifacts: { score: { data: unknown } } })
      .artifacts.score.data

  it('finds it in files as it is stored, without its name and its key, in one call with the task that makes it', async () => {
    successful(await rig.nx('run tuned:experiment'))
    expect(rig.executions()).toEqual(['pretrain seed=0', 'pretrain seed=1'])
    expect([scoreOf('seed=0'), scoreOf('seed=1')]).toEqual([1.9, 2.9])
    const { stdout } = await bocas(rig, ['logs', 'tuned/seed=1'])
    expect(JSON.parse(stdout)).toEqual({
      config: { seed: 1 },
      seed: { path: 'seed', value: 1 },
      rest: {},
      files: ['model.bin', 'result.json', 'rows.csv', 'weights.npy'],
    })
    expect((await bocas(rig, ['verify'])).code).toBe(0)
    expect((await bocas(rig, ['verify', '--rerun', 'all', 'tuned'])).output).toContain('2 runs gave the same bytes')
  })

  it('is executed anew for other bytes, and not for the same', async () => {
    rig.edit('tasks/pretrain/run.ts', 'ctx.seed + 1, 2', '1 + ctx.seed, 2')
    successful(await rig.nx('run tuned:experiment'))
    expect(rig.executions()).toHaveLength(2)
    rig.edit('tasks/pretrain/run.ts', '1 + ctx.seed, 2', '5 + ctx.seed, 2')
    successful(await rig.nx('run-many -t experiment -p pretrain'))
    expect(reasons(await plan(rig, {}, 'tuned'))).toEqual({
      'tuned/seed=0': 'the result of pretrain changed',
      'tuned/seed=1': 'the result of pretrain changed',
    })
    successful(await rig.nx('run tuned:experiment'))
    expect([scoreOf('seed=0'), scoreOf('seed=1')]).toEqual([5.9, 6.9])
  })
})

describeWithPython('numpy')('a program in Python that takes the result of another task', () => {
  let rig: Rig
  beforeAll(() => {
    rig = Rig.create(
      {
        'tasks/pretrain/sweep.ts': sweepTs('{ seed: seeds(2) }'),
        'tasks/pretrain/run.ts': PRETRAIN,
        'tasks/tuned/sweep.ts': TAKER_SWEEP,
        'tasks/tuned/run.ts': takerTs('python3 train.py', 'train.py'),
        'tasks/tuned/train.py': trainPy({
          imports: 'from bocas import taken',
          body: `start = taken("model.start")
print(json.dumps({
    "config": start.config, "seed": start.seed, "names": start.names, "loss": start["loss"], "val": str(start["val"]),
    "history": str(start["history"]), "rows": start["rows"], "weights": start["weights"].tolist(), "type": str(start["weights"].dtype),
    "model": open(start["model"]).read(), "path": os.path.basename(start.path("rows")), "metric": start.metric("val.accuracy"),
    "same": taken(config.model.start)["loss"],
}))
for wrong in (lambda: taken("start"), lambda: start["weight"], lambda: start.metric("val.acuracy"), lambda: start.path("val")):
    try:
        wrong()
    except Exception as error:
        print(error)`,
          score: 'float(start["weights"].sum())',
        }),
      },
      { env: DEBIAN },
    )
  })
  afterAll(() => rig.dispose())

  it('has its artifacts as values of Python, and is told what there is', async () => {
    successful(await rig.nx('run tuned:experiment'))
    expect(rig.executions()).toHaveLength(4)
    const { stdout } = await bocas(rig, ['logs', 'tuned/seed=1'])
    const [values, ...said] = stdout.trim().split('\n')
    expect(JSON.parse(values!)).toEqual({
      config: { seed: 1 },
      seed: 1,
      names: ['history', 'loss', 'model', 'rows', 'val', 'weights'],
      loss: 0.5,
      val: "{'accuracy': 0.9, 'worst': nan}",
      history: "{'loss': [1.5, nan]}",
      rows: [
        { n: 1, text: 'a,"b"\n', right: true },
        { n: null, text: '', right: false },
        { n: 2.5, text: '=1+1', right: null },
      ],
      weights: [
        [2, 2],
        [3, 4],
      ],
      type: 'float32',
      model: 'bytes 1',
      path: 'rows.csv',
      metric: 0.9,
      same: 0.5,
    })
    expect(said).toEqual([
      expect.stringContaining('there is no result that is taken as `start`; did you mean `model.start`?'),
      expect.stringContaining('there is no artifact `weight`; did you mean `weights`?'),
      expect.stringContaining('there is no metric `val.acuracy`; did you mean `val.accuracy`?'),
      expect.stringContaining('val is of the kind metrics, which has no file'),
    ])
  })
})
