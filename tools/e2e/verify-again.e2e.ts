import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { bocas } from './rig/bocas'
import { successful } from './rig/reports'
import { Rig } from './rig/rig'
import { runTs, sweepTs } from './rig/sources'

jest.setTimeout(900_000)

describe('kept runs, executed again', () => {
  let rig: Rig
  /** What must stay as it is: names, sizes, times and bytes. */
  const state = (): string[] =>
    ['.bocas/store', '.bocas/failed', '.bocas/checkpoints', '.bocas/tries', 'paper']
      .flatMap((folder) => {
        try {
          return readdirSync(rig.path(folder), { recursive: true, withFileTypes: true })
        } catch {
          return []
        }
      })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((file) => `${file} ${statSync(file).mtimeMs} ${readFileSync(file, 'base64')}`)
      .sort()

  beforeAll(async () => {
    rig = Rig.create({
      'tasks/alpha/sweep.ts': sweepTs('{ lr: sweep([0.1, 0.2]), seed: seeds(3) }'),
      'tasks/alpha/run.ts': runTs({ returns: '{ score: config.lr + ctx.seed, rows: table([{ lr: config.lr }]) }' }),
      // It says when it was executed: no two executions agree.
      'tasks/clock/sweep.ts': sweepTs('{ lr: sweep([1, 2]) }'),
      'tasks/clock/run.ts': runTs({ returns: '{ score: config.lr, made: Date.now() }' }),
    })
    successful(await rig.nx('run-many -t experiment'))
    expect(rig.executions()).toHaveLength(8)
  })
  afterAll(() => rig.dispose())

  it('give the same bytes, and nothing that is kept is touched', async () => {
    const before = state()
    const { code, stdout } = await bocas(rig, ['verify', '--rerun', '4', 'alpha'])
    expect(rig.executions()).toHaveLength(4)
    expect(stdout).toMatch(
      /^executing 4 of 6 kept runs again, chosen by --seed 1\n(\d of 4 {2}✔ alpha\/lr=0\.\d\+seed=\d: the same bytes, .* s \(was .* s\)\n){4}4 runs gave the same bytes\n$/,
    )
    expect(code).toBe(0)
    expect(state()).toEqual(before)
    expect(rig.list('.bocas/work')).toEqual([])
  })

  it('are the same ones for a seed, and others for another', async () => {
    const chosen = async (seed: string): Promise<string[]> => {
      await bocas(rig, ['verify', '--rerun', '2', 'alpha', '--seed', seed])
      return rig.executions()
    }
    const first = await chosen('7')
    expect(await chosen('7')).toEqual(first)
    expect([await chosen('8'), await chosen('9'), await chosen('10')]).not.toEqual([first, first, first])
  })

  it('fail for a run that comes to something else, with what and by how much', async () => {
    const { code, stdout } = await bocas(rig, ['verify', '--rerun', 'all', 'clock/lr=1', '--json'])
    const { runs, same } = JSON.parse(stdout) as {
      same: number
      runs: { run: string; result: { outcome: string; differences: { what: string; by: number }[] } }[]
    }
    expect({ code, same, runs: runs.map(({ run }) => run) }).toEqual({ code: 1, same: 0, runs: ['clock/lr=1'] })
    expect(runs[0]!.result).toMatchObject({ outcome: 'differs', differences: [{ what: 'made' }] })
    expect(runs[0]!.result.differences[0]!.by).toBeGreaterThan(0)
    const { stdout: shown } = await bocas(rig, ['verify', '--rerun', 'all', 'clock/lr=1'])
    expect(shown).toMatch(
      /1 of 1 {2}✖ clock\/lr=1: differs, .*\n {4}made: \d+ → \d+, by \d+\n0 runs gave the same bytes, 1 differ\n/,
    )
    rig.executions()
  })

  it('are found out when a result was changed and sealed again, which no seal shows', async () => {
    const [entry] = rig
      .list('.bocas/store')
      .filter((key) => rig.read(`.bocas/store/${key}/ingredients.json`).includes('"task":"clock"') === false)
    const forged = rig.read(`.bocas/store/${entry}/result.json`)
    const { config } = JSON.parse(forged) as { config: { lr: number; seed: number } }
    rig.write({ 'forge.cjs': FORGE })
    const { execFileSync } = await import('node:child_process')
    execFileSync(process.execPath, [rig.path('forge.cjs'), rig.path('.bocas/store', entry!)], { cwd: rig.root })
    const run = `alpha/lr=${config.lr}+seed=${config.seed}`
    expect((await bocas(rig, ['verify'])).stdout).toContain('all as they were written')
    const { code, stdout } = await bocas(rig, ['verify', '--rerun', 'all', run])
    expect({ code, said: stdout.includes('score: 99 → ') }).toEqual({ code: 1, said: true })
    rig.write({ [`.bocas/store/${entry}/result.json`]: forged })
    rig.executions()
  })

  it('are none of runs whose code has changed, and a carried result is told', async () => {
    rig.edit('tasks/clock/run.ts', 'Date.now()', 'Date.now() + 1')
    const { code, stdout } = await bocas(rig, ['verify', '--rerun', '100'])
    expect(code).toBe(0)
    expect(stdout).toContain('executing 6 of 6 kept runs again\n')
    expect(stdout).toContain(
      'not executed: clock/lr=1, clock/lr=2: no result is kept of its code and config as they are now',
    )
    expect(stdout).toContain('2 kept results are of code or configs that are not at hand any more')
    const none = await bocas(rig, ['verify', '--rerun', '1', 'clock'])
    expect({ code: none.code, has: none.output.includes('no run can be executed again') }).toEqual({
      code: 1,
      has: true,
    })
    rig.edit('tasks/alpha/run.ts', 'config.lr + ctx.seed', 'config.lr + ctx.seed + 1')
    await bocas(rig, ['accept', 'alpha', '--because', 'one more is none'])
    const carried = await bocas(rig, ['verify', '--rerun', '1', 'alpha'])
    expect(carried.code).toBe(1)
    expect(carried.stdout).toMatch(/differs, .*; it was carried over: one more is none\n {4}score: .*, by 1\n/)
    rig.executions()
  })

  it('fail as runs fail, and are no failure of the task', async () => {
    rig.write({ 'tasks/gamma/sweep.ts': sweepTs('{ lr: 1 }') })
    rig.write({ 'tasks/gamma/run.ts': runTs({ body: "if (process.env.BREAK) throw new Error('it broke')" }) })
    successful(await rig.nx('run gamma:experiment'))
    const { code, stdout } = await bocas(rig, ['verify', '--rerun', 'all', 'gamma'], { BREAK: '1' })
    expect({
      code,
      said: stdout.includes('✖ gamma/run: failed') && stdout.includes('it broke → at tasks/gamma/run.ts:'),
    }).toEqual({
      code: 1,
      said: true,
    })
    expect(rig.list('.bocas/failed/gamma')).toEqual([])
  })

  it.each([
    [['--rerun', '0'], "--rerun is '0'"],
    [['--rerun', 'some'], "--rerun is 'some'"],
    [['--rerun', '1', '--seed', 'x'], "--seed is 'x'"],
    [['--rerun', '1', 'alhpa'], "there is no run 'alhpa'"],
    [['alpha'], 'bocas verify checks all that is kept\n  bocas verify --rerun all alpha'],
  ])('are asked for in the right words: %j', async (words, said) => {
    const { code, output } = await bocas(rig, ['verify', ...words])
    expect({ code, said: output.includes(said) }).toEqual({ code: 2, said: true })
  })
})

/** Changes a number of a result and writes its seal anew, as anybody can. */
const FORGE = `const core = require('bocas/internal')
const folder = process.argv[2]
core.verifyResult(folder).then((result) => {
  result.artifacts.score.data = 99
  return core.writeResultFile(folder, result)
})
`
