import { formatError, formatEstimate, median, sd } from 'bocas/internal'
import { defineFigures } from '../define-figures'
import type { FacetsFigure, Figure } from '../figure/figure'
import type { BoxesFigure, HeatmapFigure, LinesFigure, ScatterFigure } from '../figure/plot'
import { FIGURE_WIDTHS } from '../figure/frame'
import { frontOf } from '../figure/front'
import { type run, testFolder, testJob, testOutput, writeResult, writeResults } from '../test-results'
import type { Kit } from './types'

type ToyKit = Kit<Parameters<typeof run>[0], Awaited<ReturnType<typeof run>>>

/** The figures that are asked of a renderer. */
async function figuresOf(draw: (kit: ToyKit) => void): Promise<ReadonlyMap<string, Figure>> {
  const folder = await testFolder()
  const figures = new Map<string, Figure>()
  const renderer = {
    name: 'keeper',
    render: async (figure: Figure) => {
      figures.set(figure.name, figure)
      return new Uint8Array()
    },
  }
  await defineFigures<typeof run>(draw, { renderer }).render(testJob(folder, await writeResults(folder)))
  return figures
}

const accuracies = (optimizer: 'sgd' | 'adam', lr: number) =>
  [0, 1, 2, 3].map((seed) => 100 * testOutput({ optimizer, model: { lr }, seed }).test.accuracy)

describe('boxes and violins', () => {
  it('have every run of a group, and the numbers of runs in the note', async () => {
    const figures = await figuresOf(({ runs, boxes, violins }) => {
      boxes('boxes', runs, { x: 'model.lr', by: 'optimizer', y: 'test.accuracy', as: 'percent' })
      violins('violins', runs, { x: 'optimizer', y: 'test.accuracy', over: 'model.lr' })
    })
    const boxes = figures.get('boxes') as BoxesFigure
    expect(boxes.series[1]?.values[2]).toEqual(accuracies('adam', 0.1))
    expect(boxes.note).toBe('points and their median, n = 4')
    const violins = figures.get('violins') as BoxesFigure
    expect(violins).toMatchObject({
      shape: 'violin',
      note: 'median, density, n = 12',
      groupStyles: [{ color: 0 }, { color: 1 }],
    })
  })
})

it('a heatmap has a mean per cell, rounded beside its spread as in a table', async () => {
  const figures = await figuresOf(({ runs, heatmap }) =>
    heatmap('map', runs, { x: 'model.lr', y: 'optimizer', show: 'test.accuracy', as: 'percent' }),
  )
  const map = figures.get('map') as HeatmapFigure
  const mean = accuracies('adam', 0.01).reduce((a, b) => a + b) / 4
  expect(map.cells[1]?.[1]?.value).toBeCloseTo(mean, 10)
  expect(map.cells[1]?.[1]?.text).toBe(mean.toFixed(2))
  // The spread over these runs has a first digit of 1, so it has two.
  expect(formatEstimate({ mean, sd: sd(accuracies('adam', 0.01)) })).toBe('94.13 ± 0.14')
  expect(map).toMatchObject({
    x: { groups: ['0.001', '0.01', '0.1'] },
    y: { groups: ['sgd', 'adam'] },
    value: { label: 'test accuracy (%)' },
    note: 'mean, n = 4',
  })
})

it('a Pareto scatter has one point per setting, named by the keys that are asked for', async () => {
  const figures = await figuresOf(({ runs, pareto }) =>
    pareto('pareto', runs, {
      x: 'seconds',
      y: 'test.accuracy',
      better: { x: 'min', y: 'max' },
      by: 'optimizer',
      nameBy: 'model.lr',
      as: 'percent',
    }),
  )
  const pareto = figures.get('pareto') as ScatterFigure
  expect(pareto.series.map(({ points }) => points.length)).toEqual([3, 3])
  expect(pareto.series[1]?.points[1]).toMatchObject({ x: 21.5, label: 'lr = 0.01' })
  expect(pareto.note).toBe('line: no setting is better in both; point: mean over seeds, n = 4')
  expect(
    frontOf(pareto.series, pareto.front as { x: 'min'; y: 'max' }).map(({ label, series }) => [series, label]),
  ).toEqual([
    [0, 'lr = 0.01'],
    [1, 'lr = 0.01'],
  ])
})

