import { roundTicks } from './numbers'
import { ticksOf } from './ticks'

describe('logarithmic ticks', () => {
  const labels = (low: number, high: number) => ticksOf('log', [low, high], 6, 'en').map((tick) => tick.label)

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
