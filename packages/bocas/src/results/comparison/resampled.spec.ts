import { correctedT, pairedT, type TestResult } from '../../statistics'
import type { Json } from '../../sweep'
import { freshFolder, storeRun } from '../read/fixtures'
import { readRuns } from '../read/read-runs'
import type { Runs } from '../runs/runs'
import { compare } from './compare'
import { type Conf, type Out, SLEEP } from './fixtures'

type Folded = Omit<Conf, 'task'> & { readonly fold: number }
const { ours, mixup } = SLEEP.mnist as Record<string, number[]>

/** The ten pairs of `sleep` as so many folds for each seed. */
async function folded(folds: number, pairs = 10): Promise<Runs<Folded, Out>> {
  const root = freshFolder()
  const expected = []
  for (const [name, list] of Object.entries({ ours, mixup }))
    for (const [i, accuracy] of list!.slice(0, pairs).entries()) {
      const config: Json = { tactic: { name }, seed: Math.floor(i / folds), fold: i % folds }
      const output = { test: { accuracy, loss: -accuracy } }
      expected.push(await storeRun(root, { name: `${name}+${i}`, config, seedPath: 'seed', output }))
    }
  return readRuns<Folded, Out>(expected)
}
const shared = { rows: 'tactic', metric: 'test.accuracy', better: 'max', over: 'fold' } as const
const paired = { ...shared, paired: 'seed' } as const

describe('runs that resample one data set', () => {
  it('are compared by the corrected resampled t test, whose note says so', async () => {
    const runs = await folded(5)
    const main = compare(runs, {
      rows: 'tactic',
      metric: 'test.accuracy',
      better: 'max',
      paired: 'seed',
      over: 'fold',
      resampled: { test: 1, train: 4 },
    })
    const gap = main.gap('ours', 'mixup')
    // R 4.2.2: d <- the ten differences of `sleep`; mean(d) / sqrt((1/10 + 1/4) * var(d)); 2 * pt(-2.17129857894, 9).
    expect(gap).toMatchObject({ test: 'corrected resampled t', n: 10, df: 9, significant: false })
    expect(gap.mean / gap.se!).toBeCloseTo(2.17129857894, 10)
    expect(gap.p).toBeCloseTo(0.0579907062687, 11)
    expect(gap.interval!.low).toBeCloseTo(-0.0661155328413, 10)
    expect(gap.interval!.high).toBeCloseTo(3.22611553284, 10)
    expect(gap.from!.test).toBe("corrected resampled t: t 2.171, df 9, p 0.05799, after Holm's correction 0.05799")
    expect(main.note()).toMatchObject({ test: 'corrected resampled t', resampled: { test: 1, train: 4 } })
    expect(main.note().text).toBe(
      'corrected resampled t (Nadeau & Bengio 2003) of pairs with equal seeds and fold, test/train 1/4, two-sided, level 0.05; 1 comparison',
    )
  })

  it.each([
    ['paired t', paired, '`resampled: { test: 1, train: 4 }`'],
    ['paired t', { ...paired, test: 'paired t' as const }, '`resampled: { test: 1, train: 4 }`'],
    ['wilcoxon', { ...paired, test: 'wilcoxon' as const }, '`resampled: { test: 1, train: 4 }`'],
    ['welch', shared, "`paired: 'seed', resampled: { test: 1, train: 4 }`"],
  ])('are not taken for independent by %s, with the line to write', async (test, options, line) => {
    const runs = await folded(5)
    expect(() => compare(runs, options)).toThrow('the runs of a row differ in fold')
    expect(() => compare(runs, options)).toThrow(`if fold is one of 5 folds of a cross-validation, say ${line}`)
    expect(compare(runs, { ...options, resampled: false }).note().text).toContain(
      'with runs of different fold taken as independent',
    )
    expect(compare(runs, { ...options, resampled: false }).gap('ours', 'mixup').test).toBe(test)
  })

  it('may be random splits, of which the seed is the only key', async () => {
    const runs = await folded(1)
    const gap = compare(runs, { ...paired, resampled: { test: 10, train: 90 }, level: 0.1 }).gap('ours', 'mixup')
    // R 4.2.2, as above with 1/9, level 0.9.
    expect(gap.p).toBeCloseTo(0.0208570229577, 11)
    expect(gap.interval!.low).toBeCloseTo(0.544027364936, 10)
    // One value of `fold` repeats nothing: Student's t, as without `over`.
    expect(compare(runs, paired).gap('ours', 'mixup').p).toBeCloseTo(0.00283289, 8)
    expect(compare(runs, { ...shared, test: 'none' }).note().text).toBe('')
  })

  it('are refused where there is one pair only, or no difference', async () => {
    expect(() => compare(single, { ...paired, resampled: { test: 1, train: 4 } })).toThrow(
      'a t test needs at least two pairs, and there is one',
    )
  })
  let single: Runs<Folded, Out>
  beforeAll(async () => {
    single = await folded(1, 1)
  })

  it('are said rightly, or the slip is told', async () => {
    const runs = await folded(5)
    for (const resampled of [true, 0.25, null, { test: 0, train: 4 }, { test: 1 }, { test: 1, train: 4, k: 5 }])
      expect(() => compare(runs, { ...paired, resampled } as never)).toThrow(
        '`resampled` is the size of a test set and of a training set, such as { test: 1, train: 4 } for 5 folds, or false, not',
      )
    const resampled = { test: 1, train: 4 }
    expect(() => compare(runs, { ...shared, resampled } as never)).toThrow("say `paired: 'seed'` too")
    expect(() => compare(runs, { ...paired, test: 'wilcoxon', resampled } as never)).toThrow(
      "there is no correction for resampled data of the test 'wilcoxon'",
    )
  })

  it('reject a true null hypothesis at about the level, where Student rejects half the time', () => {
    // Differences of one data set share a part: correlation ρ = n_test/(n_test + n_train) = 1/5, as Nadeau and Bengio take it.
    let state = 11
    const uniform = () => (state = (state * 16807) % 2147483647) / 2147483647
    const normal = () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform())
    const rejected = { student: 0, corrected: 0 }
    for (let i = 0; i < 1000; i++) {
      const part = Math.sqrt(0.2) * normal()
      const differences = Array.from({ length: 50 }, () => part + Math.sqrt(0.8) * normal())
      if ((pairedT([differences]) as TestResult).p <= 0.05) rejected.student++
      if ((correctedT([differences], 1 / 4) as TestResult).p <= 0.05) rejected.corrected++
    }
    expect(rejected.student / 1000).toBeGreaterThan(0.5)
    // Three standard errors of a share of 0.05 are 0.0207.
    expect(Math.abs(rejected.corrected / 1000 - 0.05)).toBeLessThan(0.0207)
  })
})
