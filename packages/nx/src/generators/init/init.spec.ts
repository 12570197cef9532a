import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { addProjectConfiguration, readJson, readNxJson, writeJson, type Tree } from '@nx/devkit'
import { createTree, createTreeWithEmptyWorkspace } from '@nx/devkit/testing'
import { parse } from 'yaml'
import paperGenerator from '../paper/paper'
import presetGenerator from '../preset/preset'
import { firstCommit, placeInRepository } from '../shared/git'
import { commandsOf } from '../shared/package-manager'
import init, { type InitGeneratorOptions } from './init'
import { addFiles } from '../shared/add-files'
import { workflowWords } from './words'

const initGenerator = (tree: Tree, options: InitGeneratorOptions) => init(tree, { skipFormat: true, ...options })

/** A folder with a package.json and nothing else, as after `npm init`. */
function empty(): Tree {
  const tree = createTree()
  tree.delete('.prettierrc')
  writeJson(tree, 'package.json', { name: 'mine', private: true })
  return tree
}

/** What the generator prints once the files are written; nothing is installed, since everything is listed. */
async function messageOf(tree: Tree, options: InitGeneratorOptions = {}): Promise<string> {
  const { version } = jest.requireActual<{ version: string }>('../../../package.json')
  const names = [
    'bocas',
    '@bocas/figures',
    '@bocas/paper',
    '@bocas/nx',
    '@nx/devkit',
    '@types/node',
    'nx',
    'typescript',
  ]
  const devDependencies = Object.fromEntries(names.map((name) => [name, version]))
  writeJson(tree, 'package.json', { ...readJson(tree, 'package.json'), devDependencies })
  const callback = await initGenerator(tree, { skipGit: true, ...options })
  const print = jest.spyOn(console, 'log').mockReturnValue()
  await callback()
  const printed = print.mock.calls.flat().join('\n')
  print.mockRestore()
  return printed
}

const files = (tree: Tree): string[] =>
  tree
    .listChanges()
    .map(({ path }) => path)
    .sort()

const text = (tree: Tree, file: string): string => tree.read(file, 'utf8')!

