import { holm, type TestResult, welch } from '../../statistics'
import type { Runs } from '../runs/runs'
import { compare } from './compare'
import { type Conf, type Out, runsOf, SLEEP, type Values } from './fixtures'
import type { RowName } from './types'

const TWO_TASKS: Values = {
  mnist: { ours: [0.95, 0.96, 0.97], mixup: [0.9, 0.92, 0.91], majority: [0.1, 0.1, 0.1] },
  penguins: { ours: [0.8, 0.82, 0.87], mixup: [0.85, 0.86, 0.88], majority: [0.4, 0.4, 0.4] },
}
const accuracy = { rows: 'tactic', per: 'task', metric: 'test.accuracy', better: 'max' } as const

const p = (a: readonly number[], b: readonly number[]) => (welch([[a, b]]) as TestResult).p

describe('compare', () => {
  it("agrees with R's Welch test of the sleep data, from both sides", async () => {
    const main = compare(await runsOf(SLEEP), { rows: 'tactic', metric: 'test.accuracy', better: 'max' })
    const gap = main.gap('ours', 'mixup')
    // t.test(extra ~ group, data = sleep): p-value = 0.07939414, 95 percent confidence interval -3.3654832 0.2054832 (R 4.2.2).
    expect(gap).toMatchObject({
      a: 'ours',
      b: 'mixup',
      test: 'welch',
      n: 20,
      of: 20,
      significant: false,
      refused: null,
      isBetter: true,
    })
    expect(gap.mean).toBeCloseTo(1.58, 12)
    expect(gap.se).toBeCloseTo(0.8490910172, 9)
    expect(gap.df).toBeCloseTo(17.77647352, 7)
    expect(gap.p).toBeCloseTo(0.07939414, 8)
    expect(gap.adjusted).toBe(gap.p)
    expect(gap.interval!.low).toBeCloseTo(-0.2054832307, 9)
    expect(gap.interval!.high).toBeCloseTo(3.3654832307, 9)
    expect(gap.runs).toHaveLength(20)
    const turned = main.gap('mixup', 'ours')
    expect(turned).toMatchObject({ mean: -gap.mean, p: gap.p, isBetter: false, interval: { low: -gap.interval!.high } })
    expect(main.isTied('ours', 'mixup')).toBe(true)
  })

  it.each([
    [[0.9], [0.8]],
    [[0.9], [0.8, 0.7, 0.6]],
    [[0.9, 0.95, 0.92], [0.8]],
  ])('has no effect sizes of %j against %j: of one run all would be as large as can be', async (ours, mixup) => {
    const runs = await runsOf({ mnist: { ours, mixup } })
    const gap = compare(runs, { rows: 'tactic', metric: 'test.accuracy', better: 'max' }).gap('ours', 'mixup')
    expect(gap.effects).toBeNull()
    expect(gap.refused).toContain('at least two runs of each')
  })

  it("agrees with R's paired tests when the author says that seeds pair runs", async () => {
    const runs = await runsOf(SLEEP)
    const options = { rows: 'tactic', metric: 'test.accuracy', better: 'max', paired: 'seed' } as const
    // t.test(…, paired = TRUE): t = 4.0621277, df = 9, p-value = 0.00283289 (R 4.2.2).
    const gap = compare(runs, options).gap('ours', 'mixup')
    expect(gap).toMatchObject({ test: 'paired t', n: 10, of: 10, significant: true })
    expect(gap.p).toBeCloseTo(0.00283289, 8)
    expect(gap.mean / gap.se!).toBeCloseTo(4.0621277, 7)
    // One pair does not differ and two tie, where R approximates. All nine others have one sign: 2 of 2⁹ assignments of signs.
    const ranked = compare(runs, { ...options, test: 'wilcoxon' })
    expect(ranked.gap('ours', 'mixup')).toMatchObject({ test: 'wilcoxon', n: 10, p: 0.00390625, significant: true })
    expect(ranked.note().text).toBe(
      "Wilcoxon's exact signed-rank test of pairs with equal seeds, two-sided, equal differences share the mean of their ranks, pairs that do not differ are left out, level 0.05; 1 comparison",
    )
  })

  it("permutes: the p of all arrangements is that which R's combn and expand.grid give for the sleep data", async () => {
    const runs = await runsOf(SLEEP)
    const options = { rows: 'tactic', metric: 'test.accuracy', better: 'max', test: 'permutation' } as const
    const groups = compare(runs, options)
    expect(groups.gap('ours', 'mixup')).toMatchObject({
      test: 'permutation',
      n: 20,
      p: expect.closeTo(0.081447963801, 11) as number,
      df: null,
      interval: null,
      refused: null,
      tested: { letter: 'Δ', df: [] },
    })
    expect(groups.gap('mixup', 'ours').tested!.value).toBeCloseTo(-1.58, 12)
    expect(groups.note().text).toBe('permutation test of the means, two-sided, level 0.05; 1 comparison')
    const pairs = compare(runs, { ...options, paired: 'seed' })
    expect(pairs.gap('ours', 'mixup')).toMatchObject({
      test: 'paired permutation',
      n: 10,
      p: 0.00390625,
      significant: true,
    })
    expect(pairs.note().text).toBe(
      'permutation test of pairs with equal seeds by the signs of their differences, two-sided, level 0.05; 1 comparison',
    )
    // The effects are those of pairs and of groups, as beside the t tests.
    expect(pairs.gap('ours', 'mixup').effects).toEqual(
      compare(runs, { ...options, test: 'paired t', paired: 'seed' }).gap('ours', 'mixup').effects,
    )
  })

  it.each([
    ['of three a side', 3, {}, 'of 6 values there are so few arrangements that a permutation test has no p below 0.1'],
    [
      'of four pairs',
      4,
      { paired: 'seed' },
      'of 4 values there are so few arrangements that a permutation test has no p below 0.13',
    ],
  ] as const)('permutes nothing that cannot become significant: %s', async (_, n, paired, why) => {
    const values = (from: number) => Array.from({ length: n }, (__, i) => from + i * 0.01)
    const runs = await runsOf({ mnist: { ours: values(0.9), mixup: values(0.1) } })
    expect(() => compare(runs, { ...accuracy, test: 'permutation', ...paired })).toThrow(why)
  })

  it('says of how many random arrangements p is where there are too many to look at all', async () => {
    const values = (from: number) => Array.from({ length: 12 }, (_, i) => from + Math.sin(i) / 10)
    const runs = await runsOf({ mnist: { ours: values(0.9), mixup: values(0.8) } })
    const [once, twice] = [1, 2].map(() => compare(runs, { ...accuracy, test: 'permutation' }))
    expect(once!.note().text).toContain('of 20,000 random arrangements where there are more')
    expect(twice!.gap('ours', 'mixup').p).toBe(once!.gap('ours', 'mixup').p)
  })

  it('permutes within one column only', async () => {
    const tactics = { ours: SLEEP['mnist']!['ours']!, mixup: SLEEP['mnist']!['mixup']! }
    const runs = await runsOf({ mnist: tactics, penguins: tactics })
    const main = compare(runs, { ...accuracy, test: 'permutation', overall: true })
    expect(main.gap('ours', 'mixup', { per: 'mnist' }).p).toBeCloseTo(0.081447963801, 11)
    expect(main.gap('ours', 'mixup').refused).toContain('a permutation test compares within one column')
  })

  it('corrects over every two rows of every column, and puts them in places', async () => {
    const main = compare(await runsOf(TWO_TASKS), accuracy)
    expect(main.columns.map(({ id, metric, better }) => [id, metric, better])).toEqual([
      ['mnist', 'test.accuracy', 'max'],
      ['penguins', 'test.accuracy', 'max'],
    ])
    expect(main.rows.map(({ id }) => id)).toEqual(['ours', 'mixup', 'majority'])
    expect(main.cells.map((row) => row.map(({ rank }) => rank))).toEqual([
      [1, 2],
      [2, 1],
      [3, 3],
    ])
    expect(main.cells.map((row) => row.map(({ isBest, isSecond }) => [isBest, isSecond]))).toEqual([
      [
        [true, false],
        [false, true],
      ],
      [
        [false, true],
        [true, false],
      ],
      [
        [false, false],
        [false, false],
      ],
    ])
    const pairs = Object.values(TWO_TASKS).flatMap(({ ours, mixup, majority }) => [
      p(ours as number[], mixup as number[]),
      p(ours as number[], majority as number[]),
      p(mixup as number[], majority as number[]),
    ])
    const adjusted = holm(pairs)
    expect(main.gap('ours', 'mixup', { per: 'mnist' }).adjusted).toBe(adjusted[0])
    expect(main.gap('majority', 'mixup', { per: 'penguins' }).adjusted).toBe(adjusted[5])
    expect(main.cells[0]![0]!.versus).toBeNull()
    expect(main.cells[1]![0]!.versus).toEqual(main.gap('mixup', 'ours', { per: 'mnist' }))
    expect(main.cells[1]![0]).toMatchObject({
      isDifferent: true,
      ids: ['mnist/mixup+0', 'mnist/mixup+1', 'mnist/mixup+2'],
    })
    expect(main.cells[0]![1]!.isDifferent).toBe(false)
    expect(main.note()).toMatchObject({ comparisons: 6, n: { least: 3, most: 3 }, refused: [], selectedBy: [] })
    expect(main.note().text).toBe(
      "Welch's t test, two-sided, level 0.05; Holm's correction over 6 comparisons (every two rows of a column)",
    )
  })

  it('corrects over fewer comparisons when the author names the row beforehand, and says nothing of the others', async () => {
    const main = compare(await runsOf(TWO_TASKS), {
      ...accuracy,
      against: 'ours',
      family: 'main',
      labels: { ours: 'Ours' },
    })
    expect(main.note()).toMatchObject({ comparisons: 4, against: 'Ours', family: 'main' })
    expect(main.note().text).toBe(
      "Welch's t test, two-sided, level 0.05; Holm's correction over 4 comparisons of the family main (each row with Ours)",
    )
    const other = main.gap('mixup', 'majority', { per: 'mnist' })
    expect(other).toMatchObject({
      isCompared: false,
      p: null,
      significant: null,
      refused: 'only comparisons with `ours` were asked for by `against`',
    })
    expect(other.interval).not.toBeNull()
    expect(() => main.isTied('mixup', 'majority', { per: 'mnist' })).toThrow(
      '`mixup` and `majority` were not compared: only comparisons with `ours`',
    )
    expect(main.cells[1]![1]!.versus!.b).toBe('ours')
  })

  it('finds the best, the best rival and the second, per column and over all', async () => {
    const main = compare(await runsOf(TWO_TASKS), { ...accuracy, labels: { mixup: 'Mixup' } })
    expect(main.best({ per: 'penguins' })).toMatchObject({ row: 'mixup', label: 'Mixup', rows: ['mixup'] })
    expect(main.second({ per: 'penguins' }).row).toBe('ours')
    const rival = main.best({ except: 'ours' })
    expect(rival.row).toBe('mixup')
    expect(rival.mean).toBeCloseTo((0.91 + (0.85 + 0.86 + 0.88) / 3) / 2, 12)
    expect(main.best({ except: ['ours', rival] })).toMatchObject({ row: 'majority' })
    expect(main.best().runs).toHaveLength(18)
    const gain = main.gap('ours', rival)
    expect(gain.mean).toBeCloseTo((0.05 + (0.83 - 2.59 / 3)) / 2, 12)
    expect(gain).toMatchObject({
      columns: ['mnist', 'penguins'],
      n: 12,
      isCompared: false,
      refused: 'means over several columns are compared when `overall: true` is said',
    })
  })

  it('compares the means over the columns too when that is said, and counts it', async () => {
    const runs = await runsOf(TWO_TASKS)
    const main = compare(runs, { ...accuracy, against: 'ours', overall: true })
    expect(main.note().comparisons).toBe(6)
    const { mnist, penguins } = TWO_TASKS as Record<string, Record<string, number[]>>
    const sides = [
      [mnist!.ours!, mnist!.mixup!],
      [penguins!.ours!, penguins!.mixup!],
    ] as const
    const gain = main.gap('ours', 'mixup')
    expect(gain.p).toBe((welch(sides) as TestResult).p)
    const sure = main.gap('ours', 'majority')
    expect(sure.adjusted).toBeGreaterThan(sure.p!)
  })

  it('counts wins: best mean, better than a rival, or significantly so', async () => {
    const main = compare(await runsOf(TWO_TASKS), accuracy)
    expect(main.wins('ours')).toMatchObject({ count: 1, of: 2, columns: ['mnist'] })
    expect(main.wins('ours', { against: 'majority' })).toMatchObject({ count: 2, of: 2 })
    expect(main.wins('ours', { against: 'majority', significantly: true }).columns).toEqual(['mnist', 'penguins'])
    expect(main.wins('mixup', { significantly: true })).toMatchObject({ count: 0, of: 2 })
    expect(main.wins('ours').runs).toHaveLength(18)
  })

  it('lets equal means share a place, which nobody wins', async () => {
    const main = compare(
      await runsOf({ mnist: { ours: [0.8, 0.9], mixup: [0.9, 0.8], majority: [0.1, 0.2] } }),
      accuracy,
    )
    expect(main.cells.map(([cell]) => cell!.rank)).toEqual([1, 1, 3])
    expect(main.best()).toMatchObject({ row: 'ours', rows: ['ours', 'mixup'], label: 'ours and mixup' })
    expect(main.second().row).toBe('majority')
    expect(main.wins('ours').count).toBe(0)
    expect(main.gap('ours', 'mixup')).toMatchObject({ mean: 0, isBetter: null })
    expect(main.isTied('ours', 'mixup')).toBe(true)
  })

  it('takes several metrics, each in its direction, in one family', async () => {
    const main = compare(await runsOf(TWO_TASKS), {
      ...accuracy,
      metric: ['test.accuracy', 'test.loss'],
      better: { 'test.accuracy': 'max', 'test.loss': 'min' },
    })
    expect(main.note().comparisons).toBe(12)
    expect(main.best({ per: 'mnist', metric: 'test.loss' }).row).toBe('ours')
    expect(main.gap('ours', 'mixup', { per: 'mnist', metric: 'test.loss' })).toMatchObject({
      isBetter: true,
      metric: 'test.loss',
    })
    expect(() => main.best()).toThrow('several metrics are compared; say `metric`: test.accuracy, test.loss')
  })

  it('ranks without testing when that is said', async () => {
    const main = compare(await runsOf(TWO_TASKS), { ...accuracy, test: 'none' })
    expect(main.note()).toMatchObject({ test: 'none', text: '', comparisons: 0 })
    expect(main.best({ per: 'mnist' }).row).toBe('ours')
    expect(main.gap('ours', 'mixup', { per: 'mnist' })).toMatchObject({ p: null, refused: 'no test was asked for' })
  })
})

