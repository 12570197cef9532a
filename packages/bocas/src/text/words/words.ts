import { ENGLISH } from './english'
import { FRENCH } from './french'
import { GERMAN } from './german'
import { SPANISH } from './spanish'

/** The same for any language: texts for texts, and functions of what they say. */
export type TextsOf<T> = T extends string
  ? string
  : T extends (...given: infer Given) => string
    ? (...given: Given) => string
    : { readonly [Key in keyof T]: TextsOf<T[Key]> }

/** All that we put into figures, tables and facts, in one language. Why a statistic is refused is in `refusals.ts`, what checklists say in `checklist.ts`. */
export type Words = TextsOf<typeof ENGLISH>

/** The languages that we know words in, by their codes in BCP 47. */
export const LANGUAGES = ['en', 'de', 'fr', 'es'] as const

export type Language = (typeof LANGUAGES)[number]

const WORDS: Readonly<Record<Language, Words>> = { en: ENGLISH, de: GERMAN, fr: FRENCH, es: SPANISH }

/** The words of a language. */
export const wordsIn = (language: Language = 'en'): Words => WORDS[language]

/** A number that we have written, with the decimal mark of a language: `97.1 ± 0.2 %` is `97,1 ± 0,2 %`. Texts of an author's stay as they are: `GPT-3.5`. */
export function localNumber(text: string, language: Language = 'en'): string {
  const { decimalMark } = wordsIn(language)
  return decimalMark === '.' ? text : text.replace(/(?<=\d)\.(?=\d)/g, decimalMark)
}

/** The same with what the language has between thousands: `12345.6` is `12,345.6`, in German `12 345,6`. */
export function groupedNumber(text: string, language: Language = 'en'): string {
  const [whole = '', ...decimals] = text.split('.')
  const grouped = whole.replace(/\B(?=(?:\d{3})+$)/g, wordsIn(language).results.thousandsMark)
  return localNumber([grouped, ...decimals].join('.'), language)
}

/** How an interval was made, in words; what has no other name keeps it. */
export function intervalBy(by: string, language: Language = 'en'): string {
  const known: Readonly<Record<string, string>> = wordsIn(language).results.by
  return Object.hasOwn(known, by) ? known[by]! : by
}
