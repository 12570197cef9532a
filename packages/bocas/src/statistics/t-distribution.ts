import { fraction, logGamma, stirlingCorrection } from './special-functions'

/**
 * P(T ≤ t) for Student's t with `df` > 0 degrees of freedom, which need not be whole.
 * By the regularised incomplete beta function: Abramowitz & Stegun, Handbook of Mathematical Functions, 26.7.1 and 26.5.27. Small tails and the middle keep their digits.
 */
export function tCdf(t: number, df: number): number {
  if (t === 0) return 0.5
  if (Number.isNaN(t) || !(df > 0)) return NaN
  const share = betaOf(t, df)
  if (share.of === 'middle') return 0.5 + (Math.sign(t) * share.p) / 2
  return t > 0 ? 1 - share.p / 2 : share.p / 2
}

/**
 * The t with P(T ≤ t) = `p`.
 *
 * @throws RangeError unless 0 < p < 1 and df > 0.
 */
export function tQuantile(p: number, df: number): number {
  if (!(p > 0 && p < 1 && df > 0))
    throw new RangeError(`no t quantile for p = ${p}, df = ${df}; it needs 0 < p < 1 and df > 0`)
  if (p === 0.5) return 0
  // The lower tail keeps the digits of a small p.
  if (p > 0.5) return -tQuantile(1 - p, df)
  // The distribution function rises, so halving an interval finds the quantile to the last bit, without a starting guess.
  let low = 0
  let high = 1
  while (tCdf(-high, df) > p && high < Number.MAX_VALUE / 4) [low, high] = [high, high * 2]
  for (;;) {
    const middle = (low + high) / 2
    if (middle <= low || middle >= high) return -middle
    if (tCdf(-middle, df) > p) low = middle
    else high = middle
  }
}

/** P(|T| > |t|), or P(|T| ≤ |t|) where that is what converges: NIST Digital Library of Mathematical Functions, 8.17.22, and 8.17.4. */
function betaOf(t: number, df: number): { readonly of: 'tails' | 'middle'; readonly p: number } {
  const a = df / 2
  // t²/df, and with it x = 1/(1 + t²/df) and 1 − x: neither is got by subtracting from 1.
  const ratio = (t / df) * t
  const x = 1 / (1 + ratio)
  const rest = ratio === Infinity ? 1 : ratio / (1 + ratio)
  const front = Math.exp(
    -a * logOf1Plus(t, df, ratio) - Math.log1p(1 / ratio) / 2 + logGammaHalfStep(a) - Math.log(Math.PI) / 2,
  )
  return x > (a + 1) / (a + 2.5)
    ? { of: 'middle', p: (2 * front) / fraction(rest, 0.5, a) }
    : { of: 'tails', p: front / (a * fraction(x, a, 0.5)) }
}

/** ln(1 + t²/df), also where t² is beyond all numbers. */
function logOf1Plus(t: number, df: number, ratio: number): number {
  return ratio < 1e300 ? Math.log1p(ratio) : 2 * Math.log(Math.abs(t)) - Math.log(df)
}

/** ln Γ(a + ½) − ln Γ(a): beyond 10 by the difference of two of Stirling's series, whose large terms cancel before they are rounded. */
function logGammaHalfStep(a: number): number {
  if (a < 10) return logGamma(a + 0.5) - logGamma(a)
  return a * Math.log1p(0.5 / a) - 0.5 + Math.log(a) / 2 + stirlingCorrection(a + 0.5) - stirlingCorrection(a)
}
