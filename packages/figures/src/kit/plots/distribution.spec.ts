import { series, table } from 'bocas/internal'
import { drawingOf } from '../../chartjs/chartjs-renderer'
import { altText } from '../../figure/alt-text'
import { toDataCsv } from '../../figure/data-csv'
import type { LinesFigure } from '../../figure/plot'
import { type AnyKit, figureOf, type TestRun } from '../../test-figure-of'

const runsOf = (...values: readonly number[]): TestRun[] => values.map((score, seed) => [{ seed, k: 'a' }, { score }])
const draw =
  (kind: string, options: object = {}) =>
  (kit: AnyKit) =>
    kit[kind]!('f', kit.runs, { x: 'score', ...options })
const TWELVE = [2.1, 3.4, 1.9, 5.6, 4.4, 3.3, 2.8, 7.9, 3.1, 2.2, 4.0, 3.9]

describe('a histogram', () => {
  it('has the counts of numpy between its edges', async () => {
    const figure = await figureOf(runsOf(...TWELVE), draw('histogram', { bins: 4 }))
    expect(toDataCsv(figure)).toBe(
      ['score,count', '1.9,0', '1.9,6', '3.4,4', '4.9,1', '6.4,1', '7.9,0', ''].join('\r\n'),
    )
    expect(figure.note).toBe('4 bins of equal width, n = 12')
    expect(altText(figure)).toBe(
      'Histogram of score. 12 values from 1.900 to 7.900, median 3.350. 4 bins of equal width, n = 12.',
    )
  })

  it('has the same bins in every series and panel, and shares that sum to 100', async () => {
    const runs = [...runsOf(1, 2, 9), ...runsOf(4, 5).map(([c, o]): TestRun => [{ ...c, k: 'b' } as never, o])]
    const figure = await figureOf(runs, draw('histogram', { show: 'share', facet: 'k', bins: 3 }))
    const plots = figure.kind === 'facets' ? figure.panels.map(({ plot }) => plot as LinesFigure) : []
    const places = plots.map(({ series: [one] }) => one!.points.map(({ x }) => x))
    expect(places[0]).toEqual(places[1])
    for (const {
      series: [one],
    } of plots)
      expect(one!.points.slice(1).reduce((sum, { y }) => sum + y, 0)).toBeCloseTo(100, 10)
  })

  it('on a logarithmic axis holds every value', async () => {
    const figure = await figureOf(runsOf(1e-3, 0.1, 1, 1, 1e4), draw('histogram', { xScale: 'log' }))
    const [one] = (figure as LinesFigure).series
    expect(one!.points.reduce((sum, { y }) => sum + y, 0)).toBe(5)
    expect(figure.note).toBe('6 bins of equal width in the logarithm, n = 5')
  })
})

it('a distribution function is R’s ecdf(c(1, 2, 2, 5)), and begins at 0', async () => {
  const figure = await figureOf(runsOf(5, 2, 1, 2), draw('ecdf'))
  expect(toDataCsv(figure)).toBe('score,share not larger (%)\r\n1,0\r\n1,25\r\n2,75\r\n5,100\r\n')
  expect(altText(figure)).toContain('Empirical distribution function of score. 4 values from 1 to 5, median 2.')
})

describe('a density', () => {
  it('is that of scikit-learn, between the extreme values', async () => {
    const figure = (await figureOf(runsOf(...TWELVE), draw('density', { width: 0.6 }))) as LinesFigure
    const points = figure.series[0]!.points
    expect([points[0]!.x, points.at(-1)!.x]).toEqual([1.9, 7.9])
    // np.exp(KernelDensity(bandwidth=0.6).fit(TWELVE).score_samples([[1.9], [7.9]]))
    expect(points[0]!.y).toBeCloseTo(0.18862948799037102, 12)
    expect(points.at(-1)!.y).toBeCloseTo(0.05544435658347726, 12)
  })

  it.each<[string, readonly number[], object, string]>([
    ['few values', [1, 2, 3], {}, '3 values are too few for a density'],
    ['equal ones', Array.from({ length: 12 }, () => 2), {}, 'the values are all equal, which has no density'],
    ['no width', TWELVE, { width: 0 }, '`width` is a positive number in shown units, not 0'],
  ])('is refused for %s', async (_, values, options, message) => {
    await expect(figureOf(runsOf(...values), draw('density', options))).rejects.toThrow(message)
  })
})

