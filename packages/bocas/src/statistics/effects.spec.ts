import { areaUnderCurve } from './area'
import { bayesianSignedRank } from './bayesian-signed-rank'
import { pearson, spearman } from './correlation'
import { effectSizes } from './effect-size'
import { fitPowerLaw, geometric } from './log-scale'
import { mcnemar } from './mcnemar'
import { pairedBootstrap } from './paired-bootstrap'
import { groupPermutation, signPermutation, smallestPermutationP } from './permutation'
import type { TestRefusal } from './t-test'

// R's data set `sleep` (Student, 1908): extra hours with two drugs. Numbers of R are those of R 4.2.2.
const A = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0, 2]
const B = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4]
const DIFFERENCES = A.map((value, i) => value - B[i]!)

const made = <T extends object>(result: T | TestRefusal): T => {
  if ('refused' in result) throw new Error(result.refused)
  return result
}
const refused = (result: object): string => ('refused' in result ? String(result.refused) : 'made')

describe('effect sizes', () => {
  it('agree with R: mean differences over pooled sd, and wilcox.test()$statistic / (n m)', () => {
    const { d, g, delta, a12 } = effectSizes(A, B)
    expect(d).toBeCloseTo(-0.83218108134954, 12)
    expect(g).toBeCloseTo(-0.79701850044745, 12)
    expect(delta).toBeCloseTo(-0.49, 12)
    expect(a12).toBeCloseTo(0.255, 12)
    expect(effectSizes(A, B, true).d).toBeCloseTo(-1.2845575625911, 12)
  })

  it('have no d where nothing varies or there is one value, and turn with the sides', () => {
    expect(effectSizes([1, 1], [2, 2])).toEqual({ d: null, g: null, delta: -1, a12: 0 })
    expect(effectSizes([1], [2, 3]).d).toBeNull()
    expect(effectSizes(B, A).d).toBeCloseTo(-effectSizes(A, B).d!, 12)
    expect(() => effectSizes([], [1])).toThrow('a side has no values')
    expect(() => effectSizes([1, 2], [1], true)).toThrow('as many values on both sides')
  })
})

describe("McNemar's test", () => {
  const examples = (onlyA: number, onlyB: number, both: number) => {
    const a = [
      ...Array<boolean>(onlyA).fill(true),
      ...Array<boolean>(onlyB).fill(false),
      ...Array<boolean>(both).fill(true),
    ]
    const b = [
      ...Array<boolean>(onlyA).fill(false),
      ...Array<boolean>(onlyB).fill(true),
      ...Array<boolean>(both).fill(true),
    ]
    return [a, b] as const
  }
  it.each([
    [12, 25, 0.047031027439516],
    [3, 14, 0.012725830078125],
    [400, 600, 2.728464156066e-10],
    [5, 5, 1],
  ])('agrees with R: binom.test(%s, …) with %s on the other side', (onlyA, onlyB, p) => {
    const found = made(mcnemar(...examples(onlyA, onlyB, 100)))
    expect(Math.abs(found.p / p - 1)).toBeLessThan(1e-10)
    expect(found).toMatchObject({ onlyA, onlyB, n: onlyA + onlyB + 100 })
    expect(found.difference).toBeCloseTo((onlyA - onlyB) / found.n, 12)
  })

  it('is refused where nothing differs, and of other examples', () => {
    expect(refused(mcnemar([true, false], [true, false]))).toContain('on the same examples, so there is nothing')
    expect(refused(mcnemar([], []))).toBe('there are no examples')
    expect(() => mcnemar([true], [])).toThrow('these are 1 and 0')
  })

  it('takes 20,000 examples', () => {
    expect(made(mcnemar(...examples(9_000, 11_000, 0))).p).toBeLessThan(1e-40)
  })
})

describe('the paired bootstrap', () => {
  it('has the interval of the differences, and the share of draws in which one is above', () => {
    const { difference, interval, share, n } = made(pairedBootstrap(A, B, { resamples: 10_000 }))
    // quantile(replicate(2e5, mean(sample(a - b, 10, TRUE))), c(.025, .975)) is −2.38 and −0.95
    expect(difference).toBeCloseTo(-1.58, 12)
    expect(Math.abs(interval.low + 2.38)).toBeLessThan(0.03)
    expect(Math.abs(interval.high + 0.95)).toBeLessThan(0.03)
    expect([share, n]).toEqual([0, 10])
    expect(made(pairedBootstrap(A, A)).share).toBe(0.5)
    expect(made(pairedBootstrap(A, B, { of: (drawn) => Math.max(...drawn) })).difference).toBeCloseTo(-1.8, 12)
  })

  it('is refused for few examples', () => {
    expect(refused(pairedBootstrap(A.slice(1), B.slice(1)))).toContain('of 9 examples would be too narrow')
    expect(refused(pairedBootstrap([...A, NaN], [...B, 0]))).toBe('a value is not finite')
    expect(() => pairedBootstrap(A, [1])).toThrow('these are 10 and 1')
  })
})

