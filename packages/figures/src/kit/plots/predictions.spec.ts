import { table } from 'bocas/internal'
import { drawingOf } from '../../chartjs/chartjs-renderer'
import { altText } from '../../figure/alt-text'
import { toDataCsv } from '../../figure/data-csv'
import type { Figure } from '../../figure/figure'
import type { HeatmapFigure, LinesFigure } from '../../figure/plot'
import { type AnyKit, figureOf, type TestRun } from '../../test-figure-of'

const draw =
  (kind: string, options: object) =>
  (kit: AnyKit): void =>
    kit[kind]!('f', kit.runs, { table: 't', ...options })

const ACTUAL = ['a', 'a', 'b', 'b', 'b', 'c', 'c', 'a']
const SAID = ['a', 'b', 'b', 'b', 'c', 'c', 'a', 'a']
const single: TestRun = [{ seed: 0 }, { t: table(ACTUAL.map((actual, at) => ({ actual, said: SAID[at]! }))) }]
const matrix = { actual: 'actual', predicted: 'said' }
const valuesOf = (figure: Figure) =>
  (figure as HeatmapFigure).cells.map((row) => row.map((cell) => cell?.value ?? null))

describe('a confusion matrix', () => {
  it('is that of scikit-learn: confusion_matrix(ACTUAL, SAID, normalize="true")', async () => {
    const figure = await figureOf([single], draw('confusion', matrix))
    const expected = [
      [0.6666666666666666, 0.3333333333333333, 0],
      [0, 0.6666666666666666, 0.3333333333333333],
      [0.5, 0, 0.5],
    ]
    valuesOf(figure).forEach((row, at) =>
      row.forEach((value, index) => expect(value).toBeCloseTo(100 * expected[at]![index]!, 10)),
    )
    expect(altText(figure)).toBe(
      'Confusion matrix of 3 classes, actual in rows and said in columns. On the diagonal the mean is 61.111 %, the lowest value 50.0 % (c), the highest 66.7 % (a). Most often mistaken: c for a, 50.0 %.',
    )
    expect(toDataCsv(figure).split('\r\n')[0]).toBe('actual,said,share of the row (%)')
    expect(drawingOf(figure).steps.length).toBeGreaterThan(0)
  })

  it('is the same of single predictions, of counts and of a column for each class', async () => {
    const counts = ['a', 'b', 'c'].flatMap((actual) =>
      ['a', 'b', 'c'].map((predicted) => ({
        actual,
        said: predicted,
        n: ACTUAL.filter((one, at) => one === actual && SAID[at] === predicted).length,
      })),
    )
    const wide = ['a', 'b', 'c'].map((actual) => ({
      actual,
      ...Object.fromEntries(counts.filter((row) => row.actual === actual).map(({ said, n }) => [said, n])),
    })) as { actual: string; a: number; b: number; c: number }[]
    const one = await figureOf([single], draw('confusion', matrix))
    const two = await figureOf([[{ seed: 0 }, { t: table(counts) }]], draw('confusion', { ...matrix, count: 'n' }))
    const three = await figureOf(
      [[{ seed: 0 }, { t: table(wide) }]],
      draw('confusion', { actual: 'actual', predicted: ['a', 'b', 'c'] }),
    )
    expect(valuesOf(two)).toEqual(valuesOf(one))
    expect(valuesOf(three)).toEqual(valuesOf(one))
  })

  it('is the mean of the shares of each run, not of all rows together', async () => {
    const of = (rows: readonly [string, string][]): object => ({
      t: table(rows.map(([actual, said]) => ({ actual, said }))),
    })
    const runs: TestRun[] = [
      [{ seed: 0 }, of([['a', 'a']])],
      [
        { seed: 1 },
        of([
          ['a', 'b'],
          ['a', 'b'],
          ['a', 'b'],
          ['b', 'b'],
        ]),
      ],
    ]
    expect(valuesOf(await figureOf(runs, draw('confusion', matrix)))).toEqual([
      [50, 50],
      [0, 100],
    ])
    expect(valuesOf(await figureOf(runs, draw('confusion', { ...matrix, show: 'count' })))).toEqual([
      [0.5, 1.5],
      [0, 0.5],
    ])
  })

  it('says of a class that is never true that there is no such row, and sorts numbers', async () => {
    const rows = [10, 9].map((digit) => ({ digit, said: 2 }))
    const figure = await figureOf(
      [[{ seed: 0 }, { t: table(rows) }]],
      draw('confusion', { actual: 'digit', predicted: 'said' }),
    )
    expect((figure as HeatmapFigure).x.groups).toEqual(['2', '9', '10'])
    expect(valuesOf(figure)[0]).toEqual([null, null, null])
    expect(figure.note).toContain('—: no such row')
  })

  it.each([
    [
      { actual: 'actul', predicted: 'said' },
      '`actual`: there is no column "actul" in t of run-0; did you mean `actual`?',
    ],
    [{ ...matrix, count: 'said' }, '`count` is a column of numbers, and row 1 of run-0 has "a"'],
    [{ ...matrix, table: 'tt' }, 'there is no artifact "tt"; did you mean `t`?'],
    [{ ...matrix, predicted: [] }, '`predicted` names no column'],
  ])('%j is refused', async (options, message) => {
    await expect(figureOf([single], draw('confusion', options))).rejects.toThrow(message)
  })
})