describe('a test that cannot be made', () => {
  const of = (n: number, tactics = ['ours', 'mixup']) =>
    runsOf({
      mnist: Object.fromEntries(
        tactics.map((name, i) => [name, Array.from({ length: n }, (_, seed) => seed ** 2 + i * (seed + 1.5) ** 1.1)]),
      ),
    })
  const wilcoxon = { ...accuracy, paired: 'seed', test: 'wilcoxon' } as const

  it("is refused with the reason: Wilcoxon's at five pairs cannot reach 0.05", async () => {
    const runs = await of(5)
    expect(() => compare(runs, wilcoxon)).toThrow(
      "the test that was asked for cannot be made: with 5 pairs Wilcoxon's test has no p below 0.0625, which is above the level 0.05; it takes 6 pairs",
    )
    expect(compare(await of(6), wilcoxon).gap('ours', 'mixup')).toMatchObject({ p: 0.03125, significant: true })
    const equal = await runsOf({ mnist: { ours: [2, 3, 4, 5, 6, 7], mixup: [1, 1, 1, 1, 1, 7] } })
    expect(() => compare(equal, wilcoxon)).toThrow(
      "with 5 pairs that differ (of 6) Wilcoxon's test has no p below 0.0625",
    )
    expect(compare(runs, { ...wilcoxon, level: 0.1 }).gap('ours', 'mixup').p).toBe(0.0625)
  })

  it('is refused when only the correction puts the level out of reach', async () => {
    const names = ['ours', 'mixup', 'majority']
    expect(() => compare(runs6, wilcoxon)).toThrow(
      "with 6 pairs Wilcoxon's test has no p below 0.03125, which is above the 0.017 that 3 comparisons ask for at the level 0.05; it takes 7 pairs",
    )
    expect(compare(await of(7, names), wilcoxon).note().comparisons).toBe(3)
  })
  let runs6: Runs<Conf, Out>
  beforeAll(async () => {
    runs6 = await of(6, ['ours', 'mixup', 'majority'])
  })

  it('leaves out single comparisons and tells why, without taking them into the correction', async () => {
    const main = compare(
      await runsOf({ mnist: { ours: [0.9, 0.91, 0.92], mixup: [0.8, 0.82, 0.85], majority: [0.1] } }),
      accuracy,
    )
    expect(main.gap('ours', 'majority')).toMatchObject({
      p: null,
      isCompared: true,
      significant: null,
      interval: null,
      refused: 'a t test needs at least two runs of each, and there is one',
    })
    expect(main.note()).toMatchObject({ comparisons: 1, refused: [{ count: 2 }] })
    expect(main.note().text).toBe(
      "Welch's t test, two-sided, level 0.05; 1 comparison; 2 comparisons were not made: a t test needs at least two runs of each, and there is one",
    )
    expect(main.gap('ours', 'mixup').adjusted).toBe(main.gap('ours', 'mixup').p)
    expect(main.isTied('ours', 'majority')).toBe(true)
  })

  it('needs a partner for every seed, and the author to say that seeds pair', async () => {
    const runs = await runsOf({ mnist: { ours: [1, 2, 3, 5], mixup: [1.5, 2, 2.5] } })
    expect(() => compare(runs, { ...accuracy, paired: 'seed' })).toThrow(
      'the seed 3 of `ours` has no partner in `mixup`',
    )
    expect(() => compare(runs, { ...accuracy, test: 'wilcoxon' } as never)).toThrow(
      "the test 'wilcoxon' needs pairs: say `paired: 'seed'` if",
    )
    expect(() => compare(runs, { ...accuracy, test: 'welch', paired: 'seed' } as never)).toThrow(
      "the test 'welch' takes no pairs",
    )
  })
})

