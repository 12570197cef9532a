import { LANGUAGES, type Language } from '../../text'
import { wordsProblem, wordsOfFact } from './facts'
import { type Fact } from './facts-schema'

const RUNS = { runs: ['toy/a', 'toy/b'] }
const estimate = (mean: number, sd: number | null, more: Partial<Fact> = {}): Fact =>
  ({ kind: 'estimate', text: '', mean, sd, n: 5, as: 'number', ...RUNS, ...more }) as Fact
const gap: Fact = {
  kind: 'difference',
  text: '',
  mean: 0.0234,
  se: 0.004,
  df: 6.25,
  adjusted: 0.0031,
  n: 10,
  as: 'points',
  interval: { low: 0.0137, high: 0.0331, level: 0.95, by: "Student's t" },
  test: { letter: 't', value: 3.4123, df: [6.25], p: 0.0031 },
  effects: { d: 1.234, g: 1.114, delta: 0.5, a12: 0.75 },
  ...RUNS,
}

/** The same values in each language: what stands in a figure stands in the text. */
const CASES: readonly (readonly [what: string, fact: Fact, form: string, said: Readonly<Record<Language, string>>])[] =
  [
    ['a mean', estimate(0.9712, 0.0023), 'text', of('0.971 ± 0.002', '0,971 ± 0,002')],
    ['percent', estimate(0.9712, 0.0023, { as: 'percent' }), 'text', of('97.1 ± 0.2 %', '97,1 ± 0,2 %')],
    ['a small number', estimate(3.21e-7, null), 'text', of('3.210 × 10⁻⁷', '3,210 × 10⁻⁷')],
    ['a negative one', estimate(-2.5, 0.3), 'text', of('−2.5 ± 0.3', '−2,5 ± 0,3')],
    ['a ratio', estimate(2.31, 0.12, { as: 'ratio' }), 'text', of('(2.31 ± 0.12) ×', '(2,31 ± 0,12) ×')],
    ['a whole number', estimate(12345, null), 'text', of('12345', '12345')],
    ['thousands', estimate(12345.678, 0.3, { thousands: true }), 'text', of('12,345.7 ± 0.3', '12\u202f345,7 ± 0,3')],
    ['millions', estimate(1234567, null, { thousands: true }), 'text', of('1,234,567', '1\u202f234\u202f567')],
    ['a unit', estimate(1.5, 0.2, { unit: 'GB' }), 'text', of('1.5 ± 0.2 GB', '1,5 ± 0,2 GB')],
    [
      'an interval',
      estimate(0.9712, 0.0023, { error: 'interval' }),
      'text',
      {
        en: '0.971 [0.968, 0.974]',
        de: '0,971 [0,968; 0,974]',
        fr: '0,971 [0,968 ; 0,974]',
        es: '0,971 [0,968; 0,974]',
      },
    ],
    [
      'what an interval is',
      gap,
      'kind',
      {
        en: "95 % interval, Student's t",
        de: '95-%-Intervall, Students t',
        fr: 'intervalle à 95 %, t de Student',
        es: 'intervalo del 95 %, t de Student',
      },
    ],
    ['a p', gap, 'p', of('p = 0.003', 'p = 0,003')],
    ['a small p', { ...gap, adjusted: 1e-9 }, 'p', of('p < 0.001', 'p < 0,001')],
    ['a statistic', gap, 'statistic', of('t(6.3) = 3.41', 't(6,3) = 3,41')],
    ['an effect size', gap, 'd', of('1.23', '1,23')],
    ['a gap', gap, 'text', of('2.3 ± 0.4', '2,3 ± 0,4')],
    [
      'two degrees of freedom',
      { ...gap, test: { letter: 'F', value: 4.5, df: [2, 6.5], p: 0.06 } },
      'statistic',
      { en: 'F(2, 6.5) = 4.50', de: 'F(2; 6,5) = 4,50', fr: 'F(2 ; 6,5) = 4,50', es: 'F(2; 6,5) = 4,50' },
    ],
    [
      'a count',
      { kind: 'count', text: '', count: 1234, of: 5678, thousands: true, ...RUNS },
      'text',
      {
        en: '1,234 of 5,678',
        de: '1\u202f234 von 5\u202f678',
        fr: '1\u202f234 sur 5\u202f678',
        es: '1\u202f234 de 5\u202f678',
      },
    ],
    ['no result yet', estimate(NaN, null, { n: 0 }), 'text', of('—', '—')],
    ['infinity', estimate(Infinity, null), 'text', of('∞', '∞')],
    ['words', { kind: 'label', text: 'GPT-3.5', ...RUNS }, 'text', of('GPT-3.5', 'GPT-3.5')],
  ]

function of(en: string, others: string): Record<Language, string> {
  return { en, de: others, fr: others, es: others }
}

describe.each(LANGUAGES)('facts in %s', (language) => {
  it.each(CASES)('say %s', (_, fact, form, expected) => {
    const words = wordsOfFact(language === 'en' ? fact : { ...fact, language })
    expect(form === 'text' ? words.text : words.forms[form]).toBe(expected[language])
  })

  it('are found out when they are written as in another language', () => {
    const own: Fact = { ...CASES[1]![1], ...(language === 'en' ? {} : { language }) }
    const { text, forms } = wordsOfFact(own)
    expect(wordsProblem({ ...own, text, forms })).toBeUndefined()
    const other = language === 'en' ? text.replaceAll('.', ',') : text.replaceAll(',', '.')
    expect(wordsProblem({ ...own, text: other, forms })).toBe(`says ${other}, its values give ${text}`)
  })
})
