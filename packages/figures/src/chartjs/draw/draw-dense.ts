import type { Chart } from 'chart.js'
import type { BinGrid, ScatterFigure } from '../../figure/plot'
import { sideOf } from '../../figure/hidden'
import type { ShadeRange } from '../layout/ranges'
import { inPlot, pixel } from '../layout/plot'
import { shadeOf, type SeriesStyle, withOpacity } from '../surface/palette'
import { placeIn } from './draw-heatmap'

/** The side of a dot, in points: at this size nobody sees that it is a square, which costs a tenth of a circle. */
const DOT = 1.4
/** How visible a dot is, by how many there are at the most. */
const OPACITIES = [
  [1000, 0.6],
  [5000, 0.35],
  [Infinity, 0.2],
] as const

const OVERLAP = 0.2

/** Draws each point as a small dot that shines through. Series take turns, so that none lies over the others. */
export function drawDots(chart: Chart, figure: ScatterFigure, styles: readonly SeriesStyle[]): void {
  const count = figure.series.reduce((sum, { points }) => sum + points.length, 0)
  const opacity = OPACITIES.find(([most]) => count <= most)![1]
  const colors = styles.map(({ color }) => withOpacity(color, opacity))
  const most = Math.max(0, ...figure.series.map(({ points }) => points.length))
  inPlot(chart, (context) => {
    for (let at = 0; at < most; at++)
      figure.series.forEach(({ points }, index) => {
        const point = points[at]
        if (point === undefined || !Number.isFinite(point.x) || !Number.isFinite(point.y)) return
        if (sideOf(figure.x, point.x) !== null || sideOf(figure.y, point.y) !== null) return
        context.fillStyle = colors[index]!
        context.fillRect(pixel(chart, 'x', point.x) - DOT / 2, pixel(chart, 'y', point.y) - DOT / 2, DOT, DOT)
      })
  })
}

/** Draws the cells that hold any points. */
export function drawBins(chart: Chart, { x, y, counts }: BinGrid, shades: ShadeRange): void {
  const [across, down] = [x.map((edge) => pixel(chart, 'x', edge)), y.map((edge) => pixel(chart, 'y', edge))]
  inPlot(chart, (context) =>
    counts.forEach((row, at) =>
      row.forEach((count, index) => {
        if (count === 0) return
        context.fillStyle = shadeOf(0.15 + 0.85 * placeIn(shades, count))
        const [left, top] = [across[index]!, down[at + 1]!]
        // Cells overlap, so that no light shines through between them.
        context.fillRect(left, top, across[index + 1]! - left + OVERLAP, down[at]! - top + OVERLAP)
      }),
    ),
  )
}
