import { type Language } from 'bocas/internal'
import { INK } from '../layout/axes'
import { type Chart } from 'chart.js'
import { type HeatmapFigure } from '../../figure/plot'
import { type DrawingContext } from '../surface/canvas'
import { inkOn, shadeOf } from '../surface/palette'
import { type Face } from '../surface/font'
import { type ShadeRange } from '../layout/ranges'
import { type Rectangle } from '../layout/panel'
import type { Tick } from '../layout/numbers'
import { ticksOf } from '../layout/ticks'

/** Width of the scale of shades and of its ticks, in points. */
const BAR_WIDTH = 7
const TICK = 2.5
const STEPS = 48
const MOST_TICKS = 6

/** Draws the cells, and in them what they say where every text has room. */
export function drawHeatmap(chart: Chart, figure: HeatmapFigure, range: ShadeRange, face: Face): void {
  const context = chart.ctx as unknown as DrawingContext
  const { left, top, width, height } = chart.chartArea
  const cell = { width: width / figure.x.groups.length, height: height / figure.y.groups.length }
  const size = face.sizes.tick
  context.save()
  context.font = face.font(size)
  context.textAlign = 'center'
  context.textBaseline = 'middle'
  const hasRoom = figure.cells
    .flat()
    .every((one) => one === null || (context.measureText(one.text).width < cell.width - 3 && size < cell.height - 1))
  figure.cells.forEach((row, y) =>
    row.forEach((one, x) => {
      const box = [left + x * cell.width, top + y * cell.height, cell.width, cell.height] as const
      const shade = one === null || !Number.isFinite(one.value) ? null : shadeOf(placeIn(range, one.value))
      context.fillStyle = shade ?? '#ffffff'
      context.fillRect(...box)
      context.strokeStyle = '#ffffff'
      context.lineWidth = 0.75
      context.strokeRect(...box)
      if (!hasRoom && shade !== null) return
      context.fillStyle = shade === null ? INK : inkOn(shade)
      context.fillText(one?.text ?? '—', box[0] + cell.width / 2, box[1] + cell.height / 2)
    }),
  )
  context.restore()
}

/** The place of a value among the shades, from 0 to 1. */
export function placeIn({ ends: [low, high], scale }: ShadeRange, value: number): number {
  if (!(high > low)) return 0.5
  if (scale === 'log') return Math.log(value / low) / Math.log(high / low)
  return (value - low) / (high - low)
}

/** The ticks of the scale of shades: a few round numbers between its ends. */
const shadeTicks = ({ ends, scale }: ShadeRange, language: Language): Tick[] =>
  ticksOf(scale, ends, MOST_TICKS, language)

/** How much room the scale of shades takes beside the plot. */
export function shadeBarWidth(range: ShadeRange, face: Face, measure: (text: string) => number): number {
  return BAR_WIDTH + TICK + 2 + Math.max(...shadeTicks(range, face.language).map(({ label }) => measure(label))) + 6
}

/** Draws the scale of shades, as high as the plot. */
export function drawShadeBar(
  context: DrawingContext,
  left: number,
  { top, height }: Rectangle,
  range: ShadeRange,
  face: Face,
): void {
  context.save()
  for (let step = 0; step < STEPS; step++) {
    context.fillStyle = shadeOf(1 - (step + 0.5) / STEPS)
    // Strips overlap, so that no light shines through between them.
    context.fillRect(
      left,
      top + (step * height) / STEPS,
      BAR_WIDTH,
      Math.min(height / STEPS + 0.5, height - (step * height) / STEPS),
    )
  }
  context.strokeStyle = INK
  context.lineWidth = 0.5
  context.strokeRect(left, top, BAR_WIDTH, height)
  context.font = face.font(face.sizes.tick)
  context.fillStyle = INK
  context.textAlign = 'left'
  context.textBaseline = 'middle'
  for (const { value, label } of shadeTicks(range, face.language)) {
    const y = top + height * (1 - placeIn(range, value))
    context.beginPath()
    context.moveTo(left + BAR_WIDTH, y)
    context.lineTo(left + BAR_WIDTH + TICK, y)
    context.stroke()
    context.fillText(label, left + BAR_WIDTH + TICK + 2, y)
  }
  context.restore()
}
