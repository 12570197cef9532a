import type { Chart } from 'chart.js'
import type { LinesFigure } from '../../figure/plot'
import { type SeriesStyle, withOpacity } from '../surface/palette'
import { inPlot, pixel } from '../layout/plot'
import { drawBand } from './spread'

/** How visible a curve is that another one smooths. */
const FAINT = 0.4

/** Fills what lies between each line and zero, below the lines. */
export function drawAreas(chart: Chart, figure: LinesFigure, styles: readonly SeriesStyle[]): void {
  const zero = pixel(chart, 'y', 0)
  inPlot(chart, (context) =>
    figure.series.forEach(({ points }, index) => {
      const way = wayOf(chart, points, figure.join === 'steps')
      const [first, last] = [way[0], way.at(-1)]
      if (first === undefined || last === undefined) return
      context.fillStyle = withOpacity((styles[index] as SeriesStyle).color, 0.16)
      context.beginPath()
      context.moveTo(first[0], zero)
      for (const [x, y] of way) context.lineTo(x, y)
      context.lineTo(last[0], zero)
      context.closePath()
      context.fill()
    }),
  )
}

/** Draws fitted curves with their bands, below the points that they were fitted to. */
export function drawFits(chart: Chart, figure: LinesFigure, styles: readonly SeriesStyle[]): void {
  inPlot(chart, (context) =>
    figure.series.forEach(({ fit }, index) => {
      if (fit === undefined) return
      const style = styles[index] as SeriesStyle
      const spreads = fit.map(({ x, y, low = y, high = y }) => ({
        x: pixel(chart, 'x', x),
        low: pixel(chart, 'y', low),
        high: pixel(chart, 'y', high),
      }))
      drawBand(context, withOpacity(style.color, 0.2), spreads)
      context.strokeStyle = style.color
      context.lineWidth = 1.1
      context.setLineDash([...style.dash])
      context.beginPath()
      for (const [at, [x, y]] of wayOf(chart, fit, false).entries()) {
        if (at === 0) context.moveTo(x, y)
        else context.lineTo(x, y)
      }
      context.stroke()
      context.setLineDash([])
    }),
  )
}

/** Draws what curves were before they were smoothed, thin and faint. */
export function drawRaw(chart: Chart, figure: LinesFigure, styles: readonly SeriesStyle[]): void {
  inPlot(chart, (context) =>
    figure.series.forEach(({ points, raw }, index) => {
      if (raw === undefined) return
      context.strokeStyle = withOpacity((styles[index] as SeriesStyle).color, FAINT)
      context.lineWidth = 0.7
      context.lineJoin = 'round'
      context.beginPath()
      let isDown = false
      points.forEach(({ x }, at) => {
        const y = raw[at] as number
        if (!Number.isFinite(x) || !Number.isFinite(y)) return void (isDown = false)
        const place = [pixel(chart, 'x', x), pixel(chart, 'y', y)] as const
        if (isDown) context.lineTo(...place)
        else context.moveTo(...place)
        isDown = true
      })
      context.stroke()
    }),
  )
}

/** A line on the page; with steps, each value goes on to the next point. */
function wayOf(
  chart: Chart,
  points: readonly { readonly x: number; readonly y: number }[],
  isStepped: boolean,
): (readonly [number, number])[] {
  const places = points
    .filter(({ x, y }) => Number.isFinite(x) && Number.isFinite(y))
    .map(({ x, y }) => [pixel(chart, 'x', x), pixel(chart, 'y', y)] as const)
  if (!isStepped) return places
  return places.flatMap(([x, y], index) =>
    index === 0
      ? [[x, y]]
      : [
          [x, places[index - 1]![1]],
          [x, y],
        ],
  )
}
