import { max, min, quantile } from './describe'
import { doesVary, isClose, roundingFor, roundingOf } from './rounding'

/**
 * Edges of equally wide bins over some values: by the larger number of bins of two rules, that of Sturges (1926), ⌈log₂ n⌉ + 1, and that of Freedman and Diaconis
 * (On the histogram as a density estimator, 1981), a width of 2 · IQR / ∛n; or as many as are asked for. Values that are equal but for rounding have one bin around them, as wide as 1.
 *
 * @param values finite ones.
 * @param bins how many bins; by the rules unless given.
 * @throws RangeError when there are no values, one is not finite, or the number of bins is none.
 */
export function binEdges(values: readonly number[], bins?: number): number[] {
  if (values.length === 0 || !values.every(Number.isFinite))
    throw new RangeError('bins are made of finite values, of one at the least')
  if (bins !== undefined && !(Number.isSafeInteger(bins) && bins >= 1 && bins <= MOST_BINS))
    throw new RangeError(`the number of bins is a whole number from 1 to ${MOST_BINS}, not ${bins}`)
  const [low, high] = [min(values), max(values)]
  if (!doesVary([low, high])) return [low - 0.5, low + 0.5]
  const count = bins ?? binsFor(values, high - low)
  return Array.from({ length: count + 1 }, (_, edge) => (edge === count ? high : low + (edge / count) * (high - low)))
}

const MOST_BINS = 1000

function binsFor(values: readonly number[], range: number): number {
  const sturges = Math.ceil(Math.log2(values.length)) + 1
  const between = quantile(values, 0.75) - quantile(values, 0.25)
  const width = isClose(between, 0, roundingOf(values)) ? 0 : (2 * between) / Math.cbrt(values.length)
  return Math.min(MOST_BINS, Math.max(sturges, width > 0 ? Math.ceil(range / width) : 0))
}

/**
 * How many values lie in each bin: from its lower edge on, and below its upper edge, which the last bin includes. What lies outside all of them, or is NaN, is in none.
 *
 * @param edges two or more, increasing.
 */
export function binCounts(values: readonly number[], edges: readonly number[]): number[] {
  const counts = new Array<number>(edges.length - 1).fill(0)
  for (const value of values) {
    const bin = binOf(value, edges)
    if (bin >= 0) counts[bin]!++
  }
  return counts
}

/** The bin of a value; −1 when it is in none. A value that is below an edge by rounding only is at the edge: edges are computed. */
export function binOf(value: number, edges: readonly number[]): number {
  const last = edges.length - 1
  const [least, most] = [edges[0]!, edges[last]!]
  // Of bins that are hardly wider than that, a small part.
  const rounding = Math.min(roundingFor(2, Math.max(Math.abs(least), Math.abs(most))), (most - least) / last / 100)
  const isFrom = (edge: number): boolean => value >= edge || isClose(value, edge, rounding)
  if (!(isFrom(least) && (value <= most || isClose(value, most, rounding)))) return -1
  let [low, high] = [0, last]
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if (isFrom(edges[middle]!)) low = middle
    else high = middle
  }
  return low
}
