import { formatExact } from 'bocas/internal'

/** What values differ by beside their size, where that is rounding: the mean of equal numbers need not be the number. */
const ROUNDING = 1e-12
/** Above and below all values, as a part of what lies between them. */
const MARGIN = 0.06

/** From where to where an axis goes that shows these values: with a margin, and around a value that is the only one. */
export function axisRange(low: number | null, high: number | null, margin = MARGIN): [number, number] {
  if (low === null || high === null) return [0, 1]
  const size = Math.max(Math.abs(low), Math.abs(high))
  const span = high - low
  if (span > size * ROUNDING) return [low - span * margin, high + span * margin]
  const around = size === 0 ? 1 : size / 2
  return [low - around, high + around]
}

/** Round numbers within a range, `most` at most: multiples of 1, 2 or 5 times a power of ten. */
export function ticksWithin(low: number, high: number, most: number, isWhole = false): number[] {
  const rough = (high - low) / most
  if (!(rough > 0) || !Number.isFinite(rough)) return []
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = [1, 2, 5, 10].map((first) => first * power).find((size) => size >= rough) ?? 10 * power
  const between = isWhole ? Math.max(1, step) : step
  const [from, to] = [Math.ceil(low / between), Math.floor(high / between)]
  if (!Number.isSafeInteger(from) || !Number.isSafeInteger(to) || to - from > 2 * most) return []
  return Array.from({ length: to - from + 1 }, (_, index) => (from + index) * between)
}

/** As many round numbers as have room beside each other in so many pixels. */
export function ticksThatFit(low: number, high: number, width: number, isWhole: boolean): number[] {
  for (let most = Math.max(1, Math.floor(width / 60)); most > 1; most--) {
    const ticks = ticksWithin(low, high, most, isWhole)
    if (ticks.length * (textWidth(tickTexts(ticks, isWhole)) + 16) <= width) return ticks
  }
  return ticksWithin(low, high, 1, isWhole)
}

/** The numbers of an axis, in words. What is counted has no powers of ten as long as one reads it without. */
export const tickTexts = (ticks: readonly number[], isWhole = false): string[] =>
  isWhole && ticks.every((tick) => Math.abs(tick) < 1e12)
    ? ticks.map((tick) => tick.toLocaleString('en').replace('-', '−'))
    : formatExact(ticks)

/** About how many pixels the longest of some numbers takes in the letters of a plot. */
export const textWidth = (texts: readonly string[]): number =>
  7 * texts.reduce((longest, { length }) => Math.max(longest, length), 0)

/** The places of values that no line leads to: what was recorded before and after them, if anything, is not finite. `undefined` is drawn past. */
export function lonePoints(values: readonly (number | null | undefined)[]): number[] {
  const known = values.flatMap((value, index) => (value === undefined ? [] : [{ value, index }]))
  const isGap = (at: number): boolean => (known[at]?.value ?? null) === null
  return known.flatMap(({ value, index }, at) => (value !== null && isGap(at - 1) && isGap(at + 1) ? [index] : []))
}
