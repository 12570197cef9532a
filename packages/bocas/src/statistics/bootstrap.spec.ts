import { diceOf } from '../../../../tools/random/dice'
import { bootstrapInterval, percentileInterval } from './bootstrap'
import { mean, median } from './describe'

// R's data set `sleep` (Student, 1908): extra hours of sleep, twenty values.
const SLEEP = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0, 2, 1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4]

describe('the bootstrap interval', () => {
  it.each([
    [0.95, 0.7, 2.42],
    [0.9, 0.83, 2.275],
  ])(
    'agrees with R at confidence %s: quantiles of a million means of sample(sleep$extra, replace = TRUE)',
    (level, low, high) => {
      const interval = bootstrapInterval(SLEEP, { level, resamples: 40_000 })
      expect(Math.abs(interval.low - low)).toBeLessThan(0.02)
      expect(Math.abs(interval.high - high)).toBeLessThan(0.02)
      expect(interval.level).toBe(level)
    },
  )

  it('agrees with R for the median too', () => {
    const { low, high } = bootstrapInterval(SLEEP, { of: median })
    expect([low, high].map((end) => end.toFixed(2))).toEqual(['0.05', '2.70'])
  })

  it('is the same every time, and another one with another seed', () => {
    expect(bootstrapInterval(SLEEP)).toEqual(bootstrapInterval(SLEEP))
    expect(bootstrapInterval(SLEEP, { seed: 1 })).not.toEqual(bootstrapInterval(SLEEP))
  })

  it('is refused below ten values, with the reason', () => {
    expect(() => bootstrapInterval(SLEEP.slice(0, 9))).toThrow(
      'a bootstrap interval of 9 values would be too narrow: with 5, a 95 % interval holds the true mean 83 times in 100; take tInterval(), or at least 10 runs',
    )
    expect(bootstrapInterval(SLEEP.slice(0, 10)).high).toBeGreaterThan(0)
  })

  it.each([
    [5, 83],
    [10, 90],
  ])('of %i normal values holds the true mean about %i times in 100, not 95', (n, percent) => {
    const dice = diceOf(5)
    const uniform = () => (dice.below(2 ** 30) + 0.5) / 2 ** 30
    const normal = () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform())
    const draws = 1500
    const holds = Array.from({ length: draws }, (_, seed) => {
      const values = Array.from({ length: n }, normal)
      const { low, high } = percentileInterval(values, { level: 0.95, of: mean, resamples: 500, seed })
      return low <= 0 && high >= 0
    }).filter(Boolean).length
    // Two standard errors of so many draws.
    expect(Math.abs((100 * holds) / draws - percent)).toBeLessThan(2)
  })

  it('refuses what cannot be', () => {
    expect(() => bootstrapInterval([...SLEEP, NaN])).toThrow('not finite')
    expect(() => bootstrapInterval(SLEEP, { resamples: 10 })).toThrow('`resamples`')
    expect(() => bootstrapInterval(SLEEP, { seed: 0.5 })).toThrow('`seed`')
    expect(() => bootstrapInterval(SLEEP, { level: 95 })).toThrow('a confidence level')
  })
})
