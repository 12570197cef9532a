import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { bocas, plan, reasons, startBocas } from './rig/bocas'
import { git } from './rig/git'
import type { FakePackage } from './rig/install'
import { successful } from './rig/reports'
import { Rig } from './rig/rig'
import { runTs, sweepTs } from './rig/sources'
import { flipByte, shownKeys } from './rig/store'

jest.setTimeout(900_000)

const fake = (version: string): FakePackage => ({
  name: 'fake-optim',
  version,
  code: `exports.rate = ${version.replaceAll('.', '')}`,
})
const LEVEL = { LEVEL: 'a' }

/** One workspace whose runs are all kept. Edits are made and taken back: each test begins as the one before. */
describe('bocas, beside a workspace whose runs are done', () => {
  let rig: Rig
  const sweep = "{ lr: sweep([0.1, 0.2]), epochs: 2 }, { data: ['points.csv'], env: ['LEVEL'] }"
  const files = {
    'library/scale.ts': 'export const scale = (x: number): number => x * 1\n',
    'tasks/alpha/points.csv': 'x\n1\n',
    'tasks/alpha/sweep.ts': sweepTs(...(sweep.split(/(?<=\}), /) as [string, string])),
    'tasks/alpha/run.ts': runTs({
      imports: "import { rate } from 'fake-optim'\nimport { scale } from '../../library/scale'",
      body: "console.log('learning at ' + config.lr)\n  if (config.lr > 0.5) throw new Error('the loss is not a number')",
      returns: '{ score: scale(config.lr), rate: rate as number, rows: table([{ lr: config.lr }]) }',
    }),
    'tasks/beta/sweep.ts': sweepTs('{ lr: 1 }'),
    'tasks/beta/run.ts': runTs(),
    'fake-optim.d.ts': "declare module 'fake-optim' { export const rate: number }\n",
    // Results are committed here, as for a paper that anyone can rebuild.
    '.gitignore': 'node_modules/\n.nx/\n.bocas/\n',
  }
  const restored = async (edit: () => void, look: () => Promise<void>): Promise<void> => {
    edit()
    try {
      await look()
    } finally {
      rig.write(files)
      rig.install(fake('1.0.0'))
    }
    expect(rig.executions()).toEqual([])
  }
  const stale = (text: string) => ({ 'alpha/lr=0.1': text, 'alpha/lr=0.2': text })

  beforeAll(async () => {
    rig = Rig.create(files, { packages: [fake('1.0.0')] })
    successful(await rig.nx('run-many -t experiment', LEVEL))
    expect(rig.executions()).toHaveLength(3)
    rig.commit()
    git(rig.root, 'tag', 'v1')
  })
  afterAll(() => rig.dispose())

  it('plans nothing', async () => {
    const { train, counts, seconds } = await plan(rig, LEVEL)
    expect({ train, counts, seconds }).toEqual({
      train: 0,
      counts: { kept: 3, running: 0, submitted: 0, failed: 0, interrupted: 0, stale: 0, missing: 0 },
      seconds: null,
    })
    const { code, output } = await bocas(rig, ['plan', 'beta'])
    expect({ code, output }).toEqual({ code: 0, output: 'beta: 1 run · 1 kept\n\nnothing is to be executed\n' })
    expect((await bocas(rig, ['--version'])).output).toMatch(/^\d+\.\d+\.\d+\S*\n$/)
  })

  it('says which file makes a run stale', () =>
    restored(
      () => rig.edit('library/scale.ts', 'x * 1', 'x * 2'),
      async () => {
        const planned = await plan(rig, LEVEL)
        expect(reasons(planned)).toEqual(stale('library/scale.ts changed'))
        expect(planned.train).toBe(2)
        expect(planned.seconds).toBeGreaterThan(0)
        const { output } = await bocas(rig, ['plan'], LEVEL)
        expect(output).toContain('alpha: 2 runs · 2 stale\n  stale: lr=0.1, lr=0.2\n    library/scale.ts changed\n')
        expect(output).toMatch(
          /nx run-many -t experiment would execute 2 runs, \d+ at a time\n {2}time {2}about .* s, going by 3 earlier runs\n {2}disk {2}about .* more; .* free\n/,
        )
      },
    ))

  it('says which key makes it stale', () =>
    restored(
      () => rig.edit('tasks/alpha/sweep.ts', 'epochs: 2', 'epochs: 3'),
      async () => expect(reasons(await plan(rig, LEVEL))).toEqual(stale('epochs 2 → 3')),
    ))

  it('says which package makes it stale, and nothing of the file that imports it', () =>
    restored(
      () => rig.install(fake('1.1.0')),
      async () => expect(reasons(await plan(rig, LEVEL))).toEqual(stale('fake-optim 1.0.0 → 1.1.0')),
    ))

  it('says which data and which variable make it stale', () =>
    restored(
      () => rig.append('tasks/alpha/points.csv', '2\n'),
      async () =>
        expect(reasons(await plan(rig, { LEVEL: 'b' }))).toEqual(stale('data points.csv changed, LEVEL "a" → "b"')),
    ))

  it('tells a run that was never done from a stale one', () =>
    restored(
      () => rig.edit('tasks/alpha/sweep.ts', '[0.1, 0.2]', '[0.1, 0.2, 0.3]'),
      async () => {
        const { counts, tasks } = await plan(rig, LEVEL)
        expect(counts).toMatchObject({ kept: 3, missing: 1, stale: 0 })
        expect(tasks[0]!.runs[2]).toMatchObject({
          name: 'lr=0.3',
          state: 'missing',
          nearest: { changes: [{ text: expect.stringMatching(/^lr 0\.[12] → 0\.3$/) as string }] },
        })
      },
    ))

  it('plans nothing for a comment, and fails for a sweep that does not load', async () => {
    await restored(
      () => rig.append('library/scale.ts', '// a comment\n'),
      async () => expect((await plan(rig, LEVEL)).train).toBe(0),
    )
    await restored(
      () => rig.edit('tasks/beta/sweep.ts', 'lr: 1', 'lr: sweep([])'),
      async () => {
        const { code, output } = await bocas(rig, ['plan'], LEVEL)
        expect(code).toBe(1)
        expect(output).toContain('1 problem in tasks/beta/sweep.ts')
        expect(output).toContain('alpha: 2 runs · 2 kept')
      },
    )
  })

  it('lists what is kept and who reaches it', async () => {
    const { code, stdout } = await bocas(rig, ['runs', '--json'], LEVEL)
    const { runs } = JSON.parse(stdout) as { runs: { task: string; name: string; reachedBy: string[] }[] }
    const reached = Object.fromEntries(runs.map(({ task, name, reachedBy }) => [`${task}/${name}`, reachedBy]))
    expect({ code, reached }).toEqual({
      code: 0,
      reached: {
        'alpha/lr=0.1': ['alpha main', 'paper'],
        'alpha/lr=0.2': ['alpha main', 'paper'],
        'beta/run': ['beta main', 'paper'],
      },
    })
  })

  it('shows the log of a kept run, and knows a misspelt one', async () => {
    expect(await bocas(rig, ['logs', 'lr=0.1'], LEVEL)).toMatchObject({
      code: 0,
      stdout: 'learning at 0.1\n',
      stderr: expect.stringMatching(/^alpha\/lr=0\.1, kept → /) as string,
    })
    expect(await bocas(rig, ['logs', 'alpha/lr=0.12'], LEVEL)).toMatchObject({
      code: 2,
      output: expect.stringContaining('did you mean `alpha/lr=0.1`?') as string,
    })
  })

  it('accepts a declared edit: nothing is executed, and the result says so', async () => {
    rig.edit('library/scale.ts', 'x * 1', '1 * x')
    const because = 'the factors have changed places'
    const { code, output } = await bocas(rig, ['accept', 'alpha', '--because', because], LEVEL)
    expect({ code, output }).toEqual({
      code: 0,
      output: `accepted although library/scale.ts changed: alpha/lr=0.1, alpha/lr=0.2\n2 results carried over, because: ${because}\n`,
    })
    successful(await rig.nx('run-many -t experiment', LEVEL))
    expect(rig.executions()).toEqual([])
    for (const key of Object.values(shownKeys(rig, 'alpha'))) {
      expect(JSON.parse(rig.read(`.bocas/accepted/${key}.json`))).toMatchObject({
        key,
        because,
        changes: ['library/scale.ts changed'],
      })
      expect(JSON.parse(rig.read(`.bocas/store/${key}/execution.json`))).toMatchObject({ accepted: [{ because }] })
    }
    expect((await bocas(rig, ['runs'], LEVEL)).output).toContain(`accepted: ${because}`)
    expect((await bocas(rig, ['accept', 'alpha/lr=0.1', '--because', because], LEVEL)).output).toContain(
      'its result is kept under its current key',
    )
  })

  it('carries no result over to another value', async () => {
    rig.edit('tasks/alpha/sweep.ts', 'epochs: 2', 'epochs: 3')
    const { code, output } = await bocas(rig, ['accept', 'alpha/lr=0.1', '--because', 'why not'], LEVEL)
    expect({ code, output }).toMatchObject({
      code: 1,
      output: expect.stringContaining(
        'the stored result that is nearest to it, of lr=0.1, is of another experiment: epochs 2 → 3',
      ) as string,
    })
    rig.edit('tasks/alpha/sweep.ts', 'epochs: 3', 'epochs: 2')
  })

  it('removes what nobody reaches, after it has shown it', async () => {
    // All results were committed with their old keys; without them only the tag records those.
    rig.remove('paper/artifacts')
    rig.commit()
    const before = rig.list('.bocas/store')
    expect(before).toHaveLength(5)
    const kept = await bocas(rig, ['gc', '--keep', 'v1', '--yes'], LEVEL)
    expect(kept).toMatchObject({
      code: 0,
      output: expect.stringMatching(/^nothing to remove; 5 results kept, /) as string,
    })
    const shown = await bocas(rig, ['gc'], LEVEL)
    expect(shown).toMatchObject({
      code: 0,
      output: expect.stringContaining('nothing is removed yet: bocas gc --yes removes these') as string,
    })
    expect(shown.output).toContain('alpha/lr=0.1')
    expect(rig.list('.bocas/store')).toEqual(before)
    await restored(
      () => rig.edit('tasks/beta/sweep.ts', 'lr: 1', 'lr: sweep([])'),
      async () => {
        expect(await bocas(rig, ['gc', '--yes'], LEVEL)).toMatchObject({
          code: 1,
          output: expect.stringContaining('nothing is removed while a sweep does not load') as string,
        })
      },
    )
    rig.edit('library/scale.ts', 'x * 1', '1 * x')
    expect(await bocas(rig, ['gc', '--keep', 'main', '--yes'], LEVEL)).toMatchObject({
      code: 1,
      output: expect.stringContaining("'main' records no results") as string,
    })
    expect(await bocas(rig, ['gc', '--keep', 'v3', '--yes'], LEVEL)).toMatchObject({
      code: 2,
      output: expect.stringContaining("git knows no 'v3'") as string,
    })
    expect(rig.list('.bocas/store')).toEqual(before)
    expect(await bocas(rig, ['gc', '--yes'], LEVEL)).toMatchObject({
      code: 0,
      output: expect.stringContaining('removed: 2 of 2') as string,
    })
    expect(rig.list('.bocas/store')).toHaveLength(3)
    successful(await rig.nx('run-many -t experiment --skip-nx-cache', LEVEL))
    expect(rig.executions()).toEqual([])
  })

  it('verifies every byte', async () => {
    expect(await bocas(rig, ['verify'])).toMatchObject({
      code: 0,
      output: expect.stringMatching(/^3 results, .*, and 3 views: all as they were written\n$/) as string,
    })
    const key = shownKeys(rig, 'alpha')['lr=0.1']!
    flipByte(rig.path('.bocas/store', key, 'rows.csv'))
    const { code, output } = await bocas(rig, ['verify'])
    expect(code).toBe(1)
    expect(output).toContain(
      `✖ alpha/lr=0.1: rows.csv was changed after it was written: its digest does not fit → at .bocas/store/${key}\n`,
    )
    expect(output).toContain('3 results')
    expect(output).toContain('1 not as they were written')
    expect((await bocas(rig, ['plan'], LEVEL)).output).toContain(
      'the copy in the store is damaged, its view is used: rows.csv was changed',
    )
  })

  it('shows a failure in the plan, the status and the logs', async () => {
    rig.edit('tasks/alpha/sweep.ts', '[0.1, 0.2]', '[0.1, 0.2, 0.9]')
    expect((await rig.nx('run-many -t experiment', LEVEL)).code).not.toBe(0)
    expect(rig.executions()).toEqual(['alpha epochs=2 lr=0.9'])
    const { counts, tasks } = await plan(rig, LEVEL)
    expect(counts).toMatchObject({ kept: 3, failed: 1 })
    expect(tasks[0]!.runs[2]).toMatchObject({ state: 'failed', failure: 'the loss is not a number' })
    expect((await bocas(rig, ['status'], LEVEL)).output).toBe(
      'no run is being executed\n1 run failed at the last try:\n  ✖ alpha/lr=0.9: the loss is not a number\n',
    )
    expect((await bocas(rig, ['status'])).output).toBe(
      'no run is being executed\n1 run failed before an edit, or with other variables: npx bocas logs alpha/lr=0.9\n',
    )
    expect(await bocas(rig, ['logs', 'alpha/lr=0.9'], LEVEL)).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('learning at 0.9\n') as string,
      stderr: expect.stringContaining('alpha/lr=0.9, failed → ') as string,
    })
    const sweep = rig.read('tasks/alpha/sweep.ts')
    rig.write({ 'tasks/alpha/sweep.ts': `${sweep}\nthrow new Error('half written')` })
    expect((await bocas(rig, ['status'])).output).toContain('1 run failed at the last try:\n')
    rig.write({ 'tasks/alpha/sweep.ts': sweep.replace('0.2, 0.9]', '0.2]') })
    expect((await bocas(rig, ['status'])).output).toBe('no run is being executed\n')
  })
})

