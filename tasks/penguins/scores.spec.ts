import { accuracy, confusionOf, macroF1, pool } from './scores'

describe('confusionOf', () => {
  it('counts by actual and then by predicted class', () => {
    expect(confusionOf([0, 0, 1, 2, 2], [0, 1, 1, 2, 0], 3)).toEqual([
      [1, 1, 0],
      [0, 1, 0],
      [1, 0, 1],
    ])
  })
})

describe('pool', () => {
  it('adds counts up, cell by cell', () => {
    const counts = [
      [1, 2],
      [3, 4],
    ]
    expect(pool([counts, counts, counts])).toEqual([
      [3, 6],
      [9, 12],
    ])
  })
})

describe('the scores', () => {
  // worked by hand: F1 of the classes 2·5/(6+6), 2·3/(5+4), 2·1/(1+2)
  const counts = [
    [5, 1, 0],
    [1, 3, 1],
    [0, 0, 1],
  ]

  it('has accuracy as the share of right predictions', () => {
    expect(accuracy(counts)).toBe(9 / 12)
  })

  it('has macro F1 as the mean of the F1 of each class', () => {
    expect(macroF1(counts)).toBeCloseTo((10 / 12 + 6 / 9 + 2 / 3) / 3, 12)
  })

  it('weighs a small class like a large one: always guessing the large class is accurate but has a poor macro F1', () => {
    const majority = [
      [90, 0],
      [10, 0],
    ]
    expect(accuracy(majority)).toBe(0.9)
    expect(macroF1(majority)).toBeCloseTo(180 / 190 / 2, 12)
  })

  it('counts a class that neither occurs nor is predicted as 0', () => {
    expect(
      macroF1([
        [4, 0],
        [0, 0],
      ]),
    ).toBe(0.5)
  })
})
