import { series } from '../../artifacts'
import { correctedT, mean, type TestRefusal, type TestResult } from '../../statistics'
import { freshFolder, storeRun } from '../read/fixtures'
import { readRuns } from '../read/read-runs'
import { compare } from './compare'
import { SLEEP } from './fixtures'

interface Conf {
  readonly tactic: { readonly name: string }
  readonly seed: number
}
interface Out {
  readonly test: { readonly accuracy: number; readonly f1: number }
  readonly folds: ReturnType<typeof series<{ readonly test: readonly number[]; readonly f1: readonly number[] }>>
}
const { ours, mixup } = SLEEP.mnist as { ours: readonly number[]; mixup: readonly number[] }

/** The ten pairs of `sleep` as the folds of runs, each of which stores the mean over its own. */
async function crossValidated(folds: number, cut: (list: number[]) => number[] = (list) => list) {
  const root = freshFolder()
  const expected = []
  for (const [name, list] of Object.entries({ ours, mixup }))
    for (let seed = 0; seed * folds < list.length; seed++) {
      const own = list.slice(seed * folds, (seed + 1) * folds)
      const kept = name === 'ours' && seed === 0 ? cut(own) : own
      const output = { test: { accuracy: mean(own), f1: mean(own) }, folds: series({ test: kept, f1: kept }) }
      expected.push(
        await storeRun(root, { name: `${name}+${seed}`, config: { tactic: { name }, seed }, seedPath: 'seed', output }),
      )
    }
  return readRuns<Conf, Out>(expected)
}
const shared = { rows: 'tactic', metric: 'test.accuracy', better: 'max', paired: 'seed' } as const
const resampled = { test: 1, train: 4, folds: 'folds.test' } as const

describe('runs that are means over the folds of a cross-validation', () => {
  it('are compared fold by fold, and the note says so', async () => {
    const runs = await crossValidated(5)
    const main = compare(runs, {
      rows: 'tactic',
      metric: 'test.accuracy',
      better: 'max',
      paired: 'seed',
      resampled: { test: 1, train: 4, folds: 'folds.test' },
    })
    const gap = main.gap('ours', 'mixup')
    // As if each fold were a run (resampled.spec.ts, after R 4.2.2); `n` counts pairs of runs.
    expect(gap).toMatchObject({ test: 'corrected resampled t', n: 2, df: 9, significant: false })
    expect(gap.mean / gap.se!).toBeCloseTo(2.17129857894, 10)
    expect(gap.p).toBeCloseTo(0.0579907062687, 11)
    expect(gap.interval!.low).toBeCloseTo(-0.0661155328413, 10)
    expect(main.note().text).toBe(
      'corrected resampled t (Bouckaert & Frank 2004) of pairs with equal seeds, fold by fold, test/train 1/4, two-sided, level 0.05; 1 comparison',
    )
    const turned = main.gap('mixup', 'ours')
    expect([turned.mean, turned.se, turned.p]).toEqual([-gap.mean, gap.se, gap.p])
  })

  it('say the same however the folds are dealt out to runs', async () => {
    for (const folds of [1, 2, 5]) {
      const { se, p, df } = compare(await crossValidated(folds), { ...shared, resampled }).gap('ours', 'mixup')
      expect({ se, p, df }).toEqual({
        se: expect.closeTo(0.7276751411935899, 10),
        p: expect.closeTo(0.0579907062687, 10),
        df: 9,
      })
    }
  })

  it('name a column for each of several metrics', async () => {
    const runs = await crossValidated(5)
    const metric = ['test.accuracy', 'test.f1'] as const
    const folds = { 'test.accuracy': 'folds.test', 'test.f1': 'folds.f1' }
    const main = compare(runs, { ...shared, metric, resampled: { ...resampled, folds } })
    expect(main.gap('ours', 'mixup', { metric: 'test.f1' }).df).toBe(9)
    for (const [wrong, words] of [
      ['folds.test', "{ 'test.accuracy': '…', 'test.f1': '…' }"],
      [{ 'test.accuracy': 'folds.test' }, 'where each run keeps test.f1 fold by fold'],
      [{ ...folds, 'test.auc': 'folds.auc' }, '`folds` names test.auc, which is not compared here'],
    ] as const)
      expect(() => compare(runs, { ...shared, metric, resampled: { ...resampled, folds: wrong } })).toThrow(words)
    expect(() => compare(runs, { ...shared, resampled: { ...resampled, folds: 5 } } as never)).toThrow(
      "`folds` is where each run keeps test.accuracy fold by fold, a column of a series: 'folds.test'",
    )
    expect(() => compare(runs, { ...shared, resampled: { ...resampled, folds: 'folds.tset' } })).toThrow(
      'there is no column "tset"; did you mean `test`?',
    )
  })

  it('are not tested where the folds are no pairs, or one is no number', async () => {
    const because = async (cut: (list: number[]) => number[]) => {
      const runs = await crossValidated(5, cut)
      expect(() => compare(runs, { ...shared, resampled })).toThrow('the test that was asked for cannot be made')
      return compare(runs, { ...shared, test: 'none', paired: undefined } as never).gap('ours', 'mixup').mean
    }
    // The means are there nevertheless.
    expect(await because((list) => list.slice(1))).toBeCloseTo(1.58, 10)
    expect(await because((list) => [NaN, ...list.slice(1)])).toBeCloseTo(1.58, 10)
  })

  it('are called different too often by their means alone, and seldom enough by their folds', () => {
    // 100 examples of which each has a difference of its own, drawn anew for every data set; a training set moves each a little. Ten times five folds.
    const [SEEDS, FOLDS, PER_FOLD] = [10, 5, 20]
    let state = 7
    const uniform = () => (state = (state * 16807) % 2147483647) / 2147483647
    const normal = () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform())
    const rejected = { means: 0, folds: 0 }
    for (let i = 0; i < 300; i++) {
      const examples = Array.from({ length: FOLDS * PER_FOLD }, normal)
      const folds: number[] = []
      for (let seed = 0; seed < SEEDS; seed++) {
        const dealt = examples
          .map((own) => ({ value: own + 0.5 * normal(), at: uniform() }))
          .sort((a, b) => a.at - b.at)
        for (let fold = 0; fold < FOLDS; fold++)
          folds.push(mean(dealt.slice(fold * PER_FOLD, (fold + 1) * PER_FOLD).map(({ value }) => value)))
      }
      const means = Array.from({ length: SEEDS }, (_, seed) => mean(folds.slice(seed * FOLDS, (seed + 1) * FOLDS)))
      const isFound = (result: TestResult | TestRefusal) => (result as TestResult).p <= 0.05
      if (isFound(correctedT([means], 1 / 4))) rejected.means++
      if (isFound(correctedT([folds], 1 / 4))) rejected.folds++
    }
    expect(rejected.means / 300).toBeGreaterThan(0.25)
    // Three standard errors of a share of 0.05 are 0.038.
    expect(rejected.folds / 300).toBeLessThan(0.088)
  })
})
