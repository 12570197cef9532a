import { densityAt, ecdf, silvermanWidth } from './density'
import { binCounts, binEdges, binOf } from './histogram'

const VALUES = [2.1, 3.4, 1.9, 5.6, 4.4, 3.3, 2.8, 7.9, 3.1, 2.2, 4.0, 3.9]

describe('bins', () => {
  it.each([
    // numpy 1.24: np.histogram(VALUES, bins='auto'), np.histogram(VALUES, bins=4)
    [undefined, [1.9, 3.1, 4.3, 5.5, 6.7, 7.9], [4, 5, 1, 1, 1]],
    [4, [1.9, 3.4, 4.9, 6.4, 7.9], [6, 4, 1, 1]],
  ])('as numpy has them, %p asked for', (bins, edges, counts) => {
    const found = binEdges(VALUES, bins)
    expect(found.map((edge) => Number(edge.toFixed(9)))).toEqual(edges)
    // 3.1 lies on an edge: numpy's edge is one bit below it, ours as well.
    expect(binCounts(VALUES, found)).toEqual(counts)
  })

  it('hold every value once, the largest in the last', () => {
    for (const values of [
      [1],
      [5, 5, 5],
      [0, 1e-300],
      [-1e300, 1e300],
      Array.from({ length: 20_000 }, (_, i) => i % 977),
    ]) {
      const edges = binEdges(values)
      expect(binCounts(values, edges).reduce((sum, count) => sum + count)).toBe(values.length)
    }
    expect(binEdges([5, 5])).toEqual([4.5, 5.5])
  })

  it.each([
    [0, 0],
    [1, 1],
    [2, 1],
    [-0.1, -1],
    [2.1, -1],
    [NaN, -1],
  ])('%p lies in bin %p of [0, 1), [1, 2]', (value, bin) => {
    expect(binOf(value, [0, 1, 2])).toBe(bin)
  })

  it('are refused of nothing, of NaN and in no number', () => {
    expect(() => binEdges([])).toThrow('bins are made of finite values, of one at the least')
    expect(() => binEdges([1, NaN])).toThrow('bins are made of finite values')
    for (const bins of [0, 1.5, 1001, NaN])
      expect(() => binEdges([1], bins)).toThrow(`the number of bins is a whole number from 1 to 1000, not ${bins}`)
  })
})

describe('a density', () => {
  it('has the width of R: bw.nrd0(VALUES)', () => {
    expect(silvermanWidth(VALUES)).toBeCloseTo(0.59247422848554743, 14)
  })

  it.each([
    // scikit-learn 1.2: np.exp(KernelDensity(bandwidth=0.6).fit(VALUES).score_samples([[1], [3], [6.5]]))
    [1, 0.036600008379994574],
    [3, 0.2868645978329458],
    [6.5, 0.021765867895525898],
  ])('at %p is that of scikit-learn', (place, density) => {
    expect(densityAt(place, VALUES, 0.6)).toBeCloseTo(density, 14)
  })

  it('needs values that differ', () => {
    expect([silvermanWidth([1]), silvermanWidth([2, 2, 2]), silvermanWidth([])]).toEqual([null, null, null])
    expect(silvermanWidth([1, 1, 1, 1, 9])).toBeGreaterThan(0)
  })
})

it('the distribution function steps at each distinct value: R, ecdf(c(1, 2, 2, 5))', () => {
  expect(ecdf([5, 2, 1, 2])).toEqual([
    { value: 1, share: 0.25 },
    { value: 2, share: 0.75 },
    { value: 5, share: 1 },
  ])
  expect(ecdf([])).toEqual([])
})
