/** How a number is shown. */
export interface Scale {
  /** As it is, in percent (0.971 is `97.1 %`), in percentage points (0.023 is `2.3`), or as a factor (2.31 is `2.3 ×`). */
  readonly as?: 'number' | 'percent' | 'points' | 'ratio'
  /** Decimals; those that fit the error when not given. */
  readonly digits?: number
}

/** The parts of `97.1 ± 0.2 %`. */
export interface FormattedEstimate {
  readonly mean: string
  /** `null` when there is no spread to show. */
  readonly sd: string | null
  /** `%`, `×` or nothing. */
  readonly unit: '' | '%' | '×'
  /** The power of ten that mean and sd are to be multiplied with; 0 nearly always. */
  readonly exponent: number
}

type MeanAndSd = { readonly mean: number; readonly sd: number | null }

/**
 * `97.1 ± 0.2 %`: the spread with one significant digit (two when the first is a 1, so that rounding never moves it by more than a fifth), the mean with
 * as many decimals. Minus signs are U+2212.
 */
export function formatEstimate(estimate: MeanAndSd, scale: Scale = {}): string {
  const { mean, sd, unit, exponent } = formatParts(estimate, scale)
  const numbers = sd === null ? mean : `${mean} ± ${sd}`
  const scaled = exponent === 0 ? numbers : `${sd === null ? numbers : `(${numbers})`}e${minus(String(exponent))}`
  if (unit === '×' && sd !== null && exponent === 0) return `(${scaled}) ×`
  return unit === '' ? scaled : `${scaled} ${unit}`
}

/** The parts that `formatEstimate` joins, for writers that set them in another way. */
export function formatParts(estimate: MeanAndSd, { as = 'number', digits }: Scale = {}): FormattedEstimate {
  const factor = as === 'percent' || as === 'points' ? 100 : 1
  const unit = as === 'percent' ? '%' : as === 'ratio' ? '×' : ''
  const mean = estimate.mean * factor
  const sd = estimate.sd === null ? null : estimate.sd * factor
  const exponent = digits === undefined ? exponentFor(Math.max(Math.abs(mean), sd ?? 0)) : 0
  const [m, s] = [mean / 10 ** exponent, sd === null ? null : sd / 10 ** exponent]
  const decimals = digits ?? decimalsFor(m, s, as)
  return { mean: formatNumber(m, decimals), sd: s === null ? null : formatNumber(s, decimals), unit, exponent }
}

/** A number with that many decimals; U+2212 as minus, never `−0`. */
export function formatNumber(value: number, decimals: number): string {
  if (Number.isNaN(value)) return 'NaN'
  if (!Number.isFinite(value)) return value > 0 ? '∞' : '−∞'
  const text = value.toFixed(decimals)
  return Number(text) === 0 ? text.replace('-', '') : minus(text)
}

function minus(text: string): string {
  return text.replace('-', '−')
}

/** Numbers below 10⁻⁴ and from 10⁷ on are shown with a power of ten. */
function exponentFor(largest: number): number {
  if (largest === 0 || !Number.isFinite(largest)) return 0
  return largest < 1e-4 || largest >= 1e7 ? Math.floor(Math.log10(largest)) : 0
}

function decimalsFor(mean: number, sd: number | null, as: NonNullable<Scale['as']>): number {
  if (sd === null || sd === 0 || !Number.isFinite(sd)) return decimalsWithoutError(mean, as)
  // A first digit of 1 deserves a second one: 0.14 shown as 0.1 would move the spread by a third.
  // And 0.98 rounds to 1: shown as 1.0, since 0.9 beside it has one decimal too.
  const [two, one] = [sd.toExponential(1), sd.toExponential(0)]
  const [significant, rounded] = two.startsWith('1') ? [2, two] : one.startsWith('1') ? [2, one] : [1, one]
  return Math.min(Math.max(0, significant - 1 - Number(rounded.split('e')[1])), 12)
}

/** Without an error nothing says how far a value can be trusted: a few digits, as many as people write. */
function decimalsWithoutError(mean: number, as: NonNullable<Scale['as']>): number {
  if (as === 'number') return Number.isInteger(mean) ? 0 : 3
  return as === 'ratio' && Math.abs(mean) < 1 ? 2 : 1
}