describe('permutation tests', () => {
  it('agree with R: all signs by expand.grid(), all groups by combn()', () => {
    expect(made(signPermutation(DIFFERENCES))).toMatchObject({ p: 0.00390625, arrangements: 1024, isExact: true })
    const groups = made(groupPermutation(A, B))
    expect([groups.arrangements, groups.isExact]).toEqual([184_756, true])
    expect(groups.p).toBeCloseTo(0.081447963800905, 12)
    expect(groups.statistic).toBeCloseTo(-1.58, 12)
  })

  it('draw where there are too many arrangements, near the exact p, never 0, and the same every time', () => {
    const many = [...DIFFERENCES, ...DIFFERENCES]
    const { p, isExact } = made(signPermutation(many))
    expect([isExact, p > 0, p < 0.001]).toEqual([false, true, true])
    expect(signPermutation(many)).toEqual(signPermutation(many))
    const drawn = made(groupPermutation([...A, 1], [...B, 1]))
    expect(drawn.isExact).toBe(false)
    expect(Math.abs(drawn.p - 0.0895)).toBeLessThan(0.02)
  })

  it('know the smallest p they can have', () => {
    expect(smallestPermutationP(5)).toBe(0.0625)
    expect(made(signPermutation([1, 2, 3, 4, 5])).p).toBe(0.0625)
    expect(smallestPermutationP(3, 3)).toBe(0.1)
    expect(made(groupPermutation([1, 2, 3], [7, 8, 9])).p).toBe(0.1)
    expect(smallestPermutationP(1, 3)).toBe(0.25)
    expect(made(groupPermutation([90], [1, 2, 3])).p).toBe(0.25)
  })

  it('count ties of rounding as as far', () => {
    expect(made(signPermutation([0.1, 0.2, -0.3, 0.1 + 0.2 - 0.3 + 0.4])).p).toBe(
      made(signPermutation([1, 2, -3, 4])).p,
    )
  })

  it.each([
    ['no pairs', signPermutation([]), 'no pairs'],
    ['equal pairs', signPermutation([0, 0]), 'no pair differs'],
    ['NaN', signPermutation([NaN]), 'not finite'],
    ['an empty group', groupPermutation([], [1]), 'a side has no values'],
    ['equal values', groupPermutation([1, 1], [1]), 'do not vary'],
  ])('are refused for %s', (_, result, reason) => expect(refused(result)).toContain(reason))
})

describe('the Bayesian signed-rank test', () => {
  // Demšar 2006, table 6: C4.5 with m less plain C4.5 on 14 data sets.
  // prettier-ignore
  const TREES = [0.005, -0.008, 0.017, 0.033, 0.006, -0.005, 0.007, 0, 0.063, 0, 0.022, 0.047, 0.009, 0.021]

  it.each([
    [0, 0.000845, 0.00004, 0.999115],
    [0.01, 0, 0.329585, 0.670415],
    [0.03, 0, 0.990895, 0.009105],
  ])('agrees with 200,000 draws of rgamma() in R, for a region of ±%s', (rope, worse, equivalent, better) => {
    const found = made(bayesianSignedRank(TREES, rope))
    expect(Math.abs(found.worse - worse)).toBeLessThan(0.002)
    expect(Math.abs(found.equivalent - equivalent)).toBeLessThan(0.012)
    expect(Math.abs(found.better - better)).toBeLessThan(0.012)
    expect(found.worse + found.equivalent + found.better).toBeCloseTo(1, 12)
  })

  it('is the same every time, turns with the sides, and is even where nothing differs', () => {
    expect(bayesianSignedRank(TREES, 0.01)).toEqual(bayesianSignedRank(TREES, 0.01))
    const turned = made(
      bayesianSignedRank(
        TREES.map((d) => -d),
        0.01,
      ),
    )
    expect(Math.abs(turned.worse - made(bayesianSignedRank(TREES, 0.01)).better)).toBeLessThan(0.015)
    expect(made(bayesianSignedRank([0, 0, 0, 0, 0], 0))).toMatchObject({ worse: 0, equivalent: 1, better: 0 })
  })

  it('is refused for few data sets', () => {
    expect(refused(bayesianSignedRank([1, 2, 3, 4], 0.1))).toContain('it takes 5')
    expect(refused(bayesianSignedRank([...TREES, NaN], 0.1))).toBe('a value is not finite')
    expect(() => bayesianSignedRank(TREES, -1)).toThrow('region of practical equivalence')
  })
})