describe('small multiples', () => {
  it('have a panel per value, with the same series in each', async () => {
    const figures = await figuresOf(({ runs, lines, bars }) => {
      lines('lines', runs, { y: 'history.val_loss', by: 'optimizer', facet: 'model.lr', size: 'text' })
      bars(
        'bars',
        runs.only((config) => config.optimizer === 'adam' || config.model.lr > 0.001),
        { x: 'optimizer', y: 'test.accuracy', facet: 'model.lr' },
      )
    })
    const lines = figures.get('lines') as FacetsFigure
    expect(lines.panels.map(({ title }) => title)).toEqual(['lr = 0.001', 'lr = 0.01', 'lr = 0.1'])
    expect(lines).toMatchObject({ note: 'mean ± sd, n = 4', by: 'lr', size: { width: FIGURE_WIDTHS.text } })
    const bars = figures.get('bars') as FacetsFigure
    const first = bars.panels.find(({ title }) => title === 'lr = 0.001')
    expect(first?.plot.kind === 'bars' && first.plot.x.groups).toEqual(['sgd', 'adam'])
    expect(first?.plot.kind === 'bars' && first.plot.series[0]?.bars.map((bar) => bar === null)).toEqual([true, false])
  })

  it('are higher when they need rows', async () => {
    const figures = await figuresOf(({ runs, lines }) => {
      lines('plain', runs.only({ model: { lr: 0.1 } }), { y: 'history.loss', by: 'optimizer' })
      lines('rows', runs, { y: 'history.loss', by: 'optimizer', facet: 'model.lr' })
      lines('given', runs, { y: 'history.loss', by: 'optimizer', facet: 'model.lr', height: 60 })
    })
    const height = (name: string) => figures.get(name)?.size.height as number
    expect(height('rows')).toBeGreaterThan(height('plain'))
    expect(height('given')).toBe(170)
  })
})

it('widths are words or millimetres', async () => {
  const figures = await figuresOf(({ runs, scatter }) => {
    scatter('text', runs, { x: 'seconds', y: 'test.loss', size: 'text' })
    scatter('own', runs, { x: 'seconds', y: 'test.loss', size: 100 })
  })
  expect([figures.get('text')?.size.width, figures.get('own')?.size.width]).toEqual([487, 283])
})

it('what an option cannot be is said with what it can be', async () => {
  const broken = figuresOf(({ runs, lines, bars, heatmap, pareto }) => {
    lines('size', runs.only({ model: { lr: 0.1 } }), { y: 'history.loss', by: 'optimizer', size: 'wide' as never })
    lines('mark', runs.only({ model: { lr: 0.1 } }), {
      y: 'history.loss',
      by: 'optimizer',
      annotations: [{ label: 'nowhere' }],
    })
    bars('marked', runs, { x: 'optimizer', y: 'test.loss', over: 'model.lr', annotations: [{ x: 2 }] })
    heatmap('mixed', runs, { x: 'optimizer', y: 'optimizer', show: 'test.loss' })
    pareto('better', runs, { x: 'seconds', y: 'test.loss', better: { x: 'min' } as never })
    lines('facet', runs, { y: 'history.loss', facet: 'optimiser' as never })
    lines('names', runs.only({ model: { lr: 0.1 } }), { y: 'history.loss', by: 'optimizer', names: 'ends' as never })
  })
  const message = formatError(await broken.catch((error: unknown) => error))
  expect(message).toContain('7 problems')
  expect(message).toContain(
    "`size` is 'column', 'text' or a width in millimetres from 40 to 300, not \"wide\" → at figure size",
  )
  expect(message).toContain('an annotation needs `x` (a vertical line), `y` (a horizontal one) or both')
  expect(message).toContain('an annotation cannot have `x`: that axis has names, not numbers → at figure marked')
  expect(message).toMatch(/would mix runs that differ in model\.lr.* → at figure mixed/)
  expect(message).toContain(
    "`better` has to say for both axes which direction is better: { x: 'min', y: 'max' }; `y` says undefined",
  )
  expect(message).toContain('no run has a key "optimiser"; did you mean `optimizer`')
  expect(message).toMatch(/`names` cannot be "ends".* → at figure names/)
})

it('a run that diverged is counted among what is not drawn', async () => {
  const folder = await testFolder()
  const figures = new Map<string, Figure>()
  const renderer = {
    name: 'keeper',
    render: async (figure: Figure) => (figures.set(figure.name, figure), new Uint8Array()),
  }
  const runs = [
    await writeResult(folder, 'toy', 'a', { seed: 0, ...{ k: 1 } }, { loss: 1 }),
    await writeResult(folder, 'toy', 'b', { seed: 1, ...{ k: 1 } }, { loss: NaN }),
  ]
  await defineFigures(({ runs: all, boxes }) => boxes('boxes', all, { x: 'k', y: 'loss' }), { renderer }).render(
    testJob(folder, runs),
  )
  expect(figures.get('boxes')?.note).toBe('points and their median, n = 1 · 1 of 2 values not finite, left out')
  expect(median([1])).toBe(1)
})

it('all figures have the font that is asked for', async () => {
  const folder = await testFolder()
  const figures: Figure[] = []
  const renderer = { name: 'keeper', render: async (figure: Figure) => (figures.push(figure), new Uint8Array()) }
  await defineFigures<typeof run>(({ runs, scatter }) => scatter('s', runs, { x: 'seconds', y: 'test.loss' }), {
    renderer,
    font: 'sans',
  }).render(testJob(folder, await writeResults(folder)))
  expect((figures[0] as LinesFigure).font).toBe('sans')
})
