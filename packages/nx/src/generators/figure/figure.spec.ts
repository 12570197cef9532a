import { writeJson, type Tree } from '@nx/devkit'
import { createTree } from '@nx/devkit/testing'
import { loadTypeScript } from '../shared/typescript'
import { addCall } from './add-call'
import figure, { type FigureGeneratorOptions } from './figure'
import { callOf, KINDS } from './kinds'
import { lookAtResults } from './look-at-results'

const ts = loadTypeScript(__dirname)
const SHOWN = { y: 'test.accuracy', by: ['tactic'] }

describe('the call of a new figure', () => {
  it.each([
    [
      `export default defineFigures<typeof run>(({ runs, lines }) => {\n  lines('a', runs, {})\n})\n`,
      `({ runs, lines, bars }) => {\n  lines('a', runs, {})\n  bars('new', runs, {`,
    ],
    [`export default defineFigures(({ runs, bars }) => {\n})\n`, `({ runs, bars }) => {\n  bars('new', runs, {`],
    [`export default defineFigures((kit) => {\n})\n`, `(kit) => {\n  kit.bars('new', kit.runs, {`],
    [`export default defineFigures(function ({ runs: all, mean }) {\n  mean(all)\n})\n`, `({ runs: all, mean, bars })`],
    [`export default defineFigures(() => {})\n`, `({ runs, bars }) => {\n  bars('new', runs, {`],
    [`export default defineFigures(({}) => {\n})\n`, `({ runs, bars }) => {\n  bars(`],
    [
      `const x = 1\nexport default defineFigures(\n  ({ runs }) => {\n    // nothing yet\n  },\n  { data: [] },\n)\n`,
      `    // nothing yet\n    bars('new', runs, { x: 'tactic', y: 'test.accuracy' })\n  },`,
    ],
  ])('goes to the end of the function in %j', (text, expected) => {
    const added = addCall(ts, text, 'bars', 'new', SHOWN)
    expect('text' in added ? added.text : added.wrong).toContain(expected)
  })

  it.each([
    ['export default 1', /gives no function/],
    ['export default defineFigures(draw)', /gives no function/],
    ["export default defineFigures(({ table }) => table('a', 1))", /has no braces/],
    ["export default defineFigures(({ table }) => { table('new', 1) })", /something called new already/],
  ])('is refused in %j', (text, wrong) => {
    expect(addCall(ts, text, 'bars', 'new', SHOWN)).toEqual({ wrong: expect.stringMatching(wrong) as string })
  })

  it('is one of the kinds, each with what it asks for', () => {
    expect(
      KINDS.map((kind) => callOf(kind, 'n', { y: 'test.error', x: 'val.error', by: ['a', 'b.c'] })),
    ).toMatchSnapshot()
    expect(callOf('bars', 'n', { ...SHOWN, chosenBy: 'val.loss' })).toBe(
      "bars('n', runs.select({ each: 'tactic', by: 'val.loss', min: true }), { x: 'tactic', y: 'test.accuracy' })",
    )
  })
})

function withResults(...configs: object[]): Tree {
  const tree = createTree()
  tree.write('tasks/moons/sweep.ts', '')
  tree.write('tasks/moons/figures.ts', 'export default defineFigures(({ runs }) => {\n})\n')
  const artifacts = {
    parameters: { kind: 'metrics', data: 3 },
    test: { kind: 'metrics', data: { accuracy: 0.5, per: { class: 1 } } },
    val: { kind: 'metrics', data: { accuracy: 0.5 } },
    history: { kind: 'series', data: { loss: [1], val_loss: [1] } },
    rows: { kind: 'table', data: { file: 'rows.csv' } },
  }
  configs.forEach((config, i) => writeJson(tree, `paper/artifacts/moons/run-${i}/result.json`, { config, artifacts }))
  return tree
}

const generate = (tree: Tree, options: FigureGeneratorOptions) => figure(tree, { skipFormat: true, ...options })
const text = (tree: Tree): string => tree.read('tasks/moons/figures.ts', 'utf8')!

