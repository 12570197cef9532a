import {
  provenanceOf,
  suggest,
  type Claim,
  type Contrast,
  type Estimate,
  type Gap,
  type Leader,
  type MeasuredNumber,
  type NumbersClaim,
  type Provenance,
  type Statistic,
  withoutUndefined,
} from 'bocas/internal'
import { checkChoice, checkOptions } from '../values/checks'
import type { AllOf, Claimed, ClaimValue, Finding } from './claim-types'
import { checkSourced, type FactValue } from './fact'
import type { Count, Label } from '../kit-values'

const BOUNDS = ['above', 'below', 'atLeast', 'atMost', 'between'] as const
const OF_COUNTS = [...BOUNDS, 'exactly', 'all'] as const
const OF_GAPS = [...BOUNDS, 'better', 'significant'] as const
const OF_GROUPS = [...BOUNDS, 'order', 'within'] as const
const OF_NAMES = ['is', 'oneOf'] as const

/**
 * A claim as it is stored.
 *
 * @param claims those that were made before, for claims that sum up others.
 * @throws Error when the value cannot be claimed anything of, or what is claimed says nothing or cannot be.
 */
export function makeClaim(
  value: ClaimValue,
  claimed: Claimed | undefined,
  claims: Readonly<Record<string, Claim>>,
): Claim {
  if (value === null || typeof value !== 'object') throw new Error(`a claim is about ${KINDS}, not ${String(value)}`)
  if (isAllOf(value)) return ofAll(value, claimed, claims)
  if (isFinding(value)) return ofFinding(value, claimed)
  if (isLeader(value)) return ofNames(value.rows, value.runs, claimed)
  if (isLabel(value)) return ofNames([value.label], value.runs, claimed)
  if (isCount(value)) {
    const { count, of } = value
    const number = { name: 'the count', kind: 'count' as const, value: count, error: null, n: value.runs.length }
    return ofNumbers([{ ...number, ...(of === undefined ? {} : { of }) }], value.runs, claimed, OF_COUNTS)
  }
  if (isMeasured(value))
    return ofNumbers([measuredOf(value, nameOf(value))], value.runs, claimed, isGap(value) ? OF_GAPS : BOUNDS)
  const members = Object.entries(value)
  const strange = members.find(([, member]) => !isMeasured(member))
  if (members.length === 0 || strange)
    throw new Error(
      `a claim is about ${KINDS}${strange ? `; ${JSON.stringify(strange[0])} is none of these` : ', and this is empty'}`,
    )
  const known = members.every(([, member]) => isGap(member)) ? [...OF_GROUPS, ...OF_GAPS] : OF_GROUPS
  return ofNumbers(
    members.map(([name, member]) => measuredOf(member, name)),
    [...new Set(members.flatMap(([, member]) => member.runs))],
    claimed,
    known,
  )
}

const KINDS =
  'a mean, a gap, a difference, a ratio, a count, best(), a label, several numbers by name, { holds, found, runs } or { all: [names of claims] }'

/** What the numbers of a claim were computed from; undefined where they do not know it. */
export function provenanceOfClaim(value: ClaimValue): Provenance | undefined {
  const own = provenanceOf(value as never)
  if (own !== undefined || isLeader(value) || isMeasured(value)) return own
  const members = Object.entries(value).flatMap(([name, member]: [string, unknown]) => {
    const from = isMeasured(member) ? provenanceOf(member) : undefined
    return from === undefined ? [] : [{ name, from }]
  })
  if (members.length === 0) return undefined
  return {
    formula: members.map(({ name, from }) => `${name}: ${from.formula}`).join('; '),
    terms: members.flatMap(({ name, from }) =>
      from.terms.map((term) => ({
        ...term,
        name: from.terms.length === 1 ? name : `${name}: ${term.name}`,
        member: name,
      })),
    ),
  }
}

/** What a reader has to know of how the runs behind a claim were chosen. */
export function saidOfClaim(value: ClaimValue): string[] {
  if (isFinding(value) || isAllOf(value)) return []
  return [...new Set(numbersOf(value).flatMap(({ said = [] }) => said))]
}

/** What a claim is about: one value, or several by name. */
const numbersOf = (value: Exclude<ClaimValue, Finding | AllOf>): readonly FactValue[] =>
  isMeasured(value) || isLeader(value) || isLabel(value) || isCount(value) ? [value] : Object.values(value)

/** No number is typed: neither one that is claimed something of, nor several. What the author has checked in code is not looked into. @throws Error that says so. */
export function checkNumbersOf(value: ClaimValue): void {
  if (isFinding(value) || isAllOf(value)) return
  for (const number of numbersOf(value)) checkSourced(number, 'claim')
}

function ofNumbers(
  numbers: MeasuredNumber[],
  runs: readonly string[],
  claimed: Claimed | undefined,
  known: readonly string[],
): NumbersClaim {
  checkOptions(claimed, [...known, 'as'])
  const { as = 'number', ...bounds } = withoutUndefined(claimed ?? {}) as NumbersClaim['claimed'] & {
    as?: NumbersClaim['as']
  }
  checkChoice({ as }, 'as', ['number', 'percent', 'points', 'ratio'])
  checkChoice(bounds, 'order', ['ascending', 'descending'])
  checkSaid(bounds, known)
  for (const [name, bound] of Object.entries(bounds)) checkBound(name, bound, as)
  return { kind: 'numbers', numbers, as, claimed: bounds, runs: [...runs] }
}

