import { type Chart } from 'chart.js'
import { type DrawingContext } from '../surface/canvas'

/** The place of a value on the page; an end that a logarithmic axis cannot show is put at its near end (values there are not drawn: `sideOf`). */
export function pixel(chart: Chart, axis: 'x' | 'y', value: number): number {
  const scale = chart.scales[axis]
  if (!scale) throw new Error(`the chart has no axis ${axis}`)
  return scale.getPixelForValue(scale.type === 'logarithmic' && value <= 0 ? scale.min : value)
}

/** Draws with everything outside the plot cut away, but for `room` points around it. */
export function inPlot(chart: Chart, draw: (context: DrawingContext) => void, room = 0): void {
  const { left, top, width, height } = chart.chartArea
  const context = chart.ctx as unknown as DrawingContext
  context.save()
  context.beginPath()
  context.rect(left - room, top - room, width + 2 * room, height + 2 * room)
  context.clip()
  draw(context)
  context.restore()
}
