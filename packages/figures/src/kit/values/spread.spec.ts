import { history } from 'bocas/internal'
import type { LinesFigure } from '../../figure/plot'
import { figureOf, type TestRun } from '../../test-figure-of'
import { spreadOf } from './spread'

describe('the geometric spread', () => {
  it('is exp of the mean and sd of logarithms: those of R for 0.02, 0.5, 3, 40', () => {
    const { y, low, high } = spreadOf([0.02, 0.5, 3, 40], 'geometric', 'number')
    // exp(mean(log(y))) and exp(sd(log(y))) (R 4.2.2).
    expect(y).toBeCloseTo(1.046635139392, 11)
    expect(high! / y).toBeCloseTo(24.367888302642, 9)
    expect(y / low!).toBeCloseTo(24.367888302642, 9)
  })

  it.each([
    ['one value', [3], { y: 3, n: 1, of: 1 }],
    ['no finite one', [NaN], { y: NaN, n: 0, of: 1 }],
    ['ties', [2, 2, NaN], { y: 2, low: 2, high: 2, n: 2, of: 3 }],
  ])('of %s', (_, values, expected) => {
    const found = spreadOf(values, 'geometric', undefined)
    for (const [key, value] of Object.entries(expected))
      expect(found[key as 'y']).toEqual(Number.isNaN(value) ? NaN : expect.closeTo(value, 12))
    expect('low' in found).toBe('low' in expected)
  })

  it.each([[[1, 0]], [[1, -2]]])('refuses %p, and says what to take', (values) => {
    expect(() => spreadOf(values, 'geometric', 'number')).toThrow(
      /^a geometric mean is of finite numbers above 0, and one is (0|−2): say another spread than 'geometric', such as 'sd' or 'ci95'$/,
    )
  })

  it('has a lower end on a logarithmic axis where ± sd has none', async () => {
    const runs = [0, 1, 2].map((seed): TestRun => [
      { seed },
      { history: history({ loss: [1, 0.1, 0.01].map((y) => y * 10 ** (seed - 1)) }) },
    ])
    const figure = async (band: string) =>
      (await figureOf(runs, (kit) =>
        kit['lines']!('f', kit.runs, { y: 'history.loss', yScale: 'log', band }),
      )) as LinesFigure
    const [arithmetic, geometric] = [await figure('sd'), await figure('geometric')]
    expect(arithmetic.note).toBe('mean ± sd, n = 3 · no lower end: spread below 0')
    expect(geometric.note).toBe('geometric mean ×/÷ geometric sd, n = 3')
    const [{ points } = { points: [] }] = geometric.series
    points.forEach(({ y, low, high }, at) => {
      expect(y).toBeCloseTo(10 ** -at, 12)
      expect([low! * 10, high! / 10].map((end) => end / y)).toEqual([expect.closeTo(1, 9), expect.closeTo(1, 9)])
    })
  })
})
