import type { TestRefusal } from '../../statistics'
import { ENGLISH_REFUSALS } from './english-refusals'
import { FRENCH_REFUSALS } from './french-refusals'
import { GERMAN_REFUSALS } from './german-refusals'
import { SPANISH_REFUSALS } from './spanish-refusals'
import { localNumber, type Language } from './words'

/** Why a statistic is refused, in one language: what every other than English has to say as well. */
export type RefusalWords = {
  readonly [Name in keyof typeof ENGLISH_REFUSALS]: (...given: Parameters<(typeof ENGLISH_REFUSALS)[Name]>) => string
}

/** Why a statistic is refused, apart from any language: which of the reasons, and the numbers and names of this one. */
export interface RefusalReason {
  readonly name: keyof RefusalWords
  readonly given: readonly (number | string)[]
}

const WORDS: Readonly<Record<Language, RefusalWords>> = {
  en: ENGLISH_REFUSALS,
  de: GERMAN_REFUSALS,
  fr: FRENCH_REFUSALS,
  es: SPANISH_REFUSALS,
}

/** A statistic that is refused, for a reason. */
export function refusal<Name extends keyof RefusalWords>(
  name: Name,
  ...given: Parameters<RefusalWords[Name]>
): TestRefusal {
  const reason: RefusalReason = { name, given }
  return { refused: wordsOf(reason, 'en'), reason }
}

/** Why a statistic is refused, as it is printed. */
export const reasonIn = ({ reason }: Pick<TestRefusal, 'reason'>, language: Language = 'en'): string =>
  wordsOf(reason, language)

function wordsOf({ name, given }: RefusalReason, language: Language): string {
  const say = WORDS[language][name] as (...given: readonly (number | string)[]) => string
  // Names stay as they are, and what is counted stays a number, which decides between one and many.
  return say(...given.map((one) => (typeof one === 'number' && !isCount(one) ? shownNumber(one, language) : one)))
}

const isCount = (value: number): boolean => Number.isInteger(value) && value >= 0

/** With all its digits, and the signs of the language: `-Infinity` is `−∞`. */
const shownNumber = (value: number, language: Language): string =>
  localNumber(String(value).replaceAll('-', '−').replace('Infinity', '∞'), language)
