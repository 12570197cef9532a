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

/** 1 + d₁/(1 + d₂/(1 + …)), evaluated from the front by Lentz's method (W. J. Lentz, Applied Optics 15, 1976). */
function fraction(x: number, a: number, b: number): number {
  let value = 1
  let c = 1
  let d = 0
  for (let i = 1; i <= 1000; i++) {
    const m = i >> 1
    const term =
      i % 2 === 0
        ? (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m))
        : (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1))
    d = 1 / nonZero(1 + term * d)
    c = nonZero(1 + term / c)
    value *= c * d
    if (Math.abs(c * d - 1) <= Number.EPSILON) break
  }
  return value
}

function nonZero(x: number): number {
  return x === 0 ? 1e-300 : x
}

/** ln Γ(a + ½) − ln Γ(a): beyond 10 by the difference of two of Stirling's series, whose large terms cancel before they are rounded. */
function logGammaHalfStep(a: number): number {
  if (a < 10) return logGamma(a + 0.5) - logGamma(a)
  return a * Math.log1p(0.5 / a) - 0.5 + Math.log(a) / 2 + correction(a + 0.5) - correction(a)
}

/** ln Γ(x), x > 0: Stirling's series (NIST DLMF 5.11.1) beyond 10, where five terms reach double precision; below, Γ(x + 1) = x Γ(x). */
function logGamma(x: number): number {
  let shift = 0
  let at = x
  for (; at < 10; at++) shift += Math.log(at)
  return (at - 0.5) * Math.log(at) - at + Math.log(2 * Math.PI) / 2 + correction(at) - shift
}

/** What Stirling's series adds to his formula. */
function correction(at: number): number {
  const inverse = 1 / (at * at)
  return (
    (1 / 12 -
      inverse *
        (1 / 360 - inverse * (1 / 1260 - inverse * (1 / 1680 - inverse * (1 / 1188 - (inverse * 691) / 360360))))) /
    at
  )
}
