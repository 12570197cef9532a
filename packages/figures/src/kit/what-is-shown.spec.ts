import { series } from 'bocas/internal'
import { defineFigures } from '../define-figures'
import { altText } from '../figure/alt-text'
import { toDataCsv } from '../figure/data-csv'
import { type Figure, seriesOf } from '../figure/figure'
import { testFolder, testJob, writeResult } from '../test-results'

/** The kit without the types of one task. */
type Draw = (name: string, runs: unknown, options: object) => void
type AnyKit = { readonly runs: unknown } & Readonly<
  Record<'lines' | 'bars' | 'boxes' | 'scatter' | 'heatmap' | 'pareto', Draw>
>

/** A figure of runs, each given as its config and what it returned; or what refuses it. */
async function figureOf(
  runs: readonly (readonly [config: { seed: number; k?: unknown }, output: unknown])[],
  draw: (kit: AnyKit) => void,
): Promise<Figure> {
  const folder = await testFolder()
  const written = []
  for (const [index, [config, output]] of runs.entries())
    written.push(await writeResult(folder, 'toy', `run-${index}`, config, output))
  const figures: Figure[] = []
  const renderer = { name: 'keeper', render: async (figure: Figure) => (figures.push(figure), new Uint8Array()) }
  await defineFigures((kit) => draw(kit as unknown as AnyKit), { renderer }).render(testJob(folder, written))
  return figures[0] as Figure
}

const log = (step: readonly number[], loss: readonly number[]) => ({
  log: series({ step: [...step], loss: [...loss] }),
})
const curves = (kit: AnyKit) => kit.lines('f', kit.runs, { y: 'log.loss', x: 'log.step', by: 'k' })

describe('a line over a column', () => {
  it('that differs between runs is at no place and no height that no run has', async () => {
    const root = (step: readonly number[]) => log(step, step.map(Math.sqrt))
    const every = (by: number) => Array.from({ length: 1000 / by }, (_, at) => (at + 1) * by)
    const figure = await figureOf(
      [
        [{ seed: 0, k: 'a' }, root(every(10))],
        [{ seed: 1, k: 'a' }, root(every(100))],
      ],
      curves,
    )
    const [line] = figure.kind === 'lines' ? figure.series : []
    expect(line?.points.map(({ x }) => x)).toEqual(every(10))
    for (const { x, y } of line?.points ?? []) expect(Math.abs(y - Math.sqrt(x))).toBeLessThan(0.6)
    expect(figure.note).toBe('mean ± sd, n = 2 · faint: fewer runs · interpolated between logged steps')
  })

  it('of a group without any value has no name in the legend, and the note says so', async () => {
    const figure = await figureOf(
      [
        [{ seed: 0, k: 'a' }, log([1, 2], [3, 2])],
        [{ seed: 0, k: 'b' }, log([], [])],
      ],
      curves,
    )
    expect(seriesOf(figure).map(({ label }) => label)).toEqual(['a'])
    expect(figure.note).toBe('no values: b')
  })

  it('of one run that logged nothing is the mean of the others', async () => {
    const figure = await figureOf(
      [
        [{ seed: 0, k: 'a' }, log([1, 2], [3, 2])],
        [{ seed: 1, k: 'a' }, log([], [])],
      ],
      curves,
    )
    expect(toDataCsv(figure)).toBe('series,step,loss,n,of\r\na,1,3,1,2\r\na,2,2,1,2\r\n')
  })

  it('whose places go back is refused, with the run', async () => {
    await expect(figureOf([[{ seed: 0, k: 'a' }, log([1, 3, 2], [1, 1, 1])]], curves)).rejects.toThrow(
      'log.step of run-0 is no axis: at its step 3 it says 3, 2; the places of a curve are finite and increase (at figure f)',
    )
  })
})

describe('the alternative text of a single line', () => {
  const steps = (loss: readonly number[]) =>
    figureOf(
      [
        [
          { seed: 0 },
          log(
            loss.map((_, at) => at + 1),
            loss,
          ),
        ],
      ],
      (kit) => kit.lines('f', kit.runs, { y: 'log.loss', x: 'log.step' }),
    )
  it.each<[readonly number[], string]>([
    [[1.05, 0.4, 0.037], 'From 1.050 (step 1) to 0.0370 (step 3).'],
    [[1, 3, 0.5, 2], 'From 1 (step 1) to 2 (step 4); the lowest value is 0.500 (step 3); the highest is 3 (step 2).'],
    [[1, 0.2, 2], 'From 1 (step 1) to 2 (step 3); the lowest value is 0.200 (step 2).'],
    [[1, 5, 2], 'From 1 (step 1) to 2 (step 3); the highest value is 5 (step 2).'],
    [[2, 2, 2], 'All values are 2, step 1 to 3.'],
    [[7], 'The only value is 7 (step 1).'],
    [[NaN, NaN], 'There are no values to show.'],
    [[NaN, 4, 1], 'From 4 (step 2) to 1 (step 3).'],
  ])('of %j says %s', async (loss, text) => {
    expect(altText(await steps(loss))).toContain(`Line plot of loss against step. ${text}`)
  })
})

