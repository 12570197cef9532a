import { betaTails, gammaTails } from './special-functions'

/** P(Z ≤ z) of the standard normal distribution: NIST DLMF 7.11.2, by the incomplete gamma function, so that small tails keep their digits. */
export function normalCdf(z: number): number {
  const { lower, upper } = gammaTails(0.5, (z * z) / 2)
  return z > 0 ? 0.5 + lower / 2 : upper / 2
}

/**
 * The z with P(Z ≤ z) = `p`.
 *
 * @throws RangeError unless 0 < p < 1.
 */
export function normalQuantile(p: number): number {
  if (!(p > 0 && p < 1)) throw new RangeError(`no normal quantile for p = ${p}; it needs 0 < p < 1`)
  if (p === 0.5) return 0
  // The lower tail keeps the digits of a small p.
  return p > 0.5 ? -normalQuantile(1 - p) : -whereFalls((z) => normalCdf(-z), p)
}

/** P(X > x) of the χ² distribution with `df` degrees of freedom. */
export const chiSquaredUpper = (x: number, df: number): number => gammaTails(df / 2, x / 2).upper

/** P(X > x) of the F distribution with `df1` and `df2` degrees of freedom. */
export const fUpper = (x: number, df1: number, df2: number): number =>
  x === Infinity ? 0 : betaTails(df2 / (df2 + df1 * Math.max(0, x)), df2 / 2, df1 / 2).lower

/**
 * P(R > q): how far the largest of `k` independent standard normal values is above the least of them, the studentised range with infinitely many degrees of
 * freedom. k ∫ φ(z) (Φ(z) − Φ(z − q))ᵏ⁻¹ dz (H. L. Harter, Tables of Range and Studentized Range, Annals of Mathematical Statistics 31, 1960), by the trapezoid
 * rule, which for an analytic function that falls off at both ends gains digits with every step. The result is good to about 1e-14, and smaller tails come out as such a number or 0.
 *
 * @param k from 2 on.
 */
export function rangeUpper(q: number, k: number): number {
  if (Number.isNaN(q)) return NaN
  if (q <= 0) return 1
  // With k = 2 it is a difference of two normal values: exact, and the check of the rest.
  if (k === 2) return 2 * normalCdf(-q / Math.SQRT2)
  const sum = grid().reduce((total, { z, density, below }) => {
    const within = Math.max(0, below - normalCdf(z - q))
    return total + density * (below ** (k - 1) - within ** (k - 1))
  }, 0)
  return Math.max(0, Math.min(1, k * sum * STEP))
}

const STEP = 0.1
let points: readonly { readonly z: number; readonly density: number; readonly below: number }[] | undefined

/** Where the integral is evaluated: what does not depend on it is worked out once. */
const grid = () =>
  (points ??= Array.from({ length: 181 }, (_, i) => {
    const z = (i - 90) * STEP
    return { z, density: Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI), below: normalCdf(z) }
  }))

/**
 * The q that a range of `k` values exceeds with probability `alpha`.
 *
 * @throws RangeError unless 0 < alpha < 1 and k is a whole number from 2 on.
 */
export function rangeQuantile(alpha: number, k: number): number {
  if (!(alpha > 0 && alpha < 1) || !Number.isSafeInteger(k) || k < 2)
    throw new RangeError(
      `no quantile of a range for alpha = ${alpha}, k = ${k}; it needs 0 < alpha < 1 and k from 2 on`,
    )
  return whereFalls((q) => rangeUpper(q, k), alpha)
}

/** Where a function that falls from x = 0 on reaches a value: by halving an interval, to the last bits, without a starting guess. */
function whereFalls(falling: (x: number) => number, value: number): number {
  let low = 0
  let high = 1
  while (falling(high) > value && high < 1e6) [low, high] = [high, high * 2]
  while (high - low > 4 * Number.EPSILON * high) {
    const middle = (low + high) / 2
    if (middle <= low || middle >= high) break
    if (falling(middle) > value) low = middle
    else high = middle
  }
  return (low + high) / 2
}
