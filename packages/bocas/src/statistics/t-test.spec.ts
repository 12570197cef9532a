import { pairedT, welch, type TestRefusal, type TestResult } from './t-test'

// R's data set `sleep` (Student, The Probable Error of a Mean, 1908): extra hours of sleep with two drugs, ten patients.
const FIRST = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0]
const SECOND = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4]

const made = (result: TestResult | TestRefusal): TestResult => {
  if ('refused' in result) throw new Error(result.refused)
  return result
}
const refused = (result: TestResult | TestRefusal): string => ('refused' in result ? result.refused : '')
const from = (first: number, last: number) => Array.from({ length: last - first + 1 }, (_, i) => first + i)

describe("Welch's t test", () => {
  it('agrees with R: t.test(extra ~ group, data = sleep), an example of its documentation (R 4.2.2)', () => {
    const { statistic, df, p, interval } = made(welch([[FIRST, SECOND]]))
    expect(statistic).toBeCloseTo(-1.8608135, 7)
    expect(df).toBeCloseTo(17.776474, 6)
    expect(p).toBeCloseTo(0.07939414, 8)
    expect(interval.low).toBeCloseTo(-3.3654832307, 9)
    expect(interval.high).toBeCloseTo(0.2054832307, 9)
    expect(interval.level).toBe(0.95)
  })

  it.each([
    [from(7, 20), -5.434929764, 21.98221234, 1.85528183e-5, -11.05280172516, -4.94719827484],
    [[...from(7, 20), 200], -1.632902633, 14.16459895, 0.124513498, -47.2428998871, 6.37623322044],
  ])('agrees with R: t.test(1:10, y = …), the other examples (%#)', (y, t, degrees, p, low, high) => {
    const result = made(welch([[from(1, 10), y]]))
    expect(result.statistic).toBeCloseTo(t, 8)
    expect(result.df).toBeCloseTo(degrees, 7)
    expect(result.p / p).toBeCloseTo(1, 7)
    expect(result.interval.low).toBeCloseTo(low, 9)
    expect(result.interval.high).toBeCloseTo(high, 9)
  })

  it('of the same two lists twice has the same difference with half the variance and twice the degrees of freedom', () => {
    const [once, twice] = [
      made(welch([[FIRST, SECOND]])),
      made(
        welch([
          [FIRST, SECOND],
          [FIRST, SECOND],
        ]),
      ),
    ]
    expect(twice.statistic).toBeCloseTo(once.statistic * Math.SQRT2, 12)
    expect(twice.df).toBeCloseTo(once.df! * 2, 12)
    expect((twice.interval.low + twice.interval.high) / 2).toBeCloseTo((once.interval.low + once.interval.high) / 2, 12)
  })

  it('takes a side that does not vary, but not two', () => {
    // Then it is a t test of the other side against a number: R, t.test(c(1, 2, 3), mu = 0): t = 3.4641, df = 2, p-value = 0.07418
    const { statistic, df, p } = made(
      welch([
        [
          [1, 2, 3],
          [0, 0],
        ],
      ]),
    )
    expect([statistic.toFixed(4), df, p.toFixed(5)]).toEqual(['3.4641', 2, '0.07418'])
    expect(
      refused(
        welch([
          [
            [0.3, 0.1 + 0.2],
            [0.5, 0.5],
          ],
        ]),
      ),
    ).toContain('do not vary')
  })

  it('is refused for single runs and for runs that diverged', () => {
    expect(refused(welch([[[1, 2], [1]]]))).toBe('a t test needs at least two runs of each, and there is one')
    expect(refused(welch([[[1, 2], []]]))).toContain('there are none')
    expect(
      refused(
        welch([
          [
            [1, 2],
            [1, NaN],
          ],
        ]),
      ),
    ).toBe('a value is not finite')
    expect(() => welch([[FIRST, SECOND]], 95)).toThrow('a confidence level is a number between 0 and 1')
  })

  it('rejects a true null hypothesis as often as it says, at n = 5 and unequal spread', () => {
    let state = 7
    const uniform = () => (state = (state * 16807) % 2147483647) / 2147483647
    const normal = () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform())
    const sample = (spread: number) => Array.from({ length: 5 }, () => spread * normal())
    let rejected = 0
    for (let i = 0; i < 4000; i++) if (made(welch([[sample(1), sample(3)]])).p <= 0.05) rejected++
    // Welch's approximation itself is off by a little; three standard errors are 0.0103.
    expect(Math.abs(rejected / 4000 - 0.05)).toBeLessThan(0.0103)
  })
})

describe('the paired t test', () => {
  const differences = FIRST.map((value, i) => value - SECOND[i]!)

  it('agrees with R: t.test(…, paired = TRUE) of the same data (R 4.2.2)', () => {
    const { statistic, df, p, interval } = made(pairedT([differences]))
    expect(statistic).toBeCloseTo(-4.0621277, 7)
    expect(df).toBeCloseTo(9, 12)
    expect(p).toBeCloseTo(0.00283289, 8)
    expect(interval.low).toBeCloseTo(-2.4598857633, 9)
    expect(interval.high).toBeCloseTo(-0.7001142367, 9)
  })

  it('is refused when there is one pair, or the pairs all differ by the same', () => {
    expect(refused(pairedT([[1]]))).toBe('a t test needs at least two pairs, and there is one')
    expect(refused(pairedT([[0, 0, 0]]))).toContain('do not vary')
    expect(refused(pairedT([[0.1, 0.3 - 0.2, 0.1]]))).toContain('do not vary')
  })
})
