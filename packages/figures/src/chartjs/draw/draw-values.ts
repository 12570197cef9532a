import type { Chart } from 'chart.js'
import type { NumberAxis } from '../../figure/plot'
import { sideOf } from '../../figure/hidden'
import type { DrawingContext } from '../surface/canvas'
import { INK } from '../layout/axes'
import { pixel } from '../layout/plot'

const RADIUS = 1.35

/** Draws single values as small points side by side in their order, so that equal ones can be counted. Not by chance: equal figures are equal bytes. */
export function drawValues(
  chart: Chart,
  context: DrawingContext,
  axis: NumberAxis,
  values: readonly number[],
  middle: number,
  width: number,
  centre = 0,
): void {
  const finite = values.filter((value) => Number.isFinite(value) && sideOf(axis, value) === null)
  const step = Math.min(width / finite.length, 4.5)
  context.save()
  context.fillStyle = '#ffffff'
  context.strokeStyle = INK
  context.lineWidth = 0.6
  context.beginPath()
  finite.forEach((value, index) => {
    const off = index - (finite.length - 1) / 2
    const x = middle + off * step + (off < 0 ? -centre : centre)
    const y = pixel(chart, 'y', value)
    context.arc(x, y, RADIUS, 0, 2 * Math.PI)
  })
  context.fill()
  context.stroke()
  context.restore()
}
