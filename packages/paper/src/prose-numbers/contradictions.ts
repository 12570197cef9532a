import { type Language } from 'bocas/internal/made'
import type { ProseNumber } from './prose-number'
import { relevanceOf } from './relevance'
import type { MeasureInText, SaidFact } from './said-fact'
import { oncePerLanguage, speechOf } from './speech'
import { spokenIn } from './spoken'
import { awayFrom, distanceTo, isSameUnit, type CandidateFact } from './nearness'

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
      .map((fact): CandidateFact => ({ fact, ...relevanceOf(number, fact, spoken) }))
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
const isRounded = (written: number, decimals: number, value: number): boolean =>
  Math.abs(Math.abs(written) - Math.abs(value)) <= 0.5 * 10 ** -decimals * (1 + 1e-9)

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
