import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { describe, expect, it } from '@jest/globals'
import { countRuns, defineSweep, expandSweep, seeds, sweep, SweepError, type Sweep } from '..'

const configs = <C>(of: Sweep<C>): C[] => [...expandSweep(of)].map(({ config }) => config)
const range = (length: number): number[] => Array.from({ length }, (_, i) => i)

describe('expandSweep', () => {
  it('combines all values, the last key varying fastest', () => {
    const grid = defineSweep({ epochs: 20, opt: sweep(['sgd', 'adam']), model: { lr: sweep([0.1, 1e-7]) } })
    expect(configs(grid)).toEqual([
      { epochs: 20, opt: 'sgd', model: { lr: 0.1 } },
      { epochs: 20, opt: 'sgd', model: { lr: 1e-7 } },
      { epochs: 20, opt: 'adam', model: { lr: 0.1 } },
      { epochs: 20, opt: 'adam', model: { lr: 1e-7 } },
    ])
  })
  it('gives a named alternative its label as name, and its keys to nobody else', () => {
    const grid = defineSweep({ m: sweep({ cnn: { dropout: sweep([0, 0.5]) }, mlp: { hidden: 128 }, none: {} }) })
    expect(configs(grid)).toEqual([
      { m: { name: 'cnn', dropout: 0 } },
      { m: { name: 'cnn', dropout: 0.5 } },
      { m: { name: 'mlp', hidden: 128 } },
      { m: { name: 'none' } },
    ])
  })
  it('keeps paired values together', () => {
    const grid = defineSweep({
      pre: sweep([
        { net: 'r50', from: 'in1k' },
        { net: 'vit', from: 'mae' },
      ]),
      x: sweep([1, 2]),
    })
    expect(configs(grid)).toEqual([
      { pre: { net: 'r50', from: 'in1k' }, x: 1 },
      { pre: { net: 'r50', from: 'in1k' }, x: 2 },
      { pre: { net: 'vit', from: 'mae' }, x: 1 },
      { pre: { net: 'vit', from: 'mae' }, x: 2 },
    ])
  })
  it('finds axes in lists, in lists of lists, and in the options of axes', () => {
    const grid = defineSweep({
      aug: ['flip', { size: sweep([24, 28]) }, [sweep([sweep([1, 2]), { p: sweep([3, 4]) }, null])]],
    })
    expect(configs(grid).map(({ aug }) => JSON.stringify(aug))).toEqual([
      '["flip",{"size":24},[1]]',
      '["flip",{"size":24},[2]]',
      '["flip",{"size":24},[{"p":3}]]',
      '["flip",{"size":24},[{"p":4}]]',
      '["flip",{"size":24},[null]]',
      '["flip",{"size":28},[1]]',
      '["flip",{"size":28},[2]]',
      '["flip",{"size":28},[{"p":3}]]',
      '["flip",{"size":28},[{"p":4}]]',
      '["flip",{"size":28},[null]]',
    ])
  })
  it('takes lists and blocks as values', () => {
    expect(configs(defineSweep({ a: sweep([[1, 2], [], {}, [[3]]]) }))).toEqual([
      { a: [1, 2] },
      { a: [] },
      { a: {} },
      { a: [[3]] },
    ])
  })
  it('says where the seed is', () => {
    const grid = defineSweep({ tactic: sweep({ a: { seed: seeds(2) }, b: { s: [seeds([7])] }, c: {} }) })
    expect([...expandSweep(grid)].map(({ seed }) => seed)).toEqual([
      { path: 'tactic.seed', value: 0 },
      { path: 'tactic.seed', value: 1 },
      { path: 'tactic.s.0', value: 7 },
      undefined,
    ])
  })
  it('says which keys were chosen', () => {
    const grid = defineSweep({
      a: { b: sweep([1, 2]) },
      only: sweep([3]),
      m: sweep({ x: { c: sweep([4, 5]) }, y: {} }),
    })
    expect(
      [...expandSweep(grid)].map(({ parts }) => parts.map(({ path, value }) => `${path}=${String(value)}`).join(' ')),
    ).toEqual(['a.b=1 m=x m.c=4', 'a.b=1 m=x m.c=5', 'a.b=1 m=y', 'a.b=2 m=x m.c=4', 'a.b=2 m=x m.c=5', 'a.b=2 m=y'])
  })
  it('runs a config once, whichever block of a union it comes from and however its keys are ordered', () => {
    expect(
      configs(
        defineSweep([
          { a: sweep([1, 2]), b: 0 },
          { b: sweep([0, 1]), a: 2 },
          { a: 2, b: 1 },
        ]),
      ),
    ).toEqual([
      { a: 1, b: 0 },
      { a: 2, b: 0 },
      { a: 2, b: 1 },
    ])
    expect(configs(defineSweep({ a: sweep([sweep([1, 2]), sweep([2, 3])]) }))).toEqual([{ a: 1 }, { a: 2 }, { a: 3 }])
  })
  it('asks where about each config once, and keeps those for which it is true', () => {
    const asked: string[] = []
    const where = (config: { a: number; b: number }): boolean => {
      asked.push(`${config.a}${config.b}`)
      return config.a !== config.b
    }
    const grid = defineSweep(
      [
        { a: sweep([1, 2]), b: sweep([1, 2]) },
        { a: 1, b: sweep([1, 3]) },
      ],
      { where },
    )
    expect(configs(grid).map(({ a, b }) => `${a}${b}`)).toEqual(['12', '21', '13'])
    expect(asked).toEqual(['11', '12', '21', '22', '13'])
  })
  it('turns minus zero into the zero it is in a file', () => {
    const [first] = configs(defineSweep({ a: -0, b: [-0], c: sweep([-0, 1]), s: seeds([-0]) }))
    expect(
      Object.is(first!.a, 0) && Object.is(first!.b[0], 0) && Object.is(first!.c, 0) && Object.is(first!.s, 0),
    ).toBe(true)
  })
  it('gives away configs that nobody can change', () => {
    const grid = defineSweep({ fixed: { x: [1] }, m: sweep({ a: { y: sweep([1, 2]) } }), l: [sweep([1, 2])] })
    for (const { config } of expandSweep(grid)) {
      for (const part of [config, config.fixed, config.fixed.x, config.m, config.l])
        expect(Object.isFrozen(part)).toBe(true)
    }
    const meddling = defineSweep({ a: sweep([1, 2]) }, { where: (c) => Reflect.set(c, 'a', 9) || c.a < 9 })
    expect(configs(meddling)).toEqual([{ a: 1 }, { a: 2 }])
  })
  it('gives the same again when asked again', () => {
    const grid = defineSweep({ a: sweep([1, 2]), s: seeds(3) })
    expect([...expandSweep(grid)]).toEqual([...expandSweep(grid)])
  })
  it('throws the problems of a sweep that has some', () => {
    const broken = defineSweep({ a: sweep([]), s: seeds(0) })
    expect(() => expandSweep(broken).next()).toThrow(SweepError)
    expect(() => countRuns(broken)).toThrow(
      /^2 problems in a sweep\n✖ sweep\(\[\]\) has no values, so there would be no run → at sweep\.a\n/,
    )
  })
})

