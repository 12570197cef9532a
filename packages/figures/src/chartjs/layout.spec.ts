import { type Figure, plotsOf, type PlotFigure, figureWords } from '../figure/figure'
import type { BarsFigure, HeatmapFigure, LinesFigure } from '../figure/plot'
import { toPoints } from '../figure/frame'
import { drawingOf } from './chartjs-renderer'
import { textProblems } from './text-problems'

const SIZES = [
  { width: toPoints(82), height: toPoints(57) },
  { width: toPoints(172), height: toPoints(70) },
]
const NAMES = {
  short: ['sgd', 'adam', 'lion'],
  long: ['logistic regression', 'k nearest neighbours', 'random forest of 100 trees'],
  unbroken: ['finetune_all_layers', 'distill_from_ensemble', 'prune_by_magnitude'],
  many: Array.from({ length: 9 }, (_, index) => `setting ${index + 1}`),
}
const SCALES = { small: 1e-7, usual: 1, large: 3.2e9, shifted: -1000 }

const value = (series: number, step: number) => (series + 2) / (step + 2) + series * 0.05
const points = (series: number, scale: number) =>
  Array.from({ length: 12 }, (_, step) => {
    const y = value(series, step) * scale
    return { x: step + 1, y, low: y - Math.abs(scale) * 0.05, high: y + Math.abs(scale) * 0.05 }
  })

/** One figure of each kind from the same names. */
function kinds(names: readonly string[], scale: number, size: Figure['size']): PlotFigure[] {
  const frame = { name: 'tried', size, note: 'mean ± sd, n = 5 · 1 of 12 values not finite, not drawn' }
  const y = { label: 'mean validation loss per image (nats)', scale: 'linear' as const }
  const x = { label: 'epoch', scale: 'linear' as const }
  const groups = { label: 'method', groups: names }
  const series = names.map((label, index) => ({ label, points: points(index, scale) }))
  const values = names.map((_, index) => points(index, scale).map((point) => point.y))
  const cells = names.map((_, row) =>
    names.map((__, column) => ({ value: value(row, column) * scale, text: (value(row, column) * 100).toFixed(1) })),
  )
  const bars = (label: string, from: number) => ({
    label,
    bars: names.map((_, index) => points(index + from, scale)[from] ?? null),
  })
  return [
    {
      ...frame,
      kind: 'lines',
      x,
      y,
      series,
      spread: 'bands',
      annotations: [{ y: scale, label: 'published' }, { x: 3 }],
    },
    { ...frame, kind: 'lines', x, y, series, spread: 'bars', names: 'legend' },
    {
      ...frame,
      kind: 'scatter',
      x,
      y,
      front: { x: 'min', y: 'max' },
      series: series.map((one) => ({
        ...one,
        points: one.points.map((point) => ({ ...point, label: `lr = ${point.x / 1000}` })),
      })),
    },
    { ...frame, kind: 'bars', x: groups, y, series: [bars('first', 0), bars('second', 1)] },
    { ...frame, kind: 'boxes', shape: 'box', x: groups, y, series: [{ label: '', values }] },
    { ...frame, kind: 'boxes', shape: 'violin', x: groups, y, series: [{ label: '', values }] },
    {
      ...frame,
      kind: 'heatmap',
      x: groups,
      y: { label: 'other method', groups: names },
      value: { label: 'accuracy (%)' },
      cells,
    },
  ]
}

jest.setTimeout(120_000)

const cases = Object.entries(NAMES).flatMap(([words, names]) =>
  SIZES.map((size) => ({ words, names, size, width: size.width })),
)

describe('texts neither overlap nor are cut, and none is lost', () => {
  it.each(cases)('with $words names, $width points wide', ({ names, size }) => {
    for (const scale of Object.values(SCALES)) {
      for (const figure of kinds(names, scale, {
        ...size,
        height: names === NAMES.long ? size.height + 40 : size.height + 25,
      })) {
        const { texts } = drawingOf(figure)
        expect(textProblems(texts, figure.size)).toEqual([])
        const drawn = texts.map(({ text }) => text).join(' ')
        const isLabel = (words: string) => !/^(lr = |\d)/.test(words)
        for (const word of figureWords(figure)
          .filter(isLabel)
          .flatMap((words) => words.split(' ')))
          expect(drawn).toContain(word)
      }
    }
  })

  it('in small multiples, whose plots are equal and share their axes', () => {
    for (const words of ['short', 'unbroken'] as const) {
      for (const plot of kinds(NAMES[words], 1, SIZES[0] as Figure['size'])) {
        const panels = ['digits', 'garments', 'letters'].map((title) => ({
          title,
          plot: { ...plot, annotations: undefined },
        }))
        const figure: Figure = {
          kind: 'facets',
          name: 'tried',
          size: { width: toPoints(172), height: toPoints(80) },
          by: 'data',
          panels,
        }
        const { texts } = drawingOf(figure)
        expect(textProblems(texts, figure.size)).toEqual([])
        const titles = texts.filter(
          ({ text }) => text === 'mean validation loss per image (nats)' || text === 'other method',
        )
        expect(titles).toHaveLength(1)
      }
    }
  })
})

const lines = kinds(NAMES.short, 1, SIZES[0] as Figure['size'])[0] as LinesFigure
const bars = kinds(NAMES.short, 1, SIZES[0] as Figure['size'])[3] as BarsFigure

