import { execFileSync } from 'node:child_process'
import { identityOf } from 'bocas/internal'
import { testWorkspace, type TestWorkspace } from '../../plan/test-workspace'
import { unplanned, type TaskPlan } from '../../plan/task-plan'
import { showFindings, type DoctorFinding } from './finding'
import { git, isOlder, needs, plugin, versions } from './tools'
import { machine, tasksAndPaper } from './workspace-findings'

let workspace: TestWorkspace
beforeEach(() => (workspace = testWorkspace()))
afterEach(() => workspace.remove())

const messagesOf = (findings: readonly DoctorFinding[]): string[] => showFindings(findings).split('\n')

describe('the versions', () => {
  it.each([
    ['20.19.0', '20.19', false],
    ['20.18.3', '20.19', true],
    ['20.9.0', '20.19', true],
    ['24.0.0', '20.19', false],
    ['18.20.8', '20.19', true],
  ])('%s is older than %s: %s', (version, needed, older) => expect(isOlder(version, needed)).toBe(older))

  it('are told, and what to do about those that will not do', () => {
    workspace.install('nx', '24.0.6')
    expect(messagesOf(versions(workspace.root, '22.1.0'))).toEqual(['✔ Node 22.1.0', '✔ Nx 24.0.6'])
    workspace.install('nx', '19.8.0')
    expect(messagesOf(versions(workspace.root, '18.20.8'))).toEqual([
      '✖ Node is 18.20.8, and 20.19 is needed',
      '  → install a newer one: https://nodejs.org',
      '✖ Nx is 19.8.0, and 22 or newer is needed',
      '  → npx nx migrate latest',
    ])
  })
})

describe('nx.json', () => {
  it.each<[content: unknown, lines: string[]]>([
    [{ plugins: ['@bocas/nx'] }, ['✔ nx.json has the plugin @bocas/nx']],
    [{ plugins: [{ plugin: '@bocas/nx', options: { tasksDir: 'tasks' } }] }, ['✔ nx.json has the plugin @bocas/nx']],
    [
      { plugins: [{ plugin: '@bocas/nx', options: { taskDir: 'tasks' } }] },
      [
        '✖ nx.json: @bocas/nx has no option `taskDir`',
        '  → did you mean `tasksDir`? There are: `tasksDir`, `paperDir`, `artifactsDir`, `typecheck`',
      ],
    ],
    [
      { plugins: ['@bocas/nxx'] },
      ['✖ nx.json does not name the plugin, so Nx knows of no task', '  → add it: "plugins": ["@bocas/nx"]'],
    ],
  ])('%j', (content, lines) => {
    workspace.write({ 'nx.json': content })
    expect(messagesOf(plugin(workspace.root))).toEqual(lines)
  })

  it('is told when it is no JSON', () => {
    workspace.write({ 'nx.json': '{ "plugins": ' })
    const [line, next] = messagesOf(plugin(workspace.root))
    expect(line).toMatch(/^✖ nx\.json cannot be read: /)
    expect(next).toBe('  → mend its JSON')
  })
})

