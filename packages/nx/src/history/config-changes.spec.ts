import type { Json } from 'bocas/internal/light'
import { configChanges, configDistance, configLeaves } from './config-changes'

const texts = (from: Json, to: Json): string[] =>
  configChanges(configLeaves(from), configLeaves(to)).map(({ text }) => text)

describe('what changed in a config', () => {
  it('is named by the path of its key', () => {
    expect(texts({ model: { lr: 0.01 }, epochs: 2 }, { model: { lr: 0.02 }, epochs: 2 })).toEqual([
      'model.lr 0.01 → 0.02',
    ])
    expect(texts({ layers: [8, 16] }, { layers: [8, 32, 4] })).toEqual(['layers[1] 16 → 32', 'layers[2] 4 is new'])
    expect(texts({ a: 1, b: null }, { a: 1 })).toEqual(['b is gone (was null)'])
  })

  it('tells words from other values', () => {
    expect(texts({ a: 'adam', b: '1', c: true, d: 'true' }, { a: 'sgd', b: 1, c: 'true', d: true })).toEqual([
      'a adam → sgd',
      'b "1" → 1',
      'c true → "true"',
      'd "true" → true',
    ])
  })

  it('sees a block that becomes a value, and empty ones', () => {
    expect(texts({ a: { b: 1 } }, { a: 1 })).toEqual(['a 1 is new', 'a.b is gone (was 1)'])
    expect(texts({ a: {} }, { a: [] })).toEqual(['a {} → []'])
    expect(texts({ a: {}, b: [] }, { a: {}, b: [] })).toEqual([])
  })

  it('cuts long values', () => {
    expect(texts({ a: 'x y'.repeat(30) }, { a: 1 })[0]).toHaveLength('a  → 1'.length + 41)
  })

  it('is counted without being described', () => {
    const count = (from: Json, to: Json, enough?: number) =>
      configDistance(configLeaves(from), configLeaves(to), enough)
    expect(count({ a: 1, b: 2, c: 3 }, { a: 1, b: 3, d: 4, e: 5 })).toBe(4)
    expect(count({ a: 1 }, { a: 1 })).toBe(0)
    expect(count({ a: 1, b: 2, c: 3, d: 4 }, { a: 0, b: 0, c: 0, d: 0 }, 2)).toBe(2)
  })
})
