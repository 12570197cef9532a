import { formatTicks, logTicks, powerOfTen, roundTicks } from './numbers'

describe('the words for ticks', () => {
  it('have as few decimals as tell every tick apart, the same for all', () => {
    expect(formatTicks([0, 0.25, 0.5, 0.75])).toEqual(['0', '0.25', '0.50', '0.75'])
    expect(formatTicks([0.1 + 0.2, 0.4, 0.5])).toEqual(['0.3', '0.4', '0.5'])
    expect(formatTicks([80, 90, 100])).toEqual(['80', '90', '100'])
  })

  it('have a true minus sign and never a negative zero', () => {
    expect(formatTicks([-1, -0, 1])).toEqual(['−1', '0', '1'])
  })

  it('use powers of ten where plain numbers would be long', () => {
    expect(formatTicks([0, 2e6, 4e6])).toEqual(['0', '2 × 10⁶', '4 × 10⁶'])
    expect(formatTicks([0, 0.00005, 0.0001])).toEqual(['0', '0.5 × 10⁻⁴', '1.0 × 10⁻⁴'])
    expect(powerOfTen(-13)).toBe('10⁻¹³')
  })

  it('survive an axis of one tick, and of zero alone', () => {
    expect(formatTicks([0])).toEqual(['0'])
    expect(formatTicks([42])).toEqual(['42'])
  })
})

describe('logarithmic ticks', () => {
  const labels = (low: number, high: number) => logTicks(low, high).map((tick) => tick.label)

  it('are powers of ten over several decades', () => {
    expect(labels(1e-4, 1)).toEqual(['10⁻⁴', '10⁻³', '10⁻²', '10⁻¹', '10⁰'])
    expect(labels(0.001, 1)).toEqual(['0.001', '0.01', '0.1', '1'])
  })

  it('have steps between when few powers are in sight', () => {
    expect(labels(0.09, 1.2)).toEqual(['0.1', '0.2', '0.5', '1'])
    expect(labels(2.5, 7)).toEqual(['3', '5', '7'])
    expect(labels(15, 23)).toEqual(['16', '18', '20', '22'])
  })

  it('skip powers rather than crowd', () => {
    expect(labels(1e-12, 1e12).length).toBeLessThanOrEqual(10)
  })
})

describe('round ticks', () => {
  it('are as many as there may be, between the ends', () => {
    expect(roundTicks(0, 1, 6)).toEqual([0, 0.2, 0.4, 0.6, 0.8, 1])
    expect(roundTicks(-0.3, 0.31, 5)).toEqual([-0.2, 0, 0.2])
    expect(roundTicks(80, 88.2, 6)).toEqual([80, 82, 84, 86, 88])
    expect(roundTicks(5, 5, 6)).toEqual([5])
  })

  it('are whole where halves mean nothing', () => {
    expect(roundTicks(1, 3, 8, true)).toEqual([1, 2, 3])
    expect(roundTicks(1, 20, 6, true)).toEqual([5, 10, 15, 20])
  })
})