describe('a run that diverged', () => {
  it('is never best, and nothing is tested with it', async () => {
    const main = compare(
      await runsOf({ mnist: { ours: [0.9, NaN], mixup: [0.5, 0.6], majority: [0.1, 0.2] } }),
      accuracy,
    )
    expect(main.cells.map(([cell]) => cell!.rank)).toEqual([null, 1, 2])
    expect(main.best().row).toBe('mixup')
    expect(main.gap('ours', 'mixup')).toMatchObject({
      mean: NaN,
      isBetter: null,
      p: null,
      refused: 'a value is not finite',
    })
    expect(main.wins('mixup').count).toBe(1)
  })
})

describe('drafts', () => {
  const holes = { holes: 'keep' } as const

  it('compare what is there, and pair only what has its partner', async () => {
    const runs = await runsOf({ mnist: { ours: [0.9, 0.91, 0.95, null], mixup: [0.8, null, 0.82, 0.83] } }, holes)
    expect(compare(runs, accuracy).gap('ours', 'mixup')).toMatchObject({ n: 6, of: 8, refused: null })
    expect(compare(runs, { ...accuracy, paired: 'seed' }).gap('ours', 'mixup')).toMatchObject({
      n: 2,
      of: 4,
      refused: null,
    })
  })

  it('show a dash while there is nothing, instead of failing', async () => {
    const runs = await runsOf({ mnist: { ours: [null, null], mixup: [null, null] } }, holes)
    const main = compare(runs, { ...accuracy, paired: 'seed', test: 'wilcoxon' })
    expect(main.best()).toMatchObject({ label: '—', mean: NaN, runs: [] })
    expect(main.gap('ours', main.second())).toMatchObject({ n: 0, mean: NaN, sd: null })
    expect(main.wins('ours')).toMatchObject({ count: 0, of: 0, columns: [], runs: [] })
    expect(main.note().n).toEqual({ least: 0, most: 0 })
  })
})

