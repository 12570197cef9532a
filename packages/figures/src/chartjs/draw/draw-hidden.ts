import { type Chart } from 'chart.js'
import { type Hidden, hiddenOf } from '../../figure/hidden'
import { type PlotFigure } from '../../figure/figure'
import { type DrawingContext } from '../surface/canvas'
import { dodgeOf } from './draw-points'
import { type SeriesStyle } from '../surface/palette'
import { inPlot, pixel } from '../layout/plot'

/** Half the size of a mark, and how far apart marks of one series stand at the least, in points. */
const HALF = 2.6
const DISTANCE = 9

/**
 * Marks at the edge of the plot what it cannot show: a triangle that points to where the value lies, a cross at the top for what is not finite. Where several
 * lie close together one mark stands for them; the small print has their number.
 */
export function drawHidden(chart: Chart, plot: PlotFigure, styleAt: (hidden: Hidden) => SeriesStyle): void {
  const marks = hiddenOf(plot)
  if (marks.length === 0) return
  const drawn: { x: number; y: number; series: number }[] = []
  inPlot(
    chart,
    (context) => {
      for (const hidden of marks) {
        const place = placeOf(chart, plot, hidden)
        if (place === null) continue
        const isClose = drawn.some(
          (one) => one.series === hidden.series && Math.hypot(one.x - place.x, one.y - place.y) < DISTANCE,
        )
        if (isClose) continue
        drawn.push({ ...place, series: hidden.series })
        drawMark(context, hidden.edge, place, styleAt(hidden).color)
      }
    },
    HALF,
  )
}

function placeOf(chart: Chart, plot: PlotFigure, { at, edge, series, y }: Hidden): { x: number; y: number } | null {
  const { left, right, top, bottom } = chart.chartArea
  const along =
    'group' in at
      ? (chart.getDatasetMeta(series).data[at.group]?.x ?? chart.scales.x?.getPixelForValue(at.group) ?? NaN)
      : pixel(chart, 'x', at.x) + (plot.kind === 'lines' || plot.kind === 'scatter' ? dodgeOf(plot, series) : 0)
  switch (edge) {
    case 'left':
    case 'right': {
      const height = Number.isFinite(y) ? pixel(chart, 'y', y) : top + HALF
      return { x: edge === 'left' ? left + HALF : right - HALF, y: Math.min(bottom, Math.max(top, height)) }
    }
    case 'below':
      return Number.isFinite(along) ? { x: along, y: bottom - HALF } : null
    default:
      return Number.isFinite(along) ? { x: along, y: top + HALF } : null
  }
}

/** Which way each corner of a triangle lies from its middle. */
const CORNERS = {
  left: [
    [-1, 0],
    [1, -1],
    [1, 1],
  ],
  right: [
    [1, 0],
    [-1, -1],
    [-1, 1],
  ],
  below: [
    [0, 1],
    [-1, -1],
    [1, -1],
  ],
  above: [
    [0, -1],
    [-1, 1],
    [1, 1],
  ],
} as const

function drawMark(
  context: DrawingContext,
  edge: Hidden['edge'],
  { x, y }: { x: number; y: number },
  color: string,
): void {
  context.save()
  context.lineWidth = 1
  context.strokeStyle = color
  context.fillStyle = '#ffffff'
  context.beginPath()
  if (edge === 'not finite') {
    for (const slope of [1, -1]) {
      context.moveTo(x - HALF + 0.4, y - slope * (HALF - 0.4))
      context.lineTo(x + HALF - 0.4, y + slope * (HALF - 0.4))
    }
  } else {
    const [[firstX, firstY], ...others] = CORNERS[edge]
    context.moveTo(x + firstX * HALF, y + firstY * HALF)
    for (const [dx, dy] of others) context.lineTo(x + dx * HALF, y + dy * HALF)
    context.closePath()
    context.fill()
  }
  context.stroke()
  context.restore()
}
