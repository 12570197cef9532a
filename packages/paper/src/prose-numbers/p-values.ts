import { type Language, RAISED } from 'bocas/internal/made'
import { oncePerLanguage, speechOf } from './speech'

/** A p value that is typed. */
export interface TypedP {
  readonly start: number
  readonly end: number
  /** `p < 0.001`. */
  readonly text: string
  /** The number alone, as it is typed. */
  readonly digits: string
  readonly sign: '=' | '<' | '>'
  readonly value: number
  readonly decimals: number
}

const GAP = String.raw`[\s\u00a0\u202f]`
const MINUS = '[−⁻-]'
const POWER = String.raw`(?:10${GAP}*\^${GAP}*[({]?${GAP}*${MINUS}${GAP}*(?<power>\d+)[)}]?|10⁻(?<raised>[${RAISED.slice(0, 10)}]+))`
/** How p values are found in the prose of one language. */
const patternsIn = oncePerLanguage((language: Language) => {
  const speech = speechOf(language)
  const mark = language === 'en' ? String.raw`\.` : '[.,]'
  return {
    p: new RegExp(
      String.raw`(?<![\p{L}\p{N}_.])[pP](?:-|${GAP})?(?:values?|Wert(?:e|en)?|valeurs?|valor(?:es)?)?(?:_\(?\p{L}+\)?)?${GAP}*(?<sign>[=<>≤≥≈~]|(?:${speech.alternatives('is')})(?![\p{L}]))${GAP}*` +
        String.raw`(?<number>${POWER.replaceAll('power', 'bare').replace('raised', 'bareRaised')}|` +
        String.raw`(?<factor>\d*${mark}\d+|\d+${language === 'en' ? '(?!)' : ' , '}\d+|\d+)(?:[eE]${MINUS}?(?<exponent>\d+)|${GAP}*[×*·]${GAP}*${POWER})?)`,
      'gu',
    ),
    /** Words right before a p that is a probability and no result of a test. */
    probability: new RegExp(String.raw`(?:${speech.alternatives('probability')})[\s(,:=$]*$`, 'i'),
    /** A sentence about what happens at random. */
    random: new RegExp(speech.alternatives('random'), 'iu'),
    /** A sentence that says from where on a p counts as significant. */
    rule: new RegExp(speech.alternatives('rule'), 'iu'),
  }
})

const LEVELS = [0.1, 0.05, 0.01, 0.005, 0.001]

/**
 * The p values of a text that are stated as results. A p that is a probability is none, and none a level that the text sets ("we call it significant at p < 0.05").
 *
 * @param sentenceAt the sentence that a place is in.
 */
export function typedPs(text: string, sentenceAt: (at: number) => string, language: Language = 'en'): TypedP[] {
  const patterns = patternsIn(language)
  return [...text.matchAll(patterns.p)].flatMap((match): TypedP[] => {
    const { index, 0: found, groups } = match
    const value = valueOf(groups as Record<string, string | undefined>)
    if (value > 1 || patterns.probability.test(text.slice(Math.max(0, index - 25), index))) return []
    const { sign: written = '=', number = '', factor } = groups as Record<string, string | undefined>
    if (patterns.random.test(sentenceAt(index))) return []
    const sign = /[<≤]/.test(written) ? '<' : /[>≥]/.test(written) ? '>' : '='
    if (sign === '<' && LEVELS.includes(value) && patterns.rule.test(sentenceAt(index))) return []
    const isWhole = number !== factor
    return [
      {
        start: index,
        end: index + found.length,
        text: found
          .replace(/[(){}\s]+/g, ' ')
          .replace(' , ', ',')
          .trim(),
        digits: isWhole ? `${value}` : number.replace(' , ', ','),
        sign,
        value,
        decimals: isWhole ? 12 : (factor.split(/[.,]/)[1]?.trim().length ?? 0),
      },
    ]
  })
}

function valueOf({ factor, exponent, power, raised, bare, bareRaised }: Record<string, string | undefined>): number {
  const lifted = raised ?? bareRaised
  const digits = lifted === undefined ? undefined : [...lifted].map((digit) => RAISED.indexOf(digit)).join('')
  const tens = exponent ?? power ?? bare ?? digits
  return Number((factor ?? '1').replace(/ ?, ?/, '.')) * 10 ** -Number(tens ?? 0)
}
