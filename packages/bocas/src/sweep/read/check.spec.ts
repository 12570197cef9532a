import { describe, expect, it } from '@jest/globals'
import { formatProblem } from '../../problems'
import { defineSweep, planSweeps, seeds, sweep } from '..'

// The words take anything: what a type forbids, JavaScript or `any` lets through.
const define = defineSweep as (...args: unknown[]) => unknown
const anySweep = sweep as (...args: unknown[]) => never
const anySeeds = seeds as (...args: unknown[]) => never
const check = (tree: unknown, options?: unknown): string[] =>
  planSweeps({ default: define(tree, options) }).problems.map(formatProblem)

const VALUE = 'a value is a string, a finite number, true, false, null, a list or a block of these, or a sweep'

class Model {
  layers = 3
}
class List extends Array<number> {}
const cyclic: Record<string, unknown> = { lr: 1 }
cyclic['model'] = { parent: cyclic }
const sharedBlock = { lr: 1 }

describe('a sweep that is right', () => {
  it.each<[string, unknown]>([
    ['no keys', {}],
    ['every kind of value', { a: 'x', b: 1.5, c: true, d: null, e: [1, [2, 'y']], f: { g: [] }, h: {} }],
    ['axes at any depth', { a: [{ b: sweep([{ c: sweep([1, 2]) }, 3]) }], s: { t: seeds(3) } }],
    ['a block used twice', { a: sharedBlock, b: sharedBlock }],
    ['a block without a prototype', { a: Object.assign(Object.create(null), { lr: 1 }) }],
    ['values that differ by type alone', { a: anySweep([1, '1', true, 'true', null, 'null', [], {}]) }],
    ['keys that look dangerous', { constructor: 1, toString: 2, hasOwnProperty: 3, prototype: 4 }],
    ['keys in any writing', { größe: 1, 'class weights': 2, $x: 3, '0': 4 }],
    ['given seeds', { seed: seeds([7, 3, 2 ** 53 - 1]) }],
    ['seeds that never meet', { tactic: sweep({ a: { seed: seeds(2) }, b: { inner: { seed: seeds(3) } }, c: {} }) }],
    [
      'a union',
      [
        { lr: 1, seed: seeds(2) },
        { lr: 2, s: seeds(2) },
      ],
    ],
    ['a list of one block', [{ lr: 1 }]],
  ])('%s', (_, tree) => expect(check(tree)).toEqual([]))
})

describe('a value that is not data is named, with its place and what to write instead', () => {
  it.each<[string, unknown, string, string]>([
    ['function', () => 1, 'a function', 'give it a name, and choose the function by that name in run.ts'],
    ['undefined', undefined, 'undefined', 'leave the key out, or write null'],
    ['NaN', NaN, 'NaN', 'write null, or a string such as "none", and treat it in run.ts'],
    ['Infinity', -Infinity, '-Infinity', 'write null, or a string such as "none", and treat it in run.ts'],
    ['bigint', 10n, '10n', 'write a number, or a string: "10"'],
    ['symbol', Symbol('x'), 'a symbol', 'write a string'],
    ['date', new Date(0), 'a Date', 'write it as a string, such as "2024-01-31"'],
    ['map', new Map(), 'a Map', 'write a block: Object.fromEntries(…)'],
    ['set', new Set([1]), 'a Set', 'write a list: Array.from(…)'],
    ['typed array', new Float32Array(2), 'a Float32Array', 'write a list: Array.from(…)'],
    ['generator', (function* () {})(), 'an object with a prototype of its own', 'write a list: Array.from(…)'],
    ['subclassed list', List.from([1]), 'a List', 'write a list: Array.from(…)'],
    [
      'promise',
      Promise.resolve(1),
      'a Promise',
      'a sweep is known without waiting: write the value itself, or read the file in run.ts',
    ],
    ['boxed number', new Number(3), 'a Number', 'write the value without `new`'],
    ['class instance', new Model(), 'a Model', 'write a block { … } with its settings, and make the object in run.ts'],
    ['regular expression', /x/, 'a RegExp', 'write a block { … } with its settings, and make the object in run.ts'],
    ['error', new Error('x'), 'an Error', 'write a block { … } with its settings, and make the object in run.ts'],
    [
      'block with another block as its prototype',
      Object.create({ lr: 1 }),
      'an object with a prototype of its own',
      'write a block { … } with its settings, and make the object in run.ts',
    ],
  ])('%s', (_, value, shown, hint) => {
    const messagesOf = (path: string): string[] => [`✖ ${shown} is not data: ${VALUE} → at ${path}\n  ${hint}`]
    expect(check({ model: { x: value } })).toEqual(messagesOf('default.model.x'))
    expect(check({ x: [0, value] })).toEqual(messagesOf('default.x[1]'))
    expect(check({ x: anySweep([0, value]) })).toEqual(messagesOf('default.x[1]'))
    expect(check({ x: anySweep({ a: { lr: value } }) })).toEqual(messagesOf('default.x.a.lr'))
    expect(check([{}, { x: value }])).toEqual(messagesOf('default[1].x'))
  })
})

