import { hasMaths } from '../../figure/maths'

/** How wide a text is, in points. */
export type MeasureText = (text: string) => number

/** Breaks a text into lines no wider than `width`, between words where possible, inside a word where not. Never loses a character but spaces at breaks. */
export function wrapLabel(text: string, width: number, measure: MeasureText): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of spacedWords(text).flatMap((word) => (hasMaths(word) ? [word] : pieces(word, width, measure)))) {
    const longer = line === '' ? word : `${line} ${word}`
    if (line !== '' && measure(longer) > width) {
      lines.push(line)
      line = word
    } else line = longer
  }
  return [...lines, line]
}

/** What spaces part; mathematics in dollars is one word, whatever spaces it has. */
export function spacedWords(text: string): string[] {
  if (!hasMaths(text)) return text.split(' ')
  return text.match(/(?:\$[^$]*\$|[^ ])+/g) ?? []
}

function pieces(word: string, width: number, measure: MeasureText): string[] {
  const found: string[] = []
  let piece = ''
  for (const character of word) {
    if (piece !== '' && measure(piece + character) > width) {
      found.push(piece)
      piece = character
    } else piece += character
  }
  return [...found, piece]
}
