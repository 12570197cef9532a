import { type Language } from 'bocas/internal/made'
import type { ProseNumber } from './prose-number'
import { relevanceOf, type Relevance } from './relevance'
import type { MeasureInText, SaidFact } from './said-fact'
import { oncePerLanguage, speechOf } from './speech'
import { spokenIn } from './spoken'

/** A typed number that a fact denies. */
export interface Contradiction {
  readonly number: ProseNumber
  /** The fact that the text most likely speaks of. */
  readonly fact: SaidFact
  /** What of the number is denied. */
  readonly what: 'number' | 'spread'
}

/** What was found about the numbers that an author has typed. */
export interface Findings {
  readonly contradictions: readonly Contradiction[]
  /** Typed numbers that say what a fact says: right now, and nobody will know when they no longer are. */
  readonly copies: readonly { readonly number: ProseNumber; readonly fact: SaidFact }[]
  /** Typed numbers that look measured, and that no fact says; with the fact that they may be about. */
  readonly untold: readonly { readonly number: ProseNumber; readonly fact?: SaidFact }[]
}

/** A fact, and how surely the text speaks of it. */
interface Candidate extends Relevance {
  readonly fact: SaidFact
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
 * Of several facts that are near, the one is named of which the text speaks most surely (see {@link relevanceOf}). Numbers without a unit need a word of the
 * name. A number that a fact agrees with contradicts none, unless the sentence speaks of another fact and not of that one. Sentences that cite are left alone,
 * and so are numbers that are in the configs of the runs.
 *
 * @param settings numbers of the configs.
 * @param language that of the text.
 */
export function findContradictions(
  numbers: readonly ProseNumber[],
  prose: string,
  facts: readonly SaidFact[],
  settings: ReadonlySet<number> = new Set(),
  language: Language = 'en',
): Findings {
  const spoken = spokenIn(prose)
  const contradictions: Contradiction[] = []
  const copies: Findings['copies'][number][] = []
  const untold: Findings['untold'][number][] = []
  for (const number of numbers) {
    if (number.cites) continue
    const candidates = facts
      .map((fact): Candidate => ({ fact, ...relevanceOf(number, fact, spoken) }))
      .sort((a, b) => b.score - a.score)
    const isSet = isSetting(number, settings)
    const agreeing = candidates.filter(({ fact }) => agrees(number, fact))
    const denying = candidates
      .map((candidate) => ({
        ...candidate,
        distance: distanceTo(number, candidate),
        away: awayFrom(number, candidate.fact),
      }))
      .filter(({ distance, all }) => distance <= 1 && (!isSet || all))
      .sort((a, b) => b.score - a.score || a.away - b.away)[0]
    const isOfAnother = denying?.all === true && !agreeing.some(({ around }) => around) && number.place !== 'definition'
    if (agreeing.length > 0 && !isOfAnother) {
      const { fact } = agreeing[0]!
      if (agreeing.every((one) => deniesSpread(number, one.fact))) contradictions.push({ number, fact, what: 'spread' })
      else if (isPrecise(number) && !(isSet && number.unit === 'plain')) copies.push({ number, fact })
    } else if (denying) contradictions.push({ number, fact: denying.fact, what: 'number' })
    else if (!isSet && looksMeasured(number, prose, language)) {
      const about = candidates.find(({ fact, all }) => all && hasUnit(fact, number))
      untold.push({ number, ...(about === undefined ? {} : { fact: about.fact }) })
    }
  }
  return { contradictions, copies, untold }
}

const isPrecise = ({ significant, decimals, unit }: ProseNumber): boolean =>
  unit === 'p' || (significant >= 3 && decimals > 0)

function isSetting({ value, unit }: ProseNumber, settings: ReadonlySet<number>): boolean {
  if (unit === 'p' || unit === 'points' || unit === 'ratio') return false
  return settings.has(value) || (unit === 'percent' && settings.has(Number((value / 100).toPrecision(12))))
}

/** What says in one language that a number was measured. */
const measuredIn = oncePerLanguage((language: Language) => {
  const { alternatives } = speechOf(language)
  return {
    metric: new RegExp(alternatives('metric'), 'iu'),
    reaches: new RegExp(String.raw`(?:${alternatives('reaches')})\s+(?:\p{L}+\s+){0,3}\W?$`, 'iu'),
  }
})
/** Units of what was not measured by a run, or is no share of anything. */
const PHYSICAL = /^\s*(?:°|[kMG]?Hz|[km]?m\b|[µun]?s\b|[kMG]?B\b|kg\b|g\b|mm\b|cm\b|px\b|pt\b|dB\b|V\b|W\b|K\b|eV\b)/u

/** Whether a number can hardly be anything but a result, although no fact is near it. */
function looksMeasured(number: ProseNumber, prose: string, language: Language): boolean {
  const { metric, reaches } = measuredIn(language)
  const { unit, spread, decimals, place, start, end, sentence, paragraph } = number
  if (unit === 'p' || unit === 'points') return true
  if (PHYSICAL.test(prose.slice(end, end + 8))) return false
  if (spread !== undefined) return true
  const hasMetric = ({ start, end }: { start: number; end: number }): boolean => metric.test(prose.slice(start, end))
  if (place === 'table')
    return decimals > 0 && (hasMetric(sentence) || number.heads.some(hasMetric) || hasMetric(paragraph))
  if (place === 'definition') return false
  return unit === 'percent' && decimals > 0 && reaches.test(prose.slice(Math.max(0, start - 60), start))
}

const hasUnit = ({ measures, p }: SaidFact, { unit }: ProseNumber): boolean =>
  unit === 'p' ? p !== undefined : measures.some((measure) => isSameUnit(measure, unit) && !measure.isOther)

const isSameUnit = (measure: MeasureInText, unit: ProseNumber['unit']): boolean =>
  unit === 'any' || measure.unit === unit

/** Whether the number is the fact's, rounded to as many decimals. */
function agrees(number: ProseNumber, { measures, count, whole, p }: SaidFact): boolean {
  if (number.unit === 'p') return p !== undefined && agreesP(number, p)
  if (count && number.of === count.of) return number.value === count.count
  if (
    whole &&
    (number.unit === 'plain' || number.unit === 'any') &&
    number.decimals === 0 &&
    number.value === whole.value
  )
    return true
  return measures.some(
    ({ unit, value, isOther }) =>
      isSameUnit({ unit } as MeasureInText, number.unit) &&
      !(isOther && number.unit === 'any' && number.significant < 3) &&
      isRounded(number.value, number.decimals, value),
  )
}

/** Differences are told without their sign: "0.8 points lower". */
const isRounded = (said: number, decimals: number, value: number): boolean =>
  Math.abs(Math.abs(said) - Math.abs(value)) <= 0.5 * 10 ** -decimals * (1 + 1e-9)

/** `p < 0.05` is no lie about `p = 0.003`; nor is `p = 1e−5` about `p < 0.001`, but nothing says that it is right either. */
function agreesP({ sign, value, decimals }: ProseNumber, p: NonNullable<SaidFact['p']>): boolean {
  if (sign === '<') return p.value <= value
  if (sign === '>') return p.sign === '=' && p.value >= value
  return p.sign === '=' && isRounded(value, decimals, p.value)
}

function deniesSpread({ spread, unit }: ProseNumber, { measures }: SaidFact): boolean {
  if (spread === undefined) return false
  const known = measures.filter((measure) => isSameUnit(measure, unit) && measure.spread !== null)
  return known.length > 0 && known.every((measure) => !isRounded(spread.value, spread.decimals, measure.spread!))
}

/** How far the number is from the fact, in units of what is near; beyond 1 it means something else. */
function distanceTo(number: ProseNumber, candidate: Candidate): number {
  const { fact, all } = candidate
  // Any two p values are near: what tells them apart is of what they are.
  if (number.unit === 'p') return fact.p !== undefined && all ? 0 : Infinity
  if (fact.count && number.of === fact.count.of) return 0
  if (fact.whole && number.noun !== undefined && number.value >= 10 && isSameNoun(number.noun, fact.whole.noun))
    return Math.abs(number.value - fact.whole.value) / (0.25 * fact.whole.value)
  const near = nearness(number, candidate)
  const distances = fact.measures
    .filter((measure) => isSameUnit(measure, number.unit) && !(measure.isOther && number.significant < 3))
    .map((measure) => Math.abs(Math.abs(number.value) - Math.abs(measure.value)) / reach(measure, near))
  return Math.min(Infinity, ...distances)
}

/** How far in percent of the fact: where nothing else tells facts apart, the nearest one is meant. */
const awayFrom = ({ value, unit }: ProseNumber, { measures }: SaidFact): number =>
  Math.min(
    Infinity,
    ...measures
      .filter((measure) => isSameUnit(measure, unit) && measure.value !== 0)
      .map((measure) => Math.abs(Math.abs(value) - Math.abs(measure.value)) / Math.abs(measure.value)),
  )

const isSameNoun = (said: string, noun: string): boolean => {
  const [a, b] = [said.toLowerCase().replace(/s$/, ''), noun.replace(/s$/, '')]
  return a === b || (b.length >= 4 && a.startsWith(b)) || (a.length >= 4 && b.startsWith(a))
}

interface Nearness {
  readonly share: number
  readonly spreads: number
}

const NOWHERE: Nearness = { share: 0, spreads: 0 }

function nearness({ unit, significant, decimals, place }: ProseNumber, { all, some }: Relevance): Nearness {
  const isPrecise = significant >= 3 && decimals > 0
  const hasUnit = unit === 'any' ? isPrecise : unit !== 'plain'
  if (all) return hasUnit || significant >= 2 ? { share: 0.15, spreads: 8 } : NOWHERE
  if (decimals === 0) return NOWHERE
  if (some) return hasUnit || significant >= 3 ? { share: 0.03, spreads: 4 } : NOWHERE
  return hasUnit && significant >= 3 && place !== 'table' ? { share: 0.01, spreads: 3 } : NOWHERE
}

const reach = ({ value, spread }: MeasureInText, { share, spreads }: Nearness): number =>
  Math.max(share * Math.abs(value), spreads * (spread ?? 0))
