import { addProjectConfiguration, readJson, readNxJson, updateJson, type Tree } from '@nx/devkit'
import { createTreeWithEmptyWorkspace } from '@nx/devkit/testing'
import taskGenerator from './task'
import { TASK_TEMPLATES, type TemplateName } from './templates'

const generate = (tree: Tree, name: string, template?: TemplateName) =>
  taskGenerator(tree, { name, template, skipFormat: true })

/** A workspace with nothing left to wish for. */
function workspace(): Tree {
  const tree = createTreeWithEmptyWorkspace()
  updateJson(tree, 'nx.json', (nxJson: object) => ({ ...nxJson, plugins: [{ plugin: '@bocas/nx' }] }))
  updateJson(tree, 'package.json', (manifest: object) => ({
    ...manifest,
    dependencies: { bocas: '*' },
    devDependencies: { '@bocas/figures': '*' },
  }))
  return tree
}

const listing = (tree: Tree): string[] =>
  tree
    .listChanges()
    .map(({ type, path }) => `${type} ${path}`)
    .sort()

describe('nx g @bocas/nx:task', () => {
  it('creates a sweep, a run and figures, and touches nothing else', async () => {
    const tree = workspace()
    const before = listing(tree)
    await generate(tree, 'two-moons')
    expect(listing(tree).filter((change) => !before.includes(change))).toEqual([
      'CREATE tasks/two-moons/figures.ts',
      'CREATE tasks/two-moons/run.ts',
      'CREATE tasks/two-moons/sweep.ts',
    ])
    for (const file of ['sweep.ts', 'run.ts', 'figures.ts'])
      expect(tree.read(`tasks/two-moons/${file}`, 'utf8')).toMatchSnapshot(file)
  })

  it.each([
    ['tabular', ['README.md', 'figures.ts', 'penguins.csv', 'run.ts', 'sweep.ts', 'table.ts'], 'library/random.ts'],
    ['tfjs', ['figures.ts', 'run.ts', 'spirals.ts', 'sweep.ts'], 'library/random.ts'],
    ['python', ['README.md', 'figures.ts', 'requirements.txt', 'run.ts', 'sweep.ts', 'train.py'], undefined],
    ['program', ['figures.ts', 'run.ts', 'sweep.ts'], 'tasks/my-task-answers/assistant.mjs'],
  ] as const)('creates what the template %s needs, and leaves no word of it open', async (template, files, beside) => {
    const tree = workspace()
    await generate(tree, 'my-task', template)
    expect([...tree.children('tasks/my-task')].sort()).toEqual(files)
    if (beside !== undefined) expect(tree.exists(beside)).toBe(true)
    for (const { path } of tree.listChanges())
      if (path.startsWith('tasks/')) expect(tree.read(path, 'utf8')).not.toMatch(/<%|%>|undefined/)
  })

  it('enters the packages that only a template imports', async () => {
    const tree = workspace()
    await generate(tree, 'nets', 'tfjs')
    expect(readJson(tree, 'package.json').dependencies).toHaveProperty('@bocas/tfjs')
  })

  it('refuses a template that there is not, and names that either of two tasks would take', async () => {
    const tree = workspace()
    await expect(generate(tree, 'x', 'tabula' as 'tabular')).rejects.toThrow(
      `1 problem in nx g @bocas/nx:task x\n✖ there is no template "tabula"\n  did you mean \`tabular\`? There are: \`${TASK_TEMPLATES.join('`, `')}\``,
    )
    tree.write('tasks/x-answers/sweep.ts', '')
    await expect(generate(tree, 'x', 'program')).rejects.toThrow(/✖ the name "x-answers" is taken/)
    tree.write('library/random.ts', 'export const mine = 1')
    await expect(generate(tree, 'y', 'tabular')).rejects.toThrow(/library\/random\.ts exists and exports no rng/)
    expect(tree.exists('tasks/y')).toBe(false)
  })

  it('enters the plugin and the packages that the task imports where they are missing', async () => {
    const tree = createTreeWithEmptyWorkspace()
    updateJson(tree, 'package.json', (manifest: object) => ({ ...manifest, dependencies: { bocas: '^0.0.9' } }))
    await generate(tree, 'two-moons')
    expect(readNxJson(tree)?.plugins).toEqual(['@bocas/nx'])
    const { version } = jest.requireActual<{ version: string }>('../../../package.json')
    expect(readJson(tree, 'package.json').dependencies).toEqual({ '@bocas/figures': `^${version}`, bocas: '^0.0.9' })
  })

  it('makes an nx.json where there is none: without it Nx finds no task', async () => {
    const tree = workspace()
    tree.delete('nx.json')
    await generate(tree, 'two-moons')
    expect(readNxJson(tree)).toMatchObject({ plugins: ['@bocas/nx'], analytics: false, neverConnectToCloud: true })
  })

  it('says what to type next once the files are written', async () => {
    const tellNext = await generate(workspace(), 'two-moons')
    const print = jest.spyOn(console, 'log').mockReturnValue()
    await tellNext()
    const printed = print.mock.calls.flat().join('\n')
    print.mockRestore()
    expect(printed).toContain('npx nx run two-moons:experiment ')
    expect(printed).toContain('npx nx run two-moons:figures ')
    expect(printed).toContain('npx nx run two-moons:try tactic=bumps noise=0.3 ')
  })

  it('lists the files that are in the way, and creates nothing', async () => {
    const tree = workspace()
    tree.write('tasks/moons/notes.md', 'mine')
    tree.write('tasks/moons/data/points.csv', 'x,y')
    const before = listing(tree)
    await expect(generate(tree, 'moons')).rejects.toThrow(
      [
        '1 problem in nx g @bocas/nx:task moons',
        '✖ tasks/moons holds files already, and nothing is overwritten',
        '  tasks/moons/notes.md',
        '  tasks/moons/data/points.csv',
        '  choose another name, or move them away',
      ].join('\n'),
    )
    expect(listing(tree)).toEqual(before)
  })

  it('lists ten files of many', async () => {
    const tree = workspace()
    for (let i = 10; i < 23; i++) tree.write(`tasks/moons/${i}.csv`, '')
    await expect(generate(tree, 'moons')).rejects.toThrow(/tasks\/moons\/19\.csv\n {2}and 3 more\n {2}choose/)
  })

  it('reports a task of the name with its files', async () => {
    const tree = workspace()
    await generate(tree, 'moons')
    await expect(generate(tree, 'moons')).rejects.toThrow(
      /^2 problems in nx g @bocas\/nx:task moons\n✖ the name "moons" is taken: there is a project moons\n(.|\n)*tasks\/moons\/sweep\.ts/,
    )
  })

  it('takes a folder that is empty', async () => {
    const tree = workspace()
    tree.write('tasks/moons/old.ts', '')
    tree.delete('tasks/moons/old.ts')
    await generate(tree, 'moons')
    expect(tree.exists('tasks/moons/run.ts')).toBe(true)
  })

  it.each([
    ['paper', /the name "paper" is taken: it is the project of the paper/],
    ['shared', /the name "shared" is taken: there is a project shared/],
    ['mnist', /the name "mnist" is taken: there is a project MNIST/],
    ['aux', /the name "aux" is a reserved word of Windows/],
    ['My Task', /holds "M".*\n {2}you could write: nx g @bocas\/nx:task my-task$/m],
    ['../outside', /is a path/],
  ])('refuses the name %s', async (name, message) => {
    const tree = workspace()
    addProjectConfiguration(tree, 'shared', { root: 'libs/shared' })
    tree.write('tasks/MNIST/sweep.ts', '')
    const before = listing(tree)
    await expect(generate(tree, name)).rejects.toThrow(message)
    expect(listing(tree)).toEqual(before)
  })
})
