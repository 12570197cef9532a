import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { EXIT } from './command'
import { COMMAND_NAMES, commandNamed } from './commands'
import { findRuns } from './find-runs'
import { execute } from './main'
import type { TaskPlan } from '../plan/task-plan'

let root: string
beforeEach(() => {
  root = mkdtempSync(join(realpathSync(tmpdir()), 'bocas-cli-'))
  writeFileSync(join(root, 'nx.json'), '{}')
})
afterEach(() => rmSync(root, { recursive: true }))

async function call(...args: string[]): Promise<{ code: number; printed: string; complained: string }> {
  const text = { printed: '', complained: '' }
  const code = await execute(
    args,
    {
      env: {},
      columns: undefined,
      signal: new AbortController().signal,
      write: (piece) => void (text.printed += Buffer.from(piece).toString()),
      print: (line) => void (text.printed += `${line}\n`),
      complain: (line) => void (text.complained += `${line}\n`),
    },
    join(root, 'inner'),
  )
  return { code, ...text }
}

describe('the command line', () => {
  it('lists its commands, and fails when it is given none', async () => {
    expect(await call('--help')).toMatchObject({
      code: EXIT.ok,
      printed: expect.stringContaining('bocas verify') as string,
    })
    expect((await call()).code).toBe(EXIT.usage)
  })

  it.each(COMMAND_NAMES)('explains bocas %s and each of its options', async (name) => {
    const { code, printed } = await call(name, '--help')
    expect(code).toBe(EXIT.ok)
    const { options } = commandNamed(name)!
    for (const option of [...Object.keys(options), 'help']) expect(printed).toContain(`--${option}`)
  })

  it.each(['--version', '-v', 'version'])('says its version: %s', async (word) => {
    const { version } = JSON.parse(readFileSync(join(__dirname, '../../package.json'), 'utf8')) as { version: string }
    expect(await call(word)).toEqual({ code: EXIT.ok, printed: `${version}\n`, complained: '' })
  })

  it('knows what an unknown command was meant to be', async () => {
    expect(await call('verfiy')).toEqual({
      code: EXIT.usage,
      printed: '',
      complained:
        "✖ bocas has no command 'verfiy'\n  did you mean `verify`? There are: `plan`, `status`, `logs`, `submit`, `jobs`, `runs`, `verify`, `gc`, `push`, `pull`, `bundle`, `import`, `accept`, `trace`, `uses`, `diff`, `checklist`, `crate`, `cite`, `anonymous` and 2 more\nmore: npx bocas explain bocas/unknown-command\n",
    })
  })

  it('refuses to list the results of a task that has none and is none', async () => {
    expect(await call('runs', 'mnits')).toEqual({
      code: EXIT.usage,
      printed: '',
      complained: "✖ there is no task 'mnits'\n  there are none\nmore: npx bocas explain bocas/unknown-task\n",
    })
  })

  it.each([
    ['ENOSPC', 'write', undefined],
    ['EACCES', 'open', '/x'],
  ])('says what a disk says, without a stack: %s', async (code, syscall, path) => {
    const complained: string[] = []
    const print = () => {
      throw Object.assign(new Error(`${code}: ${syscall}`), { code, syscall, ...(path ? { path } : {}) })
    }
    const world = { env: {}, columns: undefined, signal: new AbortController().signal, write: () => {}, print }
    expect(await execute(['--version'], { ...world, complain: (line) => void complained.push(line) }, root)).toBe(1)
    expect(complained.join()).toMatch(new RegExp(`^✖ ${code}: ${syscall}\\n  look at permissions and at the space`))
  })

  it('has what plans loaded by the commands that plan, not by each call, and not before push and pull log in', () => {
    const script = `const folders = () => [...new Set(Object.keys(require.cache)
  .filter((file) => file.startsWith(process.argv[1]))
  .map((file) => file.slice(process.argv[1].length + 1).split(/[\\\\/]/)[0]))].sort()
require(process.argv[1] + '/cli/main.ts')
const main = folders()
const { commandNamed } = require(process.argv[1] + '/cli/commands.ts')
for (const name of ['push', 'pull']) commandNamed(name)
console.log(JSON.stringify([main, folders()]))`
    const args = ['-r', 'tsx/cjs', '-e', script, join(__dirname, '..')]
    expect(JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8' }))).toEqual([
      ['cli', 'shared'],
      ['cli', 'shared', 'sharing'],
    ])
  })

  it('refuses to work outside of a workspace', async () => {
    rmSync(join(root, 'nx.json'))
    expect(await call('runs')).toMatchObject({
      code: EXIT.usage,
      complained: expect.stringContaining('there is no nx.json in ') as string,
    })
  })

  it.each([
    [['plan', 'mnits'], "there is no task 'mnits'\n  there are none"],
    [['plan', '--parallel', '0'], "--parallel is '0'"],
    [['accept', 'x'], 'bocas accept needs a reason'],
    [['accept', '--because', 'x'], 'bocas accept is not told what'],
    [['logs', 'x', '--tail'], 'bocas logs has no option --tail'],
    [['logs', 'x'], "there is no run 'x'"],
    [['status', '--watch', '--json'], '--watch and --json exclude each other'],
  ])('refuses bocas %j', async (args, complaint) => {
    const { code, printed, complained } = await call(...args)
    expect([code, printed]).toEqual([EXIT.usage, ''])
    expect(complained).toContain(`✖ ${complaint}`)
  })

  it('removes nothing where there are no tasks', async () => {
    mkdirSync(join(root, '.bocas', 'store', 'x'), { recursive: true })
    expect(await call('gc', '--yes')).toMatchObject({
      code: EXIT.problem,
      complained: expect.stringContaining('there are no tasks here') as string,
    })
  })

  it('looks at an empty workspace', async () => {
    expect(await call('plan')).toMatchObject({
      code: EXIT.ok,
      printed: expect.stringContaining('there are no tasks') as string,
    })
    expect((await call('runs')).printed).toBe('0 results, 0 bytes\n')
    expect((await call('verify')).printed).toBe('0 results, 0 bytes, and 0 views: all as they were written\n')
    expect((await call('status')).printed).toBe('no run is being executed\n')
  })
})

describe('finding runs by words', () => {
  const plan = (task: string, ...names: string[]) =>
    ({ task, runs: names.map((name) => ({ name })) }) as unknown as TaskPlan
  const plans = [plan('alpha', 'lr=0.1', 'lr=0.2'), plan('beta', 'lr=0.1', 'run')]
  const found = (...words: string[]) =>
    findRuns(plans, words).map(({ runs }) => runs.map(({ plan: { task }, run: { name } }) => `${task}/${name}`))

  it('takes a task for all of its runs, task/run for one, and a name that is in one task only', () => {
    expect(found('alpha', 'beta/lr=0.1', 'run')).toEqual([
      ['alpha/lr=0.1', 'alpha/lr=0.2'],
      ['beta/lr=0.1'],
      ['beta/run'],
    ])
  })

  it('refuses all other words at once', () => {
    expect(() => found('lr=0.1', 'alpha/lr=0.3')).toThrow(
      "several tasks have a run 'lr=0.1'\nthere is no run 'alpha/lr=0.3'",
    )
  })
})
