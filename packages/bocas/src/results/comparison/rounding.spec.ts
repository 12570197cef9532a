import { across } from '../statistic/across'
import { compare } from './compare'
import { runsOf, type Values } from './fixtures'

const OPTIONS = { rows: 'tactic', metric: 'test.accuracy', better: 'max' } as const
/** Every seed one point better, and equally so but for rounding. */
const POINT: Values = {
  mnist: { ours: [0.91, 0.92, 0.93, 0.94, 0.95, 0.96, 0.97], mixup: [0.9, 0.91, 0.92, 0.93, 0.94, 0.95, 0.96] },
}

/** With a third row, whose differences do vary. */
const THREE: Values = { mnist: { ...POINT.mnist, majority: [0.5, 0.52, 0.49, 0.55, 0.53, 0.51, 0.5] } }

describe('pairs that differ by equally much but for rounding', () => {
  it('are refused by the t test, and have no d', async () => {
    const gap = compare(await runsOf(THREE), { ...OPTIONS, paired: 'seed' }).gap('ours', 'mixup')
    expect(gap).toMatchObject({ sd: 0, se: 0, p: null, interval: null, tested: null, isBetter: true })
    expect(gap.refused).toBe('the values do not vary, so there is nothing to hold the difference against')
    expect(gap.effects).toMatchObject({ d: null, g: null })
    expect(gap.mean).toBeCloseTo(0.01, 12)
  })

  it('are refused by the corrected t test', async () => {
    const options = { ...OPTIONS, paired: 'seed', resampled: { test: 1, train: 6 } } as const
    expect(compare(await runsOf(THREE), options).gap('ours', 'mixup').refused).toContain('the values do not vary')
    const two = await runsOf(POINT)
    for (const asked of [options, { ...OPTIONS, paired: 'seed' } as const])
      expect(() => compare(two, asked)).toThrow('cannot be made: the values do not vary')
  })

  it('are ranked by Wilcoxon as equal ones: the interval is one number, and there is no d', async () => {
    const gap = compare(await runsOf(POINT), { ...OPTIONS, paired: 'seed', test: 'wilcoxon' }).gap('ours', 'mixup')
    expect(gap).toMatchObject({ p: 2 / 2 ** 7, sd: 0, effects: { d: null, g: null } })
    expect(gap.interval!.low).toBe(gap.interval!.high)
  })

  it('are equivalent within a region as wide as that, over data sets', async () => {
    const pairs = [0.91, 0.82, 0.93, 0.76, 0.88, 0.55, 0.69, 0.95].map((value) => ({
      ours: [value],
      mixup: [Math.round(value * 100 - 1) / 100],
    }))
    const values = Object.fromEntries(pairs.map((tactics, i) => [`set${i}`, tactics]))
    const all = across(await runsOf(values), { ...OPTIONS, per: 'task' })
    expect(all.posterior('ours', 'mixup', { rope: 0.01, of: 'equivalent' }).mean).toBe(1)
    const ranked = all.signedRank('ours', 'mixup')
    expect(ranked.interval!.low).toBe(ranked.interval!.high)
  })
})

describe('means that are equal but for rounding', () => {
  const SAME: Values = { mnist: { ours: [0.3, 0.3], mixup: [0.1 + 0.2, 0.3] } }

  it('differ by nothing, and neither is better or wins', async () => {
    const main = compare(await runsOf(SAME), OPTIONS)
    expect(main.gap('ours', 'mixup')).toMatchObject({ mean: 0, isBetter: null })
    for (const row of ['ours', 'mixup'] as const) expect(main.wins(row).count).toBe(0)
    expect(main.isTied('ours', 'mixup')).toBe(true)
  })
})

it('a p that is at the level but for rounding is at the level: 3 · 0.1 is not above 0.3', async () => {
  const runs = await runsOf({ mnist: { ours: [7, 8, 9], mixup: [4, 5, 6], majority: [1, 2, 3] } })
  const gap = compare(runs, { ...OPTIONS, test: 'permutation', level: 0.3 }).gap('ours', 'mixup')
  expect(gap).toMatchObject({ refused: null, significant: true })
  expect(gap.adjusted).toBeGreaterThan(0.3)
})