describe('nx g @bocas/nx:figure', () => {
  it('knows what the results have, and which keys tell runs apart', () => {
    const tree = withResults(
      { tactic: { name: 'line', rate: 1 }, noise: 0.2, from: 1, answers: { from: 't', effort: 'a' }, seed: 0 },
      {
        tactic: { name: 'bumps', rate: 1, centres: 20 },
        noise: 0.2,
        from: 1,
        answers: { from: 't', effort: 'b' },
        seed: 0,
      },
      {
        tactic: { name: 'bumps', rate: 1, centres: 40 },
        noise: 0.2,
        from: 1,
        answers: { from: 't', effort: 'b' },
        seed: 1,
      },
    )
    expect(lookAtResults(tree, 'moons')).toEqual({
      metrics: ['parameters', 'test.accuracy', 'test.per.class', 'val.accuracy'],
      series: ['history.loss', 'history.val_loss'],
      keys: ['tactic'],
      partial: ['tactic.centres'],
    })
    expect(lookAtResults(tree, 'other')).toBeUndefined()
  })

  it('shows what is reported by all that differs, and chooses by validation what only some runs have', async () => {
    const plain = withResults(
      { tactic: { name: 'a' }, rate: 1, seed: 0 },
      { tactic: { name: 'b' }, rate: 2, seed: 1 },
      { tactic: { name: 'b' }, rate: 1, seed: 1 },
    )
    await generate(plain, { name: 'n', kind: 'lines' })
    expect(text(plain)).toContain("lines('n', runs, { by: ['tactic', 'rate'], y: 'history.val_loss' })")
    const some = withResults(
      { tactic: { name: 'a' }, seed: 0 },
      { tactic: { name: 'b', k: 1 }, seed: 0 },
      { tactic: { name: 'b', k: 2 }, seed: 0 },
    )
    await generate(some, { name: 'n' })
    expect(text(some)).toContain(
      "runs.select({ each: 'tactic', by: 'val.accuracy', max: true }), { x: 'tactic', y: 'test.accuracy' }",
    )
  })

  it('begins a figures.ts where there is none', async () => {
    const tree = withResults({ rate: 1, seed: 0 }, { rate: 2, seed: 0 })
    tree.delete('tasks/moons/figures.ts')
    await generate(tree, { name: 'n', kind: 'table' })
    expect(text(tree)).toMatch(/defineFigures<typeof run>\(\(\{ runs, table \}\) => \{\n {2}table\('n', runs/)
  })

  it.each([
    [{ name: 'My Figure' }, /holds "M".*; a figure is named with small letters/],
    [{ name: 'n', kind: 'bar' as 'bars' }, /there is no kind of figure "bar"\n {2}did you mean `bars`/],
    [{ name: 'n', task: 'moon' }, /there is no task "moon"\n {2}did you mean `moons`/],
    [{ name: 'n', y: 'test.acuracy' }, /the results have no test\.acuracy\n {2}did you mean `test\.accuracy`/],
  ])('refuses %j, and changes nothing', async (options, message) => {
    const tree = withResults({ rate: 1, seed: 0 }, { rate: 2, seed: 0 })
    const before = text(tree)
    await expect(generate(tree, options)).rejects.toThrow(message)
    expect(text(tree)).toBe(before)
  })

  it('asks for what it cannot know without results', async () => {
    const tree = withResults()
    await expect(generate(tree, { name: 'n' })).rejects.toThrow(
      /say a metric of the results: --y=test\.accuracy\n {2}results come of: npx nx run moons:experiment/,
    )
    await expect(generate(tree, { name: 'n', y: 'loss' })).rejects.toThrow(/by which keys of the config\?/)
    await generate(tree, { name: 'n', y: 'loss', by: 'tactic, rate' })
    expect(text(tree)).toContain("bars('n', runs, { x: ['tactic', 'rate'], y: 'loss' })")
  })
})
