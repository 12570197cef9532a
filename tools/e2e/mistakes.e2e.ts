import { mkdirSync, readdirSync, readFileSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ErrorCode } from '../../packages/bocas/src/errors/codes'
import type { Said } from '../errors/page'
import { REPOSITORY } from './rig/places'
import { Rig, type Files } from './rig/rig'

jest.setTimeout(600_000)

const RECORD = join(REPOSITORY, 'tools', 'errors', 'said.json')
const read = (): Said => JSON.parse(readFileSync(RECORD, 'utf8')) as Said
const isWriting = process.env.BOCAS_WRITE_ERRORS === '1'

interface Mistake {
  readonly did: string
  readonly code: ErrorCode
  /** What `run` does. */
  readonly run: string
}

/** Mistakes that a run makes, each for one value of its config: all of them are made by one call. */
const RUNS: Readonly<Record<string, Mistake>> = {
  key: {
    did: 'a key of the config misspelt in run.ts',
    code: 'unknown-config-key',
    run: 'return { score: config.raet }',
  },
  list: {
    did: 'a list where sweep([…]) was meant',
    code: 'config-not-a-number',
    run: 'return { score: 2 * config.noise }',
  },
  nothing: { did: 'a forgotten return', code: 'no-result', run: 'return' },
  empty: { did: 'an empty result', code: 'no-result', run: 'return {}' },
  date: { did: 'a Date in the result', code: 'not-an-artifact', run: 'return { when: new Date(0) }' },
  array: { did: 'a list without series(…)', code: 'not-an-artifact', run: 'return { history: { loss: [1, 2] } }' },
  input: {
    did: 'ctx.input of data that is not declared',
    code: 'undeclared-read',
    run: "return { x: ctx.input('y.csv').length }",
  },
  read: {
    did: 'a file read that is not declared',
    code: 'undeclared-read',
    run: "return { x: readFileSync(join(import.meta.dirname, ['x', 'csv'].join('.'))).length }",
  },
  renamed: {
    did: 'a block renamed in one file only',
    code: 'undefined-value',
    run: 'return { x: new Map().get(1).name }',
  },
  slow: {
    did: 'a run over its time',
    code: 'timed-out',
    run: 'await new Promise((done) => setTimeout(done, 600_000))',
  },
  exit: { did: 'process.exit in a run', code: 'process-ended', run: 'process.exit(3)' },
}

const TASK: Files = {
  'tasks/mine/x.csv': '1\n',
  'tasks/mine/sweep.ts': `import { defineSweep, sweep } from 'bocas'

export default defineSweep(
  { mistake: sweep(${JSON.stringify(Object.keys(RUNS))}), noise: [0.1, 0.2], rate: 1 },
  { timeout: '15 s' },
)
`,
  'tasks/mine/run.ts': `import { readFileSync } from 'node:fs'
import { join } from 'node:path'

export async function run(config: any, ctx: any) {
  switch (config.mistake) {
${Object.entries(RUNS)
  .map(([name, { run }]) => `    case '${name}':\n      ${run}\n      break\n`)
  .join('')}  }
}
void [readFileSync, join]
`,
  'tasks/other/sweep.ts': "import { defineSweep } from 'bocas'\n\nexport default defineSweep({ lr: 0.1 })\n",
  'tasks/other/run.ts': 'export default async function run() {\n  return { score: 1 }\n}\n',
  'tasks/names/sweep.ts': "import { defineSweep } from 'bocas'\n\nexport default defineSweep({ lr: 0.1 })\n",
  'tasks/names/run.ts':
    "import { seres } from 'bocas'\n\nexport async function run() {\n  return { history: seres({ loss: [1] }) }\n}\n",
  'tasks/drawn/sweep.ts': "import { defineSweep } from 'bocas'\n\nexport default defineSweep({ lr: 0.1 })\n",
  'tasks/drawn/run.ts': 'export async function run() {\n  return { score: 1 }\n}\n',
  'tasks/drawn/figures.ts': `import { defineFigures } from '@bocas/figures'
import { pivt } from 'bocas'

export default defineFigures(({ runs }) => void pivt(runs, { rows: 'lr', values: 'score' }))
`,
}

