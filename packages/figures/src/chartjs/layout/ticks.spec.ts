import { LANGUAGES } from 'bocas/internal'
import { diceOf } from '../../../../../tools/random/dice'
import { type NumberAxis } from '../../figure/plot'
import { endsOf } from './axes'
import { tickBase } from './tick-base'
import { ticksOf, withTickBase } from './ticks'

/** The ticks of an axis that holds some values, and what its title says of them. */
function axisOf(values: readonly number[], scale: NumberAxis['scale'] = 'linear', most = 5) {
  const ends = endsOf(values, scale, true)
  const ticks = ticksOf(scale, ends, most, 'en')
  return { ends, ticks, labels: ticks.map(({ label }) => label), title: withTickBase('loss', ends, scale, 'en') }
}

describe('ticks of values that share most of their digits', () => {
  it.each<[string, number[], string[], string]>([
    ['in their eighth decimal', [0.91230001, 0.91230009], ['2', '4', '6', '8'], 'loss [× 10⁻⁸ + 0.9123]'],
    ['of a million and a few', [1e6, 1e6 + 3], ['0', '1', '2', '3'], 'loss [+ 1000000]'],
    ['below zero', [-0.91230009, -0.91230001], ['−8', '−6', '−4', '−2'], 'loss [× 10⁻⁸ − 0.9123]'],
    ['of a power of ten', [1e12, 1e12 + 3e5], ['0', '1', '2', '3'], 'loss [× 10⁵ + 10¹²]'],
    [
      'with many digits in common',
      [123456789.01, 123456789.04],
      ['0.01', '0.02', '0.03', '0.04'],
      'loss [+ 1.23456789 × 10⁸]',
    ],
    ['that can be read without', [97.121, 97.124], ['97.121', '97.122', '97.123', '97.124'], 'loss'],
    ['on both sides of a round number', [0.999995, 1.000004], ['−4', '−2', '0', '2', '4'], 'loss [× 10⁻⁶ + 1]'],
    ['of years', [2020, 2024], ['2020', '2021', '2022', '2023', '2024'], 'loss'],
  ])('%s', (_, values, expected, title) => {
    const axis = axisOf(values)
    expect([axis.labels, axis.title]).toEqual([expected, title])
  })

  it('have the decimal mark of the language in the title, too, which may be nothing else', () => {
    expect(withTickBase('Verlust', endsOf([0.91230001, 0.91230009], 'linear', true), 'linear', 'de')).toBe(
      'Verlust [× 10⁻⁸ + 0,9123]',
    )
    expect(withTickBase('', [1e6, 1e6 + 3], 'linear', 'en')).toBe('[+ 1000000]')
  })

  it('are those of one place where they differ by rounding only', () => {
    expect(axisOf([0.1 + 0.2, 0.3]).labels).toEqual(axisOf([0.3]).labels)
  })

  it('of dates have their day in the title where the ticks have none', () => {
    const [first, day] = [Date.UTC(2024, 4, 2, 22), 86_400_000]
    expect(axisOf([first, first + 900_000], 'date').title).toBe('loss [2024-05-02]')
    expect(axisOf([first, first + day / 2], 'date').title).toBe('loss [2024-05-02/2024-05-03]')
    expect(axisOf([first, first + 30 * day], 'date').title).toBe('loss')
  })
})

/** What a label says, by what the title says of it. */
function valueOf(label: string, { base, exponent }: ReturnType<typeof tickBase>): number {
  const [factor, power] = label
    .replaceAll('−', '-')
    .replace(/^10(?=[⁰¹²³⁴⁵⁶⁷⁸⁹⁻])/, '1 × 10')
    .split(' × 10')
  const raised = [...(power ?? '')].map((digit) => '⁻⁰¹²³⁴⁵⁶⁷⁸⁹'.indexOf(digit)).map((at) => (at === 0 ? '-' : at - 1))
  return base + Number(`${factor}e${raised.length > 0 ? raised.join('') : exponent}`)
}

describe('whatever the range, the offset and the scale of an axis', () => {
  const dice = diceOf(3)
  const random = () => dice.below(2 ** 32) / 2 ** 32
  const shapes = Array.from({ length: 4000 }, () => {
    const [size, share] = [10 ** (random() * 600 - 300), 10 ** -(random() * 18)]
    const low = size * (random() < 0.3 ? -1 : 1)
    return {
      values: [low, low + Math.abs(low) * share, low + Math.abs(low) * share * random()],
      most: 2 + Math.floor(random() * 12),
    }
  })

  it.each(['linear', 'log'] as const)('two ticks have two labels, which say where they stand: %s', (scale) => {
    for (const { values, most } of shapes) {
      const { ends, ticks, labels } = axisOf(values, scale, most)
      const [low, high] = ends
      const range = high - low
      expect({ values, most, labels, few: labels.length < 2 }).toEqual({
        values,
        most,
        labels: [...new Set(labels)],
        few: false,
      })
      const base = tickBase(ends, scale)
      for (const { value, label } of ticks) {
        expect(value).toBeGreaterThanOrEqual(low - range * 1e-3)
        expect(value).toBeLessThanOrEqual(high + range * 1e-3)
        expect([
          values,
          label,
          Math.abs(valueOf(label, base) - value) <= Math.max(range * 1e-3, Math.abs(value) * 1e-12),
        ]).toEqual([values, label, true])
      }
    }
  })

  it('two dates have two labels', () => {
    for (const language of LANGUAGES)
      for (let index = 0; index < 2000; index++) {
        const low = Date.UTC(0, 0) + Math.floor(random() * 1e14)
        const ends = endsOf([low, low + Math.floor(10 ** (random() * 14))], 'date', true)
        const labels = ticksOf('date', ends, 2 + Math.floor(random() * 9), language).map(({ label }) => label)
        expect({ ends, labels, few: labels.length < 2 }).toEqual({ ends, labels: [...new Set(labels)], few: false })
      }
  })
})
