import { friedman, stratifiedIntervals, welch } from '../../statistics'
import { reasonIn, refusal, type RefusalWords } from './refusals'
import { type Language, LANGUAGES, localNumber } from './words'

/** Each reason once, with numbers that no other word has. */
const EVERY: { readonly [Name in keyof RefusalWords]: Parameters<RefusalWords[Name]> } = {
  notFinite: [],
  scoreNotFinite: [],
  noValues: [],
  noPairs: [],
  noExamples: [],
  sideIsEmpty: [],
  noResultYet: [],
  resultsMissing: [],
  noScoreIn: ['GPT-3.5', 'set 1.0'],
  noScoreOfBoth: [],
  fewRunsForT: [1],
  fewPairsForT: [0],
  fewPairsForCorrelation: [2],
  fewPairsForInterval: [3],
  noPairApart: [],
  oneValueForInterval: [],
  fewMethods: [2],
  fewDataSets: [7, 13, 29],
  fewDataSetsForPosterior: [3, 17],
  fewDataSetsForInterval: [19],
  fewExamples: [7, 23],
  fewScores: [101, 102, 103, 104, 105, 106],
  fewPoints: [31, 32],
  fewPairsForSignedRanks: [41, 42, 0.0625, 0.05, 0.017, 43, 44],
  fewArrangements: [41, 0.125, 0.05, 0.017, 43],
  manyPairs: [501],
  manyDataSets: [502],
  valuesTooLarge: [],
  tooFarApart: [],
  notPositiveForMean: [-0.5],
  notPositiveForLaw: [-2.5],
  nothingToHoldAgainst: [],
  nothingToPermute: [],
  noSignToPermute: [],
  nothingToRank: [],
  methodsTie: [],
  sideDoesNotVary: [],
  sameExamples: [],
  noSeed: ['GPT-3.5'],
  severalOfSeed: ['GPT-3.5', 51],
  noPartner: [52, 'GPT-3.5', 'mixup'],
  foldsDiffer: ['mnist/a', 53, 'folds.test', 'mnist/b', 54],
  wilcoxonWithinColumn: [],
  pairedPermutationWithinColumn: [],
  permutationWithinColumn: [],
  noTestAsked: [],
  overallNotAsked: [],
  onlyAgainst: ['GPT-3.5'],
}
const NAMES = Object.keys(EVERY) as (keyof RefusalWords)[]
const refusalOf = (name: keyof RefusalWords, given: readonly (number | string)[] = EVERY[name]) =>
  (refusal as (name: keyof RefusalWords, ...given: readonly (number | string)[]) => ReturnType<typeof refusal>)(
    name,
    ...given,
  )

/** One thing, said as if there were many. */
const MANY: Readonly<Record<Language, RegExp>> = {
  en: /\b1 (?:\p{L}+s|data sets)\b|\bare 1\b/u,
  de: /\b1 (?!(?:Paar|Datensatz|Wert|Lauf|Methode|Beispiel|Stelle|Vergleich)\b)\p{Lu}\p{L}*/u,
  fr: /\b1 \p{L}+[sx](?= |$)/u,
  es: /\b1 \p{L}+s(?= |$)|(?:hacen falta|bastan) 1 /u,
}

