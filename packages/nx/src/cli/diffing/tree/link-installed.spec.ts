import { execFileSync } from 'node:child_process'
import { mkdirSync, realpathSync, renameSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, relative } from 'node:path'
import { known } from '../../../plan/sweep/awaited-words'
import { planTask } from '../../../plan/plan-task'
import { installBocas } from '../../../plan/test-bocas'
import { testWorkspace, type TestWorkspace } from '../../../plan/test-workspace'
import { linkInstalled } from './link-installed'
import { treeAt } from './tree-at'

const SWEEP = `import { defineSweep, sweep } from 'bocas'
export default defineSweep({ lr: sweep([0.1, 0.2]) })
`
const RUN = `import { score } from '@own/score'
import dep from 'dep'
export const run = (config: { lr: number }) => ({ score: score(config.lr) + dep.one })
`

let workspace: TestWorkspace
beforeEach(() => {
  workspace = testWorkspace({
    '.gitignore': 'node_modules/\n.bocas/\n',
    'tasks/a/sweep.ts': SWEEP,
    'tasks/a/run.ts': RUN,
    'packages/score/package.json': { name: '@own/score', version: '1.0.0', main: 'index.ts' },
    'packages/score/index.ts': `import { half } from '@own/half'\nexport const score = (lr: number) => half(lr)\n`,
    'packages/half/package.json': { name: '@own/half', version: '1.0.0', main: 'index.ts' },
    'packages/half/index.ts': 'export const half = (x: number) => x / 2\n',
  })
  installBocas(workspace)
})
afterEach(() => workspace.remove())

const git = (...args: string[]): void =>
  void execFileSync(
    'git',
    ['-c', 'user.name=x', '-c', 'user.email=x@example.org', '-c', 'commit.gpgsign=false', ...args],
    { cwd: workspace.root, stdio: 'ignore' },
  )
const commit = (): void => {
  git('init', '--quiet')
  git('add', '--all')
  git('commit', '--quiet', '--message', 'base')
}
const keysIn = async (root: string): Promise<{ problems: unknown; keys: string[] }> => {
  const { problems, runs } = known(await planTask(root, 'tasks/a/sweep.ts'))
  return { problems, keys: runs.map(({ key }) => key) }
}
const packageJson = (more: object): void =>
  workspace.write({ 'package.json': { name: 'test', private: true, ...more } })
const lock = (packages: object): void =>
  workspace.write({ 'package-lock.json': { lockfileVersion: 3, packages: { '': {}, ...packages } } })
const DEP = { version: '1.0.0', integrity: 'sha512-dep' }
const OWN = {
  'node_modules/@own/score': { resolved: 'packages/score', link: true },
  'node_modules/@own/half': { resolved: 'packages/half', link: true },
}

/** How managers of packages lay out what is installed, with a `dep` of npm for the task. */
const LAYOUTS: Readonly<Record<string, () => void>> = {
  npm() {
    packageJson({ workspaces: ['packages/*'] })
    workspace.install('dep', '1.0.0', 'exports.one = 1')
    workspace.link('node_modules/@own/score', 'packages/score')
    workspace.link('node_modules/@own/half', 'packages/half')
    lock({ 'node_modules/dep': DEP, ...OWN })
  },
  'npm without its lockfile': () => {
    packageJson({ workspaces: { packages: ['./packages/*'] } })
    workspace.install('dep', '1.0.0', 'exports.one = 1')
    workspace.link('node_modules/@own/score', 'packages/score')
    workspace.link('node_modules/@own/half', 'packages/half')
  },
  'links that no list of packages names': () => {
    workspace.install('dep', '1.0.0', 'exports.one = 1')
    workspace.link('node_modules/@own/score', 'packages/score')
    workspace.link('node_modules/@own/half', 'packages/half')
  },
  pnpm() {
    workspace.write({ 'pnpm-workspace.yaml': "packages:\n  # ours\n  - 'packages/*' # all\ncatalog: {}\n" })
    workspace.install(
      'dep',
      '1.0.0',
      'exports.one = require("deeper").one',
      'node_modules/.pnpm/dep@1.0.0/node_modules',
    )
    workspace.install('deeper', '3.0.0', 'exports.one = 1', 'node_modules/.pnpm/deeper@3.0.0/node_modules')
    workspace.link(
      'node_modules/.pnpm/dep@1.0.0/node_modules/deeper',
      'node_modules/.pnpm/deeper@3.0.0/node_modules/deeper',
    )
    workspace.link('node_modules/dep', 'node_modules/.pnpm/dep@1.0.0/node_modules/dep')
    workspace.link('node_modules/@own/score', 'packages/score')
    workspace.link('packages/score/node_modules/@own/half', 'packages/half')
  },
  yarn() {
    packageJson({ workspaces: ['packages/*', '!packages/none'] })
    workspace.write({ 'yarn.lock': '# yarn lockfile v1\n' })
    workspace.install('dep', '1.0.0', 'exports.one = 1')
    workspace.link('node_modules/@own/score', 'packages/score')
    workspace.link('node_modules/@own/half', 'packages/half')
  },
  'paths of a tsconfig': () => {
    workspace.install('dep', '1.0.0', 'exports.one = 1')
    workspace.write({
      'tsconfig.json': { extends: './tsconfig.base.json' },
      'tsconfig.base.json': { compilerOptions: { paths: { '@own/*': ['./packages/*/index.ts'] } } },
    })
  },
  'a version of its own for a package': () => {
    packageJson({ workspaces: ['packages/*'] })
    workspace.install('dep', '1.0.0', 'exports.one = 1')
    workspace.install('dep', '2.0.0', 'exports.one = 2', 'packages/score/node_modules')
    workspace.write({
      'packages/score/index.ts': `import dep from 'dep'\nimport { half } from '@own/half'\nexport const score = (lr: number) => half(lr) * dep.one\n`,
    })
    workspace.link('node_modules/@own/score', 'packages/score')
    workspace.link('node_modules/@own/half', 'packages/half')
    lock({ 'node_modules/dep': DEP, 'packages/score/node_modules/dep': { version: '2.0.0' }, ...OWN })
  },
  'a link out of the workspace': () => {
    packageJson({ workspaces: ['packages/*'] })
    const outside = `${workspace.root}-outside`
    workspace.write({
      [`../${relative(dirname(workspace.root), outside)}/package.json`]: { name: 'dep', main: 'i.js' },
    })
    workspace.write({ [`../${relative(dirname(workspace.root), outside)}/i.js`]: 'exports.one = 1' })
    workspace.link('node_modules/dep', outside)
    workspace.link('node_modules/@own/score', 'packages/score')
    workspace.link('node_modules/@own/half', 'packages/half')
  },
}
afterEach(() => rmSync(`${workspace.root}-outside`, { recursive: true, force: true }))

