import { describe, expect, it } from '@jest/globals'
import { formatProblem } from '../../problems'
import { defineSweep, planSweeps, seeds, sweep, type PlannedRun, type Sweep } from '..'

const runsOf = (of: Sweep<unknown>): readonly PlannedRun[] => {
  const { problems, runs } = planSweeps({ default: of })
  expect(problems).toEqual([])
  return runs
}
const configs = <C>(of: Sweep<C>): C[] => runsOf(of).map(({ config }) => config as C)

describe('the configs of a sweep', () => {
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
    expect(runsOf(grid).map(({ seed }) => seed)).toEqual([
      { path: 'tactic.seed', value: 0 },
      { path: 'tactic.seed', value: 1 },
      { path: 'tactic.s.0', value: 7 },
      undefined,
    ])
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
    for (const config of configs(grid)) {
      for (const part of [config, config.fixed, config.fixed.x, config.m, config.l])
        expect(Object.isFrozen(part)).toBe(true)
    }
    const meddling = defineSweep({ a: sweep([1, 2]) }, { where: (c) => Reflect.set(c, 'a', 9) || c.a < 9 })
    expect(configs(meddling)).toEqual([{ a: 1 }, { a: 2 }])
  })
  it('gives the same again when asked again', () => {
    const grid = defineSweep({ a: sweep([1, 2]), s: seeds(3) })
    expect(runsOf(grid)).toEqual(runsOf(grid))
  })
  it('are none when the sweep has problems, which come together', () => {
    const { problems, runs } = planSweeps({ default: defineSweep({ a: sweep([]), s: seeds(0) }) })
    expect(runs).toEqual([])
    expect(problems.map(formatProblem)).toEqual([
      expect.stringMatching(/^✖ sweep\(\[\]\) has no values, so there would be no run → at default\.a\n/),
      expect.stringMatching(/ → at default\.s\n/),
    ])
  })
  it('are counted without those that where leaves out, and each once', () => {
    const two = sweep(['x', 'y'])
    const tactic = sweep({
      ours: { lr: two, beta: two, seed: seeds(5) },
      finetune: { lr: two, seed: seeds(5) },
      none: {},
    })
    const count = (of: Sweep<unknown>): number => configs(of).length
    expect(count(defineSweep({ a: sweep([0, 1, 2]), b: seeds(4) }, { where: (c) => c.a > 1 && c.b > 0 }))).toBe(3)
    expect(count(defineSweep([{ a: sweep([0, 1, 2, 3]) }, { a: sweep([1, 2]) }]))).toBe(4)
    expect(count(defineSweep([{ a: sweep([0, 1, 2, 3]) }, { a: sweep([0, 1, 5]) }], { where: (c) => c.a > 0 }))).toBe(4)
    expect(
      count(
        defineSweep(
          [
            { tactic, x: two },
            { tactic: sweep({ none: {} }), x: two },
          ],
          { where: (c) => c.x === 'x' },
        ),
      ),
    ).toBe(31)
  })
})
