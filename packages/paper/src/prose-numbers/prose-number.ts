import type { Span } from '../text/find-tables'
import { CITATION } from '../text/reading'
import { typedPs } from './p-values'

/**
 * What a number is said in. Only numbers of one unit are held against each other; what stands in a cell of a table or in code may be of any, since its unit
 * stands elsewhere.
 */
export type Unit = 'percent' | 'points' | 'ratio' | 'plain' | 'p' | 'any'

/** A number that an author has typed. */
export interface ProseNumber {
  readonly start: number
  readonly end: number
  /** As it is typed, its unit included: `97.2 %`. */
  readonly text: string
  /** The digits alone, as a comment that allows it has them: `97.2`. */
  readonly digits: string
  readonly value: number
  readonly decimals: number
  /** Digits from the first that is not zero. */
  readonly significant: number
  readonly unit: Unit
  /** What follows `±`, in the same unit. */
  readonly spread?: { readonly value: number; readonly decimals: number }
  /** `332 of 344`. */
  readonly of?: number
  /** Of a p value. */
  readonly sign?: '=' | '<' | '>'
  /** The word right behind a whole number: `16 runs`. */
  readonly noun?: string
  /** Where its sentence and its paragraph stand. */
  readonly sentence: Span
  readonly paragraph: Span
  /** Whether its sentence cites another work: then it may be a number of that work. */
  readonly cites: boolean
  /** Where it is typed. */
  readonly place: 'text' | 'table' | 'definition'
  /** In a table: the head of its column. */
  readonly heads: readonly Span[]
  /** The heading that it stands under. */
  readonly heading?: Span
  /** The name that code gives it. */
  readonly named?: string
}

const DIGITS = String.raw`\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+`
const GAP = String.raw`[ \t\u00a0\u202f]`
const NUMBER = new RegExp(
  // Not within a word, a version, a date, a range of pages, a time.
  String.raw`(?<![\p{L}\p{N}_.,:/#@^-])(?<sign>[−-]?)(?<digits>${DIGITS})(?![\p{L}_]*\d|\.\d|:\d|\/\d|-\d|-\p{L})` +
    String.raw`(?:${GAP}*\n?${GAP}*(?:±|\+\/-)\s*(?<spread>${DIGITS}))?` +
    String.raw`(?:${GAP}*\n?${GAP}*\)?${GAP}*(?<unit>%|percentage points?|(?:percent(?:age)?|accuracy|absolute|F1) points?|percent(?!\p{L})|points?(?!\p{L})|pp(?!\p{L})|×|times(?=\s+(?:\p{L}+er|more|less|as)\b)|-?fold\b|[xX](?!\p{L})))?`,
  'gu',
)

/** Words after which a number counts or names something. */
const COUNTED =
  /(?:^|[^\p{L}])(?:sections?|sec\.|§|tables?|tab\.|figures?|figs?\.|fig\.|equations?|eqs?\.|chapters?|ch\.|appendix|appendices|algorithms?|alg\.|theorems?|lemmas?|listings?|versions?|v|no\.|nos\.|grants?|vol\.|release)[\s~]*$/iu
/** The same of whole numbers: a line may also be a method of 88.1 %. */
const ENUMERATED = /(?:^|[^\p{L}])(?:steps?|pages?|pp?\.|lines?)[\s~]*$/iu
/** What says that a number is set, tested or bounded and not measured: `n =`, `p <`, `α =`. */
const SET = /(?:(?:^|[^\p{L}\p{N}])(?:\p{L}{1,2}|lr|lambda|alpha|beta\w*|eps\w*)[₀-₉_\d]*\s*[=:]|[<>≤≥≪≫])\s*$/u
/** Bounds and guesses in words: a whole number behind one is no claim to be exact. */
const ABOUT =
  /(?:about|around|roughly|approximately|approx\.|nearly|almost|close to|some|over|above|below|under|beyond|more than|less than|fewer than|at least|at most|up to|within|[≈~∼])\s*$/iu
const CONFIDENCE =
  /^\W{0,3}(?:\p{L}+[\s-]+){0,2}(?:confidence|interval|CI\b|ci\b|level|quantile|percentile|power|bootstrap)/u

/** Behind a share of which something is more or less: no value of a metric. */
const RELATIVE =
  /^\s*(?:faster|slower|more|less|fewer|larger|smaller|longer|shorter|cheaper|reduction|speed|(?:relative|of the (?:data|training|time|runs)))\b/
const COMPARES =
  /\b(?:ahead|behind|better|worse|higher|lower|above|below|gains?|gained|improve\w*|drops?|dropped|differ\w*|gap|exceed\w*|outperform\w*|beats?|increase\w*|decrease\w*|falls?|fell|rises?|rose|apart|lead\w*|by [\d.]+ points?)\b/i

/**
 * The numbers of a prose that an author may have measured: not years, versions, numbers of sections, settings, levels of confidence.
 *
 * @param source the text that the prose was read from: its empty lines part paragraphs, and lines of commands alone do not.
 */
