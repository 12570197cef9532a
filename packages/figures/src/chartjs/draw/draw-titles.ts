import { type Titles } from '../frame'
import { INK } from '../layout/axes'
import { type Rectangle } from '../layout/panel'
import { type ShadeRange } from '../layout/ranges'
import { LINE_HEIGHT, MARGIN, type Sheet } from '../sheet'
import { drawShadeBar, shadeBarWidth } from './draw-heatmap'

/** Writes the titles of both axes. @param top of what the figure has under its legend. */
export function writeTitles(sheet: Sheet, { x, y }: Titles, plot: Rectangle, top: number): void {
  const { figure, face, pen } = sheet
  const lineHeight = face.sizes.label * LINE_HEIGHT
  const middle = plot.left + plot.width / 2
  writeLines(sheet, x, middle, figure.size.height - MARGIN.bottom - (x.length - 0.5) * lineHeight)
  pen.save()
  pen.translate(MARGIN.left + lineHeight / 2, middleOf(sheet, y, plot, top))
  pen.rotate(-Math.PI / 2)
  writeLines(sheet, y, 0, 0)
  pen.restore()
}

/** The middle of an upright title beside a plot: as long a one as there is room for may be longer than a plot above turned names. */
function middleOf({ figure, face, measure }: Sheet, lines: readonly string[], plot: Rectangle, top: number): number {
  const reach = Math.max(0, ...lines.map(measure(face.sizes.label))) / 2
  return Math.min(Math.max(plot.top + plot.height / 2, top + reach), figure.size.height - MARGIN.bottom - reach)
}

/** Writes lines below each other, the middle of the first one at a place. */
export function writeLines({ pen, face }: Sheet, lines: readonly string[], x: number, y: number): void {
  pen.save()
  pen.font = face.font(face.sizes.label)
  pen.fillStyle = INK
  pen.textAlign = 'center'
  pen.textBaseline = 'middle'
  lines.forEach((line, index) => pen.fillText(line, x, y + index * face.sizes.label * LINE_HEIGHT))
  pen.restore()
}

/** Draws the bar of shades beside a plot, with its title. */
export function drawShades(
  sheet: Sheet,
  plot: Rectangle,
  range: ShadeRange,
  lines: readonly string[],
  top: number,
): void {
  const { pen, face, measure } = sheet
  const left = plot.left + plot.width + 6
  drawShadeBar(pen, left, plot, range, face)
  pen.save()
  pen.translate(left + shadeBarWidth(range, face, measure(face.sizes.tick)), middleOf(sheet, lines, plot, top))
  pen.rotate(-Math.PI / 2)
  writeLines(sheet, lines, 0, 0)
  pen.restore()
}
