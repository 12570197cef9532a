import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { bocas, startBocas } from './rig/bocas'
import { linkInstalled } from './rig/install'
import type { NxCall } from './rig/nx'
import { SEES_PROCESSES } from './rig/processes'
import { successful } from './rig/reports'
import { Rig } from './rig/rig'
import { runTs, sweepTs } from './rig/sources'

jest.setTimeout(600_000)

const ALL = [0, 1, 2, 3, 4, 5]
const names = (...of: number[]): string[] => of.map((i) => `alpha i=${i}`)
const SHARED = 'shared'

let rig: Rig
beforeEach(() => {
  rig = Rig.create(
    {
      'tasks/alpha/sweep.ts': sweepTs(`{ i: sweep(${JSON.stringify(ALL)}) }`),
      'tasks/alpha/run.ts': runTs({
        // A run that goes on saving makes its folder anew when nobody keeps it from that.
        body: 'if (config.i > 1) for (let left = 1; existsSync(process.env.GATE!); left--) { await ctx.checkpoint.save({ left }); await sleep(20) }',
        returns: '{ score: config.i }',
      }),
    },
    { isolated: true },
  )
})
afterEach(() => rig.dispose())

/** Two runs are done, two are at work, two have not begun. */
async function middleOfACall(env: Record<string, string> = {}): Promise<NxCall> {
  rig.closeGate()
  const call = rig.start('run-many -t experiment --parallel=2', env)
  await rig.until('two runs are done and two at work', () => rig.events('start').length === 4)
  await rig.until('two have been told to nx', () => (call.output().match(/✔ {2}nx run alpha/g) ?? []).length === 2)
  return call
}

/** Runs at work put files between those that are removed: then it is asked again, as a person would. */
function remove(folder: string): void {
  for (let left = 1000; existsSync(folder); left--) {
    try {
      rmSync(folder, { recursive: true })
    } catch (error) {
      if (left === 0) throw error
    }
  }
}

/** Files below a folder, links not followed. */
const filesIn = (folder: string): string[] =>
  existsSync(folder) ? readdirSync(folder, { recursive: true }).map(String).sort() : ['(gone)']

interface Expected {
  readonly head: string
  readonly lines: readonly string[]
  /** What is executed by the call after that. */
  readonly again: readonly number[]
}

interface Case extends Expected {
  readonly env?: (rig: Rig) => Record<string, string>
  readonly happens: (rig: Rig) => void
  /** Folders that nobody may make again. */
  readonly gone: (rig: Rig) => readonly string[]
  /** Brings the workspace back to where the next call can be made. */
  readonly mend?: (rig: Rig) => void
}

const head = (what: string): string =>
  `✖ ${what} in the middle of this call: 4 runs were interrupted, and nothing more is written`
const NEXT = '→ call nx again: it executes what has no result'
const CLEAN =
  '→ `git clean -x` removes whatever git ignores: with BOCAS_STORE=<a folder outside of the workspace> it does not reach results'
const shared = ({ places }: Rig): Record<string, string> => ({ BOCAS_STORE: join(places.base, SHARED) })

function clean({ root }: Rig): void {
  for (let left = 1000; existsSync(join(root, '.bocas')); left--) {
    const { stderr } = spawnSync('git', ['clean', '-fdxq'], { cwd: root, encoding: 'utf8' })
    if (left === 0) throw new Error(stderr)
  }
}

const moveWorkspace = ({ root }: Rig): void => renameSync(root, `${root}-moved`)
const moveBack = ({ root }: Rig): void => renameSync(`${root}-moved`, root)

