import { formatEstimate, formatNumber, formatParts, type Scale, formatExact, powerOfTen } from './format'

describe('formatEstimate', () => {
  it.each([
    [0.9712, 0.0023, '97.1 ± 0.2 %'],
    [0.9712, 0.0014, '97.12 ± 0.14 %'],
    [0.9712, 0.00096, '97.12 ± 0.10 %'],
    [0.9712, 0.0196, '97 ± 2 %'],
    [0.9712, 0.2, '97 ± 20 %'],
    [0.9712, 0, '97.1 ± 0 %'],
    [0.9712, null, '97.1 %'],
    [NaN, NaN, 'NaN ± NaN %'],
  ])('shows %s and %s in percent as %s', (mean, sd, text) => {
    expect(formatEstimate({ mean, sd }, { as: 'percent' })).toBe(text)
  })

  it.each([
    [0.12345, 0.00071, '0.1235 ± 0.0007'],
    [-1.5, 0.25, '−1.5 ± 0.3'],
    [-0.001, 0.3, '0.0 ± 0.3'],
    [4567, 123, '4570 ± 120'],
    [12, null, '12'],
    [1 / 3, null, '0.333'],
    [3.2e-7, 1.4e-8, '(3.20 ± 0.14)e−7'],
    [2.5e9, null, '2.500e9'],
    [Infinity, null, '∞'],
  ])('shows %s and %s as %s', (mean, sd, text) => {
    expect(formatEstimate({ mean, sd })).toBe(text)
  })

  it('shows points without a unit', () => {
    expect(formatEstimate({ mean: 0.023, sd: 0.004 }, { as: 'points' })).toBe('2.3 ± 0.4')
    expect(formatEstimate({ mean: -0.023, sd: 0.004 }, { as: 'points' })).toBe('−2.3 ± 0.4')
  })

  it.each([
    [2.314, null, '2.3 ×'],
    [0.4321, null, '0.43 ×'],
    [2.314, 0.21, '(2.3 ± 0.2) ×'],
  ])('shows %s and %s as the factor %s', (mean, sd, text) => {
    expect(formatEstimate({ mean, sd }, { as: 'ratio' })).toBe(text)
  })

  it('takes the number of decimals that the author wants', () => {
    expect(formatEstimate({ mean: 0.9712, sd: 0.0023 }, { as: 'percent', digits: 2 })).toBe('97.12 ± 0.23 %')
    expect(formatEstimate({ mean: 4567.8, sd: 123 }, { digits: 0 })).toBe('4568 ± 123')
  })

  it('gives mean and spread the same decimals', () => {
    for (let power = -6; power < 6; power++)
      for (const digit of [1, 1.4, 1.96, 2, 5.5, 9.4, 9.6, 9.96]) {
        const { mean, sd } = formatParts({ mean: 3.14159, sd: digit * 10 ** power })
        expect((mean.split('.')[1] ?? '').length).toBe((sd!.split('.')[1] ?? '').length)
        expect(Math.abs(Number(sd) / (digit * 10 ** power) - 1)).toBeLessThan(0.2)
      }
  })
})

