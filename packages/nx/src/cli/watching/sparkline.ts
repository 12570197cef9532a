import { extentOf } from 'bocas/internal/light'
const BARS = '▁▂▃▄▅▆▇█'

/**
 * Values as a line of small bars, the newest to the right: `█▆▄▃▂▁`. More values than fit are drawn together by their means; what is no
 * number is a gap.
 */
export function sparkline(values: readonly number[], width = 24): string {
  const shown =
    values.length <= width ? values : Array.from({ length: width }, (_, index) => meanOf(values, index, width))
  const finite = shown.filter(Number.isFinite)
  const [low, high] = extentOf(finite)
  return shown
    .map((value) => {
      if (!Number.isFinite(value)) return ' '
      // A flat line lies in the middle.
      const height = high === low ? 0.5 : (value - low) / (high - low)
      return BARS[Math.min(BARS.length - 1, Math.floor(height * BARS.length))]
    })
    .join('')
}

/** The mean of the finite values in one of `count` equal parts. */
function meanOf(values: readonly number[], part: number, count: number): number {
  const [from, to] = [Math.floor((part * values.length) / count), Math.floor(((part + 1) * values.length) / count)]
  const finite = values.slice(from, to).filter(Number.isFinite)
  return finite.reduce((sum, value) => sum + value, 0) / finite.length
}
