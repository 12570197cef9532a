import { seededPermutation } from './permutation'
import { seedFor } from './seed-for'

describe('seedFor', () => {
  it('never gives 0, which TensorFlow.js takes for no seed, nor anything but a positive 31-bit integer', () => {
    for (let seed = 0; seed < 5000; seed++) {
      const derived = seedFor(seed, 'kernel')
      expect(Number.isInteger(derived) && derived >= 1 && derived < 2 ** 31 - 1).toBe(true)
    }
  })

  it('gives every purpose and every seed its own', () => {
    const all = new Set<number>()
    for (let seed = 0; seed < 100; seed++)
      for (let layer = 0; layer < 100; layer++) all.add(seedFor(seed, `layer${layer}/kernel`))
    expect(all.size).toBeGreaterThan(9_990) // of 10,000; a few may meet by chance among 2³¹
  })

  it('gives the same seeds for ever', () => {
    expect([seedFor(0, 'a'), seedFor(1, 'a'), seedFor(1, 'b')]).toMatchInlineSnapshot(`
      [
        1501525786,
        171730748,
        1337452778,
      ]
    `)
  })

  it('refuses what is not a number', () => {
    expect(() => seedFor(NaN, 'dense/kernel')).toThrow(
      "a seed is a finite number, not NaN (at seedFor(…, 'dense/kernel'))",
    )
  })
})

describe('seededPermutation', () => {
  it('holds every index once', () => {
    for (const n of [0, 1, 2, 17, 1000]) {
      expect([...seededPermutation(n, 7)].sort((a, b) => a - b)).toEqual(Array.from({ length: n }, (_, i) => i))
    }
  })

  it('is the same for the same seed and another for another', () => {
    expect(seededPermutation(50, 3)).toEqual(seededPermutation(50, 3))
    expect(seededPermutation(50, 3)).not.toEqual(seededPermutation(50, 4))
  })

  it('puts every item at every place about equally often', () => {
    const counts = Array.from({ length: 4 }, () => [0, 0, 0, 0])
    const draws = 4000
    for (let seed = 1; seed <= draws; seed++)
      seededPermutation(4, seed).forEach((item, place) => counts[place]![item]!++)
    // Binomial(4000, 1/4): sd 27.4, so 150 is more than five of them.
    for (const count of counts.flat()) expect(Math.abs(count - draws / 4)).toBeLessThan(150)
  })
})
