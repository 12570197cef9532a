import { mostOf } from '../collections'
import { exponentFor, factorOf, formatNumber, formatParts, powerOfTen, withoutPower, type Scale } from './format'
import { isClose, isSameNumber, roundingFor, sizeOfLargest } from './rounding'

/** A number and the ends of its interval. */
interface Between {
  readonly mean: number
  readonly low: number
  readonly high: number
}

/** The parts of `97.1 [96.8, 97.4] %`. */
export interface FormattedInterval {
  readonly mean: string
  readonly low: string
  readonly high: string
  readonly unit: '' | '%' | '×'
  /** The power of ten that all three are to be multiplied with; 0 nearly always, and where each has its own. */
  readonly exponent: number
  /** To which place the mean is rounded, as in `FormattedEstimate`. */
  readonly decimals: number
}

/** Decimals by which a number has two significant digits. */
const decimalsForTwo = (value: number): number => 1 - Number(value.toExponential(1).split('e')[1])
/** More say nothing. */
const MOST_DECIMALS = 22

/**
 * A number with the ends of its interval, by the one rule of `format.ts`:
 *
 * - Ends that are as far below as above: all three are rounded as beside a spread of half of the width. An end that is not 0 has as many decimals as it takes not to read 0.
 * - Other ends, such as those of a geometric mean, a correlation or quartiles: half of the width says little of the nearer end. Each of the three has two significant digits
 *   at least; all have as many decimals where one more is enough, else each as many as it needs. What is not 0 is never shown as 0.
 * - Three numbers that no power of ten serves together have one each, where they need it.
 * - What the author says with `digits` is taken as it is.
 *
 * @param limits what such a number cannot pass, such as −1 and 1 of a correlation: what does not reach it does not read so.
 */
export function formatInterval(given: Between, scale: Scale = {}, limits: readonly number[] = []): FormattedInterval {
  const { mean, low, high } = given
  const factor = factorOf(scale.as)
  const half = Number.isFinite(high - low) ? (high - low) / 2 : null
  const even = formatParts({ mean, sd: half }, scale)
  const { unit } = even
  const numbers = [mean, low, high].map((value) => value * factor)
  const bounds = limits.map((limit) => limit * factor)
  if (scale.digits !== undefined || isEven(given)) {
    const isAsked = scale.digits !== undefined
    const own = isAsked || even.exponent !== 0 ? [] : bounds
    const noise = roundingFor(4, sizeOfLargest(numbers))
    const [m, l, h] = numbers.map((value, at) => {
      const shown = withoutPower(value, even.exponent)
      // Whether 0 is in the interval can be seen: an end beside it does not read 0.
      const isBesideZero = !isAsked && at > 0 && Math.abs(value) > noise
      return formatNumber(shown, decimalsWithin(shown, even.decimals, isBesideZero ? [...own, 0] : own))
    })
    return { mean: m!, low: l!, high: h!, unit, exponent: even.exponent, decimals: even.decimals }
  }
  const place = even.decimals - even.exponent
  // Around 0 the ends are what is of ordinary size or not, among factors it is the middle.
  const exponent = low < 0 && high > 0 ? even.exponent : exponentFor(Math.abs(numbers[0]!))
  const isTogether = numbers.every((value) => exponentFor(Math.abs(withoutPower(value, exponent))) === 0)
  const exponents = numbers.map((value) => (isTogether ? exponent : exponentFor(Math.abs(value))))
  const shown = numbers.map((value, i) => withoutPower(value, exponents[i]!))
  const known = shown.filter((value) => value !== 0 && Number.isFinite(value))
  // The place of the width, among numbers that are divided by this power of ten.
  const least = (power: number): number => place + power
  const needed = (value: number, power: number): number =>
    known.includes(value) ? Math.max(least(power), decimalsForTwo(value)) : least(power)
  const most = mostOf(shown.map((value, i) => needed(value, exponents[i]!) - least(exponents[i]!)))
  const decimals = shown.map((value, i) => {
    const own = most <= 1 && isTogether ? least(exponents[i]!) + most : needed(value, exponents[i]!)
    return decimalsWithin(value, own, exponents[i] === 0 ? bounds : [])
  })
  const [m, l, h] = shown.map((value, i) => {
    const power = isTogether || exponents[i] === 0 ? '' : ` × ${powerOfTen(exponents[i]!)}`
    return `${formatNumber(value, decimals[i]!)}${power}`
  })
  const rounded = isTogether ? decimals[0]! : decimals[0]! - exponents[0]!
  return { mean: m!, low: l!, high: h!, unit, exponent: isTogether ? exponent : 0, decimals: rounded }
}

/** Whether the ends are as far below as above, but for rounding. */
function isEven({ mean, low, high }: Between): boolean {
  if (!Number.isFinite(low) && !Number.isFinite(high)) return true
  return isClose(high - mean, mean - low, roundingFor(4, sizeOfLargest([mean, low, high])))
}

/** As many decimals, or as many more as it takes for a number not to read as a limit that it does not reach: 0.9997 is not 1.00. */
export function decimalsWithin(value: number, decimals: number, limits: readonly number[]): number {
  const isMisread = (own: number): boolean =>
    limits.some((limit) => !isSameNumber(value, limit) && formatNumber(value, own) === formatNumber(limit, own))
  let own = decimals
  while (own < MOST_DECIMALS && isMisread(own)) own++
  return own
}
