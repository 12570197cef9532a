import { codedError, type Language, wordsIn } from 'bocas/internal'
import { type Figure, plotsOf, type SingleFigure, seriesOf, shadesOf } from '../figure/figure'
import { type GroupAxis, type NumberAxis } from '../figure/plot'
import { composePanels } from './compose-panels'
import { INK } from './layout/axes'
import { type DrawingContext } from './surface/canvas'
import { drawLegend, KEY_WIDTHS, legendKey } from './draw/draw-legend'
import { drawShadeBar, shadeBarWidth } from './draw/draw-heatmap'
import { drawWords } from './draw/draw-words'
import { type Face, faceOf } from './surface/font'
import { layoutLegend, type Legend } from './layout/legend-layout'
import { drawLineNames, type LineNames, lineNames, placeLineNames } from './draw/line-names'
import { styleOf } from './surface/palette'
import { type Panel, type Rectangle } from './layout/panel'
import { hasSpareCell, layoutPanels, spareCell } from './panel-grid'
import { type Ranges, rangesOf, type ShadeRange } from './layout/ranges'
import { type Measurer, Recorder } from './surface/recorder'
import { withTickBase } from './layout/ticks'
import { textProblems } from './text-problems'
import { type MeasureText, wrapLabel } from './layout/wrap'

/** Room around the figure, in points. */
const MARGIN = { top: 3, right: 6, bottom: 2, left: 1 } as const
const TITLE_GAP = 3
const LINE_HEIGHT = 1.2

/** What does not change while a figure is laid out. */
interface Draft {
  readonly figure: SingleFigure
  readonly recorder: Recorder
  readonly pen: DrawingContext
  readonly face: Face
  readonly ranges: Ranges
  readonly measure: (size: number) => MeasureText
}

/**
 * Lays a figure out and draws it onto a recorder. Names of lines stand at their ends where they fit, else in a legend.
 *
 * @throws Error when texts overlap or are cut whatever was tried, with what to do about it.
 */
export function compose(figure: Figure, measurer: Measurer): Recorder {
  const recorder = figure.kind === 'panels' ? composePanels(figure, measurer, compose) : composeOne(figure, measurer)
  const problems = textProblems(recorder?.texts ?? [], figure.size)
  if (recorder === null || problems.length > 0)
    throw codedError(
      'no-room',
      `${problems.slice(0, 3).join('; ')}: give it more room (\`size: 'text'\`, \`height\` in millimetres) or shorter words (\`labels\`)`,
    )
  return recorder
}

/** Where the names of series stand: at the ends of lines, in a legend where the last row of panels has room left, or in one above everything. */
type NamePlace = 'at ends' | 'beside panels' | 'above'

/** The names where they fit first. */
function composeOne(figure: SingleFigure, measurer: Measurer): Recorder | null {
  return (
    composed(figure, measurer, 'at ends') ??
    composed(figure, measurer, 'beside panels') ??
    composed(figure, measurer, 'above')
  )
}

/** The figure with the names of its series at a place; null when they do not fit there. */
function composed(figure: SingleFigure, measurer: Measurer, namePlace: NamePlace): Recorder | null {
  if (namePlace === 'beside panels' && !hasSpareCell(figure)) return null
  const recorder = new Recorder(measurer)
  const pen = recorder as unknown as DrawingContext
  const face = faceOf(figure)
  const measure = (size: number) => (text: string) => {
    recorder.save()
    pen.font = face.font(size)
    const { width } = recorder.measureText(text)
    recorder.restore()
    return width
  }
  const draft: Draft = { figure, recorder, pen, face, measure, ranges: rangesOf(plotsOf(figure)) }
  const names = namePlace === 'at ends' && figure.kind === 'lines' ? lineNames(figure, measure(face.sizes.label)) : null
  if (namePlace === 'at ends' && names === null) return null
  const left = MARGIN.left + 4
  const above = { left, top: MARGIN.top, width: figure.size.width - left - MARGIN.right }
  const legendAbove = namePlace === 'beside panels' ? undefined : legendOf(draft, names === null, above)
  const { area, titles } = frameOf(draft, legendAbove?.height ?? 0, names)
  const panels = layoutPanels(figure, recorder, area, draft.ranges, face, measure)
  const forget = () => panels.forEach(({ panel }) => panel.forget())
  const place = legendAbove === undefined ? spareCell(panels, area) : above
  const legend = legendAbove ?? legendOf(draft, true, place)
  const isInside = !legend.isBroken && place.top + legend.height <= area.top + area.height
  const middles =
    names === null || figure.kind !== 'lines' ? null : placeNames(figure, names, panels[0]?.panel as Panel, face)
  if ((names !== null && middles === null) || (legendAbove === undefined && !isInside)) {
    forget()
    return null
  }
  drawLegend(pen, legend, figure, place.top, face)
  for (const { panel, title, titlePlace } of panels) {
    panel.paint()
    if (title !== '') writeLines(draft, [title], titlePlace.x, titlePlace.y)
  }
  const all = hullOf(panels.map(({ panel }) => panel.plotArea))
  writeTitles(draft, titles, all, area.top)
  if (names !== null && middles !== null && figure.kind === 'lines') {
    const styles = seriesOf(figure).map(({ look }) => styleOf(look))
    drawLineNames(pen, figure, names, middles, panels[0]?.panel as Panel, all, styles, face)
  }
  if (draft.ranges.value !== undefined) drawShades(draft, all, draft.ranges.value, titles.value, area.top)
  panels.forEach(({ panel, plot }) =>
    drawWords(
      pen,
      plot,
      panel,
      recorder.texts.map(({ corners }) => corners),
      face,
      measure(face.sizes.note),
    ),
  )
  if (figure.draft !== undefined) drawDraftMark(draft, all)
  forget()
  return recorder
}

