import { type Tree } from '@nx/devkit'
import { createTree } from '@nx/devkit/testing'
import { loadTypeScript } from '../shared/typescript'
import { addTask } from '../task/add-task'
import { TASK_TEMPLATES } from '../task/templates'
import { addAlternative, addCases, findAlternatives } from './add-alternative'
import tactic, { type TacticGeneratorOptions } from './tactic'

const ts = loadTypeScript(__dirname)
const generate = (tree: Tree, options: TacticGeneratorOptions) => tactic(tree, { skipFormat: true, ...options })

function withTask(): Tree {
  const tree = createTree()
  addTask(tree, 'moons')
  return tree
}

describe('a sweep with one more alternative', () => {
  const add = (text: string): string => addAlternative(text, findAlternatives(ts, text, 'tactic')!, 'new-one', 'a')
  it.each([
    ['defineSweep({ tactic: sweep({ a: { x: 1 } }) })', "{ a: { x: 1 }, 'new-one': { x: 1 } }"],
    ['defineSweep({ tactic: sweep({\n  a: { x: 1 },\n  b: {},\n}) })', "\n  b: {},\n  'new-one': { x: 1 },\n})"],
    [
      "const t = { 'tactic': sweep({ 'a': { x: sweep([1, 2]) } }) }",
      "'a': { x: sweep([1, 2]) }, 'new-one': { x: sweep([1, 2]) }",
    ],
    ['defineSweep({ model: { tactic: sweep({ a: {} }) } })', "{ a: {}, 'new-one': {} }"],
  ])('in %j', (text, expected) => expect(add(text)).toContain(expected))

  it.each([
    'defineSweep({ lr: 1 })',
    'defineSweep({ tactic: sweep([1, 2]) })',
    'defineSweep({ tactic: sweep({}) })',
    'defineSweep({ tactic: make({ a: 1 }) })',
  ])('is not found in %s', (text) => expect(findAlternatives(ts, text, 'tactic')).toBeUndefined())
})

describe('code that tells tactics apart', () => {
  it('does for the new one what it does for the other, in every switch over a name', () => {
    const code =
      "switch (tactic.name) {\n  case 'b':\n    return 1\n  case 'a':\n    return 2\n}\nswitch (kind) { case 'a': break }\nswitch (c.tactic.name) { case 'a': f() }"
    expect(addCases(ts, code, 'new', 'a')).toBe(
      "switch (tactic.name) {\n  case 'b':\n    return 1\n  case 'new':\n  case 'a':\n    return 2\n}\nswitch (kind) { case 'a': break }\nswitch (c.tactic.name) { case 'new':\ncase 'a': f() }",
    )
    expect(addCases(ts, "if (x === 'a') f()", 'new', 'a')).toBeUndefined()
  })
})

describe('nx g @bocas/nx:tactic', () => {
  it('copies the first tactic unless another one is said', async () => {
    const tree = withTask()
    await generate(tree, { name: 'ours' })
    await generate(tree, { name: 'wide', like: 'bumps', task: 'moons' })
    expect(tree.read('tasks/moons/sweep.ts', 'utf8')).toContain(
      '    ours: { rate: sweep([0.1, 1]) },\n    wide: { rate: sweep([0.1, 1]), centres: 20 },\n',
    )
    expect(tree.read('tasks/moons/run.ts', 'utf8')).toMatch(
      /case 'ours':\n {4}case 'line':(.|\n)*case 'wide':\n {4}case 'bumps': \{/,
    )
  })

  it.each(TASK_TEMPLATES)('knows the tactics of the template %s, or says that there are none', async (template) => {
    const tree = createTree()
    addTask(tree, 'moons', template)
    const has = /tactic: sweep/.test(tree.read('tasks/moons/sweep.ts', 'utf8')!)
    const call = generate(tree, { name: 'ours', task: 'moons' })
    if (has) await expect(call).resolves.toBeInstanceOf(Function)
    else await expect(call).rejects.toThrow(/there is no `tactic: sweep\(\{ … \}\)` in tasks\/moons\/sweep\.ts/)
  })

  it('takes alternatives of another key', async () => {
    const tree = createTree()
    addTask(tree, 'asked', 'program')
    await generate(tree, { name: 'far', task: 'asked', key: 'scoring', like: 'near' })
    expect(tree.read('tasks/asked/sweep.ts', 'utf8')).toContain('far: { within: 10 }')
  })

  it.each([
    [{ name: 'Ours' }, /holds "O".*; a tactic is named with small letters/],
    [{ name: 'line' }, /there is a tactic line already in tasks\/moons\/sweep\.ts/],
    [{ name: 'ours', like: 'bump' }, /there is no tactic bump in tasks\/moons\/sweep\.ts\n {2}did you mean `bumps`/],
    [{ name: 'ours', task: 'moon' }, /there is no task "moon"\n {2}did you mean `moons`/],
  ])('refuses %j, and changes nothing', async (options, message) => {
    const tree = withTask()
    const before = ['sweep.ts', 'run.ts'].map((file) => tree.read(`tasks/moons/${file}`, 'utf8'))
    await expect(generate(tree, options)).rejects.toThrow(message)
    expect(['sweep.ts', 'run.ts'].map((file) => tree.read(`tasks/moons/${file}`, 'utf8'))).toEqual(before)
  })

  it('needs a task, and to be told which of several', async () => {
    await expect(generate(createTree(), { name: 'x' })).rejects.toThrow(
      /there is no task in tasks\/\n {2}make one: nx g @bocas\/nx:task/,
    )
    const tree = withTask()
    addTask(tree, 'suns')
    await expect(generate(tree, { name: 'x' })).rejects.toThrow(
      /of which task\? There are several\n {2}there are: `moons`, `suns`\n {2}say --task/,
    )
  })
})
