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
    expect(tQuantile(0.025, 4)).toBeCloseTo(-tQuantile(1 - 0.025, 4), 12)
    expect(tQuantile(0.5, 4)).toBe(0)
    for (const df of [0.5, 1, 3, 17, 400])
      for (const p of [0.6, 0.9, 0.9999]) expect(tCdf(tQuantile(p, df), df)).toBeCloseTo(p, 12)
  })

  it.each([
    [1e-8, 5, 0.50000000379606691],
    [-1e-8, 1e7, 0.49999999601057732],
    [2, 1e7, 0.97724985455407853],
    [-3, 1e7, 0.0013499013555185811],
    [1, 1e9, 0.84134474594755715],
    [1e-3, 1e7, 0.50039894220393744],
    [-40, 3, 1.719034039457927e-5],
    [-8, 30, 3.1329112378503861e-9],
    [-1e200, 1, 3.183098861837795e-201],
  ])(
    'agrees with R far out and near the middle: pt(%s, %s) (R 4.2.2, which takes a normal distribution at df > 400,000)',
    (t, df, p) => {
      expect(Math.abs(tCdf(t, df) / p - 1)).toBeLessThan(1e-10)
    },
  )

  it.each([
    [1e-12, 4, -1316.0727465592572],
    [1e-12, 100, -8.0258255944932539],
    [1e-12, 1e7, -7.0344927035261611],
    [0.025, 1e7, -1.9599642217672053],
    [0.6, 0.7, 0.35603136523467072],
  ])('agrees with R: qt(%s, %s) (R 4.2.2)', (p, df, t) => {
    expect(Math.abs(tQuantile(p, df) / t - 1)).toBeLessThan(1e-10)
  })

  it('refuses what has no quantile', () => {
    for (const [p, df] of [
      [0, 4],
      [1, 4],
      [NaN, 4],
      [0.9, 0],
    ] as const)
      expect(() => tQuantile(p, df)).toThrow('no t quantile')
  })
})
