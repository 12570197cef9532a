import { mostOf } from '../../collections'
import { mean, sd, summaryOfFinite } from '../../statistics/describe'
import { COUNTED, numbersIn, SHARED, type Decision, type Term } from '../../statistics/provenance'
import { localNumber, wordsIn, type Language } from '../../text/words/words'
import { beats, sharersOf } from '../comparison/standing'
import { computeStatistic } from '../statistic/compute'
import type { ShownProvenance } from './provenance-schema'

/** A number as a fact or a claim states it. What is undefined is not compared. */
export interface StatedNumber {
  readonly kind: 'estimate' | 'difference' | 'ratio'
  readonly mean: number
  readonly sd?: number | null | undefined
  readonly n?: number | undefined
}

/** What something shown says of the numbers behind it. */
export interface NumbersBehind {
  readonly runs: readonly string[]
  readonly metric?: string
  readonly values?: readonly number[]
  readonly terms?: readonly Term[]
}

/** The numbers behind something shown, as terms. */
export function termsOf({ runs, metric, values, terms }: NumbersBehind): readonly Term[] {
  if (terms !== undefined) return terms
  if (values === undefined) return []
  return [{ name: metric ?? 'value', ...(metric === undefined ? {} : { metric }), runs, values }]
}

/** How a stated number differs from what its terms give; undefined where it does not, or where only figures.ts knows how it came about. */
export function numberProblem(stated: StatedNumber, terms: readonly Term[]): string | undefined {
  if (stated.kind === 'estimate') {
    const values = numbersIn(terms)
    if (values === undefined || values.length === 0) return stated.n === 0 ? undefined : 'has no values of its runs'
    return meanProblem(stated, values)
  }
  if (terms.length === 0) return 'has no values of its runs'
  const all = contrastOf(stated.kind, terms, mean)
  if (all === undefined) return undefined
  const ofFinite = contrastOf(stated.kind, terms, (values) => summaryOfFinite(values).mean)
  const values = numbersIn(terms) ?? []
  const what = `a ${stated.kind}`
  return differs(what, stated.mean, all, values) && differs(what, stated.mean, ofFinite, values)
}

/** What a statistic states that its terms give as well. */
export interface StatedStatistic {
  readonly mean: number
  readonly n?: number
  readonly interval?: { readonly low: number; readonly high: number } | null
  readonly test?: { readonly value: number; readonly p: number } | null
}

/** How a stated statistic differs from what its recipe makes of its terms. */
export function statisticProblem(stated: StatedStatistic, shown: ShownProvenance): string | undefined {
  const { decision } = shown
  if (decision?.by !== 'statistic') return 'is a statistic, and nothing says how it was computed'
  const found = computeStatistic(decision, termsOf(shown))
  if (!('value' in found))
    return Number.isNaN(stated.mean) ? undefined : `has a value, and there is none: ${found.refused}`
  const near = (what: string, one: number | undefined, other: number | undefined) =>
    differs(what, one, other, [one ?? 0])
  const { interval, test, n } = stated
  return (
    near('a value', stated.mean, found.value) ??
    (n === undefined ? undefined : near('n', n, found.n)) ??
    (interval === undefined ? undefined : near('a low end', interval?.low, found.interval?.low)) ??
    (interval === undefined ? undefined : near('a high end', interval?.high, found.interval?.high)) ??
    (test === undefined ? undefined : near('a test value', test?.value, found.test?.value)) ??
    (test === undefined ? undefined : near('a p', test?.p, found.test?.p))
  )
}

/** Runs that diverged are in no mean of a metric; a mean of what code computes from each run takes all. */
export function meanProblem(stated: Omit<StatedNumber, 'kind'>, values: readonly number[]): string | undefined {
  const problemWith = (given: { readonly mean: number; readonly sd: number | null; readonly n: number }) =>
    differs('a mean', stated.mean, given.mean, values) ??
    (stated.sd === undefined ? undefined : differs('an sd', stated.sd, given.sd, values)) ??
    (stated.n === undefined ? undefined : differs('n', stated.n, given.n))
  return problemWith(summaryOfFinite(values)) && problemWith({ mean: mean(values), sd: sd(values), n: values.length })
}

