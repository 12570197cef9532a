/** Longer words than this are compared by their beginning only: a name is never that long. */
const LONGEST = 64

/** The number of letters to insert, delete, replace or swap with their neighbour to turn `a` into `b` (optimal string alignment). */
export function editDistance(a: string, b: string): number {
  const [from, to] = [a.slice(0, LONGEST), b.slice(0, LONGEST)]
  let twoAgo: number[] = []
  let last = Array.from({ length: to.length + 1 }, (_, j) => j)
  for (let i = 1; i <= from.length; i++) {
    const row = [i]
    for (let j = 1; j <= to.length; j++) {
      const replaced = last[j - 1]! + (from[i - 1] === to[j - 1] ? 0 : 1)
      row[j] = Math.min(last[j]! + 1, row[j - 1]! + 1, replaced)
      const swapped = i > 1 && j > 1 && from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1]
      if (swapped) row[j] = Math.min(row[j]!, twoAgo[j - 2]! + 1)
    }
    twoAgo = last
    last = row
  }
  return last[to.length]!
}

/** Whether one name was probably typed for the other, by their distance: at most a third of the letters of the longer one. */
export const isNear = (distance: number, a: string, b: string): boolean =>
  distance <= Math.max(1, Math.floor(Math.max(a.length, b.length) / 3))

/** The name among `names` that `name` was probably meant to be, if one is near enough (about a third of its letters, ignoring case). */
export function nearest(name: string, names: readonly string[]): string | undefined {
  let best: string | undefined
  let least = Infinity
  for (const candidate of names) {
    const distance = editDistance(name.toLowerCase(), candidate.toLowerCase())
    if (isNear(distance, name, candidate) && distance < least) [best, least] = [candidate, distance]
  }
  return best
}

/**
 * What to say after a name that does not exist: the nearest one that does, and all that do (at most 20).
 *
 * @example suggest('adm', ['sgd', 'adam']) // 'did you mean `adam`? There are: `sgd`, `adam`'
 */
export function suggest(name: string, names: readonly string[]): string {
  if (names.length === 0) return 'there are none'
  const shown = names.slice(0, 20).map((known) => `\`${known}\``)
  const all = `${shown.join(', ')}${names.length > shown.length ? ` and ${names.length - shown.length} more` : ''}`
  const near = nearest(name, names)
  return near === undefined ? `there are: ${all}` : `did you mean \`${near}\`? There are: ${all}`
}
