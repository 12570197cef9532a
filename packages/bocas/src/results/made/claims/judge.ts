import { leastOf, mostOf } from '../../../collections'
import type { Claim, MeasuredNumber, NamesClaim, NumbersClaim } from './form'
import { isAtMost } from '../../../statistics/rounding'
import { order } from './order'
import { boundText, measuredText, pText } from './words'

/** Whether a claim holds. */
export interface Verdict {
  /** Null as long as there is no result to hold it against, which only a draft allows. */
  readonly holds: boolean | null
  /** The numbers and what is claimed of them: `cnn − mlp = 0.4 ± 0.2 points, claimed ≥ 1 points`. */
  readonly says: string
}

/**
 * Holds claims against their numbers, by name. Bounds count to nine digits, so that 0.03 − 0.02 is at least 0.01. A mean that is not a number keeps no claim.
 */
export function judgeClaims(claims: Readonly<Record<string, Claim>>): ReadonlyMap<string, Verdict> {
  const verdicts = new Map<string, Verdict>()
  const verdictOf = (name: string, asked: readonly string[]): Verdict => {
    const known = verdicts.get(name)
    if (known) return known
    const claim = Object.hasOwn(claims, name) ? claims[name]! : undefined
    if (claim === undefined) return { holds: false, says: `there is no claim "${name}"` }
    if (asked.includes(name)) return { holds: false, says: `"${name}" claims itself` }
    const verdict =
      claim.kind === 'all'
        ? allOf(claim.claims.map((one) => [one, verdictOf(one, [...asked, name])] as const))
        : judge(claim)
    verdicts.set(name, verdict)
    return verdict
  }
  for (const name of Object.keys(claims)) verdictOf(name, [])
  return verdicts
}

/** All that a claim says, whether it holds or not: its numbers and what is claimed of them. */
export function claimWords(claim: Claim): string {
  if (claim.kind === 'all') return claim.claims.join(', ')
  if (claim.kind === 'stated') return claim.found
  if (claim.kind === 'names') return judgeNames(claim).says
  const each = claim.numbers.map((number) => ({ number, parts: partsOf(number, claim) }))
  return numbersWords(claim, each, [...each.flatMap(({ parts }) => parts), ...groupParts(claim)])
}

function allOf(verdicts: readonly (readonly [string, Verdict])[]): Verdict {
  const broken = verdicts.filter(([, { holds }]) => holds === false)
  const told = broken.length > 0 ? broken : verdicts
  return {
    holds: broken.length > 0 ? false : verdicts.some(([, { holds }]) => holds === null) ? null : true,
    says: told.map(([name, { says }]) => `${name}: ${says}`).join('; '),
  }
}

function judge(claim: Exclude<Claim, { kind: 'all' }>): Verdict {
  if (claim.kind === 'stated') return { holds: claim.holds, says: claim.found }
  return claim.kind === 'names' ? judgeNames(claim) : judgeNumbers(claim)
}

function judgeNames({ names, claimed: { is, oneOf } }: NamesClaim): Verdict {
  const allowed = is === undefined ? (oneOf ?? []) : [is]
  const wording = `claimed ${allowed.join(' or ')}`
  if (names.length === 0) return { holds: null, says: `not known yet, ${wording}` }
  const holds = is === undefined ? names.every((name) => allowed.includes(name)) : names.length === 1 && names[0] === is
  return { holds, says: `it is ${names.join(' and ')}${names.length > 1 ? ', which share the place' : ''}, ${wording}` }
}

/** One thing that is claimed: whether it holds, and how it is said. */
interface Part {
  readonly holds: boolean
  readonly wording: string
  /** What else a reader needs to see of the numbers: their p. */
  readonly also?: string | undefined
}

