import { bocas } from './rig/bocas'
import { successful } from './rig/reports'
import { NX_JSON, Rig } from './rig/rig'
import { figuresTs, runTs, sweepTs } from './rig/sources'

jest.setTimeout(600_000)

/** Types of releases that are made for tests are not there; mistakes in the code of a task are found without them. */
const TSCONFIG = JSON.stringify({
  compilerOptions: {
    target: 'es2022',
    module: 'preserve',
    strict: true,
    noImplicitAny: false,
    skipLibCheck: true,
    types: ['node'],
  },
})
const MISTAKE = "tasks/alpha/run.ts:13:9 Type 'string' is not assignable to type 'number'. (TS2322)"

describe('a workspace that is looked at', () => {
  let rig: Rig
  const mistaken = (): void =>
    rig.edit('tasks/alpha/run.ts', "count('start')", "const three: number = 'three'\n  count('start')")

  beforeAll(() => {
    rig = Rig.create({
      'tasks/alpha/sweep.ts': sweepTs('{ lr: sweep([0.1, 0.2]), seed: seeds(2) }'),
      'tasks/alpha/run.ts': runTs({ returns: '{ score: config.lr * 100, test: { loss: config.seed } }' }),
      'tasks/alpha/figures.ts': figuresTs('lr'),
      'tsconfig.json': TSCONFIG,
      'package.json': JSON.stringify({ name: 'e2e', version: '0.0.0', private: true, type: 'module' }),
    })
  })
  afterAll(() => rig.dispose())

  it('is told by experiment what is wrong with its types, while the runs are at work', async () => {
    mistaken()
    rig.closeGate()
    rig.edit('tasks/alpha/run.ts', "count('end')", "await gate()\n  count('end')")
    const call = rig.start('run alpha:experiment')
    await rig.until('the types are told, and runs have begun', () => call.output().includes(MISTAKE))
    await rig.until('the first run', () => rig.events('start').length > 0)
    expect(rig.events('end')).toEqual([])
    rig.openGate()
    const { output } = successful(await call.ended)
    expect(output.split(MISTAKE)).toHaveLength(2)
    expect(output).toContain(`⚠ alpha: ${MISTAKE}`)
    expect(rig.executions()).toHaveLength(4)
    // Nothing is executed, so nothing is looked at.
    expect(successful(await rig.nx('run alpha:experiment --skip-nx-cache')).output).not.toContain(MISTAKE)
  })

  it('fails its check, with the line', async () => {
    const { code, output } = await rig.nx('run alpha:check')
    expect(code).not.toBe(0)
    expect(output).toContain(`✖ ${MISTAKE}`)
    expect(output).toContain('alpha: 1 problem')
    expect(rig.executions()).toEqual([])
  })

  it('executes nothing with wrong types where nx.json says so', async () => {
    rig.edit('tasks/alpha/sweep.ts', '0.2', '0.2, 0.3')
    rig.write({
      'nx.json': JSON.stringify({ ...NX_JSON, plugins: [{ plugin: '@bocas/nx', options: { typecheck: 'error' } }] }),
    })
    const refused = await rig.nx('run alpha:experiment')
    expect(refused.code).not.toBe(0)
    expect(refused.output).toContain('✖ 2 runs of alpha were not started for the same reason, first: lr=0.3+seed=0')
    expect(refused.output).toContain(MISTAKE)
    expect(rig.executions()).toEqual([])
    rig.edit('tasks/alpha/run.ts', "'three'", '3')
    successful(await rig.nx('run alpha:experiment'))
    expect(successful(await rig.nx('run alpha:check')).output).toContain(
      'alpha: the types of tasks/alpha/sweep.ts, tasks/alpha/run.ts, tasks/alpha/figures.ts are right',
    )
  })

  it('has numbers, in a table, in JSON and in CSV, the best first', async () => {
    const table = await bocas(rig, ['runs', 'alpha', '--metrics', '--sort', 'score'])
    expect([table.code, table.stderr]).toEqual([0, ''])
    const lines = table.stdout.split('\n').filter((line) => line.includes('lr='))
    expect(lines.map((line) => /lr=\S+/.exec(line)![0])).toEqual(
      [0.3, 0.2, 0.1].flatMap((lr) => [`lr=${lr}+seed=0`, `lr=${lr}+seed=1`]),
    )
    const csv = await bocas(rig, ['runs', 'alpha', '--metrics', '--csv'])
    expect(csv.stdout.trim().split('\n')).toHaveLength(7)
    expect(csv.stdout).toContain('test.loss')
    const { code, stdout } = await bocas(rig, ['runs', '--metrics', '--json'])
    expect([code, JSON.stringify(JSON.parse(stdout)).includes('"score"')]).toEqual([0, true])
    const unknown = await bocas(rig, ['runs', 'alpha', '--metrics', '--sort', 'scor'])
    expect(unknown.code).not.toBe(0)
    expect(unknown.output).toContain('did you mean `score`?')
  })

  it('is exported to MLflow and takes in what that has recorded, marked wherever it is shown', async () => {
    const exported = await bocas(rig, ['runs', 'alpha', '--mlflow', 'mlruns'])
    expect([exported.code, exported.stdout]).toEqual([0, 'mlruns: 6 results as runs of MLflow\n'])
    const importing = 'import mlflow mlruns --as old --rename score=points --rename lr=rate'.split(' ')
    const imported = await bocas(rig, importing)
    expect([imported.code, imported.stdout]).toMatchObject([
      0,
      expect.stringMatching(/^imported\/old\.jsonl: 6 results of MLflow/),
    ])
    const figures = rig.read('tasks/alpha/figures.ts')
    rig.edit('tasks/alpha/figures.ts', 'label })', 'label, mean, imported })')
    rig.edit(
      'tasks/alpha/figures.ts',
      'runs))\n})',
      "runs))\n  const old = imported('../../imported/old.jsonl').only((config: any) => config.rate === 0.1)\n  fact('old', mean(old, 'points' as any))\n}, { data: ['../../imported/old.jsonl'] })",
    )
    const said = (of: number): string =>
      `${of} of ${of} runs are imported from MLflow (mlruns), not executed here → in fact old`
    expect(successful(await rig.nx('run alpha:figures')).output).toContain(said(2))
    const trace = await bocas(rig, ['trace', 'alpha.old'])
    expect(trace.stdout).toContain('imported:old/lr=0.1+seed=1')
    expect(trace.stdout).toContain('imported from MLflow (mlruns), not executed in this workspace')
    expect((await bocas(rig, ['runs'])).stdout).toContain('imported/old.jsonl: 6 results imported from MLflow (mlruns)')
    expect((await bocas(rig, ['checklist'])).stdout).toContain(
      'Imported results, which were not executed with the code of this repository: MLflow, mlruns (2).',
    )
    // The cache of the figures knows the file: with the same one it answers, with another it does not.
    expect(successful(await rig.nx('run alpha:figures')).output).toContain('> nx run alpha:figures  [local cache]')
    const experiment = `mlruns/${rig.list('mlruns')[0]}`
    const id = rig
      .list(experiment)
      .find((one) => one.length === 32 && rig.read(`${experiment}/${one}/params/lr`) === '0.1')
    rig.remove(`${experiment}/${id}`)
    expect((await bocas(rig, importing)).code).toBe(0)
    expect(successful(await rig.nx('run alpha:figures')).output).toContain(said(1))
    rig.write({ 'tasks/alpha/figures.ts': figures })
  })

  it('has a page about its runs, also of one that is missing, the same bytes each time, and trains nothing for it', async () => {
    rig.executions()
    const first = successful(await rig.nx('run alpha:report'))
    expect(first.output).toMatch(/paper\/reports\/alpha\.html: 6 runs, [\d.]+ kB; open it in a browser/)
    rig.edit('tasks/alpha/sweep.ts', '0.3', '0.3, 0.4')
    const before = rig.read('paper/reports/alpha.html')
    expect(before).toContain('lr=0.3+seed=1')
    successful(await rig.nx('run alpha:report --skip-nx-cache'))
    const page = rig.read('paper/reports/alpha.html')
    expect(page).toContain('lr=0.4+seed=1')
    expect(page).toContain('missing')
    rig.edit('tasks/alpha/sweep.ts', ', 0.4', '')
    successful(await rig.nx('run alpha:report --skip-nx-cache'))
    expect(rig.read('paper/reports/alpha.html')).toBe(before)
    expect(rig.executions()).toEqual([])
  })

  it('is well, or is told what is not', async () => {
    const well = await bocas(rig, ['doctor'])
    expect(well.stdout).toContain('✔ the task alpha: 6 runs')
    expect(well.stdout).toContain('✔ nx.json has the plugin @bocas/nx')
    expect([well.code, well.stdout.includes('✖')]).toEqual([0, false])
    rig.write({ 'tasks/beta/sweeps.ts': sweepTs('{ lr: 1 }'), 'paper/thesis.typ': 'x' })
    rig.edit('nx.json', 'typecheck', 'typcheck')
    const ill = await bocas(rig, ['doctor'])
    expect(ill.code).toBe(1)
    expect(ill.stdout).toContain('✖ tasks/beta has sweeps.ts and no sweep.ts, so it is no task')
    expect(ill.stdout).toContain('→ rename it: mv tasks/beta/sweeps.ts tasks/beta/sweep.ts')
    expect(ill.stdout).toContain('✖ paper/ has no main text, so there is no paper: paper/thesis.typ is not read')
    expect(ill.stdout).toContain('✖ nx.json: @bocas/nx has no option `typcheck`')
    const { findings } = JSON.parse((await bocas(rig, ['doctor', '--json'])).stdout) as {
      findings: { state: string }[]
    }
    expect(findings.filter(({ state }) => state === 'wrong')).toHaveLength(3)
  })
})
