import { isClose, roundingFor } from './rounding'

/** The rows whose probabilities lie in one bin. */
export interface CalibrationBin {
  readonly count: number
  /** The mean of their probabilities. */
  readonly probability: number
  /** The share of them that came true. */
  readonly share: number
}

/**
 * How often what was given some probability came true, in equally wide bins of the probability from 0 to 1, each with
 * its upper edge (as scikit-learn has them), and what is above it by rounding only; null where a bin is empty.
 *
 * @param isTrue what came true.
 * @param probabilities as many, each from 0 to 1.
 * @throws RangeError when one is no probability, or the number of bins is none.
 */
export function calibrationBins(
  isTrue: readonly boolean[],
  probabilities: readonly number[],
  bins: number,
): (CalibrationBin | null)[] {
  if (!(Number.isSafeInteger(bins) && bins >= 2 && bins <= 100))
    throw new RangeError(`the number of bins is a whole number from 2 to 100, not ${bins}`)
  const wrong = probabilities.find((value) => !(value >= 0 && value <= 1))
  if (wrong !== undefined) throw new RangeError(`a probability is a number from 0 to 1, not ${wrong}`)
  const uppers = Array.from({ length: bins }, (_, bin) => (bin + 1) / bins)
  const rows = uppers.map(() => ({ count: 0, sum: 0, right: 0 }))
  probabilities.forEach((probability, index) => {
    const isUpTo = (upper: number) => probability <= upper || isClose(probability, upper, roundingFor(2, 1))
    const bin = rows[uppers.findIndex(isUpTo)]!
    bin.count++
    bin.sum += probability
    if (isTrue[index]) bin.right++
  })
  return rows.map(({ count, sum, right }) =>
    count === 0 ? null : { count, probability: sum / count, share: right / count },
  )
}

/** The expected calibration error: the mean distance of share and probability over the bins, each weighted by its rows (Guo et al., 2017, eq. 3). */
export function calibrationError(bins: readonly (CalibrationBin | null)[]): number {
  const all = bins.reduce((sum, bin) => sum + (bin?.count ?? 0), 0)
  return bins.reduce(
    (sum, bin) => sum + (bin === null ? 0 : (bin.count / all) * Math.abs(bin.share - bin.probability)),
    0,
  )
}