describe('what is wrong with blocks, lists and keys', () => {
  it.each<[string, unknown, string[]]>([
    [
      'a cycle',
      { net: cyclic },
      ['✖ a block that contains itself is not data → at default.net.model.parent\n  leave this key out'],
    ],
    [
      'an own key __proto__',
      JSON.parse('{"model":{"__proto__":{"lr":1}}}'),
      ['✖ `__proto__` cannot be a key → at default.model.__proto__\n  give it another name'],
    ],
    ['an empty key', { '': 1 }, ['✖ a key cannot be empty → at default[""]\n  give it a name']],
    [
      'a key with a dot',
      { 'model.lr': 1 },
      [
        '✖ the key "model.lr" holds a "." or "=", which separate keys and values in paths such as model.lr=0.1 → at default["model.lr"]\n  write a block inside a block, or another character such as "_"',
      ],
    ],
    [
      'a symbol as a key',
      { a: { [Symbol('k')]: 1 } },
      ['✖ Symbol(k) cannot be a key: keys are strings → at default.a\n  write a string'],
    ],
    [
      'a getter, which is not called',
      {
        get lr(): number {
          throw new Error('called')
        },
      },
      ['✖ a getter is not data → at default.lr\n  write the value itself'],
    ],
    [
      'a list with holes, however many',
      { a: new Array(1e9), b: anySweep(new Array(1)) },
      [
        '✖ a list with 1000000000 holes is not data: every item has a value → at default.a\n  write each item; Array.from({ length: 3 }, (_, i) => i) makes [0, 1, 2]',
        '✖ a list with a hole is not data: every item has a value → at default.b\n  write each item; Array.from({ length: 3 }, (_, i) => i) makes [0, 1, 2]',
      ],
    ],
    [
      'a list with more than its items',
      { a: 'x'.match('x') },
      ['✖ a list with a key `index` is not data → at default.a\n  write a plain list: [...list]'],
    ],
    [
      'a whole sweep as a value',
      { a: defineSweep({}) },
      [
        '✖ a defineSweep(…) is not a value: it is the whole sweep → at default.a\n  use sweep([…]) here, or a list of blocks, defineSweep([a, b]), for a union',
      ],
    ],
  ])('%s', (_, tree, expected) => expect(check(tree)).toEqual(expected))

  it('stops at a hundred levels', () => {
    let tree: Record<string, unknown> = { seed: seeds(2) }
    for (let i = 0; i < 50_000; i++) tree = { a: tree }
    expect(check(tree)).toEqual([
      `✖ nested more than 100 levels deep → at default${'.a'.repeat(100)}\n  write a flatter block`,
    ])
  })
})