describe('names of lines', () => {
  const placeOf = (figure: Figure, text: string) =>
    drawingOf(figure).texts.find((one) => one.text === text)?.corners[0] as readonly [number, number]

  it('stand at the ends of the lines where they fit, in the order of the lines', () => {
    const places = NAMES.short.map((name) => placeOf(lines, name))
    for (const [x] of places) expect(x).toBeGreaterThan(180)
    const heights = places.map(([, y]) => y)
    expect([...heights].sort((a, b) => b - a)).toEqual(heights)
  })

  it('stand in a legend when that is said, when they are long, or when lines end early', () => {
    const early = {
      ...lines,
      series: lines.series.map((one, index) => (index === 0 ? { ...one, points: one.points.slice(0, 5) } : one)),
    }
    const long = {
      ...lines,
      series: lines.series.map((one) => ({ ...one, label: `${one.label} with warm restarts and weight decay` })),
    }
    expect(placeOf({ ...lines, names: 'legend' }, 'sgd')[1]).toBeLessThan(15)
    expect(placeOf(early, 'sgd')[1]).toBeLessThan(15)
    expect(
      drawingOf(long)
        .texts.filter(({ text }) => text.includes('decay'))
        .map(({ corners }) => (corners[0]?.[1] as number) < 60),
    ).toEqual([true, true, true])
  })
})

it('what cannot be set without overlapping is refused, with what to do', () => {
  const crowded = {
    ...bars,
    x: { label: 'setting', groups: Array.from({ length: 60 }, (_, index) => `configuration number ${index}`) },
    series: [{ label: '', bars: Array.from({ length: 60 }, () => ({ y: 1 })) }],
  }
  expect(() => drawingOf(crowded)).toThrow(
    /overlap.*give it more room \(`size: 'text'`, `height` in millimetres\) or shorter words \(`labels`\)/,
  )
  const small = { ...bars, size: { width: 90, height: 40 } }
  expect(() => drawingOf(small)).toThrow('leave no room for the plot')
})

it('numbers that do not fit into the cells of a heatmap are left out, all of them', () => {
  const heatmap = kinds(NAMES.many, 1, SIZES[0] as Figure['size'])[6] as HeatmapFigure
  const wide = {
    ...heatmap,
    cells: heatmap.cells.map((row, y) =>
      row.map((cell, x) => (y + x === 0 ? { ...cell, value: 1, text: '123456.789' } : cell)),
    ),
  }
  const numbers = (figure: HeatmapFigure) =>
    drawingOf(figure).texts.filter(({ text }) => figure.cells.flat().some((cell) => cell?.text === text)).length
  expect(numbers({ ...wide, size: { width: 480, height: 300 } })).toBe(81)
  expect(numbers(wide)).toBe(0)
})

it('the same series have the same ranges in all panels', () => {
  const far = {
    ...lines,
    series: lines.series.map((one) => ({
      ...one,
      points: one.points.map((point) => ({ x: point.x, y: point.y * 10 })),
    })),
    annotations: undefined,
  }
  const panels = [
    { title: 'near', plot: { ...lines, annotations: undefined } },
    { title: 'far', plot: far },
  ]
  const figure: Figure = { kind: 'facets', name: 'tried', size: SIZES[1] as Figure['size'], by: 'data', panels }
  expect(plotsOf(figure)).toHaveLength(2)
  const ticks = drawingOf(figure)
    .texts.filter(({ text }) => /^\d+$/.test(text))
    .map(({ text }) => Number(text))
  expect(Math.max(...ticks)).toBeGreaterThanOrEqual(15)
})

it('three panels in a column leave no empty quarter: the legend stands there where it fits', () => {
  const panels = ['near', 'far', 'away'].map((title) => ({ title, plot: { ...bars, annotations: undefined } }))
  const figure: Figure = {
    kind: 'facets',
    name: 'tried',
    size: { width: toPoints(82), height: toPoints(90) },
    by: 'data',
    note: 'mean ± sd, n = 5',
    panels,
  }
  const placeOf = (drawn: Figure, text: string) => {
    const { texts } = drawingOf(drawn)
    expect(textProblems(texts, drawn.size)).toEqual([])
    return texts.find((one) => one.text === text)!.corners[0]!
  }
  const [x, y] = placeOf(figure, 'first')
  expect(x).toBeGreaterThan(figure.size.width / 2)
  expect(y).toBeGreaterThan(figure.size.height / 2)
  // Two and four panels fill their rows: their legend stands above.
  for (const count of [2, 4]) {
    const full = { ...figure, panels: [...panels, ...panels].slice(0, count) }
    expect(placeOf(full, 'first')[1]).toBeLessThan(15)
  }
  // Small print that is too long for the quarter stands above, and the names stay.
  const words = Array.from({ length: 60 }, () => 'word').join(' ')
  const wordy = { ...figure, size: { ...figure.size, height: toPoints(120) }, note: `${words} end` }
  expect(placeOf(wordy, 'first')[0]).toBeGreaterThan(figure.size.width / 2)
  expect(placeOf(wordy, 'first')[1]).toBeGreaterThan(wordy.size.height / 2)
  const { texts } = drawingOf(wordy)
  expect(texts.find(({ text }) => text.startsWith('word word'))!.corners[0]![1]).toBeLessThan(15)
  // What is longer than the quarter is not broken there: then the small print alone is.
  const long = 'n'.repeat(40)
  const [first, second] = bars.series
  const named = { ...bars, annotations: undefined, series: [{ ...first!, label: long }, second!] }
  const withLong = { ...figure, panels: panels.map((panel) => ({ ...panel, plot: named })) }
  expect(placeOf(withLong, long)[1]).toBeLessThan(15)
  expect(placeOf(withLong, 'mean\u00a0±\u00a0sd, n\u00a0=\u00a05')[1]).toBeGreaterThan(withLong.size.height / 2)
})
