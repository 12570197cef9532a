import type { Json } from '../sweep'
import { isSameJson } from './canonical-json'

const base = { model: { name: 'cnn', sizes: [3, 5] }, lr: 0.1, note: null }

describe('isSameJson', () => {
  it('does not mind the order of keys', () => {
    expect(isSameJson(base, { note: null, lr: 0.1, model: { sizes: [3, 5], name: 'cnn' } })).toBe(true)
  })

  it.each<[string, Json]>([
    ['another value', { ...base, lr: 0.2 }],
    ['another type', { ...base, lr: '0.1' }],
    ['a key less', { lr: 0.1, note: null }],
    ['a key more', { ...base, seed: 1 }],
    ['another key', { model: base.model, lr: 0.1, not: null }],
    ['another order of a list', { ...base, model: { name: 'cnn', sizes: [5, 3] } }],
    ['a longer list', { ...base, model: { name: 'cnn', sizes: [3, 5, 7] } }],
    ['a list in place of a block', { ...base, model: [] }],
    ['nothing in place of a block', { ...base, model: null }],
  ])('sees %s', (_, other) => {
    expect(isSameJson(base, other)).toBe(false)
    expect(isSameJson(other, base)).toBe(false)
  })

  it('takes a list and a block with its indices as different', () => {
    expect(isSameJson(['a'], { 0: 'a' })).toBe(false)
  })
})
