import { rng } from './random'
import { permutation, shuffle } from './shuffle'

describe('permutation', () => {
  it('holds each index once', () => {
    expect(permutation(1000, rng(1)).sort((a, b) => a - b)).toEqual(Array.from({ length: 1000 }, (_, i) => i))
  })

  it('is the same for the same seed and another for another', () => {
    expect(permutation(10, rng(3))).toEqual([7, 3, 0, 1, 8, 6, 5, 2, 4, 9])
    expect(permutation(10, rng(4))).not.toEqual(permutation(10, rng(3)))
  })

  it('gives every order equally often', () => {
    const random = rng(11)
    const seen = new Map<string, number>()
    for (let i = 0; i < 24_000; i++) {
      const order = permutation(4, random).join('')
      seen.set(order, (seen.get(order) ?? 0) + 1)
    }
    expect(seen.size).toBe(24)
    // chi-squared with 23 degrees of freedom: 49.7 is its 99.9 % point
    expect([...seen.values()].reduce((sum, n) => sum + (n - 1000) ** 2 / 1000, 0)).toBeLessThan(49.7)
  })

  it('draws one number less than there are items, so that what follows in the stream is known', () => {
    let drawn = 0
    const random = () => (drawn++, 0.5)
    permutation(0, random)
    permutation(1, random)
    expect(drawn).toBe(0)
    permutation(5, random)
    expect(drawn).toBe(4)
  })

  it.each([-1, 1.5, NaN])('refuses the length %p', (n) => {
    expect(() => permutation(n, rng(0))).toThrow(
      `✖ The length must be a whole number from 0 to 2^32, but this one is ${n}`,
    )
  })
})

describe('shuffle', () => {
  it('reorders as permutation does and leaves the original alone', () => {
    const items = Object.freeze(['a', 'b', 'c', 'd', 'e'])
    expect(shuffle(items, rng(5))).toEqual(permutation(5, rng(5)).map((i) => items[i]))
    expect(items).toEqual(['a', 'b', 'c', 'd', 'e'])
  })
})
