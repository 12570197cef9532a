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
const POWER = String.raw`(?:10${GAP}*\^${GAP}*[({]?${GAP}*${MINUS}${GAP}*(?<power>\d+)[)}]?|10⁻(?<raised>[⁰¹²³⁴⁵⁶⁷⁸⁹]+))`
const P = new RegExp(
  String.raw`(?<![\p{L}\p{N}_.])[pP](?:-|${GAP})?(?:values?)?(?:_\(?\p{L}+\)?)?${GAP}*(?<sign>[=<>≤≥≈~]|(?:of|is|was|are)(?![\p{L}]))${GAP}*` +
    String.raw`(?<number>${POWER.replaceAll('power', 'bare').replace('raised', 'bareRaised')}|` +
    String.raw`(?<factor>\d*\.\d+|\d+)(?:[eE]${MINUS}?(?<exponent>\d+)|${GAP}*[×*·]${GAP}*${POWER})?)`,
  'gu',
)
const RAISED = '⁰¹²³⁴⁵⁶⁷⁸⁹'

/** Words right before a p that is a probability and no result of a test. */
const PROBABILITY = /(?:dropout|probabilit\w*|chance|drop\w*|keep\w*|mask\w*|rate|nucleus|top|noise)[\s(,:=$]*$/i
/** A sentence about what happens at random. */
const RANDOM = /dropout|probabilit|\bflip|masked|augment|Bernoulli/i
/** A sentence that says from where on a p counts as significant. */
const RULE =
  /\b(?:levels?|thresholds?|criteri\w+|denot\w+|marks?|marked|stars?|asterisks?|call\w*|regard\w*|consider\w*|deem\w*|defin\w+|treat\w*|whenever|when|if)\b/i
const LEVELS = [0.1, 0.05, 0.01, 0.005, 0.001]

/**
 * The p values of a text that are stated as results. A p that is a probability is none, and none a level that the text sets ("we call it significant at p < 0.05").
 *
 * @param sentenceAt the sentence that a place is in.
 */
export function typedPs(text: string, sentenceAt: (at: number) => string): TypedP[] {
  return [...text.matchAll(P)].flatMap((match): TypedP[] => {
    const { index, 0: found, groups } = match
    const value = valueOf(groups as Record<string, string | undefined>)
    if (value > 1 || PROBABILITY.test(text.slice(Math.max(0, index - 25), index))) return []
    const { sign: written = '=', number = '', factor } = groups as Record<string, string | undefined>
    if (RANDOM.test(sentenceAt(index))) return []
    const sign = /[<≤]/.test(written) ? '<' : /[>≥]/.test(written) ? '>' : '='
    if (sign === '<' && LEVELS.includes(value) && RULE.test(sentenceAt(index))) return []
    const isWhole = number !== factor
    return [
      {
        start: index,
        end: index + found.length,
        text: found.replace(/[(){}\s]+/g, ' ').trim(),
        digits: isWhole ? `${value}` : number,
        sign,
        value,
        decimals: isWhole ? 12 : (factor.split('.')[1]?.length ?? 0),
      },
    ]
  })
}

function valueOf({ factor, exponent, power, raised, bare, bareRaised }: Record<string, string | undefined>): number {
  const lifted = raised ?? bareRaised
  const digits = lifted === undefined ? undefined : [...lifted].map((digit) => RAISED.indexOf(digit)).join('')
  const tens = exponent ?? power ?? bare ?? digits
  return Number(factor ?? 1) * 10 ** -Number(tens ?? 0)
}
