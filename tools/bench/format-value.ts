import type { Ratio, Unit } from './condense'

/** A median in words: `83 ms`, `4.25 s`, `1.20 MB`, `12.5 files`. */
export function formatValue(value: number, unit: Unit): string {
  if (unit === 'seconds') return duration(value)
  return unit === 'bytes' ? bytes(value) : value === 1 ? '1 file' : `${three(value)} files`
}

/** Milliseconds below one second, else seconds: `83 ms`, `4.25 s`, `61.3 s`. */
export function duration(seconds: number): string {
  if (seconds < 0.9995) return `${(seconds * 1000).toFixed(seconds < 0.00995 ? 1 : 0)} ms`
  return `${seconds.toFixed(seconds < 9.995 ? 2 : 1)} s`
}

/** In powers of a thousand: `812 B`, `4.03 kB`, `183 MB`. */
export function bytes(count: number): string {
  if (count < 999.5) return `${three(count)} B`
  const units = ['kB', 'MB', 'GB', 'TB']
  let scaled = count / 1000
  let unit = 0
  for (; scaled >= 999.5 && unit < units.length - 1; unit++) scaled /= 1000
  return `${three(scaled)} ${units[unit]}`
}

export const times = (ratio: number): string => `${ratio.toFixed(2)}×`

/** What is aimed at, and whether it is reached; empty where nothing is. Goals below one are rounded, as a third cannot be written. */
export const goalOf = ({ goal, met }: Ratio): string =>
  goal === undefined ? '' : `≤ ${Number(goal.toFixed(2))}× ${met ? 'met' : 'missed'}`

/** At least three digits, whole numbers without a point. */
const three = (value: number): string =>
  Number.isInteger(value) || value >= 99.95 ? value.toFixed(0) : value.toFixed(value < 9.995 ? 2 : 1)