function legendOf(
  { figure, face, measure }: Draft,
  hasNames: boolean,
  { left, width }: Pick<Rectangle, 'left' | 'width'>,
): Legend {
  const labels = hasNames ? seriesOf(figure).map(({ label }) => label) : []
  const note = [figure.draft === undefined ? '' : wordsIn(face.language).draft.said(figure.draft), figure.note ?? '']
    .filter((text) => text !== '')
    .join(' · ')
  return layoutLegend(labels, note, { left, width, keyWidth: KEY_WIDTHS[legendKey(figure)] }, measure(face.sizes.label))
}

interface Titles {
  readonly x: readonly string[]
  readonly y: readonly string[]
  readonly value: readonly string[]
}

/** Where the panels go: what a legend above them, titles, names and the scale of shades leave. */
function frameOf(
  { figure, face, measure, ranges }: Draft,
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

function placeNames(figure: Figure & { kind: 'lines' }, names: LineNames, panel: Panel, face: Face): number[] | null {
  const { top, height } = panel.plotArea
  const reach = face.sizes.label / 2
  return placeLineNames(figure, names, panel, { top: top - reach, bottom: top + height + reach }, face)
}

function writeTitles(draft: Draft, { x, y }: Titles, plot: Rectangle, top: number): void {
  const { figure, face, pen } = draft
  const lineHeight = face.sizes.label * LINE_HEIGHT
  const middle = plot.left + plot.width / 2
  writeLines(draft, x, middle, figure.size.height - MARGIN.bottom - (x.length - 0.5) * lineHeight)
  pen.save()
  pen.translate(MARGIN.left + lineHeight / 2, middleOf(draft, y, plot, top))
  pen.rotate(-Math.PI / 2)
  writeLines(draft, y, 0, 0)
  pen.restore()
}

/** The middle of an upright title beside a plot: as long a one as there is room for may be longer than a plot above turned names. */
function middleOf({ figure, face, measure }: Draft, lines: readonly string[], plot: Rectangle, top: number): number {
  const reach = Math.max(0, ...lines.map(measure(face.sizes.label))) / 2
  return Math.min(Math.max(plot.top + plot.height / 2, top + reach), figure.size.height - MARGIN.bottom - reach)
}

/** Writes lines below each other, the middle of the first one at a place. */
function writeLines({ pen, face }: Draft, lines: readonly string[], x: number, y: number): void {
  pen.save()
  pen.font = face.font(face.sizes.label)
  pen.fillStyle = INK
  pen.textAlign = 'center'
  pen.textBaseline = 'middle'
  lines.forEach((line, index) => pen.fillText(line, x, y + index * face.sizes.label * LINE_HEIGHT))
  pen.restore()
}

function drawShades(draft: Draft, plot: Rectangle, range: ShadeRange, lines: readonly string[], top: number): void {
  const { pen, face, measure } = draft
  const left = plot.left + plot.width + 6
  drawShadeBar(pen, left, plot, range, face)
  pen.save()
  pen.translate(left + shadeBarWidth(range, face, measure(face.sizes.tick)), middleOf(draft, lines, plot, top))
  pen.rotate(-Math.PI / 2)
  writeLines(draft, lines, 0, 0)
  pen.restore()
}

function hullOf(areas: readonly Rectangle[]): Rectangle {
  const left = Math.min(...areas.map((area) => area.left))
  const top = Math.min(...areas.map((area) => area.top))
  const right = Math.max(...areas.map((area) => area.left + area.width))
  const bottom = Math.max(...areas.map((area) => area.top + area.height))
  return { left, top, width: right - left, height: bottom - top }
}

/** The mark of a draft across a plot; it is ground, on which texts may stand. */
export function drawDraftMark(
  { pen, recorder, face }: Pick<Draft, 'pen' | 'recorder' | 'face'>,
  { left, top, width, height }: Rectangle,
): void {
  const size = Math.min(height * 0.42, width / 4.6)
  recorder.isGround = true
  pen.save()
  pen.translate(left + width / 2, top + height / 2)
  pen.rotate(-Math.PI / 12)
  pen.font = face.font(Number(size.toFixed(1)), 'bold')
  pen.textAlign = 'center'
  pen.textBaseline = 'middle'
  pen.fillStyle = 'rgba(180,30,30,0.16)'
  pen.fillText(wordsIn(face.language).draft.mark, 0, 0)
  pen.restore()
  recorder.isGround = false
}
