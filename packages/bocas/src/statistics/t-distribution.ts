/**
 * P(T ≤ t) for Student's t with `df` > 0 degrees of freedom, which need not be whole.
 * By the regularised incomplete beta function: Abramowitz & Stegun, Handbook of Mathematical Functions, 26.7.1 and 26.5.27.
 */
export function tCdf(t: number, df: number): number {
  if (t === 0) return 0.5
  const tail = incompleteBeta(df / (df + t * t), df / 2, 0.5) / 2
  return t > 0 ? 1 - tail : tail
}

/**
 * The t with P(T ≤ t) = `p`.
 *
 * @throws RangeError unless 0 < p < 1 and df > 0.
 */
export function tQuantile(p: number, df: number): number {
  if (!(p > 0 && p < 1 && df > 0))
    throw new RangeError(`✖ no t quantile for p = ${p}, df = ${df}; it needs 0 < p < 1 and df > 0`)
  if (p === 0.5) return 0
  if (p < 0.5) return -tQuantile(1 - p, df)
  // The distribution function rises, so halving an interval finds the quantile to the last bit, without a starting guess.
  let low = 0
  let high = 1
  while (tCdf(high, df) < p && high < Number.MAX_VALUE / 4) [low, high] = [high, high * 2]
  for (;;) {
    const middle = (low + high) / 2
    if (middle <= low || middle >= high) return middle
    if (tCdf(middle, df) < p) low = middle
    else high = middle
  }
}

/** I_x(a, b), by its continued fraction: NIST Digital Library of Mathematical Functions, 8.17.22, and 8.17.4 where that converges faster. */
function incompleteBeta(x: number, a: number, b: number): number {
  if (x <= 0) return 0
  if (x >= 1) return 1
  if (x > (a + 1) / (a + b + 2)) return 1 - incompleteBeta(1 - x, b, a)
  const front = Math.exp(a * Math.log(x) + b * Math.log1p(-x) + logGamma(a + b) - logGamma(a) - logGamma(b))
  return front / (a * fraction(x, a, b))
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

/** ln Γ(x), x > 0: Stirling's series (NIST DLMF 5.11.1) beyond 10, where five terms reach double precision; below, Γ(x + 1) = x Γ(x). */
function logGamma(x: number): number {
  let shift = 0
  let at = x
  for (; at < 10; at++) shift += Math.log(at)
  const inverse = 1 / (at * at)
  const series =
    (1 / 12 -
      inverse *
        (1 / 360 - inverse * (1 / 1260 - inverse * (1 / 1680 - inverse * (1 / 1188 - (inverse * 691) / 360360))))) /
    at
  return (at - 0.5) * Math.log(at) - at + Math.log(2 * Math.PI) / 2 + series - shift
}
