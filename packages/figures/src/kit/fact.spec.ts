import { difference, ratio } from 'bocas/core'
import { makeFact } from './fact'

const ours = { mean: 0.9712, sd: 0.0023, n: 5, runs: ['mnist/a', 'mnist/b'] }
const theirs = { mean: 0.9482, sd: 0.005, n: 5, runs: ['mnist/c'] }
const single = { mean: 12.5, sd: null, n: 1, runs: ['mnist/a'] }

describe('makeFact', () => {
  it('shows a mean with the sd over runs, and gives its parts', () => {
    expect(makeFact(ours, { as: 'percent' })).toEqual({
      kind: 'estimate',
      text: '97.1 ± 0.2 %',
      mean: 0.9712,
      sd: 0.0023,
      n: 5,
      as: 'percent',
      runs: ['mnist/a', 'mnist/b'],
      forms: { mean: '97.1 %', number: '97.1', error: '0.2 %', n: '5', full: '97.1 ± 0.2 %, n = 5' },
    })
  })

  it('shows another error when asked to', () => {
    // 0.23 / √5 = 0.103; Student's t for 4 degrees of freedom is 2.776.
    expect(makeFact(ours, { as: 'percent', error: 'se' }).text).toBe('97.12 ± 0.10 %')
    expect(makeFact(ours, { as: 'percent', error: 'ci95' }).text).toBe('97.1 ± 0.3 %')
    expect(makeFact(ours, { as: 'percent', error: 'none' })).toMatchObject({
      text: '97.1 %',
      sd: 0.0023,
      forms: { n: '5' },
    })
  })

  it('has no error form where there is no error', () => {
    expect(makeFact(single)).toMatchObject({ text: '12.500', forms: { mean: '12.500', n: '1' } })
    expect(makeFact(single).forms).not.toHaveProperty('error')
  })

  it('shows a difference in points with its standard error', () => {
    // √(0.23² + 0.5²) / √5 = 0.246
    expect(makeFact(difference(ours, theirs), { as: 'points' })).toMatchObject({
      kind: 'difference',
      text: '2.3 ± 0.2',
      n: 10,
      as: 'points',
      forms: { mean: '2.3', error: '0.2' },
    })
    expect(makeFact(difference(theirs, ours), { as: 'points' }).text).toBe('−2.3 ± 0.2')
  })

  it('takes what has a standard error of its own for a difference', () => {
    const gap = { mean: 0.023, sd: 0.0055, se: 0.0025, df: 6, n: 10, runs: ['mnist/a'], p: 0.001 }
    expect(makeFact(gap, { as: 'points' })).toMatchObject({ kind: 'difference', text: '2.3 ± 0.3', se: 0.0025 })
  })

  it('quotes the adjusted p of a gap that was tested', () => {
    const gap = { mean: 0.023, sd: 0.0055, se: 0.0025, df: 6, n: 10, runs: ['mnist/a'] }
    const quoted = (adjusted: number | null) => {
      const fact = makeFact({ ...gap, adjusted } as Parameters<typeof makeFact>[0], { as: 'points' })
      return 'forms' in fact ? fact.forms?.p : undefined
    }
    expect([0.314, 0.0996, 0.0314, 0.0502, 0.0497, 0.001, 0.00099].map(quoted)).toEqual([
      'p = 0.31',
      'p = 0.10',
      'p = 0.031',
      'p = 0.0502',
      'p = 0.0497',
      'p = 0.001',
      'p < 0.001',
    ])
    expect(quoted(null)).toBeUndefined()
  })

  it('shows a ratio as a factor', () => {
    const [slow, fast] = [
      { ...ours, mean: 4.6, sd: 0.4 },
      { ...theirs, mean: 2, sd: 0.1 },
    ]
    expect(makeFact(ratio(slow, fast))).toMatchObject({
      kind: 'ratio',
      text: '(2.30 ± 0.10) ×',
      forms: { mean: '2.30 ×', number: '2.30', error: '0.10' },
    })
    expect(makeFact(ratio(slow, fast), { error: 'none' }).text).toBe('2.3 ×')
    expect(makeFact(ratio(fast, slow), { as: 'percent', error: 'none' }).text).toBe('43.5 %')
  })

  it('refuses percent for a difference, which would be read as a share', () => {
    expect(() => makeFact(difference(ours, theirs), { as: 'percent' })).toThrow(
      "a difference is not shown as percent; show it as points: '2.3' for 0.023 (or as a number)",
    )
    expect(() => makeFact(ratio(ours, theirs), { as: 'points' })).toThrow('a ratio is not shown as points')
    expect(() => makeFact(ratio(ours, theirs), { error: 'sd' })).toThrow('has no sd over runs')
    expect(() => makeFact(ratio(ours, theirs), { error: 'ci95' })).toThrow("say `error: 'se'` or `'none'`")
  })

  it('writes powers of ten with a raised exponent', () => {
    const tiny = { ...ours, mean: 3.2e-7, sd: 1.4e-8 }
    expect(makeFact(tiny)).toMatchObject({ text: '(3.20 ± 0.14) × 10⁻⁷', forms: { mean: '3.20 × 10⁻⁷' } })
  })

  it('says in drafts how many runs are missing', () => {
    expect(makeFact({ ...ours, n: 4, of: 5 } as typeof ours, { as: 'percent' }).text).toBe('97.1 ± 0.2 % (4/5)')
    const none = { mean: NaN, sd: null, n: 0, of: 5, runs: [] }
    expect(makeFact(none)).toMatchObject({ text: '— (0/5)', forms: { mean: '—', n: '0' } })
  })

  it('counts with and without a whole', () => {
    expect(makeFact({ count: 3, of: 4, runs: [] })).toMatchObject({
      text: '3 of 4',
      forms: { count: '3', of: '4' },
    })
    expect(makeFact({ count: 3000, runs: [] })).toEqual({
      kind: 'count',
      text: '3000',
      count: 3000,
      runs: [],
      forms: {},
    })
  })
})
