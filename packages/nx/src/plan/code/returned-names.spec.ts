import { transform } from 'esbuild'
import { linkBocas, testWorkspace } from '../test-workspace'
import { planTask } from '../plan-task'
import { blocking } from '../task-plan'
import { findRefusedNames, lineOfName } from './returned-names'

/** As it is read: without types and white space. */
const namesIn = async (source: string): Promise<string[]> => {
  const { code } = await transform(source, { loader: 'ts', minifyWhitespace: true, target: 'node20' })
  return (await findRefusedNames(code)).map(({ name }) => name)
}
const returning = (object: string, before = ''): string =>
  `export async function run(config: { a: number }) { ${before}; return ${object} }`
const LONG = 'x'.repeat(101)

describe('a name that no result can have', () => {
  it.each<[string, string[]]>([
    [`{ 'val/loss': 1 }`, ['val/loss']],
    [`{ "a b": 1, ok: 2, 'c:d': 3 }`, ['a b', 'c:d']],
    ['{ [`a b`]: 1 }', []],
    [`{ ['a b']: 1 }`, ['a b']],
    [`{ con: 1, nul: 2, 'aux.x': 3, COM1: 4 }`, ['con', 'nul', 'aux.x', 'COM1']],
    [`{ '': 1 }`, ['']],
    [`{ '.hidden': 1, '-x': 2, 'x.': 3 }`, ['.hidden', '-x', 'x.']],
    [`{ 'größe': 1, größe2: 2 }`, ['größe', 'größe2']],
    [`{ $loss: 1 }`, ['$loss']],
    [`{ ${LONG}: 1 }`, [LONG]],
    [`{ Acc: 1, acc: 2 }`, ['acc']],
    [`{ ['__proto__']: 1 }`, ['__proto__']],
    [`{ ...config, 'a b': 1 }`, ['a b']],
    [`{ 'a b'() { return 1 } }`, ['a b']],
    [`{ get 'a b'() { return 1 } }`, ['a b']],
    [`{ 'a b': 1 } as const`, ['a b']],
    [`({ 'a b': 1 }) satisfies object`, ['a b']],
    [`{ 'a b': { 'c d': 1 } }`, ['a b']],
    // What can be a name.
    [`{ loss: 1, 'val.acc': 2, 'k=1': 3, 7: 4, _x: 5, 'a+b': 6 }`, []],
    [`{ loss: 1, loss: 2 }`, []],
    [`{ val: { 'c d': 1, Acc: 1, acc: 2 } }`, []],
    [`{ __proto__: config }`, []],
    [`{ '__proto__': config }`, []],
    // What only running it tells.
    [`{ [config.a]: 1, ['a ' + config.a]: 2 }`, []],
    [`{ [name]: 1 }; const name = 'a b'`, []],
    [`Object.fromEntries([['a b', 1]])`, []],
    [`config.a ? { 'a b': 1 } : { a: 1 }`, []],
    [`rename({ 'a b': 1 })`, []],
    [`[{ 'a b': 1 }]`, []],
  ])('is found in return %s: %j', async (object, names) => expect(await namesIn(returning(object))).toEqual(names))

  it.each<[string, string, string[]]>([
    ['a constant arrow function', `export const run = async () => { return { 'a b': 1 } }`, ['a b']],
    ['an arrow function that is its result', `export const run = () => ({ 'a b': 1 })`, ['a b']],
    ['a function expression', `export const run = function () { return { 'a b': 1 } }`, ['a b']],
    ['what is exported later', `function run() { return { 'a b': 1 } } export { run }`, ['a b']],
    ['what is exported by that name', `const train = () => ({ 'a b': 1 }); export { train as run }`, ['a b']],
    ['a function with others in it', returning(`{ 'a b': 1 }`, 'const f = () => { return 1 }; f()'), ['a b']],
    ['a class before it', returning(`{ 'a b': 1 }`, 'class A { m() { return 1 } }; new A()'), ['a b']],
    ['a branch that throws', returning(`{ 'a b': 1 }`, 'if (config.a) throw new Error()'), ['a b']],
    ['a branch that returns before', returning(`{ 'a b': 1 }`, 'if (config.a) return { a: 1 }'), []],
    ['a loop that returns before', returning(`{ 'a b': 1 }`, 'for (;;) return { a: 1 }'), []],
    ['a branch', returning('{ a: 1 }', `if (config.a) return { 'a b': 1 }`), []],
    ['a try', `export const run = () => { try { return { 'a b': 1 } } catch { return { a: 1 } } }`, []],
    ['what comes after the end', returning(`{ a: 1 }; return { 'a b': 1 }`), []],
    ['another function', `function other() { return { 'a b': 1 } } export const run = () => other()`, []],
    ['a function that is not exported', `function run() { return { 'a b': 1 } }`, []],
    ['another export', `export const train = () => ({ 'a b': 1 }); export const run = () => ({ a: 1 })`, []],
    ['a wrapped function', `export const run = timed(() => ({ 'a b': 1 }))`, []],
    ['a variable that may change', `export let run = () => ({ 'a b': 1 })`, []],
    ['a variable that is returned', returning('out', `const out: object = { 'a b': 1 }; delete out['a b']`), []],
    ['a generator', `export function* run() { return { 'a b': 1 } }`, []],
    ['a function from elsewhere', `export { run } from './other'; const f = () => ({ 'a b': 1 })`, []],
    ['a program', `export const run = command('python train.py')`, []],
    ['no run', `export const x = { 'a b': 1 }`, []],
    ['nothing returned', `export const run = () => { return }`, []],
  ])('is looked for with %s', async (_, source, names) => expect(await namesIn(source)).toEqual(names))

  it.each<[string, string, number | undefined]>([
    [`return {\n  loss: 1,\n  'a b': 2,\n}`, 'a b', 3],
    [`return {\n  con,\n}`, 'con', 2],
    [`const con = 1\nreturn {\n  con: con,\n}`, 'con', 3],
    [`f({ 'a b': 1 })\nreturn { 'a b': 2 }`, 'a b', undefined],
    [`return { ['a b']: 2 }`, 'a b', 1],
  ])('is shown with its line where that is certain: %j', (source, name, line) =>
    expect(lineOfName(source, name)).toBe(line),
  )

  it('is refused before anything is executed, with the place', async () => {
    const workspace = testWorkspace({
      'tasks/toy/sweep.ts': `import { defineSweep, sweep } from 'bocas'; export default defineSweep({ lr: sweep([1, 2]) })`,
      'tasks/toy/run.ts': `export function run({ lr }: { lr: number }) {\n  const loss = lr\n  return { loss, 'val/loss': loss }\n}`,
    })
    linkBocas(workspace)
    const plan = await planTask(workspace.root, 'tasks/toy/sweep.ts')
    expect(plan.problems.flatMap(({ problems }) => problems)).toEqual([
      {
        code: 'wrong-name',
        message:
          'tasks/toy/run.ts:3: run returns `val/loss`, and no result can have it: the name "val/loss" holds "/"; a name is made of letters A to Z, digits and = + . _ -',
        hint: 'give that artifact another name: it would be refused when the run has ended',
      },
    ])
    expect(blocking(plan)).toHaveLength(1)
    workspace.remove()
  })
})
