import { fitPowerLaw, geometric, pearson, spearman, tInterval } from '../../statistics'
import type { TestRefusal } from '../../statistics'
import { measuredWords, type FactFormat, type Measured } from './fact-words'

const known = <T extends object>(found: T | TestRefusal): T => {
  if ('refused' in found) throw new Error(found.refused)
  return found
}

function geometricFact(values: readonly number[]): Measured {
  const { mean, interval, n } = known(geometric(values))
  return { mean, sd: null, se: null, n, statistic: 'geometric mean', interval: interval && { ...interval, by: '' } }
}

function correlationFact(of: typeof pearson, x: readonly number[], y: readonly number[]): Measured {
  const { r, df, p, interval, n } = known(of(x, y))
  const [letter, statistic] = of === pearson ? ['r', 'Pearson correlation'] : ['ρ', 'Spearman correlation']
  const test = { letter: letter, value: r, df: [df], p }
  return { mean: r, sd: null, se: null, n, statistic: statistic, interval: interval && { ...interval, by: '' }, test }
}

it.each<[values: readonly number[], format: FactFormat, text: string]>([
  [[0.01, 0.3, 12, 0.02, 4], { unit: 's' }, '0.31 [0.0064, 15] s'],
  [[1, 40, 900], { unit: 's' }, '33 [0.0070, 160000] s'],
  [[12345.6, 12400, 12010, 1e6, 1.1e6, 1.2e6], { unit: 's', thousands: true }, '120,000 [8,700, 1,500,000] s'],
  [[12345.6, 12400, 12010, 1e6, 1.1e6, 1.2e6], { unit: 's', language: 'de' }, '120000 [8700; 1500000] s'],
  [[0.01, 0.3, 12, 0.02, 4], { language: 'fr' }, '0,31 [0,0064 ; 15]'],
  [[1e-12, 1, 1e12], {}, '1.0 [1.6 × 10⁻³⁰, 6.5 × 10²⁹]'],
])('the geometric mean of %j as %j vanishes nowhere: %s', (values, format, text) => {
  const words = measuredWords(geometricFact(values), format)
  expect(words.text).toBe(text)
  expect(words.forms.interval).toBe(`[${/\[(.*)$/.exec(text)![1]}`)
  expect(measuredWords(geometricFact(values), { ...format, error: 'none' }).forms.interval).toBe(words.forms.interval)
})

it('a correlation that is not 1 does not read so, and its test reads as it does', () => {
  const x = [1, 2, 3, 4, 5]
  const near = measuredWords(correlationFact(pearson, x, [1, 2.001, 2.999, 4.001, 4.998]), {})
  expect(near.text).not.toMatch(/\b1\.0/)
  expect(near.forms.statistic).toBe(`r(3) = ${near.forms.number}`)
  const some = measuredWords(correlationFact(pearson, x, [1, 2.2, 2.9, 4.3, 4.8]), {})
  expect(some.text).toMatch(/^0\.99 \[0\.8\d, 0\.999\d*\]$/)
  const three = measuredWords(correlationFact(pearson, [1, 2, 3], [1, 2.02, 3]), {})
  expect(three.text).toMatch(/^0\.9999\d*$/)
  expect(measuredWords(correlationFact(pearson, x, [1, 2.2, 2.9, 4.3, 4.8]), { as: 'percent' }).forms.statistic).toBe(
    'r(3) = 0.99',
  )
})

it('a relation without an exception is 1, without an interval', () => {
  const x = [0, 1, 2, 3, 4, 5]
  const { text, forms } = measuredWords(
    correlationFact(
      spearman,
      x,
      x.map((value) => value ** 3),
    ),
    {},
  )
  expect([text, forms.statistic, forms.interval]).toEqual(['1', 'ρ(4) = 1', undefined])
})

it('an exponent is rounded as before, by half of its interval', () => {
  const x = [1, 2, 4, 8, 16]
  const law = known(
    fitPowerLaw(
      x,
      x.map((value, i) => value ** -0.5 * (1 + 0.02 * (i % 2))),
    ),
  )
  const fact = { mean: law.exponent, sd: null, se: null, n: 5, statistic: 'power-law exponent' }
  const { text } = measuredWords({ ...fact, interval: { ...law.exponentInterval, by: '' } }, {})
  expect(text).toBe('−0.500 [−0.518, −0.482]')
})

it('δ and A12 that are not 1 do not read so', () => {
  const gap = { mean: 1, sd: 1, se: 0.1, df: 5, n: 200, effects: { d: 3, g: 2.9, delta: 0.998, a12: 0.999 } }
  expect(measuredWords(gap, {}).forms).toMatchObject({ delta: '0.998', superiority: '0.999' })
  const all = { ...gap, effects: { ...gap.effects, delta: 1, a12: 1 } }
  expect(measuredWords(all, {}).forms).toMatchObject({ delta: '1.00', superiority: '1.00' })
})

it('values that are equal but for rounding read as equal ones do', () => {
  const values = [0.3, 0.1 + 0.2, 0.3, 0.3]
  const fact = { mean: 0.3, sd: 0, n: 4, runs: [], interval: { ...tInterval(values)!, by: '' } }
  expect(measuredWords(fact, {}).text).toBe('0.300 ± 0')
  expect(measuredWords(fact, { error: 'interval' }).text).toBe('0.300 [0.300, 0.300]')
})