describe('correlations', () => {
  const [X, Y] = [
    [2, 4, 5, 7, 9, 10, 12],
    [1.1, 3, 2.2, 4.1, 3.9, 6, 5.5],
  ]
  it('agree with R: cor.test()', () => {
    const { r, p, df, interval } = made(pearson(X, Y))
    expect(r).toBeCloseTo(0.92421992952918, 12)
    expect(p).toBeCloseTo(0.0029139275141, 11)
    expect(df).toBe(5)
    expect(interval!.low).toBeCloseTo(0.56301621418261, 10)
    expect(interval!.high).toBeCloseTo(0.98896617350954, 10)
  })

  it('of ranks agree with R, exact for few and by t for more and ties', () => {
    const few = made(spearman(X, Y))
    expect(few.r).toBeCloseTo(0.89285714285714, 12)
    expect(few.p).toBeCloseTo(0.012301587302, 10)
    const more = made(spearman([1, 2, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11], [3, 1, 2, 2, 5, 4, 6, 6, 9, 7, 8, 12]))
    expect(more.r).toBeCloseTo(0.92267277818127, 12)
    expect(Math.abs(more.p / 1.9103046456659e-5 - 1)).toBeLessThan(1e-9)
  })

  it('are 1 of a line, at any size of the values, and have no interval there', () => {
    for (const size of [1e-200, 1, 1e200]) {
      const { r, interval } = made(
        pearson(
          [1, 2, 3, 4].map((v) => v * size),
          [2, 4, 6, 8],
        ),
      )
      expect([r.toFixed(12), interval === null || interval.low > 0.999]).toEqual(['1.000000000000', true])
    }
  })

  it.each([
    ['two pairs', pearson([1, 2], [1, 2]), 'three pairs, and there are 2'],
    ['what does not vary', pearson([1, 2, 3], [5, 5, 5]), 'do not vary'],
    ['ranks that do not vary', spearman([1, 2, 3], [5, 5, 5]), 'do not vary'],
    ['NaN', spearman([1, 2, NaN], [5, 5, 5]), 'not finite'],
  ])('are refused for %s', (_, result, reason) => expect(refused(result)).toContain(reason))
})

describe('a log scale', () => {
  it('agrees with R: exp() of mean, sd and t.test of log()', () => {
    const { mean, factor, interval } = made(geometric([1.5, 2, 8, 0.3]))
    expect(mean).toBeCloseTo(1.6380725176254, 12)
    expect(factor).toBeCloseTo(3.8463496151819, 12)
    expect(interval!.low).toBeCloseTo(0.19203924792546, 12)
    expect(interval!.high).toBeCloseTo(13.972568638892, 10)
  })

  it('refuses what has no logarithm', () => {
    expect(refused(geometric([1, 0]))).toContain('above 0, and one is 0')
    expect(refused(geometric([]))).toContain('no values')
    expect(made(geometric([7]))).toMatchObject({ factor: null, interval: null, n: 1 })
  })

  it('has power laws that agree with R: confint(lm(log(y) ~ log(x))), and predict()', () => {
    const law = made(fitPowerLaw([1, 2, 4, 8, 16, 32], [5.1, 3.9, 2.6, 2.1, 1.4, 1.1]))
    expect(law.exponent).toBeCloseTo(-0.45163522292706, 12)
    expect(law.exponentInterval.low).toBeCloseTo(-0.49786858212684, 11)
    expect(law.exponentInterval.high).toBeCloseTo(-0.40540186372729, 11)
    expect(Math.log(law.scale)).toBeCloseTo(1.63586558670835, 11)
    expect(Math.log(law.scaleInterval.high)).toBeCloseTo(1.73289125213661, 11)
    expect(law.r2).toBeCloseTo(0.9945916857065, 11)
    const at = law.at(10)
    expect([at.y, at.low, at.high].map((v) => v.toFixed(9))).toEqual(['1.814730651', '1.707787522', '1.928370651'])
    expect(() => law.at(0)).toThrow('known above 0')
  })

  it('refuses power laws of too little', () => {
    expect(refused(fitPowerLaw([1, 2, 4], [1, 2, 3]))).toContain('4 points at 3 places, and there are 3 at 3')
    expect(refused(fitPowerLaw([1, 1, 2, 2], [1, 2, 3, 4]))).toContain('4 at 2')
    expect(refused(fitPowerLaw([1, 2, 3, 0], [1, 2, 3, 4]))).toContain('above 0, and one is 0')
    expect(() => fitPowerLaw([1], [])).toThrow('these are 1 and 0')
  })
})

describe('the area under a learning curve', () => {
  it.each([
    [[0, 1, 3], [0, 2, 2], undefined, 5 / 3],
    [[0, 10], [4, 4], undefined, 4],
    [[0, 2], [0, 2], [1, 2] as const, 1.5],
    [[0, 1, 3], [0, 2, 2], [0.5, 2] as const, (0.75 + 2) / 1.5],
  ])('over its length, of x %j and y %j within %j', (x, y, within, expected) =>
    expect(areaUnderCurve({ x, y }, within)).toBeCloseTo(expected, 12),
  )

  it.each([
    [{ x: [0], y: [1] }, undefined, 'two points'],
    [{ x: [0, 1], y: [1] }, undefined, 'a y for each x'],
    [{ x: [1, 0], y: [1, 2] }, undefined, 'have to rise'],
    [{ x: [0, 1], y: [1, NaN] }, undefined, 'not finite'],
    [{ x: [0, 1], y: [1, 2] }, [0, 2] as const, 'known from 0 to 1'],
  ])('refuses %j within %j', (curve, within, reason) => expect(() => areaUnderCurve(curve, within)).toThrow(reason))
})
