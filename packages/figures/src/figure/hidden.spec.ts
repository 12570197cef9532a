import { type Figure, type PlotFigure, plotsOf } from './figure'
import type { NumberAxis } from './plot'
import { hiddenOf, hiddenWords, sideOf } from './hidden'

const size = { width: 232, height: 161 }
const axis = (change: Partial<NumberAxis> = {}): NumberAxis => ({ label: 'error', scale: 'linear', ...change })
const log = axis({ scale: 'log' })
const cut = axis({ range: { min: 10, max: 90 } })

describe('the side on which an axis does not show a value', () => {
  it.each<[string, NumberAxis, number, ReturnType<typeof sideOf>]>([
    ['any finite value, without ends', axis(), -1e300, null],
    ['0 on a log axis', log, 0, 'before'],
    ['−0 on a log axis', log, -0, 'before'],
    ['a negative value on a log axis', log, -3, 'before'],
    ['the least positive number on a log axis', log, Number.MIN_VALUE, null],
    ['the lower end', cut, 10, null],
    ['the upper end', cut, 90, null],
    ['just below', cut, 9.999, 'before'],
    ['just above', cut, 90.001, 'beyond'],
    ['only an upper end', axis({ range: { max: 1 } }), -5, null],
    ['NaN', cut, NaN, null],
    ['infinity', cut, Infinity, null],
  ])('%s', (_, on, value, side) => {
    expect(sideOf(on, value)).toBe(side)
  })
})

const lines = (y: NumberAxis, spread: 'bands' | 'bars', points: Parameters<typeof pointsOf>[0]): PlotFigure => ({
  name: 'f',
  size,
  kind: 'lines',
  x: axis({ label: 'x' }),
  y,
  spread,
  series: [{ label: 's', points: pointsOf(points) }],
})
const pointsOf = (values: readonly (number | { y: number; n: number; of: number })[]) =>
  values.map((value, x) => (typeof value === 'number' ? { x, y: value } : { x, ...value }))
const scatter = (x: NumberAxis, y: NumberAxis, points: readonly (readonly [number, number])[]): PlotFigure => ({
  name: 'f',
  size,
  kind: 'scatter',
  x,
  y,
  series: [{ label: 's', points: points.map(([atX, atY]) => ({ x: atX, y: atY })) }],
})
const bars = (y: NumberAxis, ...all: (readonly number[])[]): PlotFigure => ({
  name: 'f',
  size,
  kind: 'bars',
  x: { label: 'k', groups: all.map((_, index) => String(index)) },
  y,
  series: [{ label: 's', bars: all.map((values) => ({ y: values[0] as number, values })) }],
})
const boxes = (y: NumberAxis, ...values: (readonly number[])[]): PlotFigure => ({
  name: 'f',
  size,
  kind: 'boxes',
  shape: 'box',
  x: { label: 'k', groups: values.map((_, index) => String(index)) },
  y,
  series: [{ label: 's', values }],
})

/** By kind of figure: what is marked where, and what the small print says. */
const CASES: readonly [string, PlotFigure, readonly string[], readonly string[]][] = [
  ['a line that the axis holds', lines(axis(), 'bands', [1, 2]), [], []],
  [
    'a curve through 0 on a log axis',
    lines(log, 'bands', [1, 0, -1]),
    ['below', 'below'],
    ['2 values ≤ 0 on a log axis (triangles)'],
  ],
  ['a curve with a gap', lines(axis(), 'bands', [1, NaN, 2]), [], []],
  ['points over a key of which one has no finite run', lines(axis(), 'bars', [1, NaN]), ['not finite'], []],
  ['points over a key of which one lacks a run', lines(axis(), 'bars', [1, { y: 2, n: 3, of: 4 }]), ['not finite'], []],
  [
    'points beyond a given end',
    lines(cut, 'bars', [5, 50, 95]),
    ['below', 'above'],
    ['2 values outside the axis (triangles)'],
  ],
  [
    'a scatter of which one is 0 in x on a log axis',
    scatter(log, axis(), [
      [0, 1],
      [1, 1],
    ]),
    ['left'],
    ['1 value ≤ 0 on a log axis (triangles)'],
  ],
  [
    'a scatter of which one is 0 in both',
    scatter(log, log, [
      [0, 0],
      [1, 1],
    ]),
    ['left'],
    ['1 value ≤ 0 on a log axis (triangles)'],
  ],
  ['a scatter with NaN in y', scatter(log, log, [[1, NaN]]), ['not finite'], []],
  ['a bar with a run that diverged', bars(axis(), [1, 1, NaN]), ['not finite'], []],
  ['a bar with a run above the end', bars(cut, [50, 99]), ['above'], ['1 value outside the axis (triangles)']],
  ['a bar below the end', bars(cut, [5], [50]), ['below'], ['1 value outside the axis (triangles)']],
  [
    'boxes with an outlier above the end',
    boxes(cut, [20, 30, 95], [20]),
    ['above'],
    ['1 value outside the axis (triangles)'],
  ],
  ['boxes with infinity', boxes(axis(), [1, -Infinity]), ['not finite'], []],
]

it.each(CASES)('%s', (_, plot, edges, words) => {
  expect(hiddenOf(plot).map(({ edge }) => edge)).toEqual(edges)
  expect(hiddenWords([plot])).toEqual(words)
})

it('a spread that reaches below 0 on a log axis is said', () => {
  const plot = {
    ...lines(log, 'bars', []),
    series: [{ label: 's', points: [{ x: 1, y: 1, low: -1, high: 3 }] }],
  } as Figure
  expect(hiddenWords(plotsOf(plot))).toEqual(['no lower end: spread below 0'])
})
