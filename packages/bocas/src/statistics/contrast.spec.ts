import { diceOf } from '../../../../tools/random/dice'
import { difference, ratio } from './contrast'
import { mean, sd } from './describe'

const estimateOf = (
  values: readonly number[],
  name: string,
  runs: readonly string[] = values.map((_, index) => `${name}/${index}`),
) => ({ mean: values.length === 0 ? NaN : mean(values), sd: sd(values), n: values.length, runs, values })

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
    const single = { mean: 1, sd: null, n: 1, runs: ['other/0'], values: [1] }
    expect(difference(single, SLEEP.second)).toMatchObject({ se: null, df: null, n: 11 })
    expect(difference(SLEEP.first, single).runs).toHaveLength(11)
  })
})

describe('two means of the same runs', () => {
  it('are paired by R: t.test(b, a, paired = TRUE) of sleep, where both drugs were given to the same ten', () => {
    const patients = SLEEP.first.runs
    const second = estimateOf(SLEEP.second.values, '', patients)
    const { mean, se, df, n, runs, paired } = difference(second, SLEEP.first)
    // R prints t = 4.0621, df = 9, mean difference 1.58.
    expect(mean).toBeCloseTo(1.58, 12)
    expect(mean / se!).toBeCloseTo(4.0621, 4)
    expect([df, n, runs.length, paired]).toEqual([9, 10, 10, true])
  })

  it('count each run once, and know a gap within runs better than two means apart', () => {
    const runs = ['mnist/a', 'mnist/b', 'mnist/c']
    const validated = estimateOf([0.913, 0.902, 0.919], '', runs)
    const tested = estimateOf([0.9015, 0.8915, 0.9058], '', runs)
    expect(difference(validated, tested)).toMatchObject({ n: 3, df: 2 })
    const apart = difference(validated, { ...tested, runs: ['x', 'y', 'z'] })
    expect(apart.mean).toBeCloseTo(difference(validated, tested).mean, 12)
    expect(difference(validated, tested).se!).toBeLessThan(apart.se! / 5)
  })

  it('are refused when the number of each run is not known', () => {
    const typed = { mean: 1, sd: 0.1, n: 3, runs: SLEEP.first.runs }
    expect(() => difference(typed, SLEEP.first)).toThrow(
      'both are means of the same runs, and the number of each run is not known, so nothing tells how they vary together; take them by mean(runs, metric)',
    )
  })

  it('takes the standard error of what has one, not a spread over runs that it has not', () => {
    const gap = { mean: 2, sd: 9, se: 0.3, n: 20, runs: ['a', 'b'] }
    expect(difference(gap, { mean: 1, sd: null, se: 0.4, n: 4, runs: ['c'] }).se).toBeCloseTo(0.5, 12)
  })
})

/** Any two sets of runs: what becomes of them follows from what they share, and from nothing else. */
describe('any two sets of runs', () => {
  const dice = diceOf(1)
  const random = () => dice.below(2 ** 30) / 2 ** 30
  const pick = (from: readonly string[]) => from.filter(() => random() < 0.5)
  const shuffled = <T>(items: readonly T[]) =>
    items
      .map((item) => [random(), item] as const)
      .sort(([a], [b]) => a - b)
      .map(([, item]) => item)
  const all = ['t/a', 't/b', 't/c', 't/d', 't/e', 't/f']
  const trials = Array.from({ length: 400 }, () => {
    const runs = pick(all)
    const others =
      random() < 0.4 ? shuffled(runs) : random() < 0.5 ? all.filter((run) => !runs.includes(run)) : pick(all)
    const number = new Map(all.map((run) => [run, [1 + random(), 1 + random()] as const]))
    const a = estimateOf(
      runs.map((run) => number.get(run)![0]),
      '',
      runs,
    )
    const b = estimateOf(
      others.map((run) => number.get(run)![1]),
      '',
      others,
    )
    return { a, b, number }
  }).filter(({ a, b }) => a.n > 1 && b.n > 1)

  it('pairs the same, takes disjoint ones as independent, and refuses the others', () => {
    const seen = { same: 0, apart: 0, mixed: 0 }
    for (const { a, b, number } of trials) {
      const shared = a.runs.filter((run) => b.runs.includes(run)).length
      if (shared === a.n && shared === b.n) {
        seen.same++
        const each = a.runs.map((run) => number.get(run)![0] - number.get(run)![1])
        const found = difference(a, b)
        expect(found.mean).toBeCloseTo(mean(each), 12)
        expect(found.se).toBeCloseTo(sd(each)! / Math.sqrt(each.length), 12)
        expect([found.n, ratio(a, b).n]).toEqual([a.n, a.n])
        // The first order of a ratio of pairs, from variances and the covariance: var(a)/b² + a² var(b)/b⁴ − 2 a cov(a, b)/b³.
        const cov =
          a.runs.reduce((sum, run) => sum + (number.get(run)![0] - a.mean) * (number.get(run)![1] - b.mean), 0) /
          (a.n - 1)
        const variance =
          a.sd! ** 2 / b.mean ** 2 + (a.mean ** 2 * b.sd! ** 2) / b.mean ** 4 - (2 * a.mean * cov) / b.mean ** 3
        expect(ratio(a, b).se! ** 2).toBeCloseTo(variance / a.n, 12)
      } else if (shared === 0) {
        seen.apart++
        expect(difference(a, b).se).toBeCloseTo(Math.sqrt(a.sd! ** 2 / a.n + b.sd! ** 2 / b.n), 12)
        expect(difference(a, b).n).toBe(a.n + b.n)
      } else {
        seen.mixed++
        for (const make of [difference, ratio]) expect(() => make(a, b)).toThrow(/share \d of their \d and \d runs/)
      }
      if (shared === 0 || (shared === a.n && shared === b.n)) {
        expect(difference(b, a).mean).toBeCloseTo(-difference(a, b).mean, 12)
        expect(difference(b, a).se).toBeCloseTo(difference(a, b).se!, 12)
      }
    }
    expect(Math.min(seen.same, seen.apart, seen.mixed)).toBeGreaterThan(30)
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
      'a ratio is of two means above zero, and one of these is -1; take their difference',
    )
  })
})
