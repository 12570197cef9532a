import { type PlotFigure, shadesOf } from '../../figure/figure'
import type { NumberAxis } from '../../figure/plot'
import { endsOf } from './axes'

/** The ends of the axes of numbers and of the shades, in common for all plots of a figure; undefined where an axis has names. */
export interface Ranges {
  readonly x?: readonly [number, number]
  readonly y?: readonly [number, number]
  readonly value?: ShadeRange
}

/** The values of the lightest and of the darkest shade. */
export interface ShadeRange {
  readonly ends: readonly [number, number]
  readonly scale: NumberAxis['scale']
}

/** Axes that hold every value of every plot, the ends of spreads and annotations included, so that panels can be compared. */
export function rangesOf(plots: readonly PlotFigure[]): Ranges {
  const [first] = plots
  if (first === undefined) return {}
  const all = (axis: 'x' | 'y') => plots.flatMap((plot) => valuesOf(plot, axis))
  const value = shadeRange(plots)
  if (first.kind === 'heatmap') return value
  const isCurve = first.kind === 'lines' && (first.spread === 'bands' || first.join === 'steps')
  const ends = (axis: NumberAxis, values: readonly number[], hasRoom: boolean) =>
    withGiven(endsOf(values, axis.scale, hasRoom), axis.range)
  return {
    ...('groups' in first.x ? {} : { x: ends(first.x, all('x'), !isCurve) }),
    y: ends(first.y, all('y'), true),
    ...value,
  }
}

/** The shades of all plots, where they have any. */
function shadeRange(plots: readonly PlotFigure[]): Pick<Ranges, 'value'> {
  const all = plots.flatMap((plot) => shadesOf(plot) ?? [])
  const [first] = all
  if (first === undefined) return {}
  const values = all.flatMap((one) => one.values).filter(Number.isFinite)
  const [least, most] = endsOf(values, 'linear', false)
  const ends = first.scale === 'log' ? ([Math.max(least, 1), Math.max(most, 2)] as const) : ([least, most] as const)
  return { value: { ends: withGiven(ends, first.range), scale: first.scale } }
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
    case 'scene':
      return []
    case 'bars':
      if (axis === 'x') return []
      if (plot.totals !== undefined)
        return [0, ...plot.totals.flatMap((bar) => (bar === null ? [] : [bar.y, bar.high ?? bar.y]))]
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
      const places = plot.series.flatMap(({ points, raw = [], fit = [] }) => [
        ...[...points, ...fit].flatMap(({ x, y, low, high }) => (axis === 'x' ? [x] : [y, low ?? y, high ?? y])),
        ...(axis === 'y' ? raw : []),
      ])
      return axis === 'y' && plot.kind === 'lines' && plot.area === true ? [0, ...places] : places
    }
  }
}