describe('what is wrong with sweep(…)', () => {
  it.each<[string, unknown, string[]]>([
    [
      'no values',
      { lr: sweep([]) },
      ['✖ sweep([]) has no values, so there would be no run → at default.lr\n  list at least one value'],
    ],
    [
      'no alternatives',
      { model: sweep({}) },
      ['✖ sweep({}) has no alternatives, so there would be no run → at default.model\n  name at least one'],
    ],
    [
      'a value listed twice, at each repetition',
      { model: { lr: sweep([0.1, 0.01, 0.1, 1e-1]) } },
      [
        '✖ 0.1 is listed twice; each value of a sweep is listed once → at default.model.lr[2]\n  it is already at default.model.lr[0]: remove one of the two',
        '✖ 0.1 is listed twice; each value of a sweep is listed once → at default.model.lr[3]\n  it is already at default.model.lr[0]: remove one of the two',
      ],
    ],
    [
      'zero and minus zero',
      { a: sweep([0, -0]) },
      [
        '✖ 0 is listed twice; each value of a sweep is listed once → at default.a[1]\n  it is already at default.a[0]: remove one of the two',
      ],
    ],
    [
      'a block listed twice, its keys in another order, with sweeps inside',
      { a: sweep([{ x: 1, y: sweep([1, 2]) }, 3, { y: sweep([1, 2]), x: 1 }]) },
      [
        '✖ a block is listed twice; each value of a sweep is listed once → at default.a[2]\n  it is already at default.a[0]: remove one of the two',
      ],
    ],
    [
      'a single value without a list',
      { lr: anySweep(0.1, 0.01) },
      [
        '✖ sweep(…) takes a list of values or a block of named alternatives, not 0.1 → at default.lr\n  write sweep([a, b]) or sweep({ a: { … }, b: { … } })',
      ],
    ],
    [
      'nothing',
      { lr: anySweep() },
      [
        '✖ sweep(…) takes a list of values or a block of named alternatives, not undefined → at default.lr\n  write sweep([a, b]) or sweep({ a: { … }, b: { … } })',
      ],
    ],
    [
      'a set',
      { lr: anySweep(new Set([1])) },
      [
        '✖ sweep(…) takes a list of values or a block of named alternatives, not a Set → at default.lr\n  write sweep(Array.from(…))',
      ],
    ],
    [
      'another sweep',
      { seed: anySweep(seeds(3)) },
      [
        '✖ sweep(…) takes a list of values or a block of named alternatives, not another sweep → at default.seed\n  write sweep([a, b]) or sweep({ a: { … }, b: { … } })',
      ],
    ],
    [
      'an alternative with a name of its own',
      { model: anySweep({ cnn: { name: 'CNN', lr: 1 } }) },
      [
        '✖ `name` is the label of a named alternative, so its block cannot have a key `name` → at default.model.cnn.name\n  run() gets name: "cnn"; call this key something else',
      ],
    ],
    [
      'alternatives that are no blocks',
      { model: anySweep({ a: 1, b: [1], c: sweep([{ x: 1 }]), d: undefined }) },
      [
        '✖ the alternative `a` is 1, but a named alternative is a block of keys → at default.model.a\n  write a: { … }, or a plain list: sweep([…])',
        '✖ the alternative `b` is a list, but a named alternative is a block of keys → at default.model.b\n  write b: { … }, or a plain list: sweep([…])',
        '✖ the alternative `c` is a sweep, but a named alternative is a block of keys → at default.model.c\n  write c: { … }, or a plain list: sweep([…])',
        '✖ the alternative `d` is undefined, but a named alternative is a block of keys → at default.model.d\n  write d: { … }, or a plain list: sweep([…])',
      ],
    ],
    [
      'a label __proto__ and an empty one',
      { model: anySweep(JSON.parse('{"__proto__":{},"":{}}')) },
      [
        '✖ `__proto__` cannot be a key → at default.model.__proto__\n  give it another name',
        '✖ a key cannot be empty → at default.model[""]\n  give it a name',
      ],
    ],
  ])('%s', (_, tree, expected) => expect(check(tree)).toEqual(expected))

  it('finds a sweep that contains itself', () => {
    const values: unknown[] = [1]
    const axis = anySweep(values)
    values.push({ again: axis })
    expect(check({ a: axis })).toEqual([
      '✖ a block that contains itself is not data → at default.a[1].again\n  leave this key out',
    ])
  })
})