function check({ did, code }: Pick<Mistake, 'did' | 'code'>, text: string): void {
  if (isWriting) writeFileSync(RECORD, `${JSON.stringify({ ...read(), [did]: { code, text } }, null, 2)}\n`)
  expect(text).toBe(read()[did]?.text)
  expect(text).toMatch(/^(?:\d+ problems? in .*\n)?✖ /)
  expect(text.trimEnd().split('\n').at(-1)).toMatch(new RegExp(`^ *more:? +npx bocas explain .*bocas/${code}\\b`))
}

describe('mistakes that only a run shows', () => {
  let rig: Rig
  let said: string
  beforeAll(async () => {
    rig = Rig.create(TASK)
    const { output, code } = await rig.nx('run-many -t experiment --parallel=2 --nxBail=false')
    expect(code).toBe(1)
    said = output.replaceAll(rig.root, '<workspace>')
  })
  afterAll(() => rig.dispose())

  const failureOf = (run: string, text: string): string => {
    const [block] = new RegExp(`^✖ ${run}: (?:failed|not started)\\n(?: {2}.*\\n)+`, 'm').exec(text) ?? []
    return (block ?? `nothing is said of ${run} in\n${text}`).trimEnd()
  }

  it.each(Object.entries(RUNS))('%s', (name, mistake) => check(mistake, failureOf(`mine/mistake=${name}`, said)))

  it('a default export', () =>
    check({ did: 'a default export of run', code: 'no-run-function' }, failureOf('other/run', said)))

  it('a name that bocas has not, which keeps its run from starting, and no run from it that only figures would miss', async () => {
    expect(said).toContain("does not provide an export named 'seres' (tasks/names/run.ts:1:10)\n")
    expect(said).not.toContain('✖ drawn')
    const { output, code } = await rig.nx('run drawn:figures')
    expect(code).toBe(1)
    expect(output).toContain("does not provide an export named 'pivt' (tasks/drawn/figures.ts:2:10)\n")
    expect(output).toContain('did you mean `pivot`?')
    expect(rig.list('paper/artifacts/drawn')).toEqual(['run'])
  })

  it('training where it is not allowed', async () => {
    const { output, code } = await rig.nx('run other:experiment', { BOCAS_TRAIN: 'never' })
    expect(code).toBe(1)
    check({ did: 'BOCAS_TRAIN=never where a run is missing', code: 'not-trained' }, failureOf('other/run', output))
  })

  it.each(['--paralel=1', '--lr=0.1'])('%s', async (flag) => {
    const { output, code } = await rig.nx(`run other/run:experiment ${flag}`)
    expect(code).toBe(1)
    const [block] = /✖ experiment takes no (?:.*\n)more: .*/.exec(output) ?? []
    check({ did: `nx run <run>:experiment ${flag}`, code: 'unknown-flag' }, block ?? output)
  })

  it('try --noise=0.5', async () => {
    const { output, code } = await rig.nx('run other:try --noise=0.5')
    expect([code, output]).toEqual([1, expect.stringContaining('write it without dashes: noise=0.5')])
  })

  it('the paper without the package that builds it', async () => {
    rig.remove('tasks')
    rig.write({ 'paper/main.typ': 'Text.\n' })
    // The folder is a link to the release, which other suites use as well.
    const scope = realpathSync(rig.path('node_modules/@bocas'))
    rig.remove('node_modules/@bocas')
    mkdirSync(rig.path('node_modules/@bocas'))
    for (const name of readdirSync(scope).filter((one) => one !== 'paper'))
      symlinkSync(join(scope, name), rig.path('node_modules/@bocas', name))
    const { output, code } = await rig.nx('run paper:build')
    expect(code).toBe(1)
    const [block] = /the package that builds papers.*\nmore: .*/.exec(output) ?? []
    check({ did: 'no @bocas/paper', code: 'missing-paper-package' }, `✖ ${block ?? output}`)
  })
})
