import { powerOfTen } from 'bocas/internal'

/** A value of an axis, and what stands there. */
export interface Tick {
  readonly value: number
  readonly label: string
}

/**
 * Round numbers between two ends: multiples of 1, 2 or 5 times a power of ten, as many as there can be but no more than `most`, or the fewest more of which there
 * are two: between ticks a value can be read off, beside one it cannot.
 *
 * @param isWhole whether only whole numbers will do
 */
export function roundTicks(low: number, high: number, most: number, isWhole = false): number[] {
  if (!(high > low)) return [low]
  const first = Math.floor(Math.log10((high - low) / most)) - 1
  let finer: number[] = []
  for (let exponent = isWhole ? Math.max(0, first) : first; ; exponent++) {
    for (const factor of [1, 2, 5]) {
      const step = Number(`${factor}e${exponent}`)
      const [from, to] = [Math.ceil(low / step - 1e-9), Math.floor(high / step + 1e-9)]
      if (to - from >= 3 * most) continue
      const found = Array.from({ length: to - from + 1 }, (_, index) => Number(((from + index) * step).toPrecision(12)))
      if (found.length > most) finer = found
      else return found.length < 2 && finer.length > 0 ? finer : found
    }
  }
}

/** Multiples of the powers of ten, from the few to the many. */
const FACTORS = [[1], [1, 2, 5], [1, 2, 3, 5, 7], [1, 2, 3, 4, 5, 6, 7, 8, 9]]

/**
 * The ticks of a logarithmic axis between two positive ends: powers of ten where there are three, else also their multiples, as few as make three ticks;
 * undefined where even those are too few.
 */
export function logTicks(low: number, high: number): Tick[] | undefined {
  const first = Math.floor(Math.log10(low))
  const exponents = Array.from({ length: Math.ceil(Math.log10(high)) - first + 1 }, (_, index) => first + index)
  const inside = (value: number) => value >= low * (1 - 1e-9) && value <= high * (1 + 1e-9)
  const powers = exponents.filter((exponent) => inside(10 ** exponent)).length
  const every = powers > 8 ? Math.ceil(powers / 8) : 1
  const ticks = FACTORS.map((factors) =>
    exponents
      .filter((exponent) => (exponent - first) % every === 0)
      .flatMap((exponent) => factors.map((factor) => ({ factor, exponent, value: Number(`${factor}e${exponent}`) })))
      .filter(({ value }) => inside(value)),
  ).find((found) => found.length >= 3)
  if (ticks === undefined) return undefined
  const isShort = ticks.every(({ value }) => value >= 0.001 && value <= 10_000)
  return ticks.map(({ factor, exponent, value }) => ({
    value,
    label: isShort ? String(value) : scientific(factor, exponent),
  }))
}

function scientific(factor: number, exponent: number): string {
  return factor === 1 ? powerOfTen(exponent) : `${factor} × ${powerOfTen(exponent)}`
}