describe.each(LANGUAGES)('why a statistic is refused, in language %s', (language) => {
  it.each(NAMES)('says the numbers and names of %s, and is a clause', (name) => {
    const said = reasonIn(refusalOf(name), language)
    expect(said).toMatch(/^[^.].*[^.;:, ]$/)
    expect(said).not.toMatch(/undefined| {2}/)
    // None and one are words.
    for (const one of name === 'fewRunsForT' || name === 'fewPairsForT' ? [] : EVERY[name])
      expect(said).toContain(typeof one === 'number' ? localNumber(String(one).replace('-', '−'), language) : one)
  })

  it.each(NAMES)('says one thing in the singular: %s', (name) => {
    const given = EVERY[name].map((one) => (typeof one === 'number' ? 1 : one))
    expect(reasonIn(refusalOf(name, given), language)).not.toMatch(MANY[language])
  })

  it('writes negative and infinite numbers with their signs', () => {
    for (const name of ['notPositiveForMean', 'notPositiveForLaw'] as const) {
      const said = (value: number): string => reasonIn(refusal(name, value), language)
      expect(said(-3)).toMatch(/ −3$/)
      expect(said(-0.5)).toMatch(language === 'en' ? / −0\.5$/ : / −0,5$/)
      expect(said(-Infinity)).toMatch(/ −∞$/)
      expect(said(-1.5e-9)).toMatch(language === 'en' ? / −1\.5e−9$/ : / −1,5e−9$/)
    }
  })

  it.each(['manyPairs', 'wilcoxonWithinColumn', 'pairedPermutationWithinColumn'] as const)(
    '%s says what to take',
    (name) => expect(reasonIn(refusalOf(name), language)).toContain("'paired t'"),
  )

  it.each([
    ['wilcoxonWithinColumn', 'across(…).signedRank()'],
    ['permutationWithinColumn', '`test`'],
    ['overallNotAsked', '`overall: true`'],
    ['onlyAgainst', '`against`'],
  ] as const)('%s names the option', (name, option) => expect(reasonIn(refusalOf(name), language)).toContain(option))

  it('is another one than in English', () => {
    if (language !== 'en')
      for (const name of NAMES) expect(reasonIn(refusalOf(name), language)).not.toBe(refusalOf(name).refused)
  })
})

it('a refusal is that of the statistic, in English, and in another language with the same numbers', () => {
  const few = stratifiedIntervals([[[1, 2], [1]]], ([scores]) => [scores!.length])
  const refused = [welch([[[1], [2, 3]]]), friedman([[1, 2]], 'max'), few].flatMap((one) =>
    'refused' in one ? [one] : [],
  )
  expect(refused.map((one) => one.refused)).toEqual([
    'a t test needs at least two runs of each, and there is one',
    "Friedman's test is of three methods or more, and there are 2; compare two by Wilcoxon's test",
    'a bootstrap interval of 3 scores with 1 run of a task would be much too narrow; it takes 5 runs of each task and 10 scores, or 3 runs of each task and 30 scores',
  ])
  expect(refused.map((one) => reasonIn(one))).toEqual(refused.map((one) => one.refused))
  expect(refused.map((one) => reasonIn(one, 'de'))).toEqual([
    'ein t-Test braucht mindestens zwei Läufe je Seite, und es gibt nur einen',
    'Friedmans Test vergleicht drei Methoden oder mehr, und es gibt 2; zwei vergleicht Wilcoxons Test',
    'ein Bootstrap-Intervall aus 3 Werten, 1 je Aufgabe, wäre viel zu schmal; nötig sind 5 Läufe je Aufgabe und 10 Werte, oder 3 Läufe je Aufgabe und 30 Werte',
  ])
  expect(reasonIn(refused[2]!, 'fr')).toBe(
    'un intervalle bootstrap de 3 scores, dont 1 par tâche, serait beaucoup trop étroit ; il faut 5 exécutions par tâche et 10 scores, ou 3 exécutions par tâche et 30 scores',
  )
})

it('what could not become significant is said with the decimal mark of the language', () => {
  expect(reasonIn(refusal('fewPairsForSignedRanks', 4, 5, 0.125, 0.05, 0.05, 1, 6), 'de')).toBe(
    'bei 4 Paaren, die sich unterscheiden (von 5), hat Wilcoxons Test kein p unter 0,125, und das liegt über dem Niveau 0,05; er braucht 6 Paare',
  )
  expect(reasonIn(refusal('fewArrangements', 6, 0.1, 0.05, 0.017, 3), 'es')).toBe(
    'de 6 valores hay tan pocas ordenaciones que una prueba de permutación no tiene un p inferior a 0,1, que está por encima de los 0,017 que piden 3 comparaciones al nivel 0,05; hacen falta más ejecuciones',
  )
})