describe.each(['histogram', 'ecdf', 'density'])('%s', (kind) => {
  it('leaves out what is not finite, and says how much', async () => {
    const figure = await figureOf(runsOf(...TWELVE, NaN, Infinity), draw(kind))
    expect(figure.note).toContain('n = 12 · 2 of 14 values not finite, left out')
  })

  it('draws values of which none is finite, one value, and extremes', async () => {
    for (const values of [[NaN], [3], [1e300, -1e300]]) {
      if (kind === 'density') continue
      const figure = await figureOf(runsOf(...values), draw(kind))
      expect(drawingOf(figure).steps.length).toBeGreaterThan(0)
      expect(altText(figure)).toMatch(/values? from|1 value, 3|There are no values to show/)
    }
  })

  it('draws the 20,000 rows of a table', async () => {
    const rows = Array.from({ length: 20_000 }, (_, step) => ({ step, loss: Math.sin(step) }))
    const figure = await figureOf([[{ seed: 0 }, { log: table(rows) }]], (kit) =>
      kit[kind]!('f', kit.rows(kit.runs, 'log' as never, 'step' as never), { x: 'log.loss', over: 'log.step' }),
    )
    expect(figure.note).toContain('n = 20000')
    expect(drawingOf(figure).steps.length).toBeGreaterThan(0)
  })

  it('refuses a mix of settings that nobody has asked for', async () => {
    const runs: TestRun[] = Array.from({ length: 12 }, (_, seed) => [{ seed, k: seed % 2 }, { score: seed }] as const)
    await expect(figureOf(runs, draw(kind))).rejects.toThrow(/would mix runs that differ in k/)
    expect((await figureOf(runs, draw(kind, { over: 'k' }))).note).toContain('n = 12')
  })
})

it('a logarithmic axis takes no value that it cannot show', async () => {
  for (const kind of ['histogram', 'ecdf'])
    await expect(figureOf(runsOf(1, 0, -1), draw(kind, { xScale: 'log' }))).rejects.toThrow(
      '2 of 3 values of score are 0 or less, which a logarithmic axis cannot show',
    )
})

describe('a smoothed line', () => {
  const curve = (loss: readonly number[], seed = 0): TestRun => [{ seed }, { log: series({ loss: [...loss] }) }]
  const lines = (options: object) => (kit: AnyKit) => kit['lines']!('f', kit.runs, { y: 'log.loss', ...options })

  it('has the curve before it was smoothed beside it, in picture and data', async () => {
    const figure = await figureOf([curve([1, 4, 2, 8, 5, 7])], lines({ smooth: { mean: 3 } }))
    expect(toDataCsv(figure)).toBe(
      [
        'step,loss,unsmoothed',
        ...[
          '1,2.5,1',
          '2,2.3333333333333335,4',
          '3,4.666666666666667,2',
          '4,5,8',
          '5,6.666666666666667,5',
          '6,6,7',
          '',
        ],
      ].join('\r\n'),
    )
    expect(figure.note).toBe('each run smoothed by the mean of 3 steps (thin: before)')
  })

  it('is smoothed run by run: the band is over smoothed runs', async () => {
    const figure = await figureOf([curve([0, 3, 0]), curve([0, 9, 0], 1)], lines({ smooth: { mean: 3 } }))
    expect((figure as LinesFigure).series[0]!.points[1]).toMatchObject({ y: 2, n: 2 })
    expect((figure as LinesFigure).series[0]!.raw).toEqual([0, 6, 0])
  })

  it.each([
    [{ smooth: { mean: 2 } }, 'a curve is smoothed by the mean of an odd number of steps'],
    [{ smooth: { mean: 3 }, y: 'n', x: 'k' }, 'n is one number per run: `smooth` is for the columns of series'],
  ])('%j is refused', async (options, message) => {
    await expect(
      figureOf([[{ seed: 0, k: 1 } as never, { n: 1, log: series({ loss: [1] }) }]], lines(options)),
    ).rejects.toThrow(message)
  })
})
