import { type Chart } from 'chart.js'
import { type LinesFigure } from '../../figure/figure'
import { type SeriesStyle, withOpacity } from '../surface/palette'
import { inPlot, pixel } from '../layout/plot'

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

/** Draws what curves were before they were smoothed, thin and faint. */
export function drawRaw(chart: Chart, figure: LinesFigure, styles: readonly SeriesStyle[]): void {
  inPlot(chart, (context) =>
    figure.series.forEach(({ points, raw }, index) => {
      if (raw === undefined) return
      context.strokeStyle = withOpacity((styles[index] as SeriesStyle).color, FAINT)
      context.lineWidth = 0.7
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