describe('nx g @bocas/nx:init', () => {
  it('makes all of a workspace out of an empty folder', async () => {
    const tree = empty()
    await initGenerator(tree, {})
    expect(files(tree)).toEqual([
      '.gitattributes',
      '.github/workflows/paper.yml',
      '.gitignore',
      '.vscode/extensions.json',
      '.vscode/settings.json',
      'README.md',
      'library/random.ts',
      'nx.json',
      'package.json',
      'paper/main.typ',
      'paper/references.bib',
      'tasks/two-moons/figures.ts',
      'tasks/two-moons/run.ts',
      'tasks/two-moons/sweep.ts',
      'tsconfig.json',
    ])
    expect(readNxJson(tree)).toEqual({
      $schema: './node_modules/nx/schemas/nx-schema.json',
      plugins: ['@bocas/nx'],
      pluginsConfig: { '@nx/js': { projectsAffectedByDependencyUpdates: 'auto' } },
      analytics: false,
      neverConnectToCloud: true,
    })
    const { dependencies, devDependencies, scripts } = readJson(tree, 'package.json')
    expect(Object.keys(dependencies)).toEqual(['@bocas/figures', '@bocas/paper', 'bocas'])
    expect(Object.keys(devDependencies)).toEqual(['@bocas/nx', '@nx/devkit', '@types/node', 'nx', 'typescript'])
    expect(scripts).toMatchObject({ paper: 'nx run paper:build', check: 'tsc --noEmit && nx run paper:check' })
    expect(readJson(tree, 'tsconfig.json')).toMatchObject({ compilerOptions: { strict: true, module: 'nodenext' } })
    expect(text(tree, '.gitignore').split('\n')).toEqual(
      expect.arrayContaining(['node_modules/', '.nx/', '.bocas/', 'paper/artifacts/', 'paper/build/']),
    )
  })

  it.each([
    ['23.2.1', '^23.0.0'],
    ['~22.7.0', '^22.0.0'],
    ['^24.0.6', '^24.0.0'],
  ])('takes the kit of Nx %s that is there', async (nx, devkit) => {
    const tree = empty()
    writeJson(tree, 'package.json', { private: true, devDependencies: { nx } })
    await initGenerator(tree, {})
    expect(readJson(tree, 'package.json').devDependencies).toMatchObject({ nx, '@nx/devkit': devkit })
  })

  it('needs no package.json', async () => {
    const tree = createTree()
    await initGenerator(tree, {})
    expect(readJson(tree, 'package.json')).toMatchObject({ private: true, dependencies: { bocas: expect.any(String) } })
  })

  it.each([
    [{ paper: 'latex' }, ['paper/main.tex'], ['paper/main.typ']],
    [{ paper: 'markdown' }, ['paper/main.md'], ['paper/main.typ']],
    [
      { paper: 'none' },
      ['tasks/two-moons/run.ts'],
      ['paper/main.typ', 'paper/references.bib', '.github/workflows/paper.yml'],
    ],
    [{ example: false }, ['paper/main.typ', 'library/random.ts'], ['tasks/two-moons/run.ts']],
    [{ ci: 'none' }, ['paper/main.typ'], ['.github/workflows/paper.yml']],
    [{ editor: false }, ['paper/main.typ'], ['.vscode/settings.json']],
  ] as const)('makes with %j only what was asked for', async (options, there, missing) => {
    const tree = empty()
    await initGenerator(tree, options)
    expect([...there, ...missing].filter((file) => tree.exists(file))).toEqual(there)
  })

  it('overwrites nothing, and lists what it left', async () => {
    const tree = empty()
    const mine = [
      'README.md',
      'tsconfig.json',
      'library/random.ts',
      'paper/references.bib',
      '.vscode/settings.json',
      '.github/workflows/paper.yml',
    ]
    for (const file of mine) tree.write(file, '{ "mine": true }')
    tree.write('paper/main.tex', 'mine')
    tree.write('tasks/two-moons/notes.md', 'mine')
    tree.write('.gitignore', 'data/\n/node_modules\n!paper/artifacts/\n')
    writeJson(tree, 'package.json', { private: true, scripts: { check: 'mine' } })
    const printed = await messageOf(tree, { title: 'Not asked' })

    for (const file of mine) expect(text(tree, file)).toMatch(/^\{ ?\s*"mine": true ?\s*\}/)
    expect([text(tree, 'paper/main.tex'), tree.exists('paper/main.typ')]).toEqual(['mine', false])
    expect(tree.children('tasks/two-moons')).toEqual(['notes.md'])
    expect(text(tree, '.gitignore')).toMatch(/^data\/\n\/node_modules\n!paper\/artifacts\/\n\.nx\/\n/)
    expect(text(tree, '.gitignore')).not.toMatch(/^paper\/artifacts\/$/m)
    expect(readJson(tree, 'package.json').scripts).toMatchObject({ check: 'mine', paper: 'nx run paper:build' })
    const left = printed
      .split('\n')
      .filter((line) => line.startsWith('  '))
      .map((line) => line.trim())
    expect(left).toEqual(
      expect.arrayContaining([
        ...mine.filter((file) => file !== 'tsconfig.json' && file !== 'paper/references.bib'),
        'tasks/two-moons',
        'paper/main.tex',
        'the script "check" of package.json',
      ]),
    )
  })

  it('changes nothing when it is called again', async () => {
    const tree = empty()
    await initGenerator(tree, {})
    const before = files(tree).map((file) => text(tree, file))
    await initGenerator(tree, {})
    const after = files(tree)
    expect(after.map((file) => text(tree, file))).toEqual(before)
  })

  it('keeps the projects, plugins, settings and cloud of a workspace of Nx', async () => {
    const tree = createTreeWithEmptyWorkspace()
    addProjectConfiguration(tree, 'shop', { root: 'apps/shop', targets: { build: { executor: 'nx:noop' } } })
    const nxJson = {
      plugins: [{ plugin: '@nx/js', options: {} }],
      nxCloudId: 'abc',
      targetDefaults: { build: { cache: true } },
    }
    writeJson(tree, 'nx.json', nxJson)
    writeJson(tree, 'tsconfig.base.json', { compilerOptions: { strict: false } })
    await initGenerator(tree, {})
    expect(readNxJson(tree)).toEqual({ ...nxJson, plugins: [...nxJson.plugins, '@bocas/nx'] })
    expect(readJson(tree, 'apps/shop/project.json').targets.build).toEqual({ executor: 'nx:noop' })
    expect(readJson(tree, 'tsconfig.base.json')).toEqual({ compilerOptions: { strict: false } })
    expect([tree.exists('tsconfig.json'), tree.exists('tsconfig.bocas.json')]).toEqual([false, true])
    expect(readJson(tree, 'package.json').scripts.check).toBe(
      'tsc --noEmit -p tsconfig.bocas.json && nx run paper:check',
    )
  })

  it('lets modules of a package of ES modules be imported without their endings', async () => {
    const tree = empty()
    writeJson(tree, 'package.json', { type: 'module' })
    await initGenerator(tree, {})
    expect(readJson(tree, 'tsconfig.json').compilerOptions).toMatchObject({ moduleResolution: 'bundler' })
  })

  it('says what to type next, from the folder in which it was called', async () => {
    const printed = await messageOf(empty(), { cd: 'Größe täsk' })
    expect(printed).toMatch(/Next:\n\n {2}cd "Größe täsk"\n {2}npm run paper +train/)
    expect(printed).toContain('npx nx run two-moons:figures')
    expect(await messageOf(empty(), { example: false, paper: 'none' })).toMatch(
      /npx nx g @bocas\/nx:task my-task(.|\n)*npx nx g @bocas\/nx:paper/,
    )
  })
})

