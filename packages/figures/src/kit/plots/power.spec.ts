import { drawingOf } from '../../chartjs/chartjs-renderer'
import { altText } from '../../figure/alt-text'
import { toDataCsv } from '../../figure/data-csv'
import type { LinesFigure } from '../../figure/plot'
import { type AnyKit, figureOf, type TestRun } from '../../test-figure-of'

const X = [1, 2, 4, 8, 16]
const Y = [
  [0.5, 0.52],
  [0.36, 0.35],
  [0.26, 0.24],
  [0.18, 0.19],
  [0.13, 0.125],
]
const RUNS = X.flatMap((size, at) =>
  Y[at]!.map((error, seed): TestRun => [{ seed, size } as never, { error, cost: size }]),
)
const power =
  (options: object = {}) =>
  (kit: AnyKit): void =>
    kit['power']!('f', kit.runs, { x: 'size', y: 'error', ...options })

describe('an error against its cost', () => {
  it('has the law of R through the geometric means: lm(log(sqrt(c(.26, .126, .0624, .0342, .01625))) ~ log(c(1, 2, 4, 8, 16)))', async () => {
    const figure = (await figureOf(RUNS, power())) as LinesFigure
    expect(figure.note).toContain('exponent −0.49 [−0.52, −0.47]')
    expect(figure.series[0]!.points).toHaveLength(5)
    expect(figure.series[0]!.fit!.map(({ x }) => x).at(-1)).toBeCloseTo(16, 9)
    expect(altText(figure)).toContain(
      'error against size, both logarithmic, with a fitted power law. 5 settings, exponent',
    )
    expect(toDataCsv(figure).split('\r\n')[0]).toBe('size,error,low,high,n')
    expect(drawingOf(figure).steps.length).toBeGreaterThan(0)
    const byMetric = (await figureOf(RUNS, power({ x: 'cost' }))) as LinesFigure
    expect(byMetric.series[0]!.fit).toEqual(figure.series[0]!.fit)
  })

  it('of few settings has no law, and says so; neither has one with an error of 0', async () => {
    const two = (await figureOf(RUNS.slice(0, 4), power())) as LinesFigure
    expect(two.series[0]).not.toHaveProperty('fit')
    expect(two.note).toContain('no power law: a power law takes 4 points at 3 places, and there are 2 at 2')
    const zero = await figureOf([...RUNS, [{ seed: 0, size: 32 } as never, { error: 0, cost: 32 }]], power())
    expect(zero.note).toContain('1 value ≤ 0 on a log axis (triangles)')
    expect(drawingOf(zero).steps.length).toBeGreaterThan(0)
  })

  it('leaves runs that diverged out of the means, and has no law of the others', async () => {
    const figure = await figureOf([...RUNS, [{ seed: 2, size: 1 } as never, { error: NaN, cost: 1 }]], power())
    expect(figure.note).toContain('1 of 11 values not finite, left out')
    expect(figure.note).toContain('no power law: a power law is of finite numbers above 0, and one is NaN')
  })
})

describe('an axis of dates', () => {
  const dated = (...days: readonly unknown[]) =>
    days.map((day, seed): TestRun => [{ seed: 0, day, k: seed } as never, { score: seed }])
  const lines =
    (options: object = {}) =>
    (kit: AnyKit): void =>
      kit['lines']!('f', kit.runs, { x: 'day', y: 'score', xScale: 'date', over: 'k', ...options })

  it('has days as they are written, in picture, data and text', async () => {
    const figure = await figureOf(dated('2024-01-01', '2024-03-01', '2025-01-01T12:00'), lines())
    expect(toDataCsv(figure)).toBe('day,score\r\n2024-01-01,0\r\n2024-03-01,1\r\n2025-01-01T12:00:00Z,2\r\n')
    expect(altText(figure)).toContain('From 0 (day 2024-01-01) to 2 (day 2025-01-01T12:00:00Z).')
    expect(drawingOf(figure).texts.map(({ text }) => text)).toContain('Jul 2024')
  })

  it.each([['next week'], ['2024-13-01'], [null], ['2024']])('%j is none', async (day) => {
    await expect(figureOf(dated('2024-01-01', day), lines())).rejects.toThrow('the values of day are not all dates')
  })

  it('is one of points too, but of no kind whose places are numbers', async () => {
    const figure = await figureOf(dated('2024-01-01', '2024-02-01'), (kit) =>
      kit['scatter']!('f', kit.runs, { x: 'day', y: 'score', xScale: 'date' }),
    )
    expect(drawingOf(figure).steps.length).toBeGreaterThan(0)
    await expect(
      figureOf(RUNS, (kit) => kit['ecdf']!('f', kit.runs, { x: 'error', over: 'size', xScale: 'date' })),
    ).rejects.toThrow('`xScale` cannot be "date"')
  })
})
