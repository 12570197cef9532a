import type { Chart } from 'chart.js'
import type { BarsFigure, NumberAxis, Spread } from '../../figure/plot'
import { sideOf } from '../../figure/hidden'
import type { DrawingContext } from '../surface/canvas'
import { drawValues } from './draw-values'
import { type Bounds, fillHatched } from './hatch'
import { type SeriesStyle, styleOf } from '../surface/palette'
import { inPlot, pixel } from '../layout/plot'
import { drawErrorBars } from './spread'

const ERROR_BAR_COLOR = '#000000'

/** Draws the bars of all series where chart.js has placed them, each with its error bar and the values it is the mean of. */
export function drawBars(
  chart: Chart,
  { series, groupStyles: indices, totals, y: axis }: BarsFigure,
  styles: readonly SeriesStyle[],
): void {
  const groupStyles = indices?.map(styleOf)
  const draw = (context: DrawingContext) =>
    series.forEach(({ bars }, index) => {
      const boxes = chart.getDatasetMeta(index).data
      bars.forEach((bar, group) => {
        const box = boxes[group]
        if (bar === null || box === undefined || !Number.isFinite(bar.y)) return
        const { x, y, base, width } = box as unknown as BarBox
        const bounds = { left: x - width / 2, top: Math.min(y, base), width, height: Math.abs(base - y) }
        drawBar(chart, context, axis, bar, bounds, groupStyles?.[group] ?? (styles[index] as SeriesStyle))
      })
    })
  inPlot(chart, draw, 0.5)
  if (totals !== undefined) drawTotals(chart, axis, totals)
}

/** The spread of each stack's height. */
function drawTotals(chart: Chart, axis: NumberAxis, totals: NonNullable<BarsFigure['totals']>): void {
  const places = chart.getDatasetMeta(0).data
  const spreads = totals.flatMap((total, group) => {
    const x = places[group]?.x
    if (total?.low === undefined || total.high === undefined || x === undefined || sideOf(axis, total.y) !== null)
      return []
    return [{ x, low: pixel(chart, 'y', total.low), high: pixel(chart, 'y', total.high) }]
  })
  inPlot(chart, (context) => drawErrorBars(context, ERROR_BAR_COLOR, spreads), 0.5)
}

/** The bar element of chart.js, as laid out. */
interface BarBox {
  readonly x: number
  readonly y: number
  readonly base: number
  readonly width: number
}

function drawBar(
  chart: Chart,
  context: DrawingContext,
  axis: NumberAxis,
  bar: Spread,
  bounds: Bounds,
  style: SeriesStyle,
): void {
  fillHatched(context, style, bounds)
  const middle = bounds.left + bounds.width / 2
  if (bar.values !== undefined)
    drawValues(chart, context, axis, bar.values, middle, bounds.width * 0.6, bar.low === undefined ? 0 : 1.5)
  // An error bar from edge to edge, around a bar that is not to be seen, says nothing.
  if (bar.low === undefined || bar.high === undefined || sideOf(axis, bar.y) !== null) return
  drawErrorBars(context, ERROR_BAR_COLOR, [
    { x: middle, low: pixel(chart, 'y', bar.low), high: pixel(chart, 'y', bar.high) },
  ])
}
