import { stratifiedFolds } from './folds'
import { rng } from './random'

const labels = [...Array<string>(13).fill('a'), ...Array<string>(7).fill('b'), ...Array<string>(11).fill('c')]

describe('stratifiedFolds', () => {
  it('puts every item into exactly one fold', () => {
    const all = stratifiedFolds(labels, 5, rng(1)).flat()
    expect(all.sort((a, b) => a - b)).toEqual(labels.map((_, i) => i))
  })

  it('spreads every class, and the items as a whole, evenly over the folds', () => {
    for (let seed = 0; seed < 50; seed++) {
      const folds = stratifiedFolds(labels, 5, rng(seed))
      const spread = (sizes: number[]) => Math.max(...sizes) - Math.min(...sizes)
      expect(spread(folds.map((fold) => fold.length))).toBeLessThanOrEqual(1)
      for (const label of ['a', 'b', 'c']) {
        expect(spread(folds.map((fold) => fold.filter((i) => labels[i] === label).length))).toBeLessThanOrEqual(1)
      }
    }
  })

  it('is the same for the same seed and another for another', () => {
    expect(stratifiedFolds(labels, 3, rng(2))).toEqual(stratifiedFolds(labels, 3, rng(2)))
    expect(stratifiedFolds(labels, 3, rng(2))).not.toEqual(stratifiedFolds(labels, 3, rng(3)))
  })

  it('lists the indices of a fold in ascending order', () => {
    for (const fold of stratifiedFolds(labels, 4, rng(9))) expect(fold).toEqual([...fold].sort((a, b) => a - b))
  })

  it('names every class that is too small for the folds', () => {
    expect(() => stratifiedFolds(['a', 'b', 'a', 'c', 'a', 'c'], 3, rng(0))).toThrow(
      '✖ Every class needs a member in each of the 3 folds, but class "b" has 1, class "c" has 2 → at stratifiedFolds(labels)',
    )
  })

  it.each([1, 0, 2.5, NaN])('refuses %p folds', (k) => {
    expect(() => stratifiedFolds(labels, k, rng(0))).toThrow(
      `✖ The number of folds must be a whole number from 2 up, but it is ${k}`,
    )
  })

  it('refuses an empty list', () => {
    expect(() => stratifiedFolds([], 2, rng(0))).toThrow('✖ There is nothing to split')
  })
})
