import { leastOf, mostOf } from '../collections'
import { ON_THE_LINE, RAISED } from '../text/raised'
import { isClose, roundingFor, sizeOfLargest } from './rounding'

/** How a number is shown. */
export interface Scale {
  /** As it is, in percent (0.971 is `97.1 %`), in percentage points (0.023 is `2.3`), or as a factor (2.31 is `2.3 ×`). */
  readonly as?: 'number' | 'percent' | 'points' | 'ratio' | undefined
  /** Decimals; those that fit the error when not given. */
  readonly digits?: number | undefined
}

/** By what a number is multiplied to be shown. */
export const factorOf = (as: Scale['as']): 1 | 100 => (as === 'percent' || as === 'points' ? 100 : 1)

/** The parts of `97.1 ± 0.2 %`. */
export interface FormattedEstimate {
  readonly mean: string
  /** `null` when there is no spread to show. */
  readonly sd: string | null
  /** `%`, `×` or nothing. */
  readonly unit: '' | '%' | '×'
  /** The power of ten that mean and sd are to be multiplied with; 0 nearly always. */
  readonly exponent: number
  /** To which place mean and sd are rounded: decimals, or, when negative, places left of the point. */
  readonly decimals: number
}

type MeanAndSd = { readonly mean: number; readonly sd: number | null }

/**
 * The one rule by which numbers are rounded, for tables, facts, claims and figures alike (docs/tables.md):
 *
 * - The spread has one significant digit, two when the first is a 1, so that rounding never moves it by more than a fifth; the mean is rounded at the same
 *   place, except in percent and points also left of the point: `97.1 ± 0.2`, `97.12 ± 0.14`, `12300 ± 700`, `97 ± 20 %`.
 * - A spread of 0, or of no more than rounding, is said as `± 0`, and the mean is shown like one without a spread.
 * - Without a spread: whole numbers as they are, else three decimals, or three significant digits below 0.1; one decimal in percent and points.
 * - Below 10⁻⁴ and from 10⁷ on a power of ten is taken out.
 * - What the author says with `digits` is taken as it is.
 * - A number with the ends of an interval is rounded by `formatInterval`.
 * - Places on an axis are exact, so they have as few decimals as show each of them (`formatExact`).
 *
 * Minus signs are U+2212, `−0` does not exist, what is not finite is `NaN`, `∞` or `−∞`. A number is rounded by itself alone, never by what stands beside it: so
 * the same mean reads the same wherever it is quoted.
 */
export function formatEstimate(estimate: MeanAndSd, scale: Scale = {}): string {
  const { mean, sd, unit, exponent } = formatParts(estimate, scale)
  const numbers = sd === null ? mean : `${mean} ± ${sd}`
  const raised = exponent === 0 ? numbers : `${sd === null ? numbers : `(${numbers})`}e${minus(String(exponent))}`
  if (unit === '×' && sd !== null && exponent === 0) return `(${raised}) ×`
  return unit === '' ? raised : `${raised} ${unit}`
}

/** The parts that `formatEstimate` joins, for writers that set them in another way. */
export function formatParts(estimate: MeanAndSd, { as = 'number', digits }: Scale = {}): FormattedEstimate {
  const factor = factorOf(as)
  const unit = as === 'percent' ? '%' : as === 'ratio' ? '×' : ''
  const mean = estimate.mean * factor
  const given = estimate.sd === null ? null : estimate.sd * factor
  const sd = given !== null && isClose(given, 0, roundingFor(2, sizeOfLargest([mean]))) ? 0 : given
  const exponent = digits === undefined ? exponentFor(Math.max(Math.abs(mean), sd ?? 0)) : 0
  const [m, s] = [withoutPower(mean, exponent), sd === null ? null : withoutPower(sd, exponent)]
  const fitting = decimalsFor(m, s, as)
  const decimals = digits ?? (as === 'percent' || as === 'points' ? Math.max(0, fitting) : fitting)
  const shownSd = s === null ? null : s === 0 && digits === undefined ? '0' : formatNumber(s, decimals)
  return { mean: formatNumber(m, decimals), sd: shownSd, unit, exponent, decimals }
}

