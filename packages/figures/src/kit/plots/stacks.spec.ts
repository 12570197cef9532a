import { drawingOf } from '../../chartjs/chartjs-renderer'
import { altText } from '../../figure/alt-text'
import { toDataCsv } from '../../figure/data-csv'
import { type AnyKit, figureOf, type TestRun } from '../../test-figure-of'

const run = (seed: number, k: string, train: number, test: number): TestRun => [{ seed, k } as never, { train, test }]
const RUNS = [run(0, 'a', 3, 1), run(1, 'a', 5, 1), run(0, 'b', 2, 2), run(1, 'b', 2, 4)]
const draw =
  (options: object = {}) =>
  (kit: AnyKit) =>
    kit['stacks']!('f', kit.runs, { x: 'k', y: ['train', 'test'], ...options })

describe('stacked bars', () => {
  it('are means of the parts, with the spread of the total', async () => {
    const figure = await figureOf(RUNS, draw())
    expect(toDataCsv(figure).split('\r\n').slice(0, 7)).toEqual([
      'series,k,train + test,low,high,n',
      'train,a,4,,,2',
      'train,b,2,,,2',
      'test,a,1,,,2',
      'test,b,3,,,2',
      `total,a,5,${5 - Math.SQRT2},${5 + Math.SQRT2},2`,
      `total,b,5,${5 - Math.SQRT2},${5 + Math.SQRT2},2`,
    ])
    expect(altText(figure)).toBe(
      'Stacked bars of train + test by k; 2 groups: train, test. a: train 4.0, test 1; together 5.0. b: train 2, test 3.0; together 5.0. Mean ± sd, n = 2 · error bars: of the total.',
    )
    expect(drawingOf(figure).steps.length).toBeGreaterThan(0)
  })

  it('as shares sum to 100', async () => {
    const figure = await figureOf(RUNS, draw({ show: 'share' }))
    expect(figure).toMatchObject({
      y: { label: 'share (%)', range: { max: 100 } },
      series: [{ bars: [{ y: 80 }, { y: 40 }] }, { bars: [{ y: 20 }, { y: 60 }] }],
    })
  })

  it('of nothing at all have no shares, and are drawn', async () => {
    const figure = await figureOf([run(0, 'a', 0, 0)], draw({ show: 'share' }))
    expect(altText(figure)).toContain('There are no values to show.')
    expect(drawingOf(figure).steps.length).toBeGreaterThan(0)
  })

  it('leave out runs that lack any part, from all parts', async () => {
    const figure = await figureOf([...RUNS, run(2, 'a', NaN, 100)], draw())
    expect(figure).toMatchObject({ series: [{ bars: [{ y: 4 }, {}] }, { bars: [{ y: 1 }, {}] }] })
    expect(figure.note).toContain('1 of 5 values not finite, left out')
  })

  it.each<[string, readonly TestRun[], object, string]>([
    ['one part', RUNS, { y: ['train'] }, '`y` names the metrics that stand upon each other: two or more, each once'],
    ['a part twice', RUNS, { y: ['train', 'train'] }, 'two or more, each once'],
    ['a negative part', [run(0, 'a', -1, 2)], {}, 'train is -1 in a run, and what is stacked cannot be negative'],
    ['a logarithmic axis', RUNS, { yScale: 'log' }, 'stacks start at zero, which a logarithmic axis does not have'],
  ])('are refused for %s', async (_, runs, options, message) => {
    await expect(figureOf(runs, draw(options))).rejects.toThrow(message)
  })

  it('beyond the end of the axis are marked', async () => {
    const figure = await figureOf(RUNS, draw({ yRange: { max: 4.5 } }))
    expect(figure.note).toContain('2 values outside the axis (triangles)')
  })
})