function judgeNumbers(claim: NumbersClaim): Verdict {
  const { numbers } = claim
  const isUnknown = numbers.some(({ n, value, kind }) => n === 0 && Number.isNaN(value) && kind !== 'count')
  const each = numbers.map((number) => ({ number, parts: partsOf(number, claim) }))
  const together = groupParts(claim)
  const broken = each.filter(({ parts }) => parts.some((part) => !part.holds))
  const isApart = together.some((part) => !part.holds)
  const holds = isUnknown ? null : broken.length === 0 && !isApart
  // What is wrong with each number by itself is said of those numbers; what is wrong with them together, of all.
  const shown = holds === false && !isApart ? broken : each
  const parts = [...shown.flatMap((one) => one.parts), ...together].filter((part) => holds !== false || !part.holds)
  return { holds, says: numbersWords(claim, shown, parts) }
}

/** Numbers, and what is claimed of them. */
function numbersWords(
  { claimed, as, language }: NumbersClaim,
  shown: readonly { readonly number: MeasuredNumber; readonly parts: readonly Part[] }[],
  told: readonly Part[],
): string {
  const wordings = [...new Set(told.map((part) => part.wording))]
  const bounds = Object.values(claimed).flatMap((bound) => (typeof bound === 'number' ? [bound] : []))
  const values = shown.map(({ number, parts }) => {
    const also = [...new Set(parts.flatMap((part) => part.also ?? []))]
    return [`${number.name} = ${measuredText(number, as, bounds, language)}`, ...also].join(', ')
  })
  return `${values.join('; ')}${wordings.length === 0 ? '' : `, claimed ${wordings.join(' and ')}`}`
}

function partsOf(number: MeasuredNumber, { claimed, as, language }: NumbersClaim): Part[] {
  const { value, of, test } = number
  const text = (bound: number): string => boundText(bound, as, language)
  const { above, below, atLeast, atMost, between, exactly, all, better, significant } = claimed
  const parts: Part[] = []
  const add = (holds: boolean, wording: string, also?: string): void =>
    void parts.push({ holds: holds && Number.isFinite(value), wording, also })
  if (above !== undefined) add(order(value, above) > 0, `> ${text(above)}`)
  if (below !== undefined) add(order(value, below) < 0, `< ${text(below)}`)
  if (atLeast !== undefined) add(order(value, atLeast) >= 0, `≥ ${text(atLeast)}`)
  if (atMost !== undefined) add(order(value, atMost) <= 0, `≤ ${text(atMost)}`)
  if (between !== undefined)
    add(
      order(value, between[0]) >= 0 && order(value, between[1]) <= 0,
      `between ${text(between[0])} and ${text(between[1])}`,
    )
  if (exactly !== undefined) add(order(value, exactly) === 0, `exactly ${text(exactly)}`)
  if (all !== undefined) add(value === of, 'all of them')
  if (better !== undefined) add(test?.isBetter === better, better ? 'the better one' : 'the worse one')
  if (significant !== undefined) {
    const level = typeof significant === 'number' ? significant : undefined
    const isSignificant = level === undefined ? (test?.significant ?? null) : atLevel(test?.adjusted ?? null, level)
    const wording = `${significant === false ? 'not significant' : 'significant'}${level === undefined ? '' : ` at ${level}`}`
    add(isSignificant === (significant !== false), wording, pText(test, level, language))
  }
  return parts
}

const atLevel = (p: number | null, level: number): boolean | null => (p === null ? null : isAtMost(p, level))

function groupParts({ numbers, claimed: { order: direction, within }, as, language }: NumbersClaim): Part[] {
  const values = numbers.map(({ value }) => value)
  const finite = values.every((value) => Number.isFinite(value))
  const parts: Part[] = []
  if (direction !== undefined) {
    const inOrder = values.slice(1).every((value, index) => {
      const step = order(value, values[index]!)
      return direction === 'ascending' ? step > 0 : step < 0
    })
    parts.push({ holds: finite && inOrder, wording: `in ${direction} order` })
  }
  if (within !== undefined) {
    const range = mostOf(values) - leastOf(values)
    const unit = as === 'percent' ? 'points' : as
    parts.push({
      holds: finite && order(range, within) <= 0,
      wording: `no two further apart than ${boundText(within, unit, language)}, and the range is ${boundText(range, unit, language)}`,
    })
  }
  return parts
}
