import { ENGLISH_CHECKLIST } from './english-checklist'
import { FRENCH_CHECKLIST } from './french-checklist'
import { GERMAN_CHECKLIST } from './german-checklist'
import { SPANISH_CHECKLIST } from './spanish-checklist'
import type { Language, TextsOf } from './words'

/** What is known for the checklists of NeurIPS and ICML, in one language. Nothing but that command says it. */
export type ChecklistWords = TextsOf<typeof ENGLISH_CHECKLIST>

const WORDS: Readonly<Record<Language, ChecklistWords>> = {
  en: ENGLISH_CHECKLIST,
  de: GERMAN_CHECKLIST,
  fr: FRENCH_CHECKLIST,
  es: SPANISH_CHECKLIST,
}

/** The words of checklists in a language. */
export const checklistWordsIn = (language: Language = 'en'): ChecklistWords => WORDS[language]
