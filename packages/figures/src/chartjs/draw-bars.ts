import { type Chart } from 'chart.js'
import { type BarsFigure, type Spread } from '../figure/figure'
import { type Context } from './canvas'
import { fillHatched, type Rectangle } from './hatch'
import { styleOf } from './palette'
import { inPlot, pixel } from './plot'
import { drawErrorBars } from './spread'

const ERROR_BAR_COLOR = '#000000'

/** Draws the bars of all series where chart.js has placed them, each with its error bar. */
export function drawBars(chart: Chart, series: BarsFigure['series']): void {
  series.forEach(({ bars }, index) => {
    const boxes = chart.getDatasetMeta(index).data
    bars.forEach((bar, group) => {
      const box = boxes[group]
      if (bar && box && Number.isFinite(bar.y)) {
        const { x, y, base, width } = box as unknown as BarBox
        const rectangle = { left: x - width / 2, top: Math.min(y, base), width, height: Math.abs(base - y) }
        inPlot(chart, (context) => drawBar(chart, context, bar, rectangle, index), 0.5)
      }
    })
  })
}

/** The bar element of chart.js, as laid out. */
interface BarBox {
  readonly x: number
  readonly y: number
  readonly base: number
  readonly width: number
}

function drawBar(chart: Chart, context: Context, bar: Spread, rectangle: Rectangle, series: number): void {
  fillHatched(context, styleOf(series), rectangle)
  if (bar.low === undefined || bar.high === undefined) return
  const [low, high] = [pixel(chart, 'y', bar.low), pixel(chart, 'y', bar.high)]
  drawErrorBars(context, ERROR_BAR_COLOR, [{ x: rectangle.left + rectangle.width / 2, low, high }])
}
