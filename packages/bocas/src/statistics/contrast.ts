import type { Estimate } from './summary'

/** How two means differ, and how well that is known. `mean` is the difference or the ratio itself. */
export interface Contrast extends Estimate {
  readonly contrast: 'difference' | 'ratio'
  /** A contrast of two means is one value: it has a standard error, and no spread over runs. */
  readonly sd: null
  /** The standard error of `mean`; `null` when a side has fewer than two runs. */
  readonly se: number | null
  /** Degrees of freedom of Welch and Satterthwaite, for an interval of a difference; `null` where there is none. */
  readonly df: number | null
  /** The runs of both sides together. */
  readonly n: number
}

type Side = Estimate

/**
 * Mean of `a` − mean of `b`, for samples that have nothing to do with each other: standard error √(sd²a/na + sd²b/nb), with the degrees of freedom of Welch
 * and Satterthwaite (Welch, Biometrika 34, 1947). It tests nothing: whether a difference is one beyond chance is a question for a comparison.
 */
export function difference(a: Side, b: Side): Contrast {
  const [va, vb] = [squaredError(a), squaredError(b)]
  const known = va !== null && vb !== null
  const df = known && va + vb > 0 ? (va + vb) ** 2 / (va ** 2 / (a.n - 1) + vb ** 2 / (b.n - 1)) : null
  return { ...joined('difference', a, b), mean: a.mean - b.mean, se: known ? Math.sqrt(va + vb) : null, df }
}

/**
 * Mean of `a` / mean of `b`. The standard error is that of the delta method to first order, |r| · √(se²a/a² + se²b/b²), good while the error of `b` is small
 * beside `b`.
 *
 * @throws RangeError when both means are not above zero: "so many times" would say nothing then.
 */
export function ratio(a: Side, b: Side): Contrast {
  for (const { mean } of [a, b]) {
    if (mean <= 0)
      throw new RangeError(`✖ a ratio is of two means above zero, and one of these is ${mean}; take their difference`)
  }
  const [va, vb] = [squaredError(a), squaredError(b)]
  const mean = a.mean / b.mean
  const se = va === null || vb === null ? null : mean * Math.sqrt(va / a.mean ** 2 + vb / b.mean ** 2)
  return { ...joined('ratio', a, b), mean, se, df: null }
}

const squaredError = ({ sd, n }: Side): number | null => (sd === null || n < 2 ? null : sd ** 2 / n)

const joined = (contrast: Contrast['contrast'], a: Side, b: Side) => ({
  contrast,
  sd: null,
  n: a.n + b.n,
  runs: [...new Set([...a.runs, ...b.runs])],
})
