import { type Chart } from 'chart.js'
import { type NumberAxis } from '../../figure/figure'
import { sideOf } from '../../figure/hidden'
import { type DrawingContext } from '../surface/canvas'
import { type SeriesStyle } from '../surface/palette'
import { pixel } from '../layout/plot'
import { drawMarker } from './marker'
import { swarmOf } from './swarm'

/** The middles of markers that touch, in points. */
const DISTANCE = 4.4

/** Draws each value as a marker of its series, side by side where they would cover each other. */
export function drawStrip(
  chart: Chart,
  context: DrawingContext,
  axis: NumberAxis,
  values: readonly number[],
  { x, width }: { readonly x: number; readonly width: number },
  style: SeriesStyle,
): void {
  const heights = values.filter((value) => sideOf(axis, value) === null).map((value) => pixel(chart, 'y', value))
  const moves = swarmOf(heights, DISTANCE, width / 2)
  heights.forEach((y, index) => drawMarker(context, style, x + moves[index]!, y))
}
