import { chiSquaredUpper, fUpper, normalCdf, normalQuantile, rangeQuantile, rangeUpper } from './distributions'

const near = (value: number, expected: number, relative = 1e-11) =>
  expect(Math.abs(value / expected - 1)).toBeLessThan(relative)

describe('distributions', () => {
  it.each([
    [-8, 6.22096057427178e-16],
    [-3, 1.34989803163009e-3],
    [-0.5, 0.308537538725987],
    [0, 0.5],
    [1.96, 0.97500210485178],
    [6, 0.999999999013412],
  ])('agree with R: pnorm(%s) (R 4.2.2)', (z, p) => near(normalCdf(z), p))

  it.each([
    [1e-12, -7.034483825301132],
    [0.001, -3.090232306167813],
    [0.3, -0.524400512708041],
    [0.975, 1.959963984540054],
    [0.9999, 3.719016485455708],
  ])('agree with R: qnorm(%s)', (p, z) => near(normalQuantile(p), z))

  it.each([
    [0.1, 1, 0.75182963404585],
    [1, 3, 0.8012519569012],
    [5, 7, 0.65996322969428],
    [20, 10, 0.029252688076961],
    [100, 50, 3.4549313829849e-5],
    [600, 2, 5.148200222412e-131],
  ])('agree with R: pchisq(%s, %s, lower.tail = FALSE)', (x, df, p) => near(chiSquaredUpper(x, df), p))

  it.each([
    [0.1, 1, 5, 0.7646047767888],
    [1, 2, 39, 0.3771157154088],
    [3, 3, 10, 0.081746951809825],
    [10, 7, 100, 2.0317397379558e-9],
    [200, 4, 6, 1.6408810591882e-6],
  ])('agree with R: pf(%s, %s, %s, lower.tail = FALSE)', (x, df1, df2, p) => near(fUpper(x, df1, df2), p))

  // R's ptukey and qtukey have ten and four digits; integrate() of the same density has these.
  it.each([
    [0.5, 4, 0.98484991189441],
    [1, 4, 0.89432551212818],
    [3, 4, 0.14627148104766],
    [5, 4, 0.0023005029381989],
    [8, 4, 9.2354901478875e-8],
    [1, 20, 0.99999995038662],
    [3, 20, 0.84625646619437],
    [5, 20, 0.051364663579134],
  ])('agree with R: integrate() of P(range > %s) of %s normal values', (q, k, p) =>
    expect(Math.abs(rangeUpper(q, k) - p)).toBeLessThan(1e-11),
  )

  // Demšar 2006, table 5, and uniroot() of the same integral.
  const TABLE = [
    [2, 1.95996398454005, '1.960', '1.645'],
    [3, 2.3437005863784, '2.344', '2.052'],
    [4, 2.5690317725465, '2.569', '2.291'],
    [5, 2.7277743708704, '2.728', '2.460'],
    [10, 3.1636835770534, '3.164', '2.920'],
  ] as const
  it.each(TABLE)('give the critical values of Nemenyi’s test for %s methods', (k, exact, at5, at10) => {
    expect(Math.abs(rangeQuantile(0.05, k) / Math.SQRT2 - exact)).toBeLessThan(1e-10)
    expect((rangeQuantile(0.05, k) / Math.SQRT2).toFixed(3)).toBe(at5)
    expect((rangeQuantile(0.1, k) / Math.SQRT2).toFixed(3)).toBe(at10)
  })

  it('stay within 0 and 1 at the ends, and say NaN of NaN', () => {
    expect([normalCdf(-Infinity), normalCdf(Infinity), chiSquaredUpper(0, 3), chiSquaredUpper(Infinity, 3)]).toEqual([
      0, 1, 1, 0,
    ])
    expect([fUpper(0, 2, 3), fUpper(Infinity, 2, 3), rangeUpper(0, 3), rangeUpper(1e6, 3)]).toEqual([1, 0, 1, 0])
    expect([normalCdf(NaN), chiSquaredUpper(NaN, 2), fUpper(NaN, 1, 2), rangeUpper(NaN, 3)]).toEqual([
      NaN,
      NaN,
      NaN,
      NaN,
    ])
    expect(() => normalQuantile(1)).toThrow('it needs 0 < p < 1')
    expect(() => rangeQuantile(0.05, 1)).toThrow('k from 2 on')
  })
})
