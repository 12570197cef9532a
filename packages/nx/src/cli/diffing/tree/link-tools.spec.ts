import { execFileSync } from 'node:child_process'
import { chmodSync, existsSync, lstatSync, readlinkSync, realpathSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { known } from '../../../plan/sweep/awaited-words'
import { planTask } from '../../../plan/plan-task'
import { installBocas } from '../../../plan/test-bocas'
import { testWorkspace } from '../../../plan/test-workspace'
import { linkInstalled } from './link-installed'
import { linkTools } from './link-tools'
import { treeAt } from './tree-at'

const workspace = testWorkspace({
  '.gitignore': 'node_modules/\n.bocas/\n.venv/\n',
  'tasks/a/sweep.ts': `import { defineSweep, sweep } from 'bocas'\nexport default defineSweep({ lr: sweep([0.1, 0.2]) })\n`,
  'tasks/a/run.ts': `import { command } from 'bocas'\nexport const run = command('.venv/bin/python train.py', { inputs: ['*.py'] })\n`,
  'tasks/a/train.py': 'print(1)\n',
  'tasks/a/.venv/bin/python': '#!/bin/sh\necho Python 3.11.2\n',
})
afterAll(() => workspace.remove())

function commit(root: string): void {
  for (const command of ['init --quiet', 'add --all', 'commit --quiet --message=base'])
    execFileSync('git', ['-c', 'user.name=x', '-c', 'user.email=x@example.org', ...command.split(' ')], { cwd: root })
}

const keysIn = async (root: string) => {
  const { problems, runs } = known(await planTask(root, 'tasks/a/sweep.ts'))
  return { problems, keys: runs.map(({ key }) => key) }
}

it('a program of a commit is planned with the environment of today, which git does not keep', async () => {
  installBocas(workspace)
  chmodSync(workspace.path('tasks/a/.venv/bin/python'), 0o755)
  commit(workspace.root)
  const today = await keysIn(workspace.root)
  expect(today).toMatchObject({ problems: [], keys: { length: 2 } })
  const tree = treeAt(workspace.root, 'HEAD')
  linkInstalled(tree)
  expect(existsSync(`${tree.root}/tasks/a/.venv`)).toBe(false)
  linkTools(tree)
  expect(await keysIn(tree.root)).toEqual(today)
  tree.remove()
  expect(existsSync(workspace.path('tasks/a/.venv/bin/python'))).toBe(true)
})

describe('in the tree of an earlier commit', () => {
  const grown = testWorkspace({
    '.gitignore': '.bocas/\n.venv/\n.cache/\nlocal.toml\n',
    'tasks/a/sweep.ts': '',
    'tasks/a/train.py': 'print(1)\n',
  })
  grown.link('tasks/a/.tool', '/nowhere/tool')
  commit(grown.root)
  rmSync(grown.path('tasks/a/.tool'))
  grown.write({
    '.python-version': '3.12\n',
    'tasks/a/.config/train.toml': 'rate = 1\n',
    'tasks/b/sweep.ts': '',
    'tasks/b/.cache/x': '',
  })
  commit(grown.root)
  grown.write({
    'tasks/.venv/bin/python': '',
    'tasks/a/.venv/bin/python': '',
    'tasks/a/.tool': '',
    'tasks/a/.config/local.toml': '',
    'paper/.cache/x': '',
  })
  const tree = treeAt(grown.root, 'HEAD~1')
  beforeAll(() => linkTools(tree))
  afterAll(() => {
    tree.remove()
    grown.remove()
  })
  const has = (file: string): boolean => lstatSync(join(tree.root, file), { throwIfNoEntry: false }) !== undefined

  it('programs have the environments of every folder from the task up to the workspace', () => {
    for (const folder of ['tasks/a/.venv', 'tasks/.venv'])
      expect(realpathSync(join(tree.root, folder))).toBe(grown.path(folder))
  })

  it('what git keeps today is as it was: not there', () => {
    expect([has('.python-version'), has('tasks/a/.config'), has('tasks/b'), has('paper')]).toEqual([
      false,
      false,
      false,
      false,
    ])
  })

  it('what the commit has stays, a link that leads nowhere as well', () =>
    expect(readlinkSync(join(tree.root, 'tasks/a/.tool'))).toBe('/nowhere/tool'))
})
