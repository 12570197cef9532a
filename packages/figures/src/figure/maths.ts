import { append, MATHS } from 'bocas/internal'
import { readMaths, type TextRun } from './read-maths'

export { type TextRun }

/** Whether a text has mathematics in it, in dollars, or dollars that are said to be none: `\$HOME/\$USER`. */
export const hasMaths = (text: string): boolean => text.includes('\\$') || text.search(MATHS) >= 0

/**
 * A text with mathematics in dollars as pieces: `$\alpha_{\text{max}}$`, `$10^{-3}$`. It is set in one line: Greek letters, relations, accents over one letter,
 * `\mathcal` and `\mathbb`, fractions with a slash, superscripts and subscripts, in which figures may stand higher once more.
 *
 * @throws Error that names what cannot be set.
 */
export function splitMaths(text: string): TextRun[] {
  const runs: TextRun[] = []
  let from = 0
  for (const found of text.matchAll(MATHS)) {
    if (found.index > from) runs.push({ text: dollars(text.slice(from, found.index)), script: 'base' })
    append(runs, readMaths(found[1]!))
    from = found.index + found[0].length
  }
  if (from < text.length) runs.push({ text: dollars(text.slice(from)), script: 'base' })
  return runs
}

/** The same in one line of ordinary characters, for the CSV and for who listens: `α_max`, `10^−3`. */
export function plainMaths(text: string): string {
  if (!hasMaths(text)) return text
  return splitMaths(text)
    .map(({ text: part, script }) => (script === 'base' ? part : `${script === 'super' ? '^' : '_'}${part}`))
    .join('')
}

const dollars = (text: string): string => text.replaceAll('\\$', '$')