/** Numbers that can be shown in percent are shares: a bound of 1 would be 100 %, and hold for ever or never. */
function checkBound(name: string, bound: unknown, as: NumbersClaim['as']): void {
  if (name === 'better' || name === 'all' || name === 'order') return
  if (name === 'significant') {
    if (typeof bound === 'boolean' || (typeof bound === 'number' && bound > 0 && bound < 1)) return
    throw new Error(`\`significant\` is true, false or a level such as 0.01, not ${String(bound)}`)
  }
  for (const one of name === 'between' ? (bound as readonly unknown[]) : [bound]) {
    if (typeof one !== 'number' || !Number.isFinite(one))
      throw new Error(`\`${name}\` is a number in the unit of the metric, not ${String(one)}`)
    if (as === 'points' && Math.abs(one) >= 1)
      throw new Error(`\`${name}: ${one}\` is ${one * 100} points; one point is 0.01`)
  }
  if (name === 'within' && (bound as number) < 0) throw new Error('`within` is how far apart numbers are: 0 or more')
  if (name !== 'between') return
  const [low, high] = bound as readonly [number, number]
  if (low > high) throw new Error(`nothing is between ${low} and ${high}; write the smaller one first`)
}

function ofNames(names: readonly string[], runs: readonly string[], claimed: Claimed | undefined): Claim {
  checkOptions(claimed, OF_NAMES)
  checkSaid(claimed, OF_NAMES)
  const { is, oneOf } = (claimed ?? {}) as { is?: string; oneOf?: readonly string[] }
  if (is !== undefined && oneOf !== undefined) throw new Error('say `is` or `oneOf`, not both')
  return {
    kind: 'names',
    names: [...names],
    claimed: is === undefined ? { oneOf: [...oneOf!] } : { is },
    runs: [...runs],
  }
}

function ofFinding({ holds, found, runs, ...more }: Finding, claimed: Claimed | undefined): Claim {
  checkOptions({ ...more, ...claimed }, [])
  if (typeof holds !== 'boolean') throw new Error(`\`holds\` is true or false, not ${String(holds)}`)
  if (typeof found !== 'string' || found.trim() === '')
    throw new Error('`found` says in words what was found, so that a claim that breaks can be understood')
  return { kind: 'stated', holds, found, runs: [...runs] }
}

function ofAll({ all }: AllOf, claimed: Claimed | undefined, claims: Readonly<Record<string, Claim>>): Claim {
  checkOptions(claimed, [])
  if (!Array.isArray(all) || all.length === 0) throw new Error('`all` lists the names of claims that were made before')
  const names = all as readonly string[]
  const unknown = names.filter((name) => !Object.hasOwn(claims, name))
  if (unknown.length > 0)
    throw new Error(
      unknown
        .map(
          (name) => `there is no claim ${JSON.stringify(name)} before this one; ${suggest(name, Object.keys(claims))}`,
        )
        .join('; '),
    )
  return { kind: 'all', claims: [...names], runs: [...new Set(names.flatMap((name) => claims[name]!.runs))] }
}

function checkSaid(claimed: object | undefined, known: readonly string[]): void {
  if (Object.values(claimed ?? {}).some((value) => value !== undefined)) return
  throw new Error(`nothing is claimed of it; say one or more of ${known.join(', ')}`)
}

function measuredOf(value: Estimate, name: string): MeasuredNumber {
  const { mean, sd, n } = value
  const error = 'se' in value ? ((value as Gap | Contrast).se ?? null) : sd
  const kind = isGap(value)
    ? 'difference'
    : 'contrast' in value
      ? (value as Contrast).contrast
      : 'statistic' in value
        ? 'statistic'
        : 'estimate'
  const { of = n } = value as Estimate & { readonly of?: number }
  const measured: MeasuredNumber = { name, kind, value: mean, error, n, ...(of === n ? {} : { of }) }
  if (!isGap(value)) return measured
  const { adjusted, significant, refused, isBetter, level } = value
  return { ...measured, test: { adjusted, significant, refused, isBetter, ...(level === 0.05 ? {} : { level }) } }
}

/** A mean does not know its metric here; the sentence and the place in figures.ts say what it is. */
function nameOf(value: Estimate): string {
  if (isGap(value)) return `${value.a} − ${value.b}`
  if ('statistic' in value) return `the ${(value as Statistic).statistic}`
  return 'contrast' in value ? `the ${(value as Contrast).contrast}` : 'the mean'
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null
const isMeasured = (value: unknown): value is Estimate =>
  isObject(value) && 'mean' in value && typeof value.mean === 'number' && 'n' in value
const isGap = (value: Estimate): value is Gap => 'adjusted' in value && 'a' in value && 'b' in value
const isLeader = (value: object): value is Leader => 'rows' in value && 'row' in value
const isLabel = (value: object): value is Label => 'label' in value && typeof value.label === 'string'
const isCount = (value: object): value is Count => 'count' in value && typeof value.count === 'number'
const isFinding = (value: object): value is Finding => 'holds' in value && 'found' in value
const isAllOf = (value: object): value is AllOf => 'all' in value && Array.isArray(value.all)
