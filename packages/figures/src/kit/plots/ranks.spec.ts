import { DEMSAR } from '../../../../../tools/gallery/published/run'
import { drawingOf } from '../../chartjs/chartjs-renderer'
import { altText } from '../../figure/alt-text'
import { toDataCsv } from '../../figure/data-csv'
import type { SceneFigure } from '../../figure/scene'
import type { LinesFigure } from '../../figure/plot'
import { type AnyKit, figureOf, type TestRun } from '../../test-figure-of'

const METHODS = ['C4.5', 'C4.5+m', 'C4.5+cf', 'C4.5+m+cf']
const run = (set: string, method: string, auc: number, seed = 0): TestRun => [{ seed, set, method } as never, { auc }]
const TREES = Object.entries(DEMSAR).flatMap(([set, row]) => row.map((auc, at) => run(set, METHODS[at]!, auc)))
const ranks =
  (options: object = {}) =>
  (kit: AnyKit): void =>
    kit['ranks']!('f', kit.runs, { metric: 'auc', rows: 'method', per: 'set', better: 'max', ...options })

describe('ranks over data sets', () => {
  it('are those of Demšar 2006, with his critical difference', async () => {
    const figure = await figureOf(TREES, ranks())
    expect(toDataCsv(figure)).toMatch(
      /^method,mean rank\r\nC4\.5,3\.142857\d*\r\nC4\.5\+m,2\r\nC4\.5\+cf,2\.892857\d*\r\nC4\.5\+m\+cf,1\.964285\d*\r\n$/,
    )
    expect(altText(figure)).toContain('The critical difference is 1.25.')
    expect(drawingOf(figure).steps.length).toBeGreaterThan(0)
  })

  it('turn round where less is better, and join what no test tells apart', async () => {
    const up = await figureOf(TREES, ranks())
    const down = await figureOf(TREES, ranks({ better: 'min' }))
    const rankOf = (figure: unknown) => Number((figure as SceneFigure).data[0]!['mean rank'])
    expect(rankOf(up) + rankOf(down)).toBeCloseTo(5, 12)
    const alike = Object.keys(DEMSAR).flatMap((set, at) =>
      METHODS.map((method, index) => run(set, method, (index + at) % 4)),
    )
    const figure = await figureOf(alike, ranks())
    expect(figure.note).toContain('no difference at 0.05, so no pairs were tested')
    expect(altText(figure)).not.toContain('critical difference is')
    expect(altText(figure)).toContain('Not told apart: C4.5+cf, C4.5+m, C4.5+m+cf, C4.5.')
  })

  it.each([
    ['every two methods', [3, 3, 2, 2]],
    ['those in the middle', [4, 3, 3, 1]],
    ['all but one', [1, 2, 2, 2, 2]],
    ['nearly all', [9, 9, 9, 9, 9, 9, 1]],
  ])('of which %s tie have a marker and a row for each method', async (_, scores) => {
    const tied = Array.from({ length: 12 }, (_, set) =>
      scores.map((score, at) => run(`set ${set}`, `method ${at}`, score)),
    ).flat()
    const { shapes } = (await figureOf(tied, ranks())) as SceneFigure
    const markers = shapes.flatMap((shape) => (shape.shape === 'marker' ? [shape.at] : []))
    expect(markers).toHaveLength(scores.length)
    markers.forEach(([x, y], at) =>
      markers.slice(at + 1).forEach(([otherX, otherY]) => {
        expect(Math.max(Math.abs(x - otherX) / 3.5, Math.abs(y - otherY) / 0.5)).toBeGreaterThanOrEqual(1)
      }),
    )
    // No name stands on the marker of another method.
    const names = shapes.flatMap((shape) => (shape.shape === 'text' && shape.size === 'label' ? [shape] : []))
    expect(new Set(names.map(({ at: [x, y] }) => `${x} ${y}`)).size).toBe(scores.length)
  })

  it('are of means over seeds', async () => {
    const seeds = TREES.flatMap(([config, output]): TestRun[] =>
      [-0.01, 0.01].map((off, seed) => [{ ...config, seed }, { auc: (output as { auc: number }).auc + off }]),
    )
    const [one, two] = [await figureOf(TREES, ranks()), await figureOf(seeds, ranks())]
    expect((two as SceneFigure).data.map((row) => Number(row['mean rank']))).toEqual(
      (one as SceneFigure).data.map((row) => Number(row['mean rank'])),
    )
  })

  it.each<[string, readonly TestRun[], object, string]>([
    [
      'a hole in the table',
      TREES.slice(1),
      {},
      'every candidate needs a result in every column, and there is none of C4.5 in adult',
    ],
    ['few data sets', TREES.slice(0, 16), {}, 'there is no critical difference: with 4 data sets and 4 methods'],
    [
      'NaN',
      [run('adult', 'C4.5', NaN), ...TREES.slice(1)],
      {},
      'there is no critical difference: a value is not finite',
    ],
    [
      'no direction',
      TREES,
      { better: 'more' },
      "`better` says which direction of auc is better: 'max' or 'min', not \"more\"",
    ],
    ['no level', TREES, { level: 1 }, '`level` is a probability such as 0.05, not 1'],
  ])('are refused for %s', async (_, runs, options, message) => {
    await expect(figureOf(runs, ranks(options))).rejects.toThrow(message)
  })

  it('of a draft with too little are drawn empty, and say why', async () => {
    const figure = await figureOf(TREES.slice(0, 3), ranks(), true)
    expect(figure.note).toContain('no ranks yet: with 1 data set ')
    expect(drawingOf(figure).steps.length).toBeGreaterThan(0)
  })
})

describe('performance profiles', () => {
  const profiles =
    (options: object = {}) =>
    (kit: AnyKit): void =>
      kit['profiles']!('f', kit.runs, { x: 'auc', by: 'method', per: 'set', ...options })
  const scores = (count: number) =>
    ['a', 'b'].flatMap((set) =>
      ['x', 'y'].flatMap((method) =>
        Array.from({ length: count }, (_, seed) => run(set, method, seed + (set === 'a' ? 0 : 1), seed)),
      ),
    )

  it('weigh tasks equally: which share is above each score', async () => {
    const figure = (await figureOf(scores(5), profiles())) as LinesFigure
    const at = (score: number) => figure.series[0]!.points.find(({ x }) => x === score)!.y
    // Of 0 … 4 and 1 … 5.
    expect([at(0), at(1), at(5)].map((share) => Number(share.toFixed(9)))).toEqual([90, 70, 0])
    expect(figure.series[0]!.points[10]).toHaveProperty('low')
    expect(figure.note).toContain('2 tasks of equal weight, n = 5')
    expect(drawingOf(figure).steps.length).toBeGreaterThan(0)
  })

  it('of few runs have no band, and say why', async () => {
    const figure = (await figureOf(scores(2), profiles())) as LinesFigure
    expect(figure.series[0]!.points[10]).not.toHaveProperty('low')
    expect(figure.note).toContain('no band: ')
  })

  it('need every method on every task', async () => {
    await expect(figureOf(scores(5).slice(5), profiles())).rejects.toThrow(
      'x has auc on 1 of 2 tasks, and a profile weighs all tasks equally',
    )
  })
})
