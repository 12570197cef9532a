import { unbroken } from 'bocas/internal'
import type { LinesFigure } from '../../figure/plot'
import { INK } from '../layout/axes'
import type { DrawingContext } from '../surface/canvas'
import { dodgeOf } from './draw-points'
import type { Face } from '../surface/font'
import { drawMarker } from './marker'
import type { SeriesStyle } from '../surface/palette'
import type { Panel, Rectangle } from '../layout/panel'
import { pixel } from '../layout/plot'
import { spreadOut } from './spread-out'
import { type MeasureText, spacedWords, wrapLabel } from '../layout/wrap'

/** Points. */
const KEY_LEFT = 7
const TEXT_LEFT = 12
/** A name may be so much of the figure's width, on so many lines; with more series, names at the ends are a list without order. */
const MOST_WIDTH = 0.3
const MOST_LINES = 2
const MOST_SERIES = 7
/** A name may stand so many lines' heights away from the end of its line. */
const MOST_SHIFT = 1.7
/** Lines have to end in this last part of the plot, or their names would stand far from them. */
const LAST_PART = 0.12
const LINE_HEIGHT = 1.15

/** The names of lines as they stand to the right of a plot. */
export interface LineNames {
  readonly lines: readonly (readonly string[])[]
  /** How much room they need beside the plot. */
  readonly width: number
}

/** The names of the lines for a place at their ends; null when they are too long or too many for that, or there is only one. */
export function lineNames(figure: LinesFigure, measure: MeasureText): LineNames | null {
  const { series, names = 'auto', size } = figure
  if (names === 'legend' || series.length < 2 || series.length > MOST_SERIES) return null
  const most = size.width * MOST_WIDTH
  const labels = series.map(({ label }) => unbroken(label))
  const lines = labels.map((label) => wrapLabel(label, most, measure))
  const isBroken = labels.some((label) => spacedWords(label).some((word) => measure(word) > most))
  if (isBroken || lines.some((one) => one.length > MOST_LINES)) return null
  return { lines, width: TEXT_LEFT + Math.max(...lines.flat().map(measure)) }
}

/** The middle of each name, on the page; null when they do not fit beside the ends of their lines. */
export function placeLineNames(
  figure: LinesFigure,
  names: LineNames,
  panel: Panel,
  page: { top: number; bottom: number },
  face: Face,
): number[] | null {
  const area = panel.plotArea
  const height = face.sizes.label * LINE_HEIGHT
  const wishes: { middle: number; height: number }[] = []
  for (const [index, { points }] of figure.series.entries()) {
    const last = points.findLast(({ x, y }) => Number.isFinite(x) && Number.isFinite(y))
    if (last === undefined) return null
    const x = pixel(panel, 'x', last.x) + dodgeOf(figure, index) - area.left
    const middle = pixel(panel, 'y', last.y)
    if (x < area.width * (1 - LAST_PART) || middle < area.top - 1 || middle > area.top + area.height + 1) return null
    wishes.push({ middle, height: (names.lines[index] as readonly string[]).length * height })
  }
  const middles = spreadOut(wishes, page.top, page.bottom)
  const isNear = middles?.every(
    (middle, index) => Math.abs(middle - (wishes[index] as { middle: number }).middle) <= MOST_SHIFT * height,
  )
  return isNear === true ? middles : null
}

/** Draws each name with its marker, and a thread to the end of its line where it had to move. */
export function drawLineNames(
  context: DrawingContext,
  figure: LinesFigure,
  names: LineNames,
  middles: readonly number[],
  panel: Panel,
  { left, width }: Rectangle,
  styles: readonly SeriesStyle[],
  face: Face,
): void {
  const height = face.sizes.label * LINE_HEIGHT
  const right = left + width
  context.save()
  context.font = face.font(face.sizes.label)
  context.textAlign = 'left'
  context.textBaseline = 'middle'
  names.lines.forEach((lines, index) => {
    const style = styles[index] as SeriesStyle
    const middle = middles[index] as number
    const last = figure.series[index]?.points.findLast(({ x, y }) => Number.isFinite(x) && Number.isFinite(y))
    const end = pixel(panel, 'y', last?.y ?? NaN)
    if (Math.abs(end - middle) > 2) {
      context.strokeStyle = style.color
      context.lineWidth = 0.5
      context.beginPath()
      context.moveTo(right + 1, end)
      context.lineTo(right + KEY_LEFT - 2.5, middle)
      context.stroke()
    }
    drawMarker(context, style, right + KEY_LEFT, middle)
    context.fillStyle = INK
    const first = middle - ((lines.length - 1) * height) / 2
    lines.forEach((line, at) => context.fillText(line, right + TEXT_LEFT, first + at * height))
  })
  context.restore()
}
