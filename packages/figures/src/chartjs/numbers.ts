const SUPERSCRIPTS: Record<string, string> = {
  '-': '⁻',
  ...Object.fromEntries([...'⁰¹²³⁴⁵⁶⁷⁸⁹'].map((sign, digit) => [String(digit), sign])),
}
const MOST_DECIMALS = 12

const minus = (text: string): string => text.replace(/^-/, '−')

/** 10 to an integer power: `10⁻³`. */
export function powerOfTen(exponent: number): string {
  return `10${[...String(exponent)].map((character) => SUPERSCRIPTS[character]).join('')}`
}

/**
 * The words for the ticks of a linear axis: as few decimals as show every tick exactly, the same number for all; powers of ten where plain numbers would be
 * long. Independent of the machine's locale.
 */
export function formatTicks(ticks: readonly number[]): string[] {
  const largest = Math.max(...ticks.map(Math.abs))
  const step = Math.min(...ticks.slice(1).map((tick, index) => Math.abs(tick - (ticks[index] as number))), largest || 1)
  const exponent = Math.floor(Math.log10(largest || 1))
  if (largest > 0 && (exponent >= 6 || exponent < -3)) {
    const mantissas = plain(
      ticks.map((tick) => tick / 10 ** exponent),
      step / 10 ** exponent,
    )
    return ticks.map((tick, index) => (tick === 0 ? '0' : `${mantissas[index]} × ${powerOfTen(exponent)}`))
  }
  return plain(ticks, step)
}

function plain(ticks: readonly number[], step: number): string[] {
  const isExact = (decimals: number) =>
    ticks.every((tick) => Math.abs(tick - Number(tick.toFixed(decimals))) < Math.abs(step) * 1e-3)
  let decimals = 0
  while (decimals < MOST_DECIMALS && !isExact(decimals)) decimals++
  return ticks.map((tick) => minus(tick === 0 ? '0' : tick.toFixed(decimals)))
}

/**
 * The ticks of a logarithmic axis between two positive ends: powers of ten, and their 2- and 5-fold when fewer than three powers are in sight.
 */
export function logTicks(low: number, high: number): { value: number; label: string }[] {
  const first = Math.floor(Math.log10(low))
  const last = Math.ceil(Math.log10(high))
  const exponents = Array.from({ length: last - first + 1 }, (_, index) => first + index)
  const inside = (value: number) => value >= low * (1 - 1e-9) && value <= high * (1 + 1e-9)
  const powers = exponents.filter((exponent) => inside(10 ** exponent)).length
  const factors = powers >= 3 ? [1] : [1, 2, 5]
  const every = powers > 8 ? Math.ceil(powers / 8) : 1
  const isShort = first >= -3 && last <= 4
  return exponents.flatMap((exponent) =>
    factors
      .map((factor) => ({ factor, value: Number(`${factor}e${exponent}`) }))
      .filter(({ value }) => inside(value) && (exponent - first) % every === 0)
      .map(({ factor, value }) => ({ value, label: isShort ? String(value) : scientific(factor, exponent) })),
  )
}

function scientific(factor: number, exponent: number): string {
  return factor === 1 ? powerOfTen(exponent) : `${factor} × ${powerOfTen(exponent)}`
}
