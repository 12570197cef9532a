/** Items by what they have in common, groups and members in the order in which they come; what has no key is in no group. */
export function groupBy<T, K>(items: Iterable<T>, keyOf: (item: T) => K | undefined): Map<K, T[]> {
  const groups = new Map<K, T[]>()
  for (const item of items) {
    const key = keyOf(item)
    if (key === undefined) continue
    const group = groups.get(key)
    if (group) group.push(item)
    else groups.set(key, [item])
  }
  return groups
}

/** Adds items to a list that may be as long as data are: `push(...items)` puts all of them on the stack, which holds some 120,000. */
export function append<T>(list: T[], items: Iterable<T>): void {
  for (const item of items) list.push(item)
}

/**
 * The least and the largest of numbers that may be as many as data are, which `Math.max(...numbers)` cannot take: Infinity and −Infinity of none, NaN when one is.
 */
export function extentOf(numbers: Iterable<number>): readonly [least: number, most: number] {
  let [least, most] = [Infinity, -Infinity]
  for (const number of numbers) {
    least = Math.min(least, number)
    most = Math.max(most, number)
  }
  return [least, most]
}

export const leastOf = (numbers: Iterable<number>): number => extentOf(numbers)[0]
export const mostOf = (numbers: Iterable<number>): number => extentOf(numbers)[1]

/** A record with other values under the same names. */
export const mapValues = <T, U>(record: Readonly<Record<string, T>>, change: (value: T) => U): Record<string, U> =>
  Object.fromEntries(Object.entries(record).map(([name, value]) => [name, change(value)]))

/** A record in the order of its names: equal ones are written with equal bytes. */
export const sortedByName = <T>(record: Readonly<Record<string, T>>): Record<string, T> =>
  Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)))

/** What {@link withoutUndefined} leaves: a property that may be undefined is one that may be missing. */
export type WithoutUndefined<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>
}

/**
 * A record without the properties that are undefined, for what is stored, hashed or compared: there a property is written or missing, and `undefined` is neither.
 * What is only passed on needs none of this.
 */
export const withoutUndefined = <T extends object>(record: T): WithoutUndefined<T> =>
  Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined)) as WithoutUndefined<T>

/** Maps with at most `limit` promises at a time; results are in the order of the items. */
export async function limited<T, U>(limit: number, items: readonly T[], change: (item: T) => Promise<U>): Promise<U[]> {
  const results = new Array<U>(items.length)
  let next = 0
  const work = async (): Promise<void> => {
    while (next < items.length) {
      const at = next++
      results[at] = await change(items[at]!)
    }
  }
  await Promise.all(Array.from({ length: Math.min(limit, items.length) }, work))
  return results
}
