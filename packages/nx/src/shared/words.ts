/** A size in decimal units with three digits at most: `12.3 MB`. */
export function bytes(size: number): string {
  const units = ['bytes', 'kB', 'MB', 'GB', 'TB']
  let value = size
  let unit = 0
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000
    unit++
  }
  const text = unit === 0 || value >= 99.95 ? value.toFixed(0) : value.toFixed(1)
  return unit === 0 && size === 1 ? '1 byte' : `${text} ${units[unit]}`
}

/** An amount of memory, close enough to be held against a limit: `2.14 GB`, `512 MB`. */
export const memory = (size: number): string =>
  size >= 1e9 ? `${Number((size / 1e9).toFixed(2))} GB` : `${Math.round(size / 1e6)} MB`

const UNITS = [
  ['d', 86_400],
  ['h', 3600],
  ['min', 60],
] as const

/** How long something took or will take: `0.4 s`, `95 s`, `12 min`, `2 h 5 min`, `3 d`. */
export function time(seconds: number): string {
  if (seconds < 10) return `${Math.max(0, seconds).toFixed(1)} s`
  if (seconds < 120) return `${Math.round(seconds)} s`
  const minutes = Math.round(seconds / 60)
  if (minutes < 120) return `${minutes} min`
  if (minutes < 48 * 60) return `${Math.floor(minutes / 60)} h${minutes % 60 === 0 ? '' : ` ${minutes % 60} min`}`
  return `${Math.round(minutes / 60 / 24)} d`
}

/** How old something is, in its largest unit. A clock that went back makes nothing younger than new. */
export function age(milliseconds: number): string {
  const seconds = Math.max(0, milliseconds / 1000)
  const found = UNITS.find(([, length]) => seconds >= length)
  return found ? `${Math.floor(seconds / found[1])} ${found[0]}` : `${Math.floor(seconds)} s`
}

/** Lines with their columns aligned; columns of numbers, named in `right`, to the right. */
export function columns(rows: readonly (readonly string[])[], right: readonly number[] = []): string[] {
  const widths = rows.reduce<number[]>(
    (most, row) => row.map((cell, column) => Math.max(most[column] ?? 0, cell.length)),
    [],
  )
  return rows.map((row) =>
    row
      .map((cell, column) => (right.includes(column) ? cell.padStart(widths[column]!) : cell.padEnd(widths[column]!)))
      .join('  ')
      .trimEnd(),
  )
}
