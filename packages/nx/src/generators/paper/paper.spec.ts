import { readJson, readNxJson, writeJson, type Tree } from '@nx/devkit'
import { createTree } from '@nx/devkit/testing'
import taskGenerator from '../task/task'
import paperGenerator from './paper'

function workspace(nxJson: object = { plugins: ['@bocas/nx'] }): Tree {
  const tree = createTree()
  writeJson(tree, 'package.json', { name: 'mine', private: true })
  writeJson(tree, 'nx.json', nxJson)
  return tree
}

const paperDirOf = (tree: Tree): unknown => {
  const [own] = readNxJson(tree)!.plugins as { options?: { paperDir?: unknown } }[]
  return own!.options?.paperDir
}

const made = (tree: Tree): string[] =>
  tree
    .listChanges()
    .map(({ path }) => path)
    .filter((path) => path.includes('/'))
    .sort()

describe('nx g @bocas/nx:paper', () => {
  it('makes paper/, and says nothing of it in nx.json', async () => {
    const tree = workspace()
    await paperGenerator(tree, {})
    expect(made(tree)).toEqual(['paper/main.typ', 'paper/references.bib'])
    expect(readNxJson(tree)!.plugins).toEqual(['@bocas/nx'])
  })

  it('makes a paper in another folder, and others beside it', async () => {
    const tree = workspace()
    writeJson(tree, 'tsconfig.json', { include: ['tasks', 'library', 'paper/*.ts'] })
    await paperGenerator(tree, { name: 'paper-a' })
    expect(paperDirOf(tree)).toBe('paper-a')
    await paperGenerator(tree, { name: 'texts/paper-b/', language: 'latex' })
    expect(paperDirOf(tree)).toEqual(['paper-a', 'texts/paper-b/'])
    expect(made(tree)).toEqual([
      'paper-a/main.typ',
      'paper-a/references.bib',
      'texts/paper-b/main.tex',
      'texts/paper-b/references.bib',
    ])
    expect(tree.read('.gitignore', 'utf8')!.split('\n')).toEqual(
      expect.arrayContaining(['paper-a/build/', 'texts/paper-b/build/', 'texts/paper-b/provenance.json']),
    )
    expect(readJson<{ include: string[] }>(tree, 'tsconfig.json').include.slice(-2)).toEqual([
      'paper-a/*.ts',
      'texts/paper-b/*.ts',
    ])
  })

  it('keeps the paper that there is, and what nx.json says of others', async () => {
    const tree = workspace({ plugins: ['x', { plugin: '@bocas/nx', options: { typecheck: 'off' } }], parallel: 2 })
    await paperGenerator(tree, {})
    await paperGenerator(tree, { name: 'second' })
    expect(readNxJson(tree)).toEqual({
      plugins: ['x', { plugin: '@bocas/nx', options: { typecheck: 'off', paperDir: ['paper', 'second'] } }],
      parallel: 2,
    })
    const byTask = workspace({ plugins: [{ plugin: '@bocas/nx', options: { paperDir: { a: ['mnist'] } } }] })
    await paperGenerator(byTask, { name: 'b' })
    expect(paperDirOf(byTask)).toEqual({ a: ['mnist'], b: '*' })
  })

  it.each([
    ['../elsewhere', '`paperDir` is "../elsewhere", which is no folder of this workspace'],
    ['tasks/paper', 'tasks/paper/ lies in tasks/'],
    ['texts/paper', 'two papers are called paper'],
    ['texts/Mnist', 'the name "Mnist" is taken: there is a project mnist'],
  ])('refuses %s', async (name, message) => {
    const tree = workspace()
    await paperGenerator(tree, {})
    await taskGenerator(tree, { name: 'mnist', skipFormat: true })
    await expect(paperGenerator(tree, { name })).rejects.toThrow(message)
  })

  it('refuses a text beside the one that there is', async () => {
    const tree = workspace()
    await paperGenerator(tree, { name: 'a' })
    await expect(paperGenerator(tree, { name: 'a', language: 'latex' })).rejects.toThrow(
      'there is a text already, a/main.typ',
    )
  })

  it('leaves a name to the papers that no task may have', async () => {
    const tree = workspace()
    await paperGenerator(tree, { name: 'thesis' })
    await expect(taskGenerator(tree, { name: 'thesis', skipFormat: true })).rejects.toThrow(
      'the name "thesis" is taken: there is a project thesis',
    )
  })
})
