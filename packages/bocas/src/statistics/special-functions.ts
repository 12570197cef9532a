/** The functions that distributions are made of. */

/** Of what is one together: the share below and the share above. Either keeps its digits when it is small. */
export interface Tails {
  readonly lower: number
  readonly upper: number
}

/**
 * The regularised incomplete gamma functions P(a, x) and Q(a, x), a > 0, x ≥ 0: the series of NIST DLMF 8.11.4 below a + 1, beyond it the continued fraction 8.9.2
 * by Lentz's method.
 */
export function gammaTails(a: number, x: number): Tails {
  if (!(a > 0) || Number.isNaN(x)) return { lower: NaN, upper: NaN }
  if (x <= 0) return { lower: 0, upper: 1 }
  if (x === Infinity) return { lower: 1, upper: 0 }
  const front = Math.exp(a * Math.log(x) - x - logGamma(a))
  if (x < a + 1) {
    let term = 1 / a
    let sum = term
    for (let n = 1; n < 100_000 && term > sum * Number.EPSILON; n++) sum += term *= x / (a + n)
    const lower = Math.min(1, front * sum)
    return { lower, upper: 1 - lower }
  }
  let value = nonZero(x + 1 - a)
  let c = value
  let d = 0
  for (let n = 1; n < 100_000; n++) {
    const [term, next] = [n * (a - n), x + 2 * n + 1 - a]
    d = 1 / nonZero(next + term * d)
    c = nonZero(next + term / c)
    value *= c * d
    if (Math.abs(c * d - 1) <= Number.EPSILON) break
  }
  const upper = Math.min(1, front / value)
  return { lower: 1 - upper, upper }
}

/** The regularised incomplete beta function I_x(a, b) and what it lacks to 1: NIST DLMF 8.17.22, from the side on which it converges. */
export function betaTails(x: number, a: number, b: number): Tails {
  if (!(a > 0 && b > 0) || Number.isNaN(x)) return { lower: NaN, upper: NaN }
  if (x <= 0) return { lower: 0, upper: 1 }
  if (x >= 1) return { lower: 1, upper: 0 }
  const front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x))
  if (x < (a + 1) / (a + b + 2)) {
    const lower = Math.min(1, front / (a * fraction(x, a, b)))
    return { lower, upper: 1 - lower }
  }
  const upper = Math.min(1, front / (b * fraction(1 - x, b, a)))
  return { lower: 1 - upper, upper }
}

/** 1 + d₁/(1 + d₂/(1 + …)), evaluated from the front by Lentz's method (W. J. Lentz, Applied Optics 15, 1976). */
export function fraction(x: number, a: number, b: number): number {
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
export function logGamma(x: number): number {
  let shift = 0
  let at = x
  for (; at < 10; at++) shift += Math.log(at)
  return (at - 0.5) * Math.log(at) - at + Math.log(2 * Math.PI) / 2 + stirlingCorrection(at) - shift
}

/** What Stirling's series adds to his formula. */
export function stirlingCorrection(at: number): number {
  const inverse = 1 / (at * at)
  return (
    (1 / 12 -
      inverse *
        (1 / 360 - inverse * (1 / 1260 - inverse * (1 / 1680 - inverse * (1 / 1188 - (inverse * 691) / 360360))))) /
    at
  )
}
