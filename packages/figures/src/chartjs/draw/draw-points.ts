import type { Chart } from 'chart.js'
import { frontOf } from '../../figure/front'
import { sideOf } from '../../figure/hidden'
import type { LinesFigure, PointSeries, ScatterFigure, XYPoint } from '../../figure/plot'
import type { DrawingContext } from '../surface/canvas'
import { drawMarker } from './marker'
import { type SeriesStyle, withOpacity } from '../surface/palette'
import { inPlot, pixel } from '../layout/plot'
import { drawBand, drawErrorBars, type SpreadOnPage } from './spread'

/** About how far apart the markers of a curve stand, in points. */
const MARKER_DISTANCE = 26
/** Markers that are so far apart need no thinning. */
const LEAST_DISTANCE = 12
/** How far error bars of neighbouring series are moved apart, in points. */
const DODGE = 3.5
/** Markers on the edge of the plot are drawn whole. */
const MARKER_ROOM = 4

/** How visible a point is that another beats. */
const FAINT = 0.4

/** Draws the bands of curves, below the lines. */
export function drawBands(chart: Chart, { series, join }: LinesFigure, styles: readonly SeriesStyle[]): void {
  inPlot(chart, (context) =>
    series.forEach((one, index) =>
      drawBand(context, withOpacity(colorOf(styles, index), 0.2), spreadsOf(chart, one, 0), join === 'steps'),
    ),
  )
}

/**
 * How far a series is moved to the side, in points: error bars at the same x would cover each other. Curves and scatters stay where they are, and so does what
 * is to be compared with a line.
 */
export function dodgeOf(figure: LinesFigure | ScatterFigure, index: number): number {
  const isDodged =
    figure.kind === 'lines' && figure.spread === 'bars' && figure.join !== 'none' && figure.identity !== true
  return isDodged ? (index - (figure.series.length - 1) / 2) * DODGE : 0
}

/** Draws markers, and the error bars of points that stand apart. */
export function drawPoints(chart: Chart, figure: LinesFigure | ScatterFigure, styles: readonly SeriesStyle[]): void {
  const isCurve = figure.kind === 'lines' && figure.spread === 'bands'
  const front = figure.kind === 'scatter' && figure.front !== undefined ? frontOf(figure.series, figure.front) : null
  if (front !== null) inPlot(chart, (context) => drawSteps(chart, context, front))
  const isFaint = (series: number, point: XYPoint) =>
    front !== null && !front.some((one) => one.series === series && one.x === point.x && one.y === point.y)
  const draw = (series: PointSeries, index: number) =>
    inPlot(
      chart,
      (context) => {
        const style = styles[index] as SeriesStyle
        const shift = dodgeOf(figure, index)
        const points = series.points.filter((point) => isShown(figure, point))
        if (!isCurve && front === null)
          drawErrorBars(context, style.color, spreadsOf(chart, { points }, shift).filter(isPresent))
        if (figure.kind === 'lines' && figure.markers === false) return
        for (const point of isCurve ? thinned(chart, points, index) : points) {
          context.globalAlpha = isFaint(index, point) ? FAINT : 1
          drawMarker(context, style, pixel(chart, 'x', point.x) + shift, pixel(chart, 'y', point.y))
        }
      },
      MARKER_ROOM,
    )
  figure.series.forEach(draw)
}

const isShown = ({ x, y }: LinesFigure | ScatterFigure, point: XYPoint): boolean =>
  Number.isFinite(point.x) && Number.isFinite(point.y) && sideOf(x, point.x) === null && sideOf(y, point.y) === null

/** The edge of what is reached: at each x the best y of the points that are at least as good in x. */
function drawSteps(chart: Chart, context: DrawingContext, front: readonly XYPoint[]): void {
  context.strokeStyle = '#777777'
  context.lineWidth = 0.9
  context.beginPath()
  front.forEach((point, index) => {
    const [x, y] = [pixel(chart, 'x', point.x), pixel(chart, 'y', point.y)]
    if (index === 0) context.moveTo(x, y)
    else {
      context.lineTo(x, pixel(chart, 'y', (front[index - 1] as XYPoint).y))
      context.lineTo(x, y)
    }
  })
  context.stroke()
}

const colorOf = (styles: readonly SeriesStyle[], index: number): string => (styles[index] as SeriesStyle).color

/**
 * Points about equally far apart on the page; each series starts elsewhere, so that markers of close curves do not hide each other. Where there is room for all
 * of them, all are drawn: a marker that is left out would look like a value that is missing.
 */
function thinned(chart: Chart, points: readonly XYPoint[], index: number): readonly XYPoint[] {
  const [first, last] = [points[0], points.at(-1)]
  if (first === undefined || last === undefined) return []
  const length = pixel(chart, 'x', last.x) - pixel(chart, 'x', first.x)
  if (length >= (points.length - 1) * LEAST_DISTANCE) return points
  const kept: XYPoint[] = []
  let next = pixel(chart, 'x', first.x) + ((index % 4) * MARKER_DISTANCE) / 4
  for (const point of points) {
    const at = pixel(chart, 'x', point.x)
    if (at < next - 0.01) continue
    kept.push(point)
    next = at + MARKER_DISTANCE
  }
  return kept.length === 0 ? points.slice(-1) : kept
}

function spreadsOf(chart: Chart, { points }: Pick<PointSeries, 'points'>, shift: number): (SpreadOnPage | null)[] {
  const isLog = chart.scales.y?.type === 'logarithmic'
  return points.map(({ x, y, low, high }) =>
    Number.isFinite(y) && low !== undefined && high !== undefined && !(isLog && y <= 0)
      ? {
          x: pixel(chart, 'x', x) + shift,
          low: pixel(chart, 'y', low),
          high: pixel(chart, 'y', high),
          isOpen: isLog && low <= 0,
        }
      : null,
  )
}

const isPresent = (spread: SpreadOnPage | null): spread is SpreadOnPage => spread !== null