/** The rule of docs/tables.md, case by case: mean, sd, as, digits, text. */
const RULE: readonly (readonly [number, number | null, Scale['as'], number | undefined, string])[] = [
  // One significant digit of the spread.
  [0.93521, 0.0262, 'number', undefined, '0.94 ± 0.03'],
  [0.93521, 0.0262, 'percent', undefined, '94 ± 3 %'],
  [12.345, 0.0678, 'number', undefined, '12.35 ± 0.07'],
  [0.05, 0.0044, 'number', undefined, '0.050 ± 0.004'],
  // Two when it begins with 1, also by rounding.
  [0.935, 0.0149, 'percent', undefined, '93.5 ± 1.5 %'],
  [0.935, 0.0196, 'percent', undefined, '94 ± 2 %'],
  [0.935, 0.0098, 'percent', undefined, '93.5 ± 1.0 %'],
  [5, 9.96, 'number', undefined, '5 ± 10'],
  // Left of the point, where numbers are no percentages.
  [12345, 678, 'number', undefined, '12300 ± 700'],
  [12345, 1234, 'number', undefined, '12300 ± 1200'],
  [12345, 17, 'number', undefined, '12345 ± 17'],
  [-1200, 12, 'number', undefined, '−1200 ± 12'],
  [1234567, 89012, 'number', undefined, '1230000 ± 90000'],
  [0.12, 0.34, 'percent', undefined, '12 ± 34 %'],
  [1.5, 6, 'number', undefined, '2 ± 6'],
  [0.4, 15, 'number', undefined, '0 ± 15'],
  [-0.00004, 0.2, 'number', undefined, '0.0 ± 0.2'],
  // No spread: the number by itself, never rounded by what stands beside it.
  [0.0833, null, 'number', undefined, '0.0833'],
  [0.0912, null, 'number', undefined, '0.0912'],
  [0.91234567, null, 'number', undefined, '0.912'],
  [1.1, null, 'number', undefined, '1.100'],
  [7, null, 'number', undefined, '7'],
  [-7, null, 'number', undefined, '−7'],
  [0.000512, null, 'number', undefined, '0.000512'],
  [0.912345, null, 'percent', undefined, '91.2 %'],
  [0.912345, null, 'points', undefined, '91.2'],
  [1234.5, null, 'number', undefined, '1234.500'],
  // A spread of exactly nothing.
  [0.0833, 0, 'number', undefined, '0.0833 ± 0'],
  [5, 0, 'number', undefined, '5 ± 0'],
  [0.971, 0, 'percent', undefined, '97.1 ± 0 %'],
  // Powers of ten.
  [0, 0, 'number', undefined, '0 ± 0'],
  [0, null, 'number', undefined, '0'],
  [4.2e-5, null, 'number', undefined, '4.200e−5'],
  [4.2e-5, 3e-6, 'number', undefined, '(4.2 ± 0.3)e−5'],
  [3.2e9, 4e8, 'number', undefined, '(3.2 ± 0.4)e9'],
  [9999999, null, 'number', undefined, '9999999'],
  [1e7, null, 'number', undefined, '1e7'],
  [5e-324, null, 'number', undefined, '4.941e−324'],
  // What is not finite.
  [NaN, null, 'number', undefined, 'NaN'],
  [NaN, NaN, 'percent', undefined, 'NaN ± NaN %'],
  [-Infinity, null, 'number', undefined, '−∞'],
  [1, Infinity, 'number', undefined, '1 ± ∞'],
  // What the author wants.
  [12345.678, 678.9, 'number', 1, '12345.7 ± 678.9'],
  [0.97, 0, 'percent', 2, '97.00 ± 0.00 %'],
  [0.93521, 0.0262, 'percent', 1, '93.5 ± 2.6 %'],
  [2.3, 0.04, 'ratio', undefined, '(2.30 ± 0.04) ×'],
  [0.5, null, 'ratio', undefined, '0.50 ×'],
]

it.each(RULE)('rounds %s ± %s as %s with digits %s to %s', (mean, sd, as, digits, text) => {
  expect(formatEstimate({ mean, sd }, { as, ...(digits === undefined ? {} : { digits }) })).toBe(text)
})

describe('formatNumber', () => {
  it('never shows a negative nothing', () => {
    expect(formatNumber(-0.0001, 2)).toBe('0.00')
    expect(formatNumber(-0, 0)).toBe('0')
    expect(formatNumber(-Infinity, 2)).toBe('−∞')
  })
})

describe('numbers that are exact, such as ticks,', () => {
  it('have as few decimals as tell every tick apart, the same for all', () => {
    expect(formatExact([0, 0.25, 0.5, 0.75])).toEqual(['0', '0.25', '0.50', '0.75'])
    expect(formatExact([0.1 + 0.2, 0.4, 0.5])).toEqual(['0.3', '0.4', '0.5'])
    expect(formatExact([80, 90, 100])).toEqual(['80', '90', '100'])
  })

  it('have a true minus sign and never a negative zero', () => {
    expect(formatExact([-1, -0, 1])).toEqual(['−1', '0', '1'])
  })

  it('use powers of ten where plain numbers would be long', () => {
    expect(formatExact([0, 2e6, 4e6])).toEqual(['0', '2000000', '4000000'])
    expect(formatExact([0, 2e7, 4e7])).toEqual(['0', '2 × 10⁷', '4 × 10⁷'])
    expect(formatExact([0, 0.0005, 0.001])).toEqual(['0', '0.0005', '0.0010'])
    expect(formatExact([0, 0.000005, 0.00001])).toEqual(['0', '0.5 × 10⁻⁵', '1.0 × 10⁻⁵'])
    expect(powerOfTen(-13)).toBe('10⁻¹³')
  })

  it('survive an axis of one tick, and of zero alone', () => {
    expect(formatExact([0])).toEqual(['0'])
    expect(formatExact([42])).toEqual(['42'])
  })
})
