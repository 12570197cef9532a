import { summarize, tInterval } from './summary'

describe('tInterval', () => {
  it('is the mean ± t · sd / √n', () => {
    // n = 5, mean 3, sd √2.5, t(0.975, 4) = 2.7764451: 3 ± 1.9632432
    const interval = tInterval([1, 2, 3, 4, 5])
    expect(interval?.low).toBeCloseTo(1.0367568, 6)
    expect(interval?.high).toBeCloseTo(4.9632432, 6)
    expect(interval?.level).toBe(0.95)
  })

  it('widens with the level', () => {
    // t(0.995, 4) = 4.6040949: 3 ± 3.2555866
    expect(tInterval([1, 2, 3, 4, 5], 0.99)?.high).toBeCloseTo(6.2555866, 6)
  })

  it('does not exist for one value, and not at any level', () => {
    expect(tInterval([1])).toBeNull()
    expect(() => tInterval([1, 2], 95)).toThrow('a confidence level is a number between 0 and 1 such as 0.95, not 95')
  })

  it('holds the true mean as often as it says', () => {
    // A fixed generator (mulberry32 by T. Ettinger, public domain) and Box and Muller's transform: 2,000 samples of five.
    let state = 1
    const uniform = (): number => {
      state = (state + 0x6d2b79f5) | 0
      let t = Math.imul(state ^ (state >>> 15), 1 | state)
      t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
      return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
    }
    const normal = (): number => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform())
    let held = 0
    for (let i = 0; i < 2000; i++) {
      const { low, high } = tInterval(Array.from({ length: 5 }, normal))!
      if (low < 0 && high > 0) held++
    }
    // Three standard errors around 0.95.
    expect(Math.abs(held / 2000 - 0.95)).toBeLessThan(0.0146)
  })
})

describe('summarize', () => {
  it('says everything at once', () => {
    expect(summarize([3, 1, 2])).toEqual({
      count: 3,
      mean: 2,
      sd: 1,
      se: 1 / Math.sqrt(3),
      interval: tInterval([3, 1, 2]),
      min: 1,
      q1: 1.5,
      median: 2,
      q3: 2.5,
      max: 3,
    })
    expect(summarize([4])).toMatchObject({ count: 1, mean: 4, sd: null, interval: null })
  })
})
