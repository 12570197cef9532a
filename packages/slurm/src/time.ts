/** Seconds of one part after the other, from the last one on. */
const UNITS = [1, 60, 3600] as const
const DAY = 86_400

/**
 * Seconds of a time as Slurm writes and reads it: `minutes`, `minutes:seconds`, `hours:minutes:seconds`, `days-hours`, `days-hours:minutes` and
 * `days-hours:minutes:seconds` (man sbatch, --time). Infinity for `UNLIMITED`; undefined for what is no time.
 */
export function readTime(text: string): number | undefined {
  if (/^(unlimited|infinite)$/i.test(text)) return Infinity
  const [, days, rest] = /^(?:(\d+)-)?(\d+(?::\d+){0,2})$/.exec(text) ?? []
  if (rest === undefined) return undefined
  const parts = rest.split(':').map(Number)
  if (days !== undefined) return Number(days) * DAY + sum(parts, [3600, 60, 1])
  return sum(parts, parts.length === 1 ? [60] : parts.length === 2 ? [60, 1] : [3600, 60, 1])
}

const sum = (parts: readonly number[], units: readonly number[]): number =>
  parts.reduce((all, part, i) => all + part * units[i]!, 0)

/** The same time for `sbatch`: `days-hours:minutes:seconds`. */
export function writeTime(seconds: number): string {
  const whole = Math.max(1, Math.ceil(seconds))
  const [s, m, h] = UNITS.map((unit) => Math.floor((whole % DAY) / unit) % (unit === 3600 ? 24 : 60))
  const two = (value: number): string => String(value).padStart(2, '0')
  return `${Math.floor(whole / DAY)}-${two(h!)}:${two(m!)}:${two(s!)}`
}

/** A time for people: `2 d 3 h`, `90 min`, `45 s`. */
export function timeInWords(seconds: number): string {
  if (seconds === Infinity) return 'any time'
  const whole = Math.ceil(seconds)
  if (whole < 120) return `${whole} s`
  const minutes = Math.round(whole / 60)
  if (minutes < 120) return `${minutes} min`
  const hours = Math.round(minutes / 60)
  return hours < 48 ? `${hours} h` : `${Math.floor(hours / 24)} d${hours % 24 === 0 ? '' : ` ${hours % 24} h`}`
}
