import { count, iqr, max, mean, median, min, quantile, sd, se } from './describe'

describe('describing values', () => {
  it('agrees with numbers worked out by hand', () => {
    const values = [2, 4, 4, 4, 5, 5, 7, 9]
    expect(count(values)).toBe(8)
    expect(mean(values)).toBe(5)
    expect(sd(values)).toBeCloseTo(Math.sqrt(32 / 7), 14)
    expect([min(values), median(values), max(values)]).toEqual([2, 4.5, 9])
    expect(median([3, 1, 2])).toBe(2)
  })

  it('agrees with the certified values of NIST for NumAcc3 (StRD, univariate)', () => {
    const values = [1000000.2, ...Array.from({ length: 500 }, () => [1000000.1, 1000000.3]).flat()]
    expect(mean(values)).toBeCloseTo(1000000.2, 9)
    expect(sd(values)).toBeCloseTo(0.1, 8)
  })

  it('finds no spread at all in equal values', () => {
    expect(mean([0.1, 0.1, 0.1])).toBe(0.1)
    expect(sd([0.1, 0.1, 0.1])).toBe(0)
  })

  it('has no spread for one value', () => {
    expect(sd([])).toBeNull()
    expect(sd([1])).toBeNull()
    expect(se([1])).toBeNull()
  })

  it("agrees with R's quantile() and IQR() (R 4.2.2)", () => {
    // quantile(c(1, 3, 4, 8, 15, 16, 23, 42))
    const values = [42, 1, 3, 4, 8, 15, 16, 23]
    expect([0, 0.25, 0.5, 0.75, 1].map((p) => quantile(values, p))).toEqual([1, 3.75, 11.5, 17.75, 42])
    expect(iqr(values)).toBe(14)
    expect(quantile([7], 0.3)).toBe(7)
    expect(quantile([1, Infinity, Infinity], 0.75)).toBe(Infinity)
  })

  it('has a standard error, which agrees with R: sleep$extra of group 1', () => {
    // sd(x) / sqrt(length(x)) = 0.56573
    expect(se([0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0, 2])!.toFixed(5)).toBe('0.56573')
  })

  it('refuses a quantile that is none', () => {
    expect(() => quantile([1], 25)).toThrow('a quantile is asked for with a number from 0 to 1, not 25')
  })

  it('lets a value that diverged be seen in everything', () => {
    for (const of of [mean, sd, se, min, max, median, iqr]) expect(of([1, NaN, 3])).toBeNaN()
    expect(mean([1, Infinity])).toBe(Infinity)
    expect(mean([Infinity, 1])).toBe(Infinity)
    expect(mean([Infinity, -Infinity])).toBeNaN()
  })

  it('takes lists that are long, and leaves them as they are', () => {
    const values = Array.from({ length: 300_000 }, (_, i) => (i * 7919) % 300_000)
    const before = values.slice(0, 5)
    expect([min(values), max(values), median(values), mean(values)]).toEqual([0, 299_999, 149_999.5, 149_999.5])
    expect(values.slice(0, 5)).toEqual(before)
  })

  it.each([
    ['mean', mean],
    ['min', min],
    ['max', max],
    ['median', median],
    ['quantile', iqr],
  ] as const)('says that there is no %s of no values', (name, of) => {
    expect(() => of([])).toThrow(`there is no ${name} of no values`)
  })
})
