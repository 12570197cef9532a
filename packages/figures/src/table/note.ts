import { type Language, wordsIn } from 'bocas/internal'
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
  const said = parts.map(({ mark, sign, text }, index) => {
    const words = index === 0 && sign === undefined && mark === undefined ? capital(text) : text
    if (mark !== undefined) {
      const sample = mark === 'best' ? bold : underlined
      return `${style[mark](index === 0 ? capital(sample) : sample)}${style.text(`${colon}${words}`)}`
    }
    return sign === undefined ? style.text(words) : `${style.sign(sign)}${style.text(`\u00a0${words}`)}`
  })
  const stop = /[.!?]$/.test(parts.at(-1)!.text) ? '' : style.text('.')
  return said.join(style.text(semicolon)) + stop
}

const capital = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`
