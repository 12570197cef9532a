import { codedError } from '../errors/codes'
import { plural } from '../text/plural'
import { mean } from './describe'
import { intervalOfEstimates } from './percentile-interval'
import { below, generator } from './random'
import { checkConfidence, type Interval } from './summary'

/** The fewest values that are resampled: with 5 values a 95 % percentile interval holds the true mean about 83 times in 100. */
export const BOOTSTRAP_MIN = 10

export interface BootstrapOptions {
  /** The confidence, between 0 and 1; 0.95 unless given. */
  readonly level?: number | undefined
  /** What is estimated; the mean unless given. */
  readonly of?: ((values: readonly number[]) => number) | undefined
  /** How often the values are drawn anew; 10,000 unless given. */
  readonly resamples?: number | undefined
  /** Equal seeds give equal intervals; 0 unless given. */
  readonly seed?: number | undefined
}

/**
 * The percentile bootstrap interval (Efron and Tibshirani, An Introduction to the Bootstrap, 1993, section 13.3): the values are drawn anew with replacement,
 * and the interval is what the estimate of most draws lies in. It needs no normal distribution, but values enough: from 10 on.
 *
 * @throws RangeError for fewer than 10 values, values that are not finite, or a level, number or seed that is none.
 */
export function bootstrapInterval(values: readonly number[], options: BootstrapOptions = {}): Interval {
  const { level = 0.95, of = mean, resamples = 10_000, seed = 0 } = options
  checkConfidence(level)
  if (values.length < BOOTSTRAP_MIN)
    throw codedError(
      'too-few-values',
      new RangeError(
        `a bootstrap interval of ${plural(values.length, 'value')} would be too narrow: with 5, a 95 % interval holds the true mean 83 times in 100; take tInterval(), or at least ${BOOTSTRAP_MIN} runs`,
      ),
    )
  if (!values.every(Number.isFinite))
    throw new RangeError('there is no bootstrap interval of values that are not finite')
  if (!Number.isSafeInteger(resamples) || resamples < 100)
    throw new RangeError(`\`resamples\` is a whole number from 100 on, not ${resamples}`)
  if (!Number.isSafeInteger(seed)) throw new RangeError(`\`seed\` is a whole number, not ${seed}`)
  return percentileInterval(values, { level, of, resamples, seed })
}

/** The interval of any number of values; for those who know that of few it is too narrow. */
export function percentileInterval(
  values: readonly number[],
  {
    level,
    of,
    resamples,
    seed,
  }: { readonly [Option in keyof BootstrapOptions]-?: NonNullable<BootstrapOptions[Option]> },
): Interval {
  const uniform = generator(seed)
  const drawn = values.slice()
  const estimates = new Float64Array(resamples)
  for (let round = 0; round < resamples; round++) {
    for (let i = 0; i < drawn.length; i++) drawn[i] = values[below(uniform, values.length)]!
    estimates[round] = of(drawn)
  }
  return intervalOfEstimates(estimates, level)
}