describe('tasks and the paper', () => {
  const planOf = (task: string): TaskPlan => unplanned(`tasks/${task}/sweep.ts`, [])
  const findingsOf = (files: Record<string, string>, ...tasks: string[]): string[] => {
    workspace.write(files)
    return messagesOf(
      tasksAndPaper(
        workspace.root,
        tasks.map(planOf).map((plan) => ({ ...plan, problems: [] })),
      ),
    )
  }

  it('are listed', () => {
    expect(findingsOf({ 'tasks/a/sweep.ts': 'defineSweep', 'paper/main.tex': '' }, 'a')).toEqual([
      '✔ the task a: 0 runs',
      '✔ the paper: paper/main.tex',
    ])
    expect(messagesOf(tasksAndPaper(workspace.root, [planOf('a')]))[0]).toBe('✖ the task a does not load')
  })

  it('are missing in a new workspace', () => {
    expect(findingsOf({})).toEqual(['· there is no task yet', '  → npx nx g @bocas/nx:task my-task'])
  })

  it('may have wrong names or places', () => {
    const files = {
      'tasks/a/sweeps.ts': 'defineSweep',
      'tasks/deep/b/sweep.ts': 'defineSweep',
      'task/c/sweep.ts': 'defineSweep',
      'task/d/sweep.ts': 'a broom',
      'examples/x/y/z/sweep.ts': 'defineSweep',
      'node_modules/e/sweep.ts': 'defineSweep',
      'paper/paper.typ': '',
    }
    expect(findingsOf(files).filter((line) => !line.startsWith('  '))).toEqual([
      '✖ tasks/a has sweeps.ts and no sweep.ts, so it is no task',
      '✖ tasks/deep/b/sweep.ts is no task: tasks are read in tasks/<task>/sweep.ts, and nowhere else',
      '· task/c/sweep.ts is no task: tasks are read in tasks/<task>/sweep.ts, and nowhere else',
      '✖ paper/ has no main text, so there is no paper: paper/paper.typ is not read',
    ])
  })

  it('need packages', () => {
    workspace.write({ 'package.json': { name: 'x' } })
    expect(
      messagesOf(needs(workspace.root, { draws: true, texts: ['paper/main.typ'] })).filter((line) =>
        line.startsWith('✖'),
      ),
    ).toEqual([
      '✖ bocas is not installed, and every task imports it',
      '✖ @bocas/figures is not installed, and a figures.ts is there',
      '✖ @bocas/paper is not installed, and paper/main.typ is there',
    ])
    for (const name of ['bocas', '@bocas/figures', '@bocas/paper']) workspace.install(name, '1.0.0')
    expect(needs(workspace.root, { draws: true, texts: ['paper/main.typ'] })).toEqual([])
  })
})

describe('the surroundings', () => {
  it('are git, which should keep nothing of what is made', () => {
    expect(git(workspace.root)).toEqual([])
    execFileSync('git', ['init', '--quiet'], { cwd: workspace.root })
    workspace.write({ '.bocas/store/x': 'x' })
    expect(messagesOf(git(workspace.root))).toEqual(['✔ git tracks none of .bocas, .nx, node_modules'])
    execFileSync('git', ['add', '--all'], { cwd: workspace.root })
    expect(messagesOf(git(workspace.root))).toEqual([
      '✖ git keeps what is made, such as .bocas/store/x',
      '  → write .bocas, .nx, node_modules into .gitignore, and git rm -r --cached them',
    ])
  })

  it('are the disk, the daemon and runs whose command is gone', () => {
    const none = '· the daemon of Nx is not running; Nx starts it when it wants one'
    expect(messagesOf(machine(workspace.root, 5e9, 20))).toEqual(['✔ 5.0 GB free on the disk', none])
    expect(messagesOf(machine(workspace.root, null, 20))).toEqual([none])
    workspace.write({
      '.nx/workspace-data/d/server-process.json': { processId: process.pid },
      '.bocas/work/1/specification.json': { task: 'mnist', name: 'lr=1', key: 'k', into: 'store' },
      '.bocas/work/1/host.json': { ...identityOf(), boot: 'an earlier one' },
    })
    expect(messagesOf(machine(workspace.root, 5e8, 10_000))[0]).toBe('✖ only 500 MB are free on the disk')
    expect(messagesOf(machine(workspace.root, 5e8, 10_000))).toContain(
      `· the daemon of Nx is running (process ${process.pid})`,
    )
    expect(messagesOf(machine(workspace.root, 5e8, 20)).slice(-2)).toEqual([
      '✖ 1 run of commands that are gone, such as mnist/lr=1',
      '  → the next call of nx sweeps them up and executes them again: nx run-many -t experiment',
    ])
    expect(messagesOf(machine(workspace.root, 5e8, 10_000)).at(-1)).toBe('  → --output-style=summary leaves them out')
  })
})
