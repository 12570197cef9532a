import { diceOf } from '../../../../tools/random/dice'
import { formatInterval } from './format-interval'
import { formatParts, type Scale } from './format'
import { geometric } from './log-scale'

type Case = readonly [mean: number, low: number, high: number, scale: Scale, text: string]

const textOf = (mean: number, low: number, high: number, scale: Scale = {}, limits: readonly number[] = []): string => {
  const shown = formatInterval({ mean, low, high }, scale, limits)
  const power = shown.exponent === 0 ? '' : `e${shown.exponent}`
  return `${shown.mean} [${shown.low}, ${shown.high}]${power}${shown.unit === '' ? '' : ` ${shown.unit}`}`
}

it.each<Case>([
  // As far below as above: as beside a spread of half of the width.
  [0.9712, 0.9689, 0.9735, { as: 'percent' }, '97.1 [96.9, 97.4] %'],
  [12345, 11667, 13023, {}, '12300 [11700, 13000]'],
  [-0.3, -0.38, -0.22, {}, '−0.30 [−0.38, −0.22]'],
  [1, 1, 1, {}, '1 [1, 1]'],
  [0.3, 0.3, 0.1 + 0.2, {}, '0.300 [0.300, 0.300]'],
  [2.5e7, 2.2e7, 2.8e7, {}, '2.5 [2.2, 2.8]e7'],
  // Whether 0 is inside can be seen.
  [1.5, 0.02, 2.98, {}, '1.5 [0.02, 3.0]'],
  [-0.5, -1.0003, 0.0003, {}, '−0.5 [−1.0, 0.0003]'],
  [12345, 20, 24670, {}, '12000 [20, 25000]'],
  [0.3, -1e-18, 0.6, {}, '0.3 [0.0, 0.6]'],
  [1.5, 0.02, 2.98, { digits: 1 }, '1.5 [0.0, 3.0]'],
  // Further on one side: each has two digits at least.
  [12.1, 11.83, 12.42, {}, '12.1 [11.8, 12.4]'],
  [0.3104, 0.00638, 15.1, {}, '0.31 [0.0064, 15]'],
  [115900, 7213, 1862000, {}, '120000 [7200, 1900000]'],
  [0.91, 0.41, 0.9897, {}, '0.91 [0.41, 0.99]'],
  [0.011, 0.0042, 0.0193, { as: 'points' }, '1.10 [0.42, 1.93]'],
  [0.4, -0.02, 3.1, {}, '0.40 [−0.020, 3.1]'],
  [0.31, 0, 12, {}, '0.31 [0, 12]'],
  [1, 0.02, Infinity, {}, '1.0 [0.020, ∞]'],
  // Powers of ten: one for all that it serves, else each its own.
  [3.2e-7, 1e-9, 4e-6, {}, '3.2 [0.010, 40]e-7'],
  [-9.5e-6, -0.0056, 0.0054, {}, '−9.5 × 10⁻⁶ [−0.0056, 0.0054]'],
  [1e-6, -4e-5, 5e-5, {}, '0.10 [−4.0, 5.0]e-5'],
  [1, 1e-9, 1e9, {}, '1.0 [1.0 × 10⁻⁹, 1.0 × 10⁹]'],
  // What the author says.
  [0.3104, 0.00638, 15.1, { digits: 1 }, '0.3 [0.0, 15.1]'],
  [NaN, NaN, NaN, {}, 'NaN [NaN, NaN]'],
])('%d from %d to %d as %j reads %s', (mean, low, high, scale, text) => {
  expect(textOf(mean, low, high, scale)).toBe(text)
})

it('what does not reach a limit does not read so', () => {
  expect(textOf(0.9924, 0.8721, 0.99966, {}, [-1, 1])).toBe('0.99 [0.87, 0.9997]')
  expect(textOf(-0.9924, -0.99966, -0.8721, {}, [-1, 1])).toBe('−0.99 [−0.9997, −0.87]')
  expect(textOf(0.99, 0.87, 0.9997, { as: 'percent' }, [0, 1])).toBe('99 [87, 99.97] %')
  expect(textOf(0.9, 0.8, 1, {}, [-1, 1])).toBe('0.90 [0.80, 1.00]')
  expect(textOf(0, -0.997, 0.997, {}, [-1, 1])).toBe('0.0 [−0.997, 0.997]')
})

/** Numbers from 0 to 1. */
const uniformOf = (seed: number) => {
  const dice = diceOf(seed)
  return () => dice.below(1e6) / 1e6
}

const RAISED = '⁰¹²³⁴⁵⁶⁷⁸⁹'
/** The number that a text says. */
function read(text: string): number {
  const [digits = '', power = ''] = text.replace('−', '-').split(' × 10')
  const exponent = [...power].map((sign) => (sign === '⁻' ? '-' : String(RAISED.indexOf(sign)))).join('')
  return Number(digits) * 10 ** Number(exponent)
}

it('no end and no middle of an interval of factors vanishes, is far off, or changes places, whatever their size', () => {
  const uniform = uniformOf(20)
  for (let round = 0; round < 500; round++) {
    const values = Array.from({ length: 2 + Math.floor(uniform() * 5) }, () => 10 ** (14 * uniform() - 7))
    const found = geometric(values)
    if ('refused' in found || found.interval === null) throw new Error('there is one')
    const given = { mean: found.mean, low: found.interval.low, high: found.interval.high }
    const { exponent, ...shown } = formatInterval(given)
    const numbers = [shown.low, shown.mean, shown.high].map((text) => read(text) * 10 ** exponent)
    for (const [i, of] of [given.low, given.mean, given.high].entries())
      if (Number.isFinite(of) && of > 0) expect(Math.abs(numbers[i]! / of - 1)).toBeLessThan(0.051)
    expect(numbers[0]! <= numbers[1]! && numbers[1]! <= numbers[2]!).toBe(true)
  }
})

it('an even interval is rounded as a mean beside its spread', () => {
  const uniform = uniformOf(21)
  for (let round = 0; round < 200; round++) {
    const [mean, half] = [10 ** (6 * uniform() - 3), 10 ** (6 * uniform() - 3)]
    const { decimals, exponent, mean: text } = formatParts({ mean, sd: half })
    const found = formatInterval({ mean, low: mean - half, high: mean + half })
    expect(found).toMatchObject({ decimals, exponent, mean: text })
  }
})
