import { leastOf, mostOf } from 'bocas/internal'
import type { Chart } from 'chart.js'
import { type BoxesFigure, isStrip, type NumberAxis } from '../../figure/plot'
import type { DrawingContext } from '../surface/canvas'
import { drawValues } from './draw-values'
import { fillHatched, fillShape } from './hatch'
import { type SeriesStyle, styleOf } from '../surface/palette'
import { inPlot, pixel } from '../layout/plot'
import { sideOf } from '../../figure/hidden'
import { drawMarker } from './marker'
import { swarmOf } from './swarm'

/** Draws boxes or violins where chart.js and its box plot plugin have placed them, and every value over them. */
export function drawBoxes(chart: Chart, figure: BoxesFigure, styles: readonly SeriesStyle[]): void {
  const groupStyles = figure.groupStyles?.map(styleOf)
  const draw = (context: DrawingContext) =>
    figure.series.forEach(({ values }, index) => {
      const elements = chart.getDatasetMeta(index).data
      values.forEach((group, at) => {
        const finite = group.filter(Number.isFinite)
        const element = elements[at]
        if (finite.length === 0 || element === undefined) return
        const box = element as unknown as StatsBox
        const style = groupStyles?.[at] ?? styles[index]!
        if (isStrip(figure, finite)) {
          // The points are what there is to see: nothing is drawn over them.
          drawMedian(chart, context, finite, box)
          drawStrip(chart, context, figure.y, finite, box, style)
          return
        }
        if (figure.shape === 'violin') drawViolin(context, box, style)
        else drawBox(context, box, style)
        drawValues(chart, context, figure.y, finite, box.x, box.width * 0.55)
        drawMedian(chart, context, finite, box)
      })
    })
  inPlot(chart, draw, 2)
}

/** The element of the plugin, as laid out: places on the page. */
interface StatsBox {
  readonly x: number
  readonly width: number
  readonly q1: number
  readonly q3: number
  readonly whiskerMin: number
  readonly whiskerMax: number
  readonly coords?: readonly { readonly v: number; readonly estimate: number }[]
  readonly maxEstimate?: number
}

function drawBox(
  context: DrawingContext,
  { x, width, q1, q3, whiskerMin, whiskerMax }: StatsBox,
  style: SeriesStyle,
): void {
  const bounds = { left: x - width / 2, top: Math.min(q1, q3), width, height: Math.abs(q1 - q3) }
  context.save()
  context.strokeStyle = style.color
  context.lineWidth = 0.9
  context.beginPath()
  for (const [from, to] of [
    [q1, whiskerMin],
    [q3, whiskerMax],
  ] as const) {
    context.moveTo(x, from)
    context.lineTo(x, to)
    context.moveTo(x - width / 4, to)
    context.lineTo(x + width / 4, to)
  }
  context.stroke()
  context.restore()
  fillHatched(context, style, bounds, 'light')
}

function drawViolin(
  context: DrawingContext,
  { x, width, coords = [], maxEstimate = 0 }: StatsBox,
  style: SeriesStyle,
): void {
  const places = coords.map(({ v }) => v)
  if (!(maxEstimate > 0) || places.length < 2) return
  const half = (estimate: number) => (estimate / maxEstimate) * (width / 2)
  const trace = () => {
    coords.forEach(({ v, estimate }, index) =>
      index === 0 ? context.moveTo(x - half(estimate), v) : context.lineTo(x - half(estimate), v),
    )
    for (const { v, estimate } of [...coords].reverse()) context.lineTo(x + half(estimate), v)
    context.closePath()
  }
  const top = leastOf(places)
  fillShape(context, style, { left: x - width / 2, top, width, height: mostOf(places) - top }, trace, 'light')
}

function drawMedian(chart: Chart, context: DrawingContext, values: readonly number[], { x, width }: StatsBox): void {
  const sorted = [...values].sort((a, b) => a - b)
  const half = sorted.length >> 1
  const median = sorted.length % 2 === 1 ? sorted[half] : ((sorted[half - 1] as number) + (sorted[half] as number)) / 2
  const y = pixel(chart, 'y', median as number)
  context.save()
  context.strokeStyle = '#000000'
  context.lineWidth = 1.5
  context.beginPath()
  context.moveTo(x - width / 2, y)
  context.lineTo(x + width / 2, y)
  context.stroke()
  context.restore()
}

/** The middles of markers that touch, in points. */
const DISTANCE = 4.4

/** Draws each value as a marker of its series, side by side where they would cover each other. */
function drawStrip(
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