describe('bocas, from another terminal', () => {
  let rig: Rig
  beforeAll(() => {
    rig = Rig.create({
      'tasks/alpha/sweep.ts': sweepTs('{ lr: sweep([0.1, 0.2]) }'),
      'tasks/alpha/run.ts': runTs({
        body: `for (let step = 1; step <= 4; step++) {
    console.log('epoch ' + step)
    ctx.progress(step, 10, { loss: 1 / step })
  }
  await gate()
  console.log('through the gate')
  ctx.progress(10, 10, { loss: 0.1 })`,
      }),
    })
  })
  afterAll(() => rig.dispose())

  it('shows running runs with their metrics, follows a log to its end, and writes for TensorBoard', async () => {
    rig.closeGate()
    const env = { BOCAS_PARALLEL: '1', BOCAS_TENSORBOARD: 'board' }
    const call = rig.start('run-many -t experiment', env)
    const progress = () =>
      rig
        .list('.bocas/work')
        .flatMap((id) =>
          existsSync(rig.path('.bocas/work', id, 'progress.jsonl'))
            ? [rig.read(`.bocas/work/${id}/progress.jsonl`)]
            : [],
        )
    await rig.until('a run has reported four steps', () => progress().some((text) => text.split('\n').length > 4))
    const status = await bocas(rig, ['status', '--tensorboard', 'other-board'])
    expect(status.code).toBe(0)
    expect(status.output).toMatch(
      /^alpha\/lr=0\.1 · step 4 of 10 · .* s( · about .* left)?\n {2}loss {2}█▃▁▁ {2}0\.25\n$/,
    )
    const { counts } = await plan(rig)
    expect(counts).toMatchObject({ running: 1, missing: 1 })
    expect((await bocas(rig, ['logs', 'alpha/lr=0.2'])).output).toContain(
      'alpha/lr=0.2 has no log: it has not been executed',
    )
    const followed = startBocas(rig, ['logs', 'lr=0.1', '-f'])
    await rig.until('the log is shown', () => followed.output().includes('epoch 4\n'))
    expect(followed.output()).not.toContain('through the gate')
    rig.openGate()
    const { code, stdout, stderr } = await followed.ended
    expect({ code, stdout }).toEqual({ code: 0, stdout: 'epoch 1\nepoch 2\nepoch 3\nepoch 4\nthrough the gate\n' })
    expect(stderr).toContain('the run has ended')
    successful(await call.ended)
    const events = (board: string, run: string): Buffer => {
      const folder = rig.path(board, 'alpha', run)
      const [file, ...others] = readdirSync(folder)
      expect([file, others]).toEqual([expect.stringMatching(/^events\.out\.tfevents\.\d{10}\./), []])
      return readFileSync(join(folder, file!))
    }
    expect([
      stepsOf(events('board', 'lr=0.1')),
      stepsOf(events('board', 'lr=0.2')),
      stepsOf(events('other-board', 'lr=0.1')),
    ]).toEqual([
      [1, 2, 3, 4, 10],
      [1, 2, 3, 4, 10],
      [1, 2, 3, 4],
    ])
    expect((await bocas(rig, ['status'])).output).toBe('no run is being executed\n')
    expect(rig.list('.bocas/work')).toEqual([])
  })
})

/** Steps of an event file: after the first record each has the field `step` behind the nine bytes of its time. Small steps fit a byte. */
function stepsOf(file: Buffer): number[] {
  const steps: number[] = []
  for (let at = 0; at < file.length;) {
    const length = Number(file.readBigUInt64LE(at))
    if (at > 0) steps.push(file[at + 12 + 10]!)
    at += 12 + length + 4
  }
  return steps
}