/** Node has it by a flag only, which may come late. */
function collectGarbage(): void {
  setFlagsFromString('--expose-gc')
  ;(runInNewContext('gc') as () => void)()
}

describe('a million configs', () => {
  const hundred = sweep(range(100))
  it('stream without being kept', async () => {
    const million = defineSweep({ a: hundred, b: { c: hundred, d: [hundred] } })
    const early: WeakRef<object>[] = []
    let [count, last] = [0, '']
    for (const { config } of expandSweep(million)) {
      if (++count <= 100) early.push(new WeakRef(config))
      // What a WeakRef was made of is held until something else may run.
      if (count === 100) await new Promise(setImmediate)
      if (count === 1_000_000) last = JSON.stringify(config)
    }
    expect(count).toBe(1_000_000)
    expect(last).toBe('{"a":99,"b":{"c":99,"d":[99]}}')
    collectGarbage()
    expect(early.filter((config) => config.deref() !== undefined)).toHaveLength(0)
  }, 60_000)
  it('are not made before they are asked for', () => {
    const endless = defineSweep({ a: seeds(1e15), b: hundred, c: hundred, d: hundred, e: hundred })
    const some: number[] = []
    for (const { config } of expandSweep(endless)) if (some.push(config.e) === 101) break
    expect(some.slice(-2)).toEqual([99, 0])
  })
  it('are counted without being made', () => {
    expect(countRuns(defineSweep({ a: seeds(1e15), b: hundred })).points).toBe(100_000_000_000_000_000n)
  })
})

