import { FORM } from '../inventory/inventory'
import { type ResultsToCheck } from './read-made'
import { shownPath } from '../shared/paper-paths'
import type { PaperProblem, PaperPlace } from '../shared/problems'
import { allowancesIn, isAllowed, type Allowance } from '../prose-numbers/allowed'
import type { SaidFact } from '../prose-numbers/said-fact'
import { findContradictions } from '../prose-numbers/contradictions'
import type { ProseNumber } from '../prose-numbers/prose-number'
import { typedNumbers } from '../prose-numbers/typed-numbers'
import type { PaperText } from '../text/paper-texts'
import { placeAt, type MarkupLanguage } from '../text/reading'
import { commented } from './comments'

/** How a text names a fact. */
const NAMES: Readonly<Record<MarkupLanguage, (name: string) => string>> = {
  typ: (name) => `#fact("${name}")`,
  tex: (name) => `\\fact{${name}}`,
  md: (name) => `{{${name}}}`,
}

/**
 * Holds the numbers that are typed in some texts against facts.
 *
 * @param settings numbers of the configs of runs: typing one of them states no result.
 */
export function checkNumbers(
  texts: readonly PaperText[],
  { facts, settings, language: speech }: Pick<ResultsToCheck, 'facts' | 'settings' | 'language'>,
  paperDir: string,
): { problems: PaperProblem[]; warnings: PaperProblem[]; count: number } {
  const problems: PaperProblem[] = []
  const warnings: PaperProblem[] = []
  let count = 0
  for (const { file, language, reading } of texts) {
    const numbers = typedNumbers(reading, language, speech)
    count += numbers.length
    const { contradictions, copies, untold } = findContradictions(numbers, reading.prose, facts, settings, speech)
    const place = (offset: number): PaperPlace => ({
      file: shownPath(file, paperDir),
      ...placeAt(reading.source, offset),
    })
    const allowances = allowancesIn(reading).filter(({ files }) => files.length === 0)
    const used = new Set<Allowance>()
    const isOpen = ({ number }: { readonly number: ProseNumber }): boolean => {
      const allowing = allowances.filter((allowance) => isAllowed(number, allowance))
      allowing.forEach((allowance) => used.add(allowance))
      return allowing.length === 0
    }
    const named = NAMES[language]
    const call = (fact: SaidFact, number: ProseNumber): string =>
      named(number.unit === 'p' ? `${fact.name}${FORM}p` : fact.name)
    const textOf = (fact: SaidFact, number: ProseNumber): string => (number.unit === 'p' ? fact.p!.text : fact.text)
    const allow = (number: ProseNumber): string => `allow it: ${commented(language, `bocas: allow ${number.digits}`)}`
    for (const { number, fact, what } of contradictions.filter(isOpen))
      problems.push({
        message: `the text says ${number.text}, the fact ${fact.name} ${textOf(fact, number)}${what === 'spread' ? ': the spread differs' : ''}`,
        at: place(number.start),
        hints: [`name it: ${call(fact, number)}; or, when the number is of something else, ${allow(number)}`],
      })
    for (const { number, fact } of copies.filter(isOpen))
      warnings.push({
        code: 'typed-number',
        message: `${number.text} is typed by hand, and the fact ${fact.name} says the same today`,
        at: place(number.start),
        hints: [`name it: ${call(fact, number)}`],
      })
    for (const { number, fact } of untold.filter(isOpen))
      warnings.push({
        code: 'typed-number',
        message: `${number.text} is typed by hand, and no fact says it${fact === undefined ? '' : `: the fact ${fact.name} says ${textOf(fact, number)}`}`,
        at: place(number.start),
        hints: [`make it a fact in figures.ts and name it; or, when it is no result of a run, ${allow(number)}`],
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
            ? [`write the number as it is typed: ${commented(language, 'bocas: allow 97.2')}`]
            : ['remove it'],
      })
  }
  return { problems, warnings, count }
}