const TRUE = [0, 0, 1, 1, 0, 1, 0, 1, 1, 0]
const SCORES = [0.1, 0.4, 0.35, 0.8, 0.4, 0.7, 0.2, 0.9, 0.4, 0.05]
const scored = (seed: number, scores = SCORES, k = 'a'): TestRun => [
  { seed, k } as never,
  { t: table(TRUE.map((y, at) => ({ y, p: scores[at]! }))) },
]
const curve = { actual: 'y', positive: 1, score: 'p' }

describe('curves over thresholds', () => {
  it.each([
    // scikit-learn 1.2: roc_auc_score(TRUE, SCORES), average_precision_score(TRUE, SCORES)
    ['roc', 'AUC 0.880', 'ROC curve of y = 1. AUC 0.880.'],
    ['precisionRecall', 'AP 0.876', 'Precision-recall curve of y = 1. AP 0.876.'],
  ])('%s has the area of scikit-learn', async (kind, area, alt) => {
    const figure = await figureOf([scored(0)], draw(kind, curve))
    expect(figure.note).toContain(area)
    expect(altText(figure)).toContain(alt)
    expect(drawingOf(figure).steps.length).toBeGreaterThan(0)
  })

  it('are means over runs at each place, with a band', async () => {
    const turned = SCORES.map((score) => 1 - score)
    const figure = (await figureOf([scored(0), scored(1, turned)], draw('roc', curve))) as LinesFigure
    const middle = figure.series[0]!.points.find(({ x, n }) => x === 0.5 && n === 2)
    // np.interp(0.5, fpr, tpr) of each: 1, and 0 of the turned one
    expect(middle!.y).toBeCloseTo(0.5, 12)
    expect(middle!.low).toBeLessThan(middle!.y)
    expect(figure.note).toContain('mean ± sd, n = 2')
    expect(altText(figure)).toContain('of 2 runs')
  })

  it('name the area of each series, but not in panels, which share a legend', async () => {
    const runs = [scored(0), scored(0, SCORES, 'b')]
    const by = (await figureOf(runs, draw('roc', { ...curve, by: 'k' }))) as LinesFigure
    expect(by.series.map(({ label }) => label)).toEqual(['a, AUC 0.880', 'b, AUC 0.880'])
    const facets = await figureOf(runs, draw('roc', { ...curve, facet: 'k' }))
    expect(facets.kind === 'facets' && facets.panels.map(({ plot }) => (plot as LinesFigure).series[0]!.label)).toEqual(
      ['', ''],
    )
  })

  it.each([
    [{ ...curve, positive: 2 }, 'all 10 rows are negative: there is no ROC curve of them (t of run-0, `positive`: 2)'],
    [{ ...curve, score: 'q' }, '`score`: there is no column "q" in t of run-0'],
  ])('%j is refused', async (options, message) => {
    await expect(figureOf([scored(0)], draw('roc', options))).rejects.toThrow(message)
    await expect(figureOf([scored(0)], draw('precisionRecall', options))).rejects.toThrow(message)
  })

  it('refuse scores that are not finite', async () => {
    await expect(
      figureOf(
        [
          scored(
            0,
            SCORES.map((s, at) => (at === 0 ? NaN : s)),
          ),
        ],
        draw('roc', curve),
      ),
    ).rejects.toThrow('a ROC curve needs one finite score per row (t of run-0')
  })
})

describe('calibration', () => {
  const options = { actual: 'y', positive: 1, probability: 'p', bins: 5 }
  it('has the points of scikit-learn: calibration_curve(TRUE, SCORES, n_bins=5)', async () => {
    const figure = (await figureOf([scored(0)], draw('calibration', options))) as LinesFigure
    const points = figure.series[0]!.points
    expect(points.map(({ y }) => y)).toEqual([0, 50, 100, 100])
    ;[11.666666666666668, 38.75, 75, 90].forEach((x, at) => expect(points[at]!.x).toBeCloseTo(x, 10))
    expect(figure.note).toBe('ECE 14.0 % · 5 bins, of the runs with any row there · dashed: perfect')
    expect(altText(figure)).toContain('Calibration curve. ECE 14.0 %.')
    expect(drawingOf(figure).steps.length).toBeGreaterThan(0)
  })

  it('of what was predicted compares columns row by row', async () => {
    const rows = [
      { y: 'a', said: 'a', p: 0.9 },
      { y: 'b', said: 'a', p: 0.9 },
    ]
    const figure = await figureOf(
      [[{ seed: 0 }, { t: table(rows) }]],
      draw('calibration', { actual: 'y', predicted: 'said', probability: 'p' }),
    )
    expect((figure as LinesFigure).series[0]!.points).toMatchObject([{ x: 90, y: 50 }])
  })

  it.each([
    [{ positive: undefined }, 'say either `positive`, the value whose probability it is, or `predicted`'],
    [{ bins: 1 }, 'the number of bins is a whole number from 2 to 100, not 1 (t of run-0)'],
    [{ probability: 'y', bins: 5, positive: 0.5 }, ''],
  ])('%j', async (change, message) => {
    const made = figureOf([scored(0)], draw('calibration', { ...options, ...change }))
    if (message === '') expect(drawingOf(await made).steps.length).toBeGreaterThan(0)
    else await expect(made).rejects.toThrow(message)
  })

  it('refuses what is no probability', async () => {
    await expect(
      figureOf(
        [
          scored(
            0,
            SCORES.map((s) => s * 2),
          ),
        ],
        draw('calibration', options),
      ),
    ).rejects.toThrow('a probability is a number from 0 to 1, not 1.6 (t of run-0)')
  })
})
