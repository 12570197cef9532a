import { diceOf } from './dice'

const thrown = (seed: number): number[] =>
  Array.from({ length: 600 }, () => 0).map(
    (
      (dice) => () =>
        dice.below(6)
    )(diceOf(seed)),
  )

describe('dice', () => {
  it('fall the same way for the same seed, and another way for another', () => {
    expect(thrown(7)).toEqual(thrown(7))
    expect(thrown(7)).not.toEqual(thrown(8))
  })

  it('fall on every side', () => {
    expect([...new Set(thrown(7))].sort()).toEqual([0, 1, 2, 3, 4, 5])
  })
})
