import { shownPath } from '../paper-paths'
import type { PaperProblem, Place } from '../problems'
import { allowancesIn, isAllowed, type Allowance } from '../prose-numbers/allowed'
import type { SaidFact } from '../prose-numbers/said-fact'
import { findContradictions, type Contradiction } from '../prose-numbers/contradictions'
import { proseNumbers } from '../prose-numbers/prose-number'
import type { PaperText } from '../text/paper-texts'
import { placeAt, type Language } from '../text/reading'

/** How a text names a fact, and how it says a comment. */
const SAYINGS: Readonly<Record<Language, { fact(name: string): string; comment(text: string): string }>> = {
  typ: { fact: (name) => `#fact("${name}")`, comment: (text) => `// ${text}` },
  tex: { fact: (name) => `\\fact{${name}}`, comment: (text) => `% ${text}` },
  md: { fact: (name) => `{{${name}}}`, comment: (text) => `<!-- ${text} -->` },
}

/** Holds the numbers that are typed in some texts against facts. */
export function checkNumbers(
  texts: readonly PaperText[],
  claims: readonly SaidFact[],
  paperDir: string,
): { problems: PaperProblem[]; warnings: PaperProblem[]; count: number } {
  const problems: PaperProblem[] = []
  const warnings: PaperProblem[] = []
  let count = 0
  for (const { file, language, reading } of texts) {
    const numbers = proseNumbers(reading.prose)
    count += numbers.length
    const { contradictions, copies } = findContradictions(numbers, reading.prose, claims)
    const place = (offset: number): Place => ({
      file: shownPath(file, paperDir),
      ...placeAt(reading.source, offset),
    })
    const allowances = allowancesIn(reading)
    const used = new Set<Allowance>()
    const isOpen = (found: Contradiction): boolean => {
      const allowing = allowances.filter((allowance) => isAllowed(found.number, allowance))
      allowing.forEach((allowance) => used.add(allowance))
      return allowing.length === 0
    }
    const say = SAYINGS[language]
    for (const { number, claim, what } of contradictions.filter(isOpen))
      problems.push({
        message: `the text says ${number.text}, the fact ${claim.name} ${claim.text}${what === 'spread' ? ': the spread differs' : ''}`,
        at: place(number.start),
        hints: [
          `name it: ${say.fact(claim.name)}; or, when the number is of something else, allow it: ${say.comment(`bocas: allow ${number.digits}`)}`,
        ],
      })
    for (const { number, claim } of copies)
      warnings.push({
        message: `${number.text} is typed by hand, and the fact ${claim.name} says the same today`,
        at: place(number.start),
        hints: [`name it: ${say.fact(claim.name)}`],
      })
    for (const { comment, numbers: allowed } of allowances.filter((allowance) => !used.has(allowance)))
      warnings.push({
        message:
          allowed.length === 0
            ? 'this comment allows no number'
            : `nothing here has to be allowed: no ${allowed.join(' and no ')} contradicts a fact in this paragraph`,
        at: place(comment.start),
        hints:
          allowed.length === 0
            ? [`write the number as it is typed: ${say.comment('bocas: allow 97.2')}`]
            : ['remove it'],
      })
  }
  return { problems, warnings, count }
}
