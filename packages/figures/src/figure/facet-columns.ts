/** No panel of small multiples is narrower than this, in points: then there are more rows. */
const LEAST_WIDTH = 92

/** How many panels stand side by side in a figure of a width in points: as many as have room, in rows of equal length where the count allows. */
export function columnsFor(count: number, width: number): number {
  const most = Math.max(1, Math.min(count, Math.floor(width / LEAST_WIDTH)))
  return Math.ceil(count / Math.ceil(count / most))
}
