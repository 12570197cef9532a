import type { Fact } from 'bocas/internal'
import type { MarkupLanguage } from '../text/reading'
import { allowancesIn, isAllowed } from './allowed'
import { saidFact } from './said-fact'
import { findContradictions } from './contradictions'
import { typedNumbers } from './typed-numbers'
import { readText } from '../text/paper-texts'

const estimate = (mean: number, sd: number | null, as: 'number' | 'percent' | 'points', text = ''): Fact => ({
  kind: 'estimate',
  text,
  mean,
  sd,
  n: 5,
  as,
  runs: [],
})
const FACTS: Readonly<Record<string, Fact>> = {
  'adam.accuracy': estimate(0.971, 0.002, 'percent'),
  'sgd.accuracy': estimate(0.943, 0.004, 'percent'),
  'adam.error': estimate(0.029, 0.002, 'percent'),
  'adam.loss': estimate(0.1234, 0.004, 'number'),
  gain: estimate(0.028, null, 'points'),
  birds: { kind: 'count', text: '333 of 344', count: 333, of: 344, runs: [] },
  runs: { kind: 'label', text: '30', runs: [] },
  epochs: { kind: 'label', text: '20', runs: [] },
  best: { kind: 'label', text: 'Adam', runs: [] },
}
const CLAIMS = Object.entries(FACTS).map(([name, fact]) => saidFact('mnist', name, fact))

const find = (source: string, language: MarkupLanguage = 'typ') => {
  const reading = readText(source, language)
  return findContradictions(typedNumbers(reading, language), reading.prose, CLAIMS)
}
/** `97.2 % ≠ adam.accuracy`. */
const denied = (source: string, language?: MarkupLanguage): string[] =>
  find(source, language).contradictions.map(
    ({ number, fact, what }) => `${number.text} ≠ ${fact.name.slice(6)}${what === 'spread' ? ' (spread)' : ''}`,
  )

describe('a typed number contradicts a fact', () => {
  it.each([
    ['Adam reaches 97.2 % on the test images.', '97.2 % ≠ adam.accuracy'],
    ['The best one reaches 97.2 %.', '97.2 % ≠ adam.accuracy'],
    ['Adam has an accuracy of 98 % here.', '98 % ≠ adam.accuracy'],
    ['Adam has an accuracy of 0.973.', '0.973 ≠ adam.accuracy'],
    ['Adam errs in 3.2 % of all cases, an error that is low.', '3.2 % ≠ adam.error'],
    ['The loss of Adam is 0.127 at the end.', '0.127 ≠ adam.loss'],
    ['That is a gain of 2.9 percentage points.', '2.9 percentage points ≠ gain'],
    ['With Adam it is 97.1 ± 0.4 %.', '97.1 ± 0.4 % ≠ adam.accuracy (spread)'],
    ['We use 332 of 344 birds.', '332 ≠ birds'],
    ['In all, 36 runs were made.', '36 ≠ runs'],
    ['All networks train for 25 epochs.', '25 ≠ epochs'],
  ])('%j', (source, expected) => expect(denied(source)).toEqual([expected]))

  it('in LaTeX and in Markdown too', () => {
    expect(denied('Adam reaches $97.2 \\pm 0.2$\\,\\%.', 'tex')).toEqual(['97.2 ± 0.2 % ≠ adam.accuracy'])
    expect(denied('Adam reaches **97.2 %**.', 'md')).toEqual(['97.2 % ≠ adam.accuracy'])
  })
})

describe('nothing is said of', () => {
  it.each([
    ['a rounding', 'Adam reaches 97.1 %, or 97 %.'],
    ['the right spread', 'With Adam it is 97.1 ± 0.2 %, against 94.3 ± 0.4 %.'],
    ['years', 'In 2019, and again from 1998 to 2004, accuracy grew.'],
    ['sections, tables and versions', 'See Section 2.9, Table 97, Fig. 97.2, Eq. 0.127 and version 97.2 of Adam.'],
    ['what is set', 'Adam with n = 5, k = 10, p = 0.031, lr = 0.127 and $beta_2 = 0.973$ for its accuracy.'],
    ['significance', 'The difference in accuracy of Adam has p < 0.973.'],
    ['levels of confidence', 'The 95 % confidence interval and the 95 % interval of the accuracy of Adam.'],
    ['the work of others', 'They report an accuracy of 97.4 % for Adam @smith2004.'],
    ['settings far from any fact', 'Adam uses a dropout of 50 % and 12.5 % of the data for its accuracy.'],
    ['bounds', 'Adam is over 96 % and below 99 % in accuracy, about 98 %.'],
    ['sizes', 'Images of 28 × 28 pixels, 97.2 MB of them, cost Adam 97.3 s of loss.'],
    ['addresses and dates', 'See https://x.org/97.2 of 2026-11-23 at 12:30, arXiv:0971.2345, for its accuracy.'],
    ['few of something', 'We made 5 runs for each, and 3 epochs in a first try.'],
    ['comments and code', '// Adam: 97.2 % accuracy\n`97.2 %`'],
  ])('%s', (_, source) => expect(denied(source)).toEqual([]))
})

it('a number that is typed although a fact says it is named', () => {
  const { contradictions, copies } = find('Adam reaches 97.1 %, and 97 % of them in 20 epochs.')
  expect(contradictions).toEqual([])
  expect(copies.map(({ number, fact }) => [number.text, fact.name])).toEqual([['97.1 %', 'mnist.adam.accuracy']])
})

describe('a comment allows a number', () => {
  const left = (source: string, language: MarkupLanguage = 'typ'): string[] => {
    const allowances = allowancesIn(readText(source, language))
    return find(source, language)
      .contradictions.filter(({ number }) => !allowances.some((allowance) => isAllowed(number, allowance)))
      .map(({ number }) => number.digits)
  }

  it('in its paragraph', () => {
    expect(left('// bocas: allow 97.2 (of last year)\nAdam: 97.2 %, once 97.3 %.\n\nAdam: 97.2 %.')).toEqual([
      '97.3',
      '97.2',
    ])
    expect(left('Adam: 97.2 % /* bocas: allow 97.2 */ and 97.3 % // bocas: allow 97.3')).toEqual([])
  })

  it('between two paragraphs, in the next', () => {
    expect(left('Adam: 97.2 %.\n\n// bocas: allow 97.2\n\nAdam: 97.2 %.\n\nAdam: 97.2 %.')).toEqual(['97.2', '97.2'])
  })

  it('in LaTeX and in Markdown', () => {
    expect(left('% bocas: allow 97.2\nAdam: 97.2\\,\\%.', 'tex')).toEqual([])
    expect(left('<!-- bocas: allow 97.2, 97.3 because -->\nAdam: 97.2 % and 97.3 %', 'md')).toEqual([])
  })
})
