import { tCdf, tQuantile } from './t-distribution'

// NIST/SEMATECH e-Handbook of Statistical Methods, 1.3.6.7.2, critical values of Student's t: 0.90, 0.95, 0.975, 0.99, 0.995, 0.999.
const P = [0.9, 0.95, 0.975, 0.99, 0.995, 0.999]
const PUBLISHED: Record<number, number[]> = {
  1: [3.078, 6.314, 12.706, 31.821, 63.657, 318.309],
  2: [1.886, 2.92, 4.303, 6.965, 9.925, 22.327],
  3: [1.638, 2.353, 3.182, 4.541, 5.841, 10.215],
  4: [1.533, 2.132, 2.776, 3.747, 4.604, 7.173],
  5: [1.476, 2.015, 2.571, 3.365, 4.032, 5.893],
  9: [1.383, 1.833, 2.262, 2.821, 3.25, 4.297],
  10: [1.372, 1.812, 2.228, 2.764, 3.169, 4.144],
  30: [1.31, 1.697, 2.042, 2.457, 2.75, 3.385],
  100: [1.29, 1.66, 1.984, 2.364, 2.626, 3.174],
}

describe("Student's t", () => {
  it.each(Object.entries(PUBLISHED))('has the published critical values at %s degrees of freedom', (df, values) => {
    P.forEach((p, i) => expect(tQuantile(p, Number(df)).toFixed(3)).toBe(values[i]!.toFixed(3)))
  })

  it('is Cauchy at one degree of freedom and has a closed form at two', () => {
    for (const t of [-30, -1, -0.01, 0, 0.3, 2, 50]) {
      expect(tCdf(t, 1)).toBeCloseTo(0.5 + Math.atan(t) / Math.PI, 13)
      expect(tCdf(t, 2)).toBeCloseTo(0.5 + t / (2 * Math.sqrt(2 + t * t)), 13)
    }
  })

  it('takes degrees of freedom that are not whole, and many', () => {
    expect(tQuantile(0.975, 2.5)).toBeCloseTo(3.57465484, 7)
    expect(tQuantile(0.975, 1e6)).toBeCloseTo(1.95996636, 7)
  })

  it('is symmetric, and the quantile is the reverse of the distribution', () => {
    expect(tQuantile(0.025, 4)).toBe(-tQuantile(1 - 0.025, 4))
    expect(tQuantile(0.5, 4)).toBe(0)
    for (const df of [0.5, 1, 3, 17, 400])
      for (const p of [0.6, 0.9, 0.9999]) expect(tCdf(tQuantile(p, df), df)).toBeCloseTo(p, 12)
  })

  it('refuses what has no quantile', () => {
    for (const [p, df] of [
      [0, 4],
      [1, 4],
      [NaN, 4],
      [0.9, 0],
    ] as const)
      expect(() => tQuantile(p, df)).toThrow('✖ no t quantile')
  })
})