export function proseNumbers(prose: string, source = prose): ProseNumber[] {
  const found: ProseNumber[] = []
  const paragraphs = paragraphsOf(source)
  const plain = withoutAddresses(prose)
  const at = (place: number): { paragraph: Span; sentence: Span } => {
    const paragraph = paragraphs.find((span) => place < span.end) ?? { start: 0, end: plain.length }
    return { paragraph, sentence: sentenceAt(plain, paragraph, place) }
  }
  const ps = typedPs(plain, (place) => {
    const { start, end } = at(place).sentence
    return plain.slice(start, end)
  })
  for (const { text, digits, start, end, sign, value, decimals } of ps)
    found.push({
      ...{ start, end, text, digits, sign, value, decimals, unit: 'p', significant: 1, place: 'text', heads: [] },
      ...at(start),
      cites: isCited(plain, at(start).sentence),
    })
  let told = 0
  for (const match of plain.matchAll(NUMBER)) {
    const { sign, digits, spread, unit: unitWord } = match.groups as Record<string, string | undefined>
    const start = match.index
    const end = start + match[0].length
    // The second number of `332 of 344` is told with the first.
    if (start < told || ps.some((p) => p.start <= start && start < p.end)) continue
    const before = plain.slice(Math.max(0, start - 40), start)
    const after = plain.slice(end, end + 60)
    const decimals = decimalsOf(digits!)
    const { paragraph, sentence } = at(start)
    const unit = unitOf(unitWord, plain.slice(sentence.start, sentence.end))
    if (decimals === 0 && unit === 'plain' && ENUMERATED.test(before)) continue
    if (COUNTED.test(before) || (SET.test(before) && unit === 'plain') || /[<>≤≥±]\s*$/u.test(before)) continue
    if (decimals === 0 && unit !== 'plain' && ABOUT.test(before)) continue
    if (unit === 'percent' && (CONFIDENCE.test(after) || RELATIVE.test(after))) continue
    const [whole = '', of] = /^\s+(?:out\s+)?of\s+(?:the\s+)?(\d[\d,]*)(?![\d.]*\s*%)/u.exec(after) ?? []
    const isShare = of !== undefined && decimals === 0 && unit === 'plain'
    if (isShare) told = end + whole.length
    const noun = /^\s+(\p{L}{3,})/u.exec(after)?.[1]
    found.push({
      start,
      end,
      text: match[0].replace(/\s+/g, ' ').trim(),
      digits: digits!,
      value: numberOf(digits!) * (sign === '' ? 1 : -1),
      decimals,
      significant: digits!.replace(/[.,]/g, '').replace(/^0+/, '').length,
      unit,
      ...(spread === undefined ? {} : { spread: { value: numberOf(spread), decimals: decimalsOf(spread) } }),
      ...(isShare ? { of: numberOf(of) } : {}),
      ...(noun !== undefined && decimals === 0 && unit === 'plain' ? { noun } : {}),
      sentence,
      paragraph,
      cites: isCited(plain, sentence),
      place: 'text',
      heads: [],
    })
  }
  return found
}

const isCited = (text: string, { start, end }: Span): boolean => text.slice(start, end).includes(CITATION)

function unitOf(word: string | undefined, sentence: string): Unit {
  if (word === undefined) return 'plain'
  // 200 points of a curve are no difference.
  if (/^points?$/.test(word)) return COMPARES.test(sentence) ? 'points' : 'plain'
  if (/point|pp/.test(word)) return 'points'
  return word === '%' || word === 'percent' ? 'percent' : 'ratio'
}

const numberOf = (digits: string): number => Number(digits.replaceAll(',', ''))

const decimalsOf = (digits: string): number => digits.split('.')[1]?.length ?? 0

/** Addresses, identifiers and dates, blanked out. */
const withoutAddresses = (prose: string): string =>
  prose.replace(/https?:\/\/\S+|\b10\.\d{4,}\/\S+|\barXiv:\S+|\b\d{4}-\d{2}-\d{2}\b|\b\d{1,2}:\d{2}\b/g, (found) =>
    ' '.repeat(found.length),
  )

/** Parts between empty lines, in order. */
function paragraphsOf(prose: string): Span[] {
  const spans: Span[] = []
  let start = 0
  for (const { index, 0: gap } of prose.matchAll(/\n[^\S\n]*\n\s*/g)) {
    spans.push({ start, end: index })
    start = index + gap.length
  }
  return [...spans, { start, end: prose.length }]
}

function sentenceAt(prose: string, paragraph: Span, at: number): Span {
  const text = prose.slice(paragraph.start, paragraph.end)
  let start = 0
  for (const { index, 0: end } of text.matchAll(/[.!?][)"'”’]*\s+(?=[\p{Lu}\u0001\u0002])/gu)) {
    const next = index + end.length
    if (paragraph.start + next > at) return { start: paragraph.start + start, end: paragraph.start + index }
    start = next
  }
  return { start: paragraph.start + start, end: paragraph.end }
}
