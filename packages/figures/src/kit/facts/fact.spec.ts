import { difference, ratio, type Fact } from 'bocas/internal'
import { type FactValue, makeFact as make } from './fact'
import type { FactOptions } from '../kit-values'

const ours = { mean: 0.9712, sd: 0.0023, n: 5, runs: ['mnist/a', 'mnist/b'] }
const theirs = { mean: 0.9482, sd: 0.005, n: 5, runs: ['mnist/c'] }
const single = { mean: 12.5, sd: null, n: 1, runs: ['mnist/a'] }

/** The fact alone; that it knows its values is another question. */
const makeFact = (
  value: FactValue,
  options?: FactOptions,
): Fact & { readonly forms?: Readonly<Record<string, string>> } =>
  make({ from: { formula: 'x', terms: [] }, ...value }, options, value.runs.length === 0).fact

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

  it.each(['sd', 'se', 'ci95', 'interval'] as const)('refuses %s of one run instead of leaving it out', (error) => {
    expect(() => makeFact(single, { error })).toThrow(
      /^there is no (sd|standard error|interval) of this mean at its n, it is of one run: say `error: 'none'`$/,
    )
    expect(makeFact(single, { error: 'none' }).text).toBe('12.500')
    // A draft shows what there is already.
    const from = { formula: 'x', terms: [] }
    expect(make({ ...single, of: 5, from }, { error }, true).fact.text).toBe('12.500 (1/5)')
    if (error === 'sd') return
    const gap = { mean: 0.1, sd: null, se: null, df: null, n: 2, runs: ['mnist/a'] }
    expect(() => makeFact(gap, { error })).toThrow('of this difference at its n, a side has fewer than two runs')
    expect(makeFact(gap).text).toBe('0.100')
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

  it('has a p not read like the level of its comparisons, and keeps that level where it is not the usual one', () => {
    const gap = { mean: 0.023, sd: 0.0055, se: 0.0025, df: 6, n: 10, runs: ['mnist/a'], adjusted: 0.1002 }
    const at = (level: number) => makeFact({ ...gap, level } as Parameters<typeof makeFact>[0], { as: 'points' })
    expect(at(0.1)).toMatchObject({ level: 0.1, forms: { p: 'p = 0.1002' } })
    expect(at(0.05)).toMatchObject({ forms: { p: 'p = 0.10' } })
    expect(at(0.05)).not.toHaveProperty('level')
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
    expect(makeFact({ ...ours, n: 4, of: 5 }, { as: 'percent' }).text).toBe('97.1 ± 0.2 % (4/5)')
    const none = { mean: NaN, sd: null, n: 0, of: 5, runs: [] }
    expect(makeFact(none)).toMatchObject({ text: '— (0/5)', forms: { mean: '—', n: '0' } })
  })

  it('counts with and without a whole', () => {
    expect(makeFact({ count: 3, of: 4, runs: ['t/a'] })).toMatchObject({
      text: '3 of 4',
      forms: { count: '3', of: '4' },
    })
    expect(makeFact({ count: 3000, runs: ['t/a'] })).toEqual({
      kind: 'count',
      text: '3000',
      count: 3000,
      runs: ['t/a'],
      forms: {},
    })
  })

  it('remembers what it was asked, so that its words can be told again', () => {
    expect(makeFact(ours, { as: 'percent', error: 'ci95', digits: 2 })).toMatchObject({ digits: 2, error: 'ci95' })
    const gap = { mean: 0.023, sd: 0.0055, se: 0.0025, df: 6, n: 10, runs: ['mnist/a'], adjusted: 0.01 }
    expect(makeFact(gap as typeof ours, { as: 'points' })).toMatchObject({ df: 6, adjusted: 0.01 })
  })
})

describe('a number that is typed', () => {
  const refusal = (value: unknown): string => {
    try {
      return make(value as FactValue).fact.text
    } catch (error) {
      return (error as Error).message
    }
  }
  const NONE =
    /^a fact comes from runs, and this one from none: take mean\(runs, metric\), .*words that runs decide on are label\('CNN', runs\)$/
  const UNKNOWN = /^this number does not know the values of its runs, as if it were typed: take mean\(runs, metric\)/
  const DIGITS =
    /^the label ".+" is a number that nothing derives from its runs: take .*words that code computes from runs are label\(\(runs\) => …, runs\)$/
  const runs = ['mnist/a', 'mnist/b']

  it.each([
    ['an estimate of no runs', { mean: 0.999, sd: 1e-4, n: 5, runs: [] }, NONE],
    ['an estimate with runs to show', { mean: 0.999, sd: 1e-4, n: 5, runs }, UNKNOWN],
    ['an estimate with fewer values than runs', { mean: 0.999, sd: 1e-4, n: 5, runs, values: [0.999] }, UNKNOWN],
    ['a gap', { mean: 0.1, sd: null, se: 0.01, df: 3, n: 4, runs }, UNKNOWN],
    ['a difference of typed means', difference({ ...ours, runs: ['t/a'] }, { ...theirs, runs: ['t/b'] }), UNKNOWN],
    ['a count of no runs', { count: 3, runs: [] }, NONE],
    ['a count with runs to show', { count: 3, of: 4, runs }, UNKNOWN],
    ['a label of no runs', { label: 'Adam', runs: [] }, NONE],
    ['a label without runs', { label: 'Adam' }, NONE],
    ['a number as a label', { label: '99.9 ± 0.1 %', runs: [] }, NONE],
    ['a number as a label with runs', { label: '99.9 ± 0.1 %', runs }, DIGITS],
    ['thousands', { label: '421,642', runs }, DIGITS],
    ['a number among words', { label: 'about 97', runs }, DIGITS],
    ['a number with its unit', { label: '97.1%', runs }, DIGITS],
    ['a number in other digits', { label: '９７．１ ％', runs }, DIGITS],
    ['a fraction', { label: '½', runs }, DIGITS],
  ])('%s is refused', (_, value, message) => {
    expect(refusal(value)).toMatch(message)
  })

  it.each(['Adam', 'ResNet50', 'GPT-2', 'top5', '—', 'F1 and k-NN'])('%s is a name', (label) => {
    expect(refusal({ label, runs })).toBe(label)
  })
})

describe('a percentage that is one already', () => {
  const of = (mean: number) => ({ mean, sd: 0.1, n: 2, runs: ['t/a', 't/b'], values: [mean, mean] })

  it('is not multiplied by 100 once more', () => {
    for (const as of ['percent', 'points'] as const)
      expect(() => make(of(97.1), { as })).toThrow(
        `the mean is 97.1, and \`as: '${as}'\` would print 9710${as === 'percent' ? ' %' : ''}: it shows shares such as 0.971; leave \`as\` out, and write % in the text`,
      )
    expect(make(of(1.2), { as: 'percent' }).fact.text).toBe('120 ± 10 %')
    expect(make(of(97.1)).fact.text).toBe('97.10 ± 0.10')
  })
})
