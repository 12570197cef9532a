import { powerOfTen } from 'bocas/internal'
import { type NumberAxis } from '../../figure/plot'
import { DAY } from './dates'

/** From what on ticks count: a tick stands for `base` plus its label times ten to the `exponent`. */
export interface TickBase {
  readonly base: number
  readonly exponent: number
  /** What an axis says of it: `× 10⁻⁸ + 0.9123`; empty where labels are the values themselves. */
  readonly words: string
}

const NONE: TickBase = { base: 0, exponent: 0, words: '' }

/** A range that is a smaller share of its values than this would need labels of more than seven digits, most of them equal. */
const LEAST_SHARE = 1e-5
/** Of values below this, a range so small would itself have fewer digits than other numbers, as all below 2.2e-308 do. */
const LEAST_NUMBER = 1e-280
/** From here on labels are shorter with a power of ten. */
const [LEAST_PLAIN, MOST_PLAIN] = [1e-2, 1e4]

/**
 * From what on the ticks of an axis count. It follows from its ends alone, not from its ticks: how many of them there are is known only when what the axis
 * says of them has its place.
 */
export function tickBase([low, high]: readonly [number, number], scale: NumberAxis['scale']): TickBase {
  if (scale === 'date') return { ...NONE, words: dayWords(low, high) }
  const [range, far] = [high - low, Math.max(Math.abs(low), Math.abs(high))]
  if (!(range > 0) || range >= far * LEAST_SHARE || far < LEAST_NUMBER) return NONE
  const place = Math.ceil(Math.log10(range))
  // Both ends are of one sign.
  const near = Math.min(Math.abs(low), Math.abs(high))
  const count = roundest(Math.floor(near / Number(`1e${place}`)), Math.floor(far / Number(`1e${place}`)))
  const sign = low < 0 ? '−' : '+'
  const step = 10 ** place
  const exponent = step < LEAST_PLAIN || step > MOST_PLAIN ? place - 1 : 0
  const power = exponent === 0 ? '' : `× ${powerOfTen(exponent)} `
  return {
    base: Number(`${low < 0 ? '-' : ''}${count}e${place}`),
    exponent,
    words: `${power}${sign} ${roundNumber(count, place)}`,
  }
}

/** The whole number from one to another that ends in the most zeros. */
function roundest(from: number, to: number): number {
  for (let step = 1, found = to; ; step *= 10) {
    const next = Math.floor(to / step) * step
    if (next < from || next === 0) return found
    found = next
  }
}

/** A count of powers of ten in full digits, or with a power where these would be many. */
function roundNumber(count: number, place: number): string {
  const digits = String(count)
  const first = digits.length - 1 + place
  const significant = digits.replace(/0+$/, '')
  if (first >= 7 || first < -4) {
    const rest = significant.slice(1)
    const factor = rest === '' ? significant : `${significant.charAt(0)}.${rest}`
    return factor === '1' ? powerOfTen(first) : `${factor} × ${powerOfTen(first)}`
  }
  if (place >= 0) return `${digits}${'0'.repeat(place)}`
  const all = digits.padStart(1 - place, '0')
  return `${all.slice(0, place)}.${all.slice(place)}`.replace(/\.?0+$/, '')
}

const SHORT = 5 * DAY

/** The days of an axis of dates whose ticks say hours or less. */
function dayWords(low: number, high: number): string {
  if (high - low >= SHORT) return ''
  const [first, last] = [low, high].map((time) => new Date(time).toISOString().slice(0, 10))
  return first === last ? first! : `${first}/${last}`
}
