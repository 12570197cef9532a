import { accuracy, confusion, mostProbable, predictions } from './scores'

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

describe('predictions', () => {
  const probabilities = [0.1, 0.2, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.05, 0.05, 0, 0, 0, 0, 0, 0, 0, 0, 0.5, 0.5]
  it('are the most probable digits, and the first of equal ones', () => {
    expect(mostProbable(probabilities)).toEqual([1, 8])
  })
  it('say how sure the network is, and what it gives to a nine', () => {
    expect(predictions([1, 9], probabilities)).toEqual([
      { digit: 1, predicted: 1, confidence: 0.2, nine: 0.05 },
      { digit: 9, predicted: 8, confidence: 0.5, nine: 0.5 },
    ])
  })
})
