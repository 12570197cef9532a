import { formatExact, type Language, localNumber } from 'bocas/internal'
import { type NumberAxis } from '../../figure/plot'
import { dateTicks } from './dates'
import { logTicks, roundTicks, type Tick } from './numbers'
import { tickBase } from './tick-base'

/** Room for a tick in points, along an axis beside and below a plot. */
const TICK_ROOM = { y: 17, x: 26 } as const
/** The same for a whole date. */
export const DATE_ROOM = 52

/** How many ticks there may be along an axis of a length in points: whole dates, or parts of one, where it is of dates. */
export function mostTicks(scale: NumberAxis['scale'], direction: 'x' | 'y', length: number): number {
  return scale === 'date' ? length / DATE_ROOM : Math.max(2, Math.floor(length / TICK_ROOM[direction]))
}

/**
 * The ticks of an axis between two ends, with the decimal mark of a language. No two have the same label; where values share most of their digits, labels
 * count from a base that the title of the axis says (`withTickBase`).
 *
 * @param isWhole whether between whole numbers there is nothing to look at, such as half an epoch
 */
export function ticksOf(
  scale: NumberAxis['scale'],
  ends: readonly [number, number],
  most: number,
  language: Language,
  isWhole = false,
): Tick[] {
  const ticks =
    scale === 'date'
      ? dateTicks(...ends, most, language)
      : scale === 'log'
        ? (logTicks(...ends) ?? numberTicks(ends, MOST_WITHIN_DECADE, false))
        : numberTicks(ends, most, isWhole)
  return ticks.map(({ value, label }) => ({ value, label: localNumber(label, language) }))
}

/** Ticks of a logarithmic axis where powers of ten and their multiples are too few. */
const MOST_WITHIN_DECADE = 5

function numberTicks(ends: readonly [number, number], most: number, isWhole: boolean): Tick[] {
  const { base, exponent } = tickBase(ends, 'linear')
  const steps = roundTicks(ends[0] - base, ends[1] - base, most, isWhole)
  const labels = formatExact(steps.map((step) => step / 10 ** exponent))
  return steps.map((step, index) => ({ value: base + step, label: labels[index]! }))
}

/** The title of an axis, with the base from which its ticks count. */
export function withTickBase(
  title: string,
  ends: readonly [number, number],
  scale: NumberAxis['scale'],
  language: Language,
): string {
  const words = localNumber(tickBase(ends, scale).words, language)
  return words === '' ? title : `${title} [${words}]`.trimStart()
}
