import { codedError, type Language } from 'bocas/internal'
import { plotsOf, shadesOf } from '../figure/figure'
import { type GroupAxis, type NumberAxis } from '../figure/plot'
import { shadeBarWidth } from './draw/draw-heatmap'
import { type LineNames } from './draw/line-names'
import { type Rectangle } from './layout/panel'
import { type Ranges } from './layout/ranges'
import { withTickBase } from './layout/ticks'
import { wrapLabel } from './layout/wrap'
import { LINE_HEIGHT, MARGIN, type Sheet } from './sheet'

/** Points between the upright title and what it stands beside. */
const TITLE_GAP = 3

/** The lines of the titles of a figure. */
export interface Titles {
  readonly x: readonly string[]
  readonly y: readonly string[]
  readonly value: readonly string[]
}

/** Where the panels go: what a legend above them, titles, names and the scale of shades leave. */
export function frameOf(
  { figure, face, measure, ranges }: Sheet,
  legendHeight: number,
  names: LineNames | null,
): { area: Rectangle; titles: Titles } {
  const { width, height } = figure.size
  const [plot] = plotsOf(figure)
  const lineHeight = face.sizes.label * LINE_HEIGHT
  const top = MARGIN.top + legendHeight
  const lines = (text: string, room: number) => (text === '' ? [] : wrapLabel(text, room, measure(face.sizes.label)))
  const shaded = plot === undefined ? undefined : shadesOf(plot, face.language)
  const value =
    shaded === undefined || ranges.value === undefined
      ? []
      : lines(
          withTickBase(shaded.label, ranges.value.ends, ranges.value.scale, face.language),
          height - top - MARGIN.bottom,
        )
  const title = (axis: 'x' | 'y'): string =>
    plot === undefined ? '' : titleOf(plot[axis], ranges[axis], face.language)
  const y = lines(title('y'), height - top - 24)
  const shades =
    ranges.value === undefined
      ? 0
      : 6 + shadeBarWidth(ranges.value, face, measure(face.sizes.tick)) + value.length * lineHeight
  const left = MARGIN.left + (y.length > 0 ? y.length * lineHeight + TITLE_GAP : 0)
  const right = MARGIN.right + (names?.width ?? 0) + shades
  const x = lines(title('x'), width - left - right - 24)
  const bottom = MARGIN.bottom + (x.length > 0 ? x.length * lineHeight + 1 : 0)
  const area = { left, top, width: width - left - right, height: height - top - bottom }
  if (area.width < 40 || area.height < 30)
    throw codedError(
      'no-room',
      "its words leave no room for the plot: give it more room (`size: 'text'`, `height` in millimetres) or shorter words (`labels`)",
    )
  return { area, titles: { x, y, value } }
}

const titleOf = (axis: NumberAxis | GroupAxis, ends: Ranges['x'], language: Language): string =>
  'groups' in axis || ends === undefined ? axis.label : withTickBase(axis.label, ends, axis.scale, language)

/** The smallest rectangle around all. */
export function areaAround(areas: readonly Rectangle[]): Rectangle {
  const left = Math.min(...areas.map((area) => area.left))
  const top = Math.min(...areas.map((area) => area.top))
  const right = Math.max(...areas.map((area) => area.left + area.width))
  const bottom = Math.max(...areas.map((area) => area.top + area.height))
  return { left, top, width: right - left, height: bottom - top }
}