describe('create-nx-workspace --preset=@bocas/nx', () => {
  it('gives its settings to the nx.json that is there, and its README to the workspace', async () => {
    const tree = createTreeWithEmptyWorkspace()
    tree.write('README.md', 'of Nx')
    await presetGenerator(tree, {
      name: 'mine',
      ci: 'skip',
      preset: '@bocas/nx',
      packageManager: 'npm',
      skipFormat: true,
    } as object)
    expect(readNxJson(tree)).toMatchObject({ plugins: ['@bocas/nx'], analytics: false, neverConnectToCloud: true })
    expect(text(tree, 'README.md')).toMatch(/^# A first paper/)
    expect(tree.exists('.github/workflows/paper.yml')).toBe(false)
  })
})

describe('nx g @bocas/nx:paper', () => {
  it('writes about what is drawn', async () => {
    const tree = empty()
    writeJson(tree, 'paper/facts/moons.json', { facts: { 'line.accuracy': {}, 'bumps_2.accuracy': {} } })
    tree.write('paper/figures/moons/a_b.svg', '')
    tree.write('paper/tables/moons/scores.csv', '')
    await paperGenerator(tree, { title: 'Moons' })
    expect(text(tree, 'paper/main.typ')).toMatchSnapshot()
  })

  it.each(['main.typ', 'main.tex', 'main.md'])('refuses a second text beside %s', async (main) => {
    const tree = empty()
    tree.write(`paper/${main}`, 'mine')
    await expect(paperGenerator(tree, {})).rejects.toThrow(
      `1 problem in nx g @bocas/nx:paper\n✖ there is a text already, paper/${main}, and a paper has one\n  write on in it`,
    )
    expect(tree.children('paper')).toEqual([main])
  })

  it('refuses a language that it does not know', async () => {
    await expect(paperGenerator(empty(), { language: 'latx' as 'latex' })).rejects.toThrow(
      /there is no language "latx"\n {2}did you mean `latex`\?/,
    )
  })
})

describe('the workflow', () => {
  it.each([
    ['npm', '', 'npm ci', 'package-lock.json'],
    ['pnpm', 'papers/größe 1', 'pnpm install --frozen-lockfile', 'papers/größe 1/pnpm-lock.yaml'],
    ['yarn', 'sub', 'yarn install --frozen-lockfile', 'sub/yarn.lock'],
    ['bun', '', 'bun install --frozen-lockfile', undefined],
  ] as const)('of %s in %j is YAML that installs, builds, checks and keeps', (manager, below, install, lockfile) => {
    const tree = empty()
    const commands = { ...commandsOf(tree), manager, script: (name: string) => `${manager} run ${name}` }
    addFiles(tree, join(__dirname, 'files', 'github'), '.', workflowWords('latex', commands, below))
    const { jobs } = parse(text(tree, '.github/workflows/paper.yml')) as {
      jobs: { paper: { defaults?: unknown; steps: { run?: string; uses?: string; with?: Record<string, unknown> }[] } }
    }
    const { steps, defaults } = jobs.paper
    const runs = steps.flatMap(({ run }) => run ?? [])
    expect(runs.filter((run) => !/apt-get|venv/.test(run))).toEqual([
      install,
      `${manager} run paper`,
      `${manager} run check`,
    ])
    expect(defaults).toEqual(below === '' ? undefined : { run: { 'working-directory': below } })
    const at = (path: string): string => (below === '' ? path : `${below}/${path}`)
    const given = (action: string) => steps.find(({ uses }) => uses?.startsWith(action))?.with
    expect(given('actions/setup-node')!['cache-dependency-path']).toBe(lockfile)
    expect(given('actions/cache')!.path).toBe(at('.bocas/store'))
    expect(given('actions/upload-artifact')!.path).toBe(at('paper/build'))
    for (const { uses } of steps) if (uses !== undefined) expect(uses).toMatch(/^[\w-]+\/[\w-]+@v\d+$/)
  })
})

describe('the first commit', () => {
  let folder: string
  beforeEach(() => (folder = realpathSync(mkdtempSync(join(tmpdir(), 'bocas-git-')))))
  afterEach(() => rmSync(folder, { recursive: true }))
  const git = (...args: string[]): string => spawnSync('git', args, { cwd: folder, encoding: 'utf8' }).stdout

  it('holds the files that were made and no others', () => {
    for (const file of ['made.ts', 'größe.ts', 'other.ts']) writeFileSync(join(folder, file), '')
    const before = { ...process.env }
    Object.assign(process.env, {
      GIT_AUTHOR_NAME: 'x',
      GIT_AUTHOR_EMAIL: 'x@x',
      GIT_COMMITTER_NAME: 'x',
      GIT_COMMITTER_EMAIL: 'x@x',
    })
    expect(firstCommit(folder, ['made.ts', 'größe.ts', 'gone.ts', 'made.ts'])).toBe(
      'Made a git repository with a first commit of 2 files',
    )
    process.env = before
    expect(git('-c', 'core.quotePath=false', 'ls-files').trim().split('\n').sort()).toEqual(
      ['größe.ts', 'made.ts'].sort(),
    )
  })

  it('is none in a repository, whose top may be above', () => {
    git('init')
    mkdirSync(join(folder, 'papers', 'größe 1'), { recursive: true })
    const below = join(folder, 'papers', 'größe 1')
    expect(placeInRepository(below)).toBe('papers/größe 1')
    expect(firstCommit(below, [])).toBe('The folder is in a git repository already: commit when you like')
  })
})