/** What happens to the workspace after the commit. */
const SINCE: Readonly<Record<string, () => void>> = {
  'nothing changed': () => undefined,
  'its packages were edited': () => {
    workspace.write({ 'packages/half/index.ts': 'export const half = (x: number) => x / 3\n' })
    workspace.write({ 'packages/score/index.ts': 'export const score = (lr: number) => lr\n' })
  },
  'one was moved': () => {
    mkdirSync(workspace.path('packages/moved'))
    renameSync(workspace.path('packages/half'), workspace.path('packages/moved/half'))
    for (const link of ['node_modules/@own/half', 'packages/score/node_modules/@own/half'])
      rmSync(workspace.path(link), { force: true })
    workspace.link('node_modules/@own/half', 'packages/moved/half')
  },
  'one is gone, and one is new': () => {
    rmSync(workspace.path('packages/half'), { recursive: true })
    for (const link of ['node_modules/@own/half', 'packages/score/node_modules/@own/half'])
      rmSync(workspace.path(link), { force: true })
    workspace.write({
      'packages/score/index.ts': `export { score } from '@own/new'\n`,
      'packages/new/package.json': { name: '@own/new', main: 'index.ts' },
      'packages/new/index.ts': 'export const score = (lr: number) => lr\n',
    })
    workspace.link('node_modules/@own/new', 'packages/new')
  },
}

describe.each(Object.keys(LAYOUTS))('the keys at a commit with %s', (layout) => {
  it.each(Object.keys(SINCE))('are what they were, although %s', async (since) => {
    LAYOUTS[layout]!()
    commit()
    const then = await keysIn(workspace.root)
    expect(then).toMatchObject({ problems: [], keys: [expect.any(String), expect.any(String)] })
    SINCE[since]!()
    const tree = treeAt(workspace.root, 'HEAD')
    try {
      linkInstalled(tree)
      expect(await keysIn(tree.root)).toEqual(then)
      if (since !== 'nothing changed') expect(await keysIn(workspace.root)).not.toEqual(then)
    } finally {
      tree.remove()
    }
  })
})

describe('a tree at a commit', () => {
  it.each([
    ['another version', { 'node_modules/dep': { version: '9.0.0', integrity: 'sha512-nine' } }],
    [
      'another place',
      {
        'node_modules/dep': { version: '2.0.0', integrity: 'sha512-two' },
        'packages/score/node_modules/dep': { version: '1.0.0', integrity: 'sha512-one' },
      },
    ],
  ])('goes by its own lockfile, where %s stood in it', async (_, then) => {
    packageJson({ workspaces: ['packages/*'] })
    workspace.write({
      'packages/score/index.ts': `import dep from 'dep'\nexport const score = (lr: number) => lr * dep.one\n`,
    })
    workspace.link('node_modules/@own/score', 'packages/score')
    const installs = Object.entries(then).map(
      ([place, { version }]) => [place.replace(/\/?dep$/, ''), version] as const,
    )
    for (const [into, version] of installs) workspace.install('dep', version, 'exports.one = 1', into)
    lock({ ...then, ...OWN })
    commit()
    const before = await keysIn(workspace.root)
    for (const [into] of installs) rmSync(workspace.path(into, 'dep'), { recursive: true })
    workspace.install('dep', '1.0.0', 'exports.one = 1')
    lock({ 'node_modules/dep': DEP, ...OWN })
    const tree = treeAt(workspace.root, 'HEAD')
    try {
      linkInstalled(tree)
      expect(await keysIn(tree.root)).toEqual(before)
    } finally {
      tree.remove()
    }
  })

  it('of a workspace below the top of its repository has what lies beside it', () => {
    workspace.write({
      'sub/nx.json': {},
      'sub/package.json': {},
      'beside/package.json': { name: 'beside', main: 'index.js' },
      'beside/index.js': 'exports.one = 1',
    })
    workspace.link('sub/node_modules/beside', 'beside')
    workspace.install('above', '1.0.0')
    commit()
    const tree = treeAt(workspace.path('sub'), 'HEAD')
    try {
      linkInstalled(tree)
      const resolve = createRequire(join(tree.root, 'package.json')).resolve
      expect(relative(tree.top, realpathSync(resolve('beside')))).toBe('beside/index.js')
      expect(realpathSync(resolve('above'))).toBe(workspace.path('node_modules/above/index.js'))
    } finally {
      tree.remove()
    }
  })
})
