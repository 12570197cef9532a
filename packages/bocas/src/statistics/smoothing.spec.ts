import { smooth } from './smoothing'

const CURVE = [1, 4, 2, 8, 5, 7]

it('exponentially as pandas does: Series(CURVE).ewm(alpha=0.1, adjust=True).mean()', () => {
  const found = smooth(CURVE, { exponential: 0.9 })
  const pandas = [1, 2.578947368421053, 2.365313653136532, 4.0037801686536785, 4.247051354057287, 4.834586466165413]
  found.forEach((value, index) => expect(value).toBeCloseTo(pandas[index]!, 12))
})

it('by the mean of the steps around as pandas does: Series(CURVE).rolling(3, center=True, min_periods=1).mean()', () => {
  expect(smooth(CURVE, { mean: 3 })).toEqual([2.5, 7 / 3, 14 / 3, 5, 20 / 3, 6])
})

it.each([{ mean: 5 }, { exponential: 0.6 }])(
  '%j leaves a level as it is, and NaN where it is and nowhere else',
  (smoothing) => {
    smooth([3, 3, 3, 3], smoothing).forEach((value) => expect(value).toBeCloseTo(3, 12))
    const gap = smooth([3, NaN, 3, Infinity, 3], smoothing)
    expect([gap[1], gap[3]]).toEqual([NaN, Infinity])
    for (const index of [0, 2, 4]) expect(gap[index]).toBeCloseTo(3, 12)
    expect(smooth([], smoothing)).toEqual([])
  },
)

it.each([{ mean: 4 }, { mean: 1 }, { exponential: 1 }, { exponential: 0 }, {}, { mean: 3, exponential: 0.5 }])(
  '%j is refused',
  (smoothing) => {
    expect(() => smooth(CURVE, smoothing as never)).toThrow('a curve is smoothed by the mean of an odd number of steps')
  },
)
