import { leastOf } from 'bocas/internal/light'
import type { ProseNumber } from './prose-number'
import type { Relevance } from './relevance'
import type { SaidFact, MeasureInText } from './said-fact'

/** A fact, and how surely the text speaks of it. */
export interface CandidateFact extends Relevance {
  readonly fact: SaidFact
}

/** How far the number is from the fact, in units of what is near; beyond 1 it means something else. */
export function distanceTo(number: ProseNumber, candidate: CandidateFact): number {
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
  return leastOf(distances)
}

/** How far in percent of the fact: where nothing else tells facts apart, the nearest one is meant. */
export const awayFrom = ({ value, unit }: ProseNumber, { measures }: SaidFact): number =>
  Math.min(
    Infinity,
    ...measures
      .filter((measure) => isSameUnit(measure, unit) && measure.value !== 0)
      .map((measure) => Math.abs(Math.abs(value) - Math.abs(measure.value)) / Math.abs(measure.value)),
  )

const isSameNoun = (written: string, noun: string): boolean => {
  const [a, b] = [written.toLowerCase().replace(/s$/, ''), noun.replace(/s$/, '')]
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

export const isSameUnit = (measure: MeasureInText, unit: ProseNumber['unit']): boolean =>
  unit === 'any' || measure.unit === unit
