import { accuracy, confusion } from './scores'

describe('accuracy', () => {
  it('is the share of right predictions', () => {
    expect(accuracy([1, 2, 3, 4], [1, 2, 0, 4])).toBe(0.75)
    expect(accuracy(Uint8Array.of(5, 5), Int32Array.of(6, 6))).toBe(0)
  })
})

describe('confusion', () => {
  it('counts each pair of digits once, in order', () => {
    const rows = confusion([3, 3, 3, 9], [3, 5, 5, 9])
    expect(rows).toHaveLength(100)
    expect(rows.slice(0, 2)).toEqual([
      { digit: 0, predicted: 0, images: 0 },
      { digit: 0, predicted: 1, images: 0 },
    ])
    expect(rows.filter(({ images }) => images > 0)).toEqual([
      { digit: 3, predicted: 3, images: 1 },
      { digit: 3, predicted: 5, images: 2 },
      { digit: 9, predicted: 9, images: 1 },
    ])
  })
})