describe('what is wrong with seeds(…)', () => {
  const how = 'write seeds(5) for the seeds 0 to 4, or seeds([7, 11])'
  it.each([[0], [-1], [2.5], [NaN], [Infinity], ['5'], [undefined], [2 ** 53]])('seeds(%p)', (given) => {
    const shown = typeof given === 'string' ? `"${given}"` : String(given)
    expect(check({ seed: anySeeds(given) })).toEqual([
      `✖ seeds(…) takes how many (1, 2, 3, …) or a list of seeds, not ${shown} → at default.seed\n  ${how}`,
    ])
  })
  it.each<[string, unknown, string[]]>([
    [
      'none',
      [],
      ['✖ seeds([]) has no seeds, so there would be no run → at default.seed\n  write seeds(5) or seeds([7, 11])'],
    ],
    [
      'some wrong, some twice',
      [1, -1, 0.5, '2', 1],
      [
        '✖ a seed is an integer of at least 0, not -1 → at default.seed[1]\n  write 0, 1, 2, …',
        '✖ a seed is an integer of at least 0, not 0.5 → at default.seed[2]\n  write 0, 1, 2, …',
        '✖ a seed is an integer of at least 0, not "2" → at default.seed[3]\n  write 0, 1, 2, …',
        '✖ 1 is listed twice; each value of a sweep is listed once → at default.seed[4]\n  it is already at default.seed[0]: remove one of the two',
      ],
    ],
  ])('a list: %s', (_, given, expected) => expect(check({ seed: anySeeds(given) })).toEqual(expected))

  it.each<[string, unknown, string]>([
    ['side by side', { a: seeds(2), b: { c: seeds(3) } }, 'default.a, default.b.c'],
    [
      'beside an alternative that has one',
      { s: seeds(2), m: sweep({ x: {}, y: { s: seeds(2) } }) },
      'default.s, default.m.y.s',
    ],
  ])('two in one config: %s', (_, tree, both) => {
    expect(check(tree)).toEqual([
      `✖ a config has one seed at most, but these are together in one: ${both} → at ${both.split(', ')[1]}\n  keep one seeds(…), and use sweep([…]) for the other`,
    ])
  })
})

describe('what is wrong with defineSweep(…)', () => {
  const block = 'write defineSweep({ lr: sweep([0.1, 0.01]) })'
  it.each<[string, unknown, string[]]>([
    [
      'nothing',
      undefined,
      [`✖ defineSweep(…) takes a block of keys or a list of blocks, not undefined → at default\n  ${block}`],
    ],
    [
      'a function',
      () => ({}),
      [`✖ defineSweep(…) takes a block of keys or a list of blocks, not a function → at default\n  ${block}`],
    ],
    [
      'an instance',
      new Model(),
      [`✖ defineSweep(…) takes a block of keys or a list of blocks, not a Model → at default\n  ${block}`],
    ],
    [
      'an axis',
      sweep([{ lr: 1 }]),
      [
        '✖ defineSweep(…) takes a block of keys or a list of blocks, not a sweep(…) or seeds(…) → at default\n  give it a key: defineSweep({ model: sweep(…) })',
      ],
    ],
    ['no blocks', [], ['✖ defineSweep([]) has no blocks, so there would be no run → at default\n  list at least one']],
    [
      'blocks that are none',
      [{}, 3, defineSweep({})],
      [
        `✖ defineSweep(…) takes a block of keys or a list of blocks, not 3 → at default[1]\n  ${block}`,
        `✖ defineSweep(…) takes a block of keys or a list of blocks, not another defineSweep(…) → at default[2]\n  ${block}`,
      ],
    ],
  ])('%s', (_, tree, expected) => expect(check(tree)).toEqual(expected))

  it.each<[string, unknown, string]>([
    ['a plain block', { lr: 1 }, 'a block → at default\n  write export default defineSweep({ … })'],
    ['nothing', undefined, 'undefined → at default\n  write export default defineSweep({ … })'],
    ['an axis', sweep([1]), 'a sweep(…), the values of one key → at default\n  write defineSweep({ model: sweep(…) })'],
  ])('what is not made by it: %s', (_, value, expected) => {
    expect(planSweeps({ default: value }).problems.map(formatProblem)).toEqual([
      `✖ this is not made by defineSweep: it is ${expected}`,
    ])
  })
})

it('never throws while the file is read, and says everything at once', () => {
  const everything = check(
    {
      lr: sweep([]),
      model: { act: () => 1, size: anySweep([8, 8]), '': NaN },
      seed: anySeeds(0),
      tactic: anySweep({ a: { name: 1, when: new Date(0) }, b: 3 }),
    },
    { wher: () => true, maxRuns: 0, name: 'x', labels: { lr: 'a b' }, data: 'data.csv', env: ['A B'] },
  )
  expect(everything.map((line) => line.split('\n')[0]!.split(' → at ')[1])).toEqual([
    'default.wher',
    'default.name',
    'default.maxRuns',
    'default.labels["lr"]',
    'default.data',
    'default.env[0]',
    'default.lr',
    'default.model[""]',
    'default.model.act',
    'default.model.size[1]',
    'default.model[""]',
    'default.seed',
    'default.tactic.a.name',
    'default.tactic.a.when',
    'default.tactic.b',
  ])
})
