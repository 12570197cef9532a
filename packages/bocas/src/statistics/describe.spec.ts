import { count, max, mean, median, min, sd } from './describe'

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
  })

  it('lets a value that diverged be seen in everything', () => {
    for (const of of [mean, sd, min, max, median]) expect(of([1, NaN, 3])).toBeNaN()
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
  ] as const)('says that there is no %s of no values', (name, of) => {
    expect(() => of([])).toThrow(`✖ there is no ${name} of no values`)
  })
})
