import type { Penguin } from './data'

/**
 * Turns a penguin into numbers: its measurements and its sex, each with mean 0 and standard deviation 1 over the
 * training rows.
 */
export type Encode = (penguin: Penguin) => number[]

/**
 * Learns from training rows, and from nothing else, how to encode a penguin: what to put where a value is missing (the
 * mean of a measurement; the more frequent sex, female when equal), and the mean and standard deviation (n − 1) to
 * standardise with. A feature that does not vary becomes 0.
 *
 * @param training the rows to learn from; at least one
 * @throws Error when a measurement is missing in every training row
 */
export function fitEncoding(training: readonly Penguin[]): Encode {
  const males = training.filter((penguin) => penguin.sex === 'MALE').length
  const females = training.filter((penguin) => penguin.sex === 'FEMALE').length
  const usualSex = males > females ? 1 : 0
  const numbers = ({ measurements, sex }: Penguin) => [
    ...measurements,
    sex === null ? usualSex : sex === 'MALE' ? 1 : 0,
  ]

  const rows = training.map(numbers)
  const scales = (rows[0] ?? []).map((_, column) => {
    const known = rows.map((row) => row[column]).filter((value) => value !== null && value !== undefined)
    if (known.length === 0) {
      throw new Error(
        `✖ No penguin in the training rows has a value for measurement ${column}: nothing to learn from → at fitEncoding(training)`,
      )
    }
    return scaleOf(known)
  })
  return (penguin) =>
    numbers(penguin).map((value, column) => {
      const { mean, sd } = scales[column]!
      // a missing measurement becomes the mean, which is 0 once standardised
      return value === null || sd === 0 ? 0 : (value - mean) / sd
    })
}

function scaleOf(values: readonly number[]): { mean: number; sd: number } {
  const mean = values.reduce((sum, x) => sum + x, 0) / values.length
  const squares = values.reduce((sum, x) => sum + (x - mean) ** 2, 0)
  return { mean, sd: values.length > 1 ? Math.sqrt(squares / (values.length - 1)) : 0 }
}
