import type { Json } from '../../sweep'
import { pathsOf, valueAt, without, wordsFor } from './config-path'

const config: Json = {
  lr: 0.1,
  tactic: { name: 'ours', beta: 0.5 },
  aug: [{ size: 24 }, { on: true }],
  pre: { net: 'r50', from: 'in1k' },
  none: null,
}

describe('paths into a config', () => {
  it('lead to values, labels of named alternatives, and into lists', () => {
    expect(valueAt(config, 'lr')).toBe(0.1)
    expect(valueAt(config, 'tactic')).toBe('ours')
    expect(valueAt(config, 'tactic.beta')).toBe(0.5)
    expect(valueAt(config, 'aug.0.size')).toBe(24)
    expect(valueAt(config, 'aug[1].on')).toBe(true)
    expect(valueAt(config, 'none')).toBeNull()
    expect(valueAt(config, 'pre')).toEqual({ net: 'r50', from: 'in1k' })
    expect(valueAt(config, 'lr.x')).toBeUndefined()
    expect(valueAt(config, 'toString')).toBeUndefined()
  })

  it('leave the rest as it is when they are taken out', () => {
    expect(without({ a: { seed: 1, b: 2 }, c: 3 }, 'a.seed')).toEqual({ a: { b: 2 }, c: 3 })
    expect(without([{ seed: 1 }, { seed: 2 }], '1.seed')).toEqual([{ seed: 1 }, {}])
    expect(without([1, 2], '[1]')).toEqual([1, null])
    expect(without({ a: 1 }, 'b.c')).toEqual({ a: 1 })
  })

  it('are listed in the order in which they are written', () => {
    expect(pathsOf({ b: 1, a: { c: [2] } })).toEqual(['b', 'a', 'a.c', 'a.c.0'])
  })

  it('have values that can be said in words', () => {
    expect(wordsFor(valueAt(config, 'pre'))).toBe('net=r50, from=in1k')
    expect(wordsFor(config)).toBe('lr=0.1, tactic=ours, aug=size=24 on=true, pre=net=r50, from=in1k, none=null')
    expect(wordsFor(undefined)).toBe('—')
    expect(wordsFor([1, 'a', null])).toBe('1 a null')
  })
})
