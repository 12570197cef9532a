import type { SaidFact, Measure } from './said-fact'
import type { ProseNumber, Span } from './prose-number'

/** A typed number that a fact denies. */
export interface Contradiction {
  readonly number: ProseNumber
  /** The fact that is nearest to it. */
  readonly claim: SaidFact
  /** What of the number is denied. */
  readonly what: 'number' | 'spread'
}

/** What was found about the numbers that an author has typed. */
export interface Findings {
  readonly contradictions: readonly Contradiction[]
  /** Typed numbers that say what a fact says: right now, and nobody will know when they no longer are. */
  readonly copies: readonly { readonly number: ProseNumber; readonly claim: SaidFact }[]
}

/**
 * Holds typed numbers against facts. A number contradicts a fact when it is too near to it to mean something else, in the same unit, and
 * is not what the fact rounds to. How near is near depends on how sure it is that the text speaks of the fact:
 *
 * | the text | the number | near |
 * |---|---|---|
 * | says all words of the fact's name in the sentence | any with a unit; others with two digits | 15 %, or 8 spreads |
 * | says one of them in the paragraph | has decimals | 3 %, or 4 spreads |
 * | says none | percent, points or ratio of three digits, one a decimal | 1 %, or 3 spreads |
 *
 * Numbers without a unit need a word of the name. A number that any fact agrees with contradicts none. Sentences that cite are left alone.
 */
export function findContradictions(
  numbers: readonly ProseNumber[],
  prose: string,
  claims: readonly SaidFact[],
): Findings {
  const spoken = wordsOf(prose)
  const contradictions: Contradiction[] = []
  const copies: Findings['copies'][number][] = []
  for (const number of numbers) {
    if (number.cites) continue
    const agreeing = claims.filter((claim) => agrees(number, claim))
    if (agreeing.length > 0) {
      const spread = agreeing.every((claim) => deniesSpread(number, claim))
      if (spread) contradictions.push({ number, claim: agreeing[0]!, what: 'spread' })
      else if (isPrecise(number)) copies.push({ number, claim: agreeing[0]! })
      continue
    }
    const [nearest] = claims
      .map((claim) => ({ claim, distance: distanceTo(number, claim, spoken) }))
      .filter(({ distance }) => distance <= 1)
      .sort((a, b) => a.distance - b.distance)
    if (nearest) contradictions.push({ number, claim: nearest.claim, what: 'number' })
  }
  return { contradictions, copies }
}

const isPrecise = ({ significant, decimals }: ProseNumber): boolean => significant >= 3 && decimals > 0

/** Whether the number is the fact's, rounded to as many decimals. */
function agrees(number: ProseNumber, { measures, count, whole }: SaidFact): boolean {
  if (count && number.of === count.of && number.value === count.count) return true
  if (whole && number.unit === 'plain' && number.decimals === 0 && number.value === whole.value) return true
  return measures.some(({ unit, value }) => unit === number.unit && isRounded(number.value, number.decimals, value))
}

/** Differences are told without their sign: "0.8 points lower". */
const isRounded = (said: number, decimals: number, value: number): boolean =>
  Math.abs(Math.abs(said) - Math.abs(value)) <= 0.5 * 10 ** -decimals * (1 + 1e-9)

function deniesSpread({ spread, unit }: ProseNumber, { measures }: SaidFact): boolean {
  if (spread === undefined) return false
  const known = measures.filter((measure) => measure.unit === unit && measure.spread !== null)
  return known.length > 0 && known.every((measure) => !isRounded(spread.value, spread.decimals, measure.spread!))
}

/** How far the number is from the fact, in units of what is near; beyond 1 it means something else. */
function distanceTo(number: ProseNumber, claim: SaidFact, spoken: SpokenIn): number {
  if (claim.count && number.of === claim.count.of) return 0
  if (claim.whole && number.noun !== undefined && number.value >= 10 && isWord(number.noun, claim.whole.noun))
    return Math.abs(number.value - claim.whole.value) / (0.25 * claim.whole.value)
  const near = nearness(number, claim, spoken)
  const distances = claim.measures
    .filter(({ unit, isOther }) => unit === number.unit && !(isOther && number.significant < 3))
    .map((measure) => Math.abs(Math.abs(number.value) - Math.abs(measure.value)) / reach(measure, near))
  return Math.min(Infinity, ...distances)
}

interface Nearness {
  readonly share: number
  readonly spreads: number
}

const NOWHERE: Nearness = { share: 0, spreads: 0 }

function nearness(number: ProseNumber, { words }: SaidFact, spoken: SpokenIn): Nearness {
  const sentence = spoken(number.sentence)
  const hasUnit = number.unit !== 'plain'
  if (words.length > 0 && words.every((word) => sentence.some((said) => isWord(said, word))))
    return hasUnit || number.significant >= 2 ? { share: 0.15, spreads: 8 } : NOWHERE
  if (number.decimals === 0) return NOWHERE
  const paragraph = spoken(number.paragraph)
  if (words.some((word) => paragraph.some((said) => isWord(said, word))))
    return hasUnit || number.significant >= 3 ? { share: 0.03, spreads: 4 } : NOWHERE
  return hasUnit && number.significant >= 3 ? { share: 0.01, spreads: 3 } : NOWHERE
}

const reach = ({ value, spread }: Measure, { share, spreads }: Nearness): number =>
  Math.max(share * Math.abs(value), spreads * (spread ?? 0))

/** The words of a part of the text, each once. */
type SpokenIn = (span: Span) => readonly string[]

/** Many numbers share a sentence, and many facts ask: each part is read once. */
function wordsOf(prose: string): SpokenIn {
  const known = new Map<string, readonly string[]>()
  return ({ start, end }) => {
    const id = `${start} ${end}`
    const words = known.get(id) ?? [
      ...new Set(
        prose
          .slice(start, end)
          .toLowerCase()
          .match(/\p{L}[\p{L}\p{N}]*/gu) ?? [],
      ),
    ]
    known.set(id, words)
    return words
  }
}

/** Whether a word of the text is a word of a name, one or many. */
function isWord(said: string, word: string): boolean {
  const [a, b] = [said.toLowerCase().replace(/s$/, ''), word.replace(/s$/, '')]
  return a === b || (b.length >= 4 && a.startsWith(b)) || (a.length >= 4 && b.startsWith(a))
}
