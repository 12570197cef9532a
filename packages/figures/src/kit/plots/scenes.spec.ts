import { drawingOf } from '../../chartjs/chartjs-renderer'
import { textProblems } from '../../chartjs/text-problems'
import { altText } from '../../figure/alt-text'
import { toDataCsv } from '../../figure/data-csv'
import type { SceneFigure } from '../../figure/scene'
import { type AnyKit, figureOf, type TestRun } from '../../test-figure-of'

describe('parallel coordinates', () => {
  const run = (seed: number, optimizer: string, lr: number, score: number): TestRun => [
    { seed, optimizer, lr } as never,
    { score },
  ]
  const RUNS = [run(0, 'sgd', 0.1, 1), run(1, 'sgd', 0.1, 3), run(0, 'adam', 0.01, 5), run(0, 'adam', 0.1, NaN)]
  const parallel =
    (options: object = {}) =>
    (kit: AnyKit): void =>
      kit['parallel']!('f', kit.runs, { axes: ['optimizer', 'lr', 'score'], ...options })

  it('have a line per setting, its mean over seeds, and the most is the darkest', async () => {
    const figure = (await figureOf(RUNS, parallel())) as SceneFigure
    expect(toDataCsv(figure)).toBe('optimizer,lr,score\r\nsgd,0.1,2\r\nadam,0.01,5\r\nadam,0.1,NaN\r\n')
    expect(
      figure.shapes.flatMap((one) => (one.shape === 'line' && one.shade !== undefined ? [one.shade] : [])),
    ).toEqual([0, 1])
    expect(altText(figure)).toBe(
      'Parallel coordinates of 3 settings: optimizer, lr, score. The lowest score: optimizer sgd, lr 0.100, score 2. The highest: optimizer adam, lr 0.0100, score 5. Line: mean of a setting, the darker the more, n = 1–2 · 1 of 4 values not finite, left out.',
    )
    const { texts } = drawingOf(figure)
    expect(textProblems(texts, figure.size)).toEqual([])
    expect(texts.map(({ text }) => text)).toEqual(expect.arrayContaining(['sgd', 'adam', '0.01', '0.1', '2', '5']))
  })

  it.each([
    [{ axes: ['score'] }, '`axes` names the keys and metrics from left to right: two or more, each once'],
    [{ axes: ['score', 'lr'] }, 'the last axis gives the shade, and lr is no metric; name one last'],
    [{ axes: ['q', 'score'] }, 'no run has a key "q"'],
  ])('%j is refused', async (options, message) => {
    await expect(figureOf(RUNS, parallel(options))).rejects.toThrow(message)
  })

  it('of one setting, and of a draft, are drawn', async () => {
    for (const [runs, isDraft] of [
      [RUNS.slice(0, 1), false],
      [RUNS, true],
    ] as const)
      expect(drawingOf(await figureOf(runs, parallel(), isDraft)).steps.length).toBeGreaterThan(0)
  })
})

describe('a grid of images', () => {
  const image = (change: object = {}) => ({ pixels: [0, 0.5, 0.5, 1], width: 2, height: 2, label: 'cat', ...change })
  const images =
    (of: readonly object[], options: object = {}) =>
    (kit: AnyKit): void =>
      kit['images']!('f', kit.runs, { of: () => of, ...options })
  const ONE: TestRun[] = [[{ seed: 0 }, { score: 1 }]]

  it('has the colours of the pixels, equal neighbours as one, and labels below', async () => {
    const figure = (await figureOf(
      ONE,
      images([
        image({ pixels: [0, 0, 0.5, 1] }),
        image({ pixels: [1, 0, 0], width: 1, height: 1, channels: 3, label: 'dog' }),
      ]),
    )) as SceneFigure
    expect(figure.shapes.flatMap((one) => (one.shape === 'box' ? [one.color] : []))).toEqual([
      '#000000',
      '#808080',
      '#ffffff',
      '#ff0000',
    ])
    expect(toDataCsv(figure)).toBe('image,label\r\n1,cat\r\n2,dog\r\n')
    expect(altText(figure)).toBe('2 images of 2 × 2 pixels. In the order of reading: cat; dog.')
    expect(drawingOf(figure).texts.map(({ text }) => text)).toEqual(['cat', 'dog'])
  })

  it.each<[string, readonly object[], object, string]>([
    [
      'too few values',
      [image({ pixels: [0] })],
      {},
      'image 1 of run-0 is 2 × 2 × 1, which is 4 values, and there are 1',
    ],
    [
      'a value that is none',
      [image({ pixels: [0, 2, 0, 0] })],
      {},
      'value 2 of image 1 of run-0 is 2: values are from 0 (black) to 1 (white)',
    ],
    ['NaN', [image({ pixels: [0, NaN, 0, 0] })], {}, 'value 2 of image 1 of run-0 is NaN'],
    ['no size', [image({ width: 0 })], {}, 'image 1 of run-0 is 0 × 2 pixels, which is none'],
    ['four channels', [image({ channels: 4 })], {}, 'image 1 of run-0 has 4 channels'],
    ['none', [], {}, '`of` gave no images'],
    ['no columns', [image()], { columns: 0 }, '`columns` is a whole number from 1 to 50, not 0'],
    ['too many pixels', Array.from({ length: 30_000 }, () => image()), {}, 'are more than a figure holds'],
  ])('is refused for %s', async (_, of, options, message) => {
    await expect(figureOf(ONE, images(of, options))).rejects.toThrow(message)
  })
})
