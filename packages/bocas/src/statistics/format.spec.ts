import { formatEstimate, formatNumber, formatParts } from './format'

describe('formatEstimate', () => {
  it.each([
    [0.9712, 0.0023, '97.1 ± 0.2 %'],
    [0.9712, 0.0014, '97.12 ± 0.14 %'],
    [0.9712, 0.00096, '97.12 ± 0.10 %'],
    [0.9712, 0.0196, '97 ± 2 %'],
    [0.9712, 0.2, '97 ± 20 %'],
    [0.9712, 0, '97.1 ± 0.0 %'],
    [0.9712, null, '97.1 %'],
    [NaN, NaN, 'NaN ± NaN %'],
  ])('shows %s and %s in percent as %s', (mean, sd, text) => {
    expect(formatEstimate({ mean, sd }, { as: 'percent' })).toBe(text)
  })

  it.each([
    [0.12345, 0.00071, '0.1235 ± 0.0007'],
    [-1.5, 0.25, '−1.5 ± 0.3'],
    [-0.001, 0.3, '0.0 ± 0.3'],
    [4567, 123, '4567 ± 123'],
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

describe('formatNumber', () => {
  it('never shows a negative nothing', () => {
    expect(formatNumber(-0.0001, 2)).toBe('0.00')
    expect(formatNumber(-0, 0)).toBe('0')
    expect(formatNumber(-Infinity, 2)).toBe('−∞')
  })
})
