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
