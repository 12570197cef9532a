import { type NumberAxis, type PlotFigure } from '../../figure/figure'
import { endsOf } from './axes'

/** The ends of the axes of numbers and of the shades, in common for all plots of a figure; undefined where an axis has names. */
export interface Ranges {
  readonly x?: readonly [number, number]
  readonly y?: readonly [number, number]
  readonly value?: readonly [number, number]
}

/** Axes that hold every value of every plot, the ends of spreads and annotations included, so that panels can be compared. */
export function rangesOf(plots: readonly PlotFigure[]): Ranges {
  const [first] = plots
  if (first === undefined) return {}
  const all = (axis: 'x' | 'y') => plots.flatMap((plot) => valuesOf(plot, axis))
  if (first.kind === 'heatmap') {
    const values = plots
      .flatMap((plot) => (plot.kind === 'heatmap' ? plot.cells.flat() : []))
      .flatMap((cell) => (cell === null ? [] : [cell.value]))
    return { value: withGiven(endsOf(values.filter(Number.isFinite), 'linear', false), first.value.range) }
  }
  const isCurve = first.kind === 'lines' && (first.spread === 'bands' || first.join === 'steps')
  const ends = (axis: NumberAxis, values: readonly number[], hasRoom: boolean) =>
    withGiven(endsOf(values, axis.scale, hasRoom), axis.range)
  return {
    ...('groups' in first.x ? {} : { x: ends(first.x, all('x'), !isCurve) }),
    y: ends(first.y, all('y'), true),
  }
}

function withGiven([low, high]: readonly [number, number], given: NumberAxis['range']): readonly [number, number] {
  return [given?.min ?? low, given?.max ?? high]
}

/** Every finite number that an axis must hold: ends of spreads (of which chart.js does not know), and zero for bars, whose length is what is read. */
export function valuesOf(plot: PlotFigure, axis: 'x' | 'y'): number[] {
  const marks = (plot.annotations ?? []).flatMap((mark) => mark[axis] ?? [])
  return [...marks, ...dataOf(plot, axis)].filter(Number.isFinite)
}

function dataOf(plot: PlotFigure, axis: 'x' | 'y'): number[] {
  switch (plot.kind) {
    case 'heatmap':
      return []
    case 'bars':
      if (axis === 'x') return []
      return [
        0,
        ...plot.series.flatMap(({ bars }) =>
          bars.flatMap((bar) =>
            bar === null ? [] : [bar.y, bar.low ?? bar.y, bar.high ?? bar.y, ...(bar.values ?? [])],
          ),
        ),
      ]
    case 'boxes':
      return axis === 'x' ? [] : plot.series.flatMap(({ values }) => values.flat())
    default: {
      const places = plot.series.flatMap(({ points, raw = [] }) => [
        ...points.flatMap(({ x, y, low, high }) => (axis === 'x' ? [x] : [y, low ?? y, high ?? y])),
        ...(axis === 'y' ? raw : []),
      ])
      return axis === 'y' && plot.kind === 'lines' && plot.area === true ? [0, ...places] : places
    }
  }
}
