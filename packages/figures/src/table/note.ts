import { type Language, unbroken, wordsIn } from 'bocas/internal'
import type { NotePart } from './table'

/** How a format writes the pieces of a note. */
export interface NoteStyle {
  text(text: string): string
  best(text: string): string
  second(text: string): string
  sign(sign: string): string
}

/** The note in a format: statements between semicolons, the first with a capital letter, a stop at the end. Empty when there is nothing to say. */
export function writeNote(parts: readonly NotePart[], style: NoteStyle, language?: Language): string {
  if (parts.length === 0) return ''
  const { bold, underlined, colon, semicolon } = wordsIn(language).results.table
  const written = (text: string): string => style.text(unbroken(text))
  const sentences = parts.map(({ mark, sign, text }, index) => {
    const words = index === 0 && sign === undefined && mark === undefined ? capital(text) : text
    if (mark !== undefined) {
      const sample = mark === 'best' ? bold : underlined
      return `${style[mark](index === 0 ? capital(sample) : sample)}${written(`${colon}${words}`)}`
    }
    return sign === undefined ? written(words) : `${style.sign(sign)}${written(`\u00a0${words}`)}`
  })
  const stop = /[.!?]$/.test(parts.at(-1)!.text) ? '' : written('.')
  return sentences.join(written(semicolon)) + stop
}

const capital = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`