const CASES: Readonly<Record<string, (rig: Rig) => Case>> = {
  'git clean -fdx': () => ({
    happens: clean,
    gone: () => [rig.path('.bocas'), rig.path('paper')],
    mend: ({ root }) => linkInstalled(root),
    head: head('.bocas was removed'),
    lines: [
      'lost   2 finished results of this call, with whatever else was there',
      '→ npm ci, and then call nx again: it executes what has no result',
      CLEAN,
    ],
    again: ALL,
  }),
  'git clean -fdx, with the store elsewhere': (rig) => ({
    env: shared,
    happens: clean,
    gone: () => [rig.path('.bocas'), rig.path('paper')],
    mend: ({ root }) => linkInstalled(root),
    head: head('.bocas was removed'),
    lines: [
      `safe   2 finished results of this call, in ${join(rig.places.base, SHARED)}/store`,
      '→ npm ci, and then call nx again: it executes what has no result',
    ],
    again: [2, 3, 4, 5],
  }),
  'rm -rf .bocas': (rig) => ({
    happens: () => remove(rig.path('.bocas')),
    gone: () => [rig.path('.bocas')],
    head: head('.bocas was removed'),
    lines: ['safe   2 finished results of this call, of which paper/artifacts has copies', NEXT, CLEAN],
    again: [2, 3, 4, 5],
  }),
  'a store elsewhere that is removed': (rig) => ({
    env: shared,
    happens: () => remove(join(rig.places.base, SHARED)),
    gone: () => [join(rig.places.base, SHARED)],
    head: head(`${join(rig.places.base, SHARED)}/store was removed`),
    lines: ['safe   2 finished results of this call, of which paper/artifacts has copies', NEXT],
    again: [2, 3, 4, 5],
  }),
  'a workspace that is moved': (rig) => ({
    happens: moveWorkspace,
    gone: () => [rig.root],
    mend: moveBack,
    head: head(`the workspace ${rig.root} was moved to ${rig.root}-moved`),
    lines: [
      `safe   2 finished results of this call, in ${rig.root}-moved/.bocas/store`,
      `→ cd ${rig.root}-moved and call nx again: what is finished is kept, and runs go on from their checkpoints`,
    ],
    again: [2, 3, 4, 5],
  }),
  'a workspace that is moved, with another one in its place': (rig) => ({
    happens: () => (moveWorkspace(rig), mkdirSync(rig.path('.bocas/work'), { recursive: true })),
    gone: () => [rig.path('.bocas/store'), rig.path('paper')],
    mend: () => (rmSync(rig.root, { recursive: true }), moveBack(rig)),
    head: head(`the workspace ${rig.root} was moved to ${rig.root}-moved`),
    lines: [
      `safe   2 finished results of this call, in ${rig.root}-moved/.bocas/store`,
      `→ cd ${rig.root}-moved and call nx again: what is finished is kept, and runs go on from their checkpoints`,
    ],
    again: [2, 3, 4, 5],
  }),
  'a workspace that is deleted': (rig) => ({
    happens: () => remove(rig.root),
    gone: () => [rig.root],
    head: head(`the workspace ${rig.root} was removed`),
    lines: [
      'lost   2 finished results of this call, with whatever else was there',
      '→ bring the workspace back (a clone, a backup, or where it was moved to), and call nx again there',
    ],
    again: [],
  }),
}

const onLinux = SEES_PROCESSES ? describe : describe.skip

onLinux('in the middle of a sweep,', () => {
  it.each(Object.keys(CASES))('%s ends the call with one message, and nothing is made again', async (name) => {
    const { env = () => ({}), happens, gone, mend, head, lines, again } = CASES[name]!(rig)
    const call = await middleOfACall(env(rig))
    happens(rig)
    const before = gone(rig).map(filesIn)
    const { code, output } = await call.ended
    if (process.env.SHOW) console.log(name + output)
    expect(code).not.toBe(0)
    expect(output.split(head)).toHaveLength(2)
    expect(
      output
        .slice(output.indexOf(head))
        .split('\n')
        .slice(1, 1 + lines.length),
    ).toEqual(lines.map((line) => `  ${line}`))
    expect(output).toContain('alpha: 6 runs · 2 trained · 4 interrupted')
    expect(output).not.toMatch(/✖ alpha\/|ENOENT|Cannot find module|failed {3}/)
    await rig.until('all runs have ended', () => rig.processes().length === 0)
    expect(gone(rig).map(filesIn)).toEqual(before)
    rig.openGate()
    if (again.length === 0) return
    mend?.(rig)
    rig.executions()
    successful(await rig.nx('run-many -t experiment', env(rig)))
    expect(rig.executions()).toEqual(names(...again))
  })

  it.each<[string, (rig: Rig) => NxCall]>([
    ['nx run alpha:try', () => rig.start('run alpha:try i=7')],
    ['bocas verify --rerun', () => startBocas(rig, ['verify', '--rerun', 'all'])],
  ])('a workspace that is moved ends %s with one message, and nothing is made again', async (_, start) => {
    rig.write({ 'tasks/alpha/run.ts': runTs({ body: 'await gate()', returns: '{ score: config.i }' }) })
    successful(await rig.nx('run-many -t experiment'))
    rig.executions()
    rig.closeGate()
    const call = start(rig)
    await rig.until('it is at work', () => rig.executions().length === 1)
    moveWorkspace(rig)
    const { code, output } = await call.ended
    expect(code).not.toBe(0)
    expect(output.split('in the middle of this call: 1 run was interrupted')).toHaveLength(2)
    expect(output).toContain(`✖ the workspace ${rig.root} was moved to ${rig.root}-moved`)
    await rig.until('all runs have ended', () => rig.processes().length === 0)
    expect(existsSync(rig.root)).toBe(false)
    moveBack(rig)
  })

  it('what keeps its folders ends no call: bocas gc and verify, and nx reset, which takes from Nx alone', async () => {
    const call = await middleOfACall()
    expect((await bocas(rig, ['gc', '--yes'])).code).toBe(0)
    expect((await bocas(rig, ['verify'])).code).toBe(0)
    successful(await rig.nx('reset'))
    rig.openGate()
    const { output } = await call.ended
    expect(output).toContain('alpha: 6 runs · 6 trained')
    expect(output).not.toContain('in the middle of this call')
    expect(rig.executions()).toEqual(names(...ALL))
    successful(await rig.nx('run-many -t experiment'))
    expect(rig.executions()).toEqual([])
  })
})