describe('a run that diverged', () => {
  const runs = [0.9, NaN, 0.7].map(
    (accuracy, seed) =>
      [
        { seed, k: 1 },
        { accuracy, cost: 2 },
      ] as const,
  )
  it.each<[string, (kit: AnyKit) => void, string]>([
    [
      'bars',
      (kit) => kit.bars('f', kit.runs, { x: 'k', y: 'accuracy' }),
      'mean ± sd, n = 2 · 1 of 3 values not finite, left out',
    ],
    [
      'boxes',
      (kit) => kit.boxes('f', kit.runs, { x: 'k', y: 'accuracy' }),
      'points and their median, n = 2 · 1 of 3 values not finite, left out',
    ],
    [
      'lines',
      (kit) => kit.lines('f', kit.runs, { x: 'k', y: 'accuracy' }),
      'mean ± sd, n = 2 · faint: fewer runs · 1 of 3 values not finite, left out',
    ],
    [
      'scatter',
      (kit) => kit.scatter('f', kit.runs, { x: 'cost', y: 'accuracy' }),
      '1 of 3 values not finite, left out',
    ],
    [
      'heatmap',
      (kit) => kit.heatmap('f', kit.runs, { x: 'k', y: 'k', show: 'accuracy' }),
      'mean, n = 2 · *: mean of the finite ones · 1 of 3 values not finite, left out',
    ],
    [
      'pareto',
      (kit) => kit.pareto('f', kit.runs, { x: 'cost', y: 'accuracy', better: { x: 'min', y: 'max' } }),
      'line: no setting is better in both; point: mean over seeds, n = 2 · 1 of 6 values not finite, left out; what has such values is not on the line',
    ],
  ])('leaves the others in %s, and is said', async (_, draw, note) => {
    const figure = await figureOf(runs, draw)
    expect(figure.note).toBe(note)
    expect(toDataCsv(figure)).toMatch(/0\.8\b|0\.9/)
  })
})

describe('what a logarithmic axis cannot show', () => {
  const runs = [1, 0, -1].map(
    (loss, seed) =>
      [
        { seed, k: seed },
        { loss, cost: 10 },
      ] as const,
  )
  it('is no quartile', async () => {
    await expect(
      figureOf(runs, (kit) => kit.boxes('f', kit.runs, { x: 'k', y: 'loss', yScale: 'log' })),
    ).rejects.toThrow(
      "2 of 3 values of loss are 0 or less, which a logarithmic axis cannot show, and quartiles without them would be others: leave out `yScale: 'log'`",
    )
  })
  it.each<[string, object, string]>([
    ['an annotation', { annotations: [{ y: 0 }] }, 'an annotation at y = 0 has no place on a logarithmic axis'],
    ['an end', { yRange: { min: 0 } }, '`yRange` begins at 0 or less, which a logarithmic axis does not have'],
    [
      'ends the wrong way round',
      { yRange: { min: 2, max: 1 } },
      '`yRange` takes finite ends, the smaller one as `min`: { min: 90, max: 100 }, not {"min":2,"max":1}',
    ],
  ])('refuses %s', async (_, options, message) => {
    await expect(
      figureOf(runs, (kit) => kit.scatter('f', kit.runs, { x: 'cost', y: 'loss', yScale: 'log', ...options })),
    ).rejects.toThrow(message)
  })
})

it('the line of equal values needs two metrics that are shown alike', async () => {
  const runs = [
    [
      { seed: 0, k: 1 },
      { val: 0.5, test: 0.4 },
    ],
  ] as const
  const figure = await figureOf(runs, (kit) => kit.scatter('f', kit.runs, { x: 'val', y: 'test', identity: true }))
  expect(figure).toMatchObject({ kind: 'scatter', identity: true })
  for (const options of [{ x: 'k' }, { x: 'val', as: 'percent' }])
    await expect(
      figureOf(runs, (kit) => kit.scatter('f', kit.runs, { y: 'test', identity: true, ...options })),
    ).rejects.toThrow('`identity` is the line of equal values: both axes need a metric, shown alike (`as`, `xAs`)')
})