describe('countRuns', () => {
  const text = (of: Sweep<unknown>): string => countRuns(of).text
  const two = sweep(['x', 'y'])
  const tactic = sweep({
    ours: { lr: two, beta: two, seed: seeds(5) },
    finetune: { lr: two, seed: seeds(5) },
    none: {},
  })
  it.each<[string, Sweep<unknown>]>([
    ['1 run', defineSweep({})],
    ['1 run', defineSweep({ a: sweep([1]), s: seeds(1), m: sweep({ x: {} }) })],
    ['5 runs', defineSweep({ s: seeds(5), a: 1 })],
    ['16 × 2 × 4 = 128 runs', defineSweep({ a: sweep(range(16)), b: { c: two }, s: seeds(4) })],
    ['20 + 10 + 1 = 31 runs', defineSweep({ tactic })],
    ['(20 + 10 + 1) × 2 = 62 runs', defineSweep({ tactic, x: two })],
    ['2 × 2 = 4 runs', defineSweep({ m: sweep({ only: { a: two, b: two } }) })],
    ['7 × 3 = 21 runs', defineSweep({ a: sweep(range(7).map((i) => ({ i, x: 1 }))), s: seeds(3) })],
    ['14 × 3 = 42 runs', defineSweep({ a: sweep(range(7).map((i) => ({ i, x: two }))), s: seeds(3) })],
    ['1,000 × 1,000 = 1,000,000 runs', defineSweep({ a: seeds(1000), b: sweep(range(1000)) })],
    ['16 + 3 = 19 runs', defineSweep([{ a: sweep(range(16)) }, { b: sweep([1, 2, 3]) }])],
    [
      '3 × 4 = 12 runs (9 left out by where)',
      defineSweep({ a: sweep([0, 1, 2]), b: seeds(4) }, { where: (c) => c.a > 1 && c.b > 0 }),
    ],
    ['4 + 2 = 6 runs (2 repeated, run once)', defineSweep([{ a: sweep(range(4)) }, { a: sweep([1, 2]) }])],
    [
      '4 + 3 = 7 runs (1 left out by where, 2 repeated, run once)',
      defineSweep([{ a: sweep(range(4)) }, { a: sweep([0, 1, 5]) }], { where: (c) => c.a > 0 }),
    ],
  ])('says %s', (said, of) => expect(text(of)).toBe(said))

  it('agrees with the expansion', () => {
    const grid = defineSweep(
      [
        { tactic, x: two },
        { tactic: sweep({ none: {} }), x: two },
      ],
      { where: (c) => c.x === 'x' },
    )
    const { runs, leftOut, repeated, points } = countRuns(grid)
    expect({ runs, leftOut, repeated, points }).toEqual({ runs: 31, leftOut: 31, repeated: 2, points: 64n })
    expect(configs(grid)).toHaveLength(31)
  })
})