/** The difference of the means of both sides, or their ratio; over several columns the mean of such. Undefined of another formula. */
function contrastOf(
  kind: 'difference' | 'ratio',
  terms: readonly Term[],
  meanOf: (values: readonly number[]) => number,
): number | undefined {
  if (terms.some(({ side }) => side === undefined)) return undefined
  const columns = [...new Set(terms.map(({ column }) => column))]
  const each = columns.map((column) => {
    const side = (name: 'a' | 'b'): number => {
      const values = numbersIn(terms.filter((term) => term.side === name && term.column === column))
      return values === undefined || values.length === 0 ? NaN : meanOf(values)
    }
    return kind === 'ratio' ? side('a') / side('b') : side('a') - side('b')
  })
  return mean(each)
}

/** How a stated count differs from what its terms give; which runs code has chosen to count cannot be told again. */
export function countProblem(count: number, of: number | undefined, shown: ShownProvenance): string | undefined {
  const terms = termsOf(shown)
  if (shown.formula === COUNTED)
    return differs('a count', count, terms[0]?.runs.length) ?? differs('a whole', of, terms[1]?.runs.length)
  if (shown.formula === SHARED) return sharedProblem(count, terms)
  if (shown.decision?.by !== 'wins') return undefined
  const { won, contested } = winsIn(shown.decision, terms)
  // Which of them are significant is not worked out again.
  const isLess = shown.decision.significantly && count <= won
  return (isLess ? undefined : differs('a count', count, won)) ?? differs('a whole', of, contested)
}

/** What runs have in common as a word: a number has the minus sign and the decimal mark of a text. */
export function sharedText(value: number | string, language?: Language): string {
  const text = String(value).replace(/^-/, '−')
  return typeof value === 'number' ? localNumber(text, language) : text
}

/** How a stated word differs from what all its runs have. */
export function sharedProblem(
  shared: number | string,
  terms: readonly Term[],
  language?: Language,
): string | undefined {
  const isSaid = (value: number | string): boolean => value === shared || sharedText(value, language) === shared
  const other = terms.flatMap(({ values }) => values).find((value) => !isSaid(value))
  return other === undefined ? undefined : `says ${shared}, and a run of it has ${other}`
}

type Places = Extract<Decision, { by: 'place' }>
type Contest = Extract<Decision, { by: 'wins' }>

/** The rows that share a place, by the means of all rows; over several columns by the means of those. */
export function rowsInPlace({ better, place }: Places, terms: readonly Term[]): string[] {
  const rows = rowsIn(terms)
  const columns = columnsIn(terms)
  const means = rows.map((row) => mean(columns.map((column) => meanAt(terms, row, column))))
  return sharersOf(means, better, place).map((index) => rows[index]!)
}

/** The words for rows that share a place. */
export const placeWords = (labels: readonly string[], language?: Language): string =>
  labels.length < 2 ? labels.join('') : labels.reduce((all, one) => wordsIn(language).results.and(all, one))

function winsIn({ row, better }: Contest, terms: readonly Term[]): { won: number; contested: number } {
  const columns = columnsIn(terms)
  const rivals = rowsIn(terms).filter((other) => other !== row)
  const isThere = (one: string, column: string): boolean =>
    terms.some((term) => term.row === one && term.column === column)
  const won = columns.filter((column) =>
    rivals
      .filter((rival) => isThere(rival, column))
      .every((rival) => beats(meanAt(terms, row, column), meanAt(terms, rival, column), better)),
  )
  return { won: won.length, contested: columns.length }
}

const rowsIn = (terms: readonly Term[]): string[] => [...new Set(terms.flatMap(({ row = [] }) => row))]
const columnsIn = (terms: readonly Term[]): string[] => [...new Set(terms.flatMap(({ column = [] }) => column))]

function meanAt(terms: readonly Term[], row: string, column: string): number {
  const values = numbersIn(terms.filter((term) => term.row === row && term.column === column)) ?? []
  return values.length === 0 ? NaN : mean(values)
}

/** Sums in another order differ in their last bits, which are those of the largest number among them. */
function differs(
  what: string,
  stated: number | null | undefined,
  computed: number | null | undefined,
  values: readonly number[] = [],
): string | undefined {
  const largest = Math.max(0, mostOf(values.filter(Number.isFinite).map(Math.abs)))
  const isNear =
    typeof stated === 'number' && typeof computed === 'number' && Math.abs(stated - computed) <= 1e-12 * largest
  if (isNear || Object.is(stated, computed) || stated === computed) return undefined
  return `has ${what} of ${String(stated)}, the values of its runs give ${String(computed)}`
}