/** The mean alone, rounded as it is beside its spread and without its unit, for cells of a heatmap and sentences: `97.1`, `3.2 × 10⁻⁷`. */
export function formatMean(estimate: MeanAndSd, scale: Scale = {}): string {
  const { mean, exponent } = formatParts(estimate, scale)
  return exponent === 0 ? mean : `${mean} × ${powerOfTen(exponent)}`
}

/** Numbers that are exact, such as the ticks of an axis: as few decimals as show every one of them, the same for all; different numbers read differently. */
export function formatExact(numbers: readonly number[]): string[] {
  const largest = mostOf(numbers.map(Math.abs))
  const exponent = exponentFor(largest)
  const plain = numbers.map((number) => withoutPower(number, exponent))
  const steps = plain.slice(1).flatMap((number, index) => Math.abs(number - plain[index]!) || [])
  const step = Math.min(leastOf(steps), withoutPower(largest, exponent) || 1)
  const isExact = (decimals: number): boolean =>
    plain.every((number) => Math.abs(number - Number(number.toFixed(decimals))) < Math.abs(step) * 1e-3)
  let decimals = 0
  while (decimals < MOST_DECIMALS && !isExact(decimals)) decimals++
  const power = exponent === 0 ? '' : ` × ${powerOfTen(exponent)}`
  return plain.map((number) => (number === 0 ? '0' : `${formatNumber(number, decimals)}${power}`))
}

/** 10 to an integer power: `10⁻³`. */
export function powerOfTen(exponent: number): string {
  const raised = [...minus(String(exponent))].map((sign) => RAISED[ON_THE_LINE.indexOf(sign)])
  return `10${raised.join('')}`
}

/** A number with that many decimals, or rounded so many places left of the point (−2: to hundreds); U+2212 as minus, never `−0`. */
export function formatNumber(value: number, decimals: number): string {
  if (Number.isNaN(value)) return 'NaN'
  if (!Number.isFinite(value)) return value > 0 ? '∞' : '−∞'
  const step = 10 ** -decimals
  const text = decimals >= 0 ? value.toFixed(decimals) : (Math.round(value / step) * step).toFixed(0)
  return Number(text) === 0 ? text.replace('-', '') : minus(text)
}

function minus(text: string): string {
  return text.replace('-', '−')
}

/** Numbers below 10⁻⁴ and from 10⁷ on are shown with a power of ten. */
export function exponentFor(largest: number): number {
  if (largest === 0 || !Number.isFinite(largest)) return 0
  return largest < 1e-4 || largest >= 1e7 ? Math.floor(Math.log10(largest)) : 0
}

/** A number of the least size that is shown without a power of ten has so many at most. */
const MOST_DECIMALS = 22

/** The value without a power of ten, which for the least numbers there are is less than any of them. */
export const withoutPower = (value: number, exponent: number): number =>
  exponent < -300 ? (value * 1e300) / 10 ** (exponent + 300) : value / 10 ** exponent

function decimalsFor(mean: number, sd: number | null, as: NonNullable<Scale['as']>): number {
  if (sd === null || sd === 0 || !Number.isFinite(sd)) return decimalsWithoutError(mean, as)
  // A first digit of 1 deserves a second one: 0.14 shown as 0.1 would move the spread by a third.
  // And 0.98 rounds to 1: shown as 1.0, since 0.9 beside it has one decimal too.
  const [two, one] = [sd.toExponential(1), sd.toExponential(0)]
  const [significant, rounded] = two.startsWith('1') ? [2, two] : one.startsWith('1') ? [2, one] : [1, one]
  return Math.min(significant - 1 - Number(rounded.split('e')[1]), MOST_DECIMALS)
}

/** Without an error nothing says how far a value can be trusted: a few digits, as many as people write. */
function decimalsWithoutError(mean: number, as: NonNullable<Scale['as']>): number {
  if (as === 'number') {
    if (Number.isInteger(mean) || !Number.isFinite(mean)) return 0
    return Math.abs(mean) >= 0.1 ? 3 : Math.min(2 - Math.floor(Math.log10(Math.abs(mean))), MOST_DECIMALS)
  }
  return as === 'ratio' && Math.abs(mean) < 1 ? 2 : 1
}
