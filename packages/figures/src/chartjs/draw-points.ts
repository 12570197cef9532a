import { type Chart } from 'chart.js'
import { type LinesFigure, type PointSeries, type ScatterFigure, type XYPoint } from '../figure/figure'
import { drawMarker } from './marker'
import { styleOf, withOpacity } from './palette'
import { inPlot, pixel } from './plot'
import { drawBand, drawErrorBars, type SpreadOnPage } from './spread'

/** About how far apart the markers of a curve stand, in points. */
const MARKER_DISTANCE = 26
/** How far error bars of neighbouring series are moved apart, in points. */
const DODGE = 3.5
/** Markers on the edge of the plot are drawn whole. */
const MARKER_ROOM = 4

/** Draws the bands of curves, below the lines. */
export function drawBands(chart: Chart, { series }: LinesFigure): void {
  inPlot(chart, (context) =>
    series.forEach((one, index) => drawBand(context, withOpacity(styleOf(index).color, 0.2), spreadsOf(chart, one, 0))),
  )
}

/** How far a series is moved to the side, in points: error bars at the same x would cover each other. Curves and scatters stay where they are. */
export function dodgeOf(figure: LinesFigure | ScatterFigure, index: number): number {
  const isDodged = figure.kind === 'lines' && figure.spread === 'bars'
  return isDodged ? (index - (figure.series.length - 1) / 2) * DODGE : 0
}

/** Draws markers, and the error bars of points that stand apart. */
export function drawPoints(chart: Chart, figure: LinesFigure | ScatterFigure): void {
  const isCurve = figure.kind === 'lines' && figure.spread === 'bands'
  const draw = (series: PointSeries, index: number) =>
    inPlot(
      chart,
      (context) => {
        const style = styleOf(index)
        const shift = dodgeOf(figure, index)
        const points = series.points.filter(({ x, y }) => Number.isFinite(x) && Number.isFinite(y))
        if (!isCurve) drawErrorBars(context, style.color, spreadsOf(chart, series, shift).filter(isPresent))
        for (const { x, y } of isCurve ? thinned(chart, points, index) : points) {
          drawMarker(context, style, pixel(chart, 'x', x) + shift, pixel(chart, 'y', y))
        }
      },
      MARKER_ROOM,
    )
  figure.series.forEach(draw)
}

/** Points about equally far apart on the page; each series starts elsewhere, so that markers of close curves do not hide each other. */
function thinned(chart: Chart, points: readonly XYPoint[], index: number): XYPoint[] {
  const kept: XYPoint[] = []
  let next = (points[0] ? pixel(chart, 'x', points[0].x) : 0) + ((index % 4) * MARKER_DISTANCE) / 4
  for (const point of points) {
    const at = pixel(chart, 'x', point.x)
    if (at < next - 0.01) continue
    kept.push(point)
    next = at + MARKER_DISTANCE
  }
  return kept.length === 0 ? points.slice(-1) : kept
}

function spreadsOf(chart: Chart, series: PointSeries, shift: number): (SpreadOnPage | null)[] {
  return series.points.map(({ x, y, low, high }) =>
    Number.isFinite(y) && low !== undefined && high !== undefined
      ? { x: pixel(chart, 'x', x) + shift, low: pixel(chart, 'y', low), high: pixel(chart, 'y', high) }
      : null,
  )
}

const isPresent = (spread: SpreadOnPage | null): spread is SpreadOnPage => spread !== null
