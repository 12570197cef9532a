import { table } from 'bocas/internal'
import { chartjsRenderer, drawingOf } from '../../chartjs/chartjs-renderer'
import { altText } from '../../figure/alt-text'
import { toDataCsv } from '../../figure/data-csv'
import type { ScatterFigure } from '../../figure/plot'
import { type AnyKit, figureOf, type TestRun } from '../../test-figure-of'

/** One run whose table has as many rows as there are points. */
const pointsOf = (points: readonly (readonly [number, number])[]): TestRun[] => [
  [{ seed: 0 }, { t: table(points.map(([a, b], id) => ({ id, a, b }))) }],
]
const draw =
  (options: object = {}) =>
  (kit: AnyKit) =>
    kit['scatter']!('f', kit.rows(kit.runs, 't' as never, 'id' as never), { x: 't.a', y: 't.b', ...options })
const cloud = (count: number) =>
  Array.from({ length: count }, (_, i) => [Math.sin(i * 12.9898) * 3, Math.cos(i * 78.233) + Math.sin(i)] as const)

describe('a dense scatter', () => {
  it('has dots from 400 points on, unless it is told otherwise', async () => {
    expect(await figureOf(pointsOf(cloud(399)), draw())).not.toHaveProperty('points')
    expect(await figureOf(pointsOf(cloud(400)), draw())).toMatchObject({ points: 'dots' })
    expect(await figureOf(pointsOf(cloud(400)), draw({ points: 'markers' }))).not.toHaveProperty('points')
  })

  it('of cells holds every point once', async () => {
    const figure = (await figureOf(pointsOf(cloud(5000)), draw({ points: 'bins' }))) as ScatterFigure
    expect(figure.bins!.counts.flat().reduce((sum, count) => sum + count)).toBe(5000)
    expect(altText(figure)).toContain('Scatter plot of 5000 points, as shades, t b against t a.')
  })

  it.each(['dots', 'bins'])('of 20,000 points as %s is drawn in all formats', async (points) => {
    const figure = await figureOf(pointsOf(cloud(20_000)), draw({ points }))
    const sizes = await Promise.all(
      (['pdf', 'svg', 'png'] as const).map(async (format) => (await chartjsRenderer.render(figure, format)).length),
    )
    for (const size of sizes) expect(size).toBeLessThan(3_000_000)
    expect(toDataCsv(figure).split('\r\n')).toHaveLength(20_002)
  })

  it.each([
    [
      'NaN',
      [
        [1, NaN],
        [2, 3],
        [NaN, 1],
      ],
      {},
      '2 of 3 values not finite, left out',
    ],
    [
      'zeros on a log axis',
      [
        [0, 1],
        [2, 3],
      ],
      { xScale: 'log' },
      '1 value ≤ 0 on a log axis (triangles)',
    ],
  ] as const)('of cells leaves out %s, and says so', async (_, points, options, note) => {
    const figure = (await figureOf(pointsOf(points), draw({ points: 'bins', ...options }))) as ScatterFigure
    expect(figure.bins!.counts.flat().reduce((sum, count) => sum + count)).toBe(1)
    expect(figure.note).toBe(note)
    expect(drawingOf(figure).steps.length).toBeGreaterThan(0)
  })

  it('of cells is of one series, and of equal points', async () => {
    const runs: TestRun[] = [0, 1].map((k) => [{ seed: 0, k } as never, { a: 1, b: 2 }])
    const of = (options: object) =>
      figureOf(runs, (kit) => kit['scatter']!('f', kit.runs, { x: 'a', y: 'b', points: 'bins', ...options }))
    await expect(of({ by: 'k' })).rejects.toThrow(
      "`points: 'bins'` shades how many points there are, of one series: leave out `by`, or take `facet`",
    )
    expect((await of({})) as ScatterFigure).toMatchObject({ bins: { counts: [[2]] } })
  })
})