describe('slips', () => {
  it('are all told, with what exists', async () => {
    const runs = await runsOf(TWO_TASKS)
    expect(() => compare(runs, { ...accuracy, rows: 'tactics' as 'tactic' })).toThrow(
      'no run has a key "tactics"; did you mean `tactic`?',
    )
    expect(() => compare(runs, { ...accuracy, metric: 'test.acuracy' as 'test.loss' })).toThrow(
      'did you mean `test.accuracy`',
    )
    expect(() => compare(runs, { ...accuracy, against: 'our' as 'ours' })).toThrow(
      'there is no row "our"; did you mean `ours`?',
    )
    expect(() => compare(runs, { ...accuracy, tset: 'welch' } as never)).toThrow(
      'compare() has no option `tset`; did you mean `test`?',
    )
    expect(() => compare(runs, { ...accuracy, better: 'more', test: 'anova', level: 5 } as never)).toThrow(
      /`better` has to say 'max' or 'min' for test.accuracy.*\nthere is no test "anova".*\n`level` is a number between 0 and 1/,
    )
    const main = compare(runs, accuracy)
    expect(() => main.gap('ours', 'mixp' as 'mixup')).toThrow('did you mean `mixup`')
    expect(() => main.gap('ours', 'mixup', { per: 'mnits' as 'mnist' })).toThrow(
      'there is no column "mnits"; did you mean `mnist`?',
    )
    expect(() => main.gap('ours', 'ours')).toThrow(
      '`ours` has no gap to itself; find another row with `best({ except: …})`',
    )
    expect(() => main.best({ except: main.rows.map(({ id }) => id as RowName<'ours'>) })).toThrow(
      'there is no best row: 0 of 0 rows',
    )
  })

  it('do not mix hyper-parameters, nor report what was selected by', async () => {
    const runs = await runsOf(TWO_TASKS)
    expect(() => compare(runs, { rows: 'tactic', metric: 'test.loss', better: 'min' })).toThrow(
      'the mean of ours would mix runs that differ in task',
    )
    const why = { optimistic: 'an upper bound' }
    const chosen = runs.select({ each: 'tactic', by: 'test.accuracy', max: true, ...why })
    expect(() => compare(chosen, accuracy)).toThrow(
      'these runs were chosen by test.accuracy, so its values are optimistic',
    )
    expect(() => compare(chosen, { ...accuracy, metric: 'test.loss', better: 'min' })).toThrow(
      'these runs were chosen by test.accuracy, which is not for choosing, so their test.loss is optimistic too',
    )
    const main = compare(chosen, { ...accuracy, optimistic: true })
    expect(main.note()).toMatchObject({
      selectedBy: ['test.accuracy'],
      said: ['chosen by test.accuracy, so optimistic: an upper bound'],
    })
    expect(main.best({ per: 'mnist' }).said).toEqual(main.note().said)
  })

  it('never has a run on both sides of a gap, in one column or over several', async () => {
    const main = compare(await runsOf(TWO_TASKS), { ...accuracy, overall: true })
    const names = main.rows.map(({ id }) => id as RowName<'ours' | 'mixup' | 'majority'>)
    for (const a of names)
      for (const b of names.filter((name) => name !== a))
        for (const per of ['mnist', 'penguins', undefined] as const) {
          const gap = main.gap(a, b, { per })
          expect([gap.n, new Set(gap.runs).size]).toEqual([gap.runs.length, gap.runs.length])
        }
  })
})
