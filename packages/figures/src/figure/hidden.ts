import { type Language, wordsIn } from 'bocas/internal'
import type { PlotFigure } from './figure'
import type { NumberAxis, Spread } from './plot'

/** On which side of an axis a value lies that it does not show: beyond a given end, or 0 and less on a logarithmic axis. */
export type Side = 'before' | 'beyond'

/** The side on which an axis does not show a finite value; null where it does. */
export function sideOf({ scale, range }: NumberAxis, value: number): Side | null {
  if (!Number.isFinite(value)) return null
  if (scale === 'log' && value <= 0) return 'before'
  if (range?.min !== undefined && value < range.min) return 'before'
  return range?.max !== undefined && value > range.max ? 'beyond' : null
}

/** A value that an axis does not show, or that is not finite: it is marked at the edge of the plot, where it would be. */
export interface Hidden {
  readonly series: number
  /** A place on an axis of numbers, or the index of a group. */
  readonly at: { readonly x: number } | { readonly group: number }
  /** The y axis hides it below or above, the x axis left or right; what is not finite is marked at the top. */
  readonly edge: 'left' | 'right' | 'below' | 'above' | 'not finite'
  readonly y: number
}

const VERTICAL = { before: 'below', beyond: 'above' } as const
const HORIZONTAL = { before: 'left', beyond: 'right' } as const

/** Everything of a plot that is not to be seen in it. */
export function hiddenOf(plot: PlotFigure): Hidden[] {
  switch (plot.kind) {
    case 'heatmap':
    case 'scene':
      return []
    case 'bars':
      // Of a stack only its top is a place on the axis.
      if (plot.totals !== undefined)
        return plot.totals.flatMap((bar, group) =>
          bar === null ? [] : grouped(plot.y, plot.series.length - 1, group, [bar.y]),
        )
      return plot.series.flatMap(({ bars }, series) =>
        bars.flatMap((bar, group) => (bar === null ? [] : grouped(plot.y, series, group, valuesOf(bar)))),
      )
    case 'boxes':
      return plot.series.flatMap(({ values }, series) =>
        values.flatMap((one, group) => grouped(plot.y, series, group, one)),
      )
    default:
      return plot.series.flatMap(({ points }, series) =>
        points.flatMap(({ x, y, n, of }): Hidden[] => {
          const horizontal = sideOf(plot.x, x)
          if (horizontal !== null) return [{ series, at: { x }, y, edge: HORIZONTAL[horizontal] }]
          if (!Number.isFinite(x)) return []
          const vertical = sideOf(plot.y, y)
          if (vertical !== null) return [{ series, at: { x }, y, edge: VERTICAL[vertical] }]
          // Along a curve, what some runs lack is seen in its faint part.
          const isLost =
            !Number.isFinite(y) || (plot.kind === 'lines' && plot.spread === 'bars' && (n ?? 0) < (of ?? 0))
          return isLost && !isCurve(plot) ? [{ series, at: { x }, y, edge: 'not finite' }] : []
        }),
      )
  }
}

const isCurve = (plot: PlotFigure): boolean => plot.kind === 'lines' && plot.spread === 'bands'

const valuesOf = ({ y, values }: Spread): readonly number[] => values ?? [y]

function grouped(axis: NumberAxis, series: number, group: number, values: readonly number[]): Hidden[] {
  return values.flatMap((y): Hidden[] => {
    if (!Number.isFinite(y)) return [{ series, at: { group }, y, edge: 'not finite' }]
    const side = sideOf(axis, y)
    return side === null ? [] : [{ series, at: { group }, y, edge: VERTICAL[side] }]
  })
}

/** What the small print says of them: how many, and why. */
export function hiddenWords(plots: readonly PlotFigure[], language?: Language): string[] {
  const words = plots.flatMap((plot) => {
    if (plot.kind === 'heatmap' || plot.kind === 'scene') return []
    const axes = { left: plot.x, right: plot.x, below: plot.y, above: plot.y }
    return hiddenOf(plot).flatMap(({ edge, at, y }) => {
      if (edge === 'not finite') return []
      const axis = axes[edge] as NumberAxis
      const value = edge === 'left' || edge === 'right' ? (at as { x: number }).x : y
      return [axis.scale === 'log' && value <= 0 ? 'not positive' : 'outside']
    })
  })
  const count = (word: string) => words.filter((one) => one === word).length
  const { notPositive, outside, noLowerEnd } = wordsIn(language)
  const counted = (number: number, say: (count: number) => string) => (number === 0 ? '' : say(number))
  return [
    counted(count('not positive'), notPositive),
    counted(count('outside'), outside),
    plots.some(hasOpenSpread) ? noLowerEnd : '',
  ].filter((text) => text !== '')
}

/** Whether a band or error bar reaches to 0 or below on a logarithmic axis. */
const hasOpenSpread = (plot: PlotFigure): boolean =>
  (plot.kind === 'lines' || plot.kind === 'scatter') &&
  plot.y.scale === 'log' &&
  plot.series.some(({ points }) => points.some(({ y, low }) => y > 0 && low !== undefined && low <= 0))
