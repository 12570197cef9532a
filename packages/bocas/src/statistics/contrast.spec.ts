import { difference, ratio } from './contrast'
import { mean, sd } from './describe'

const estimateOf = (values: readonly number[], name: string) => ({
  mean: mean(values),
  sd: sd(values),
  n: values.length,
  runs: values.map((_, index) => `${name}/${index}`),
})

/** Student's sleep data (Biometrika 6, 1908), as in R's `sleep`. */
const SLEEP = {
  first: estimateOf([0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0, 2], 'first'),
  second: estimateOf([1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4], 'second'),
}

describe('difference', () => {
  it('agrees with what R prints of its data set sleep: t.test(extra ~ group)', () => {
    const { mean, se, df, n, runs } = difference(SLEEP.first, SLEEP.second)
    expect(mean).toBeCloseTo(0.75 - 2.33, 12)
    // R prints t = -1.8608, df = 17.776.
    expect(mean / se!).toBeCloseTo(-1.8608, 4)
    expect(df).toBeCloseTo(17.776, 3)
    expect([n, runs.length]).toEqual([20, 20])
  })

  it('has no error when one side is a single run', () => {
    const single = { mean: 1, sd: null, n: 1, runs: ['first/0'] }
    expect(difference(single, SLEEP.second)).toMatchObject({ se: null, df: null, n: 11 })
    expect(difference(SLEEP.first, single).runs).toHaveLength(10)
  })
})

describe('ratio', () => {
  it('has the relative errors added in squares', () => {
    const a = { mean: 30, sd: 6, n: 4, runs: ['a'] }
    const b = { mean: 10, sd: 2, n: 16, runs: ['b'] }
    // Relative errors 3/30 and 0.5/10: √(0.1² + 0.05²) of 3.
    expect(ratio(a, b)).toMatchObject({ mean: 3, n: 20 })
    expect(ratio(a, b).se).toBeCloseTo(3 * Math.sqrt(0.0125), 12)
  })

  it('refuses means that are not above zero', () => {
    expect(() => ratio(SLEEP.first, { mean: -1, sd: 1, n: 3, runs: [] })).toThrow(
      '✖ a ratio is of two means above zero, and one of these is -1; take their difference',
    )
  })
})
