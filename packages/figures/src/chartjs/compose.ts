import { codedError, unbroken, wordsIn } from 'bocas/internal'
import { type Figure, plotsOf, seriesOf, type SingleFigure } from '../figure/figure'
import { composePanels } from './compose-panels'
import { drawDraftMark } from './draw/draw-draft-mark'
import { drawLegend, KEY_WIDTHS, legendKey } from './draw/draw-legend'
import { drawShades, writeLines, writeTitles } from './draw/draw-titles'
import { drawWords } from './draw/draw-words'
import { drawLineNames, type LineNames, lineNames, placeLineNames } from './draw/line-names'
import { frameOf, areaAround } from './frame'
import { layoutLegend, type Legend } from './layout/legend-layout'
import { type Panel, type Rectangle } from './layout/panel'
import { type Places, placesToTry } from './layout/places'
import { rangesOf } from './layout/ranges'
import { hasSpareCell, layoutPanels, spareCell } from './panel-grid'
import { MARGIN, type Sheet } from './sheet'
import { type DrawingContext } from './surface/canvas'
import { type Face, faceOf } from './surface/font'
import { styleOf } from './surface/palette'
import { type Measurer, Recorder } from './surface/recorder'
import { textProblems } from './text-problems'

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

/** The names where they fit first. */
function composeOne(figure: SingleFigure, measurer: Measurer): Recorder | null {
  const has = {
    names: seriesOf(figure).length > 1,
    note: noteOf(figure) !== '',
    spareCell: hasSpareCell(figure),
  }
  for (const places of placesToTry(has)) {
    const found = composed(figure, measurer, places)
    if (found !== null) return found
  }
  return null
}

/** The figure with the names of its series and its small print at their places; null when they do not fit there. */
function composed(figure: SingleFigure, measurer: Measurer, places: Places): Recorder | null {
  const usesCell = places.names === 'in cell' || places.note === 'in cell'
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
  const sheet: Sheet = { figure, recorder, pen, face, measure, ranges: rangesOf(plotsOf(figure)) }
  const isAtEnds = places.names === 'at ends'
  const names = isAtEnds && figure.kind === 'lines' ? lineNames(figure, measure(face.sizes.label)) : null
  if (isAtEnds && names === null) return null
  const left = MARGIN.left + 4
  const above = { left, top: MARGIN.top, width: figure.size.width - left - MARGIN.right }
  const legendAbove = legendOf(sheet, 'above', places, above)
  const { area, titles } = frameOf(sheet, legendAbove.height, names)
  const panels = layoutPanels(figure, recorder, area, sheet.ranges, face, measure)
  const forget = () => panels.forEach(({ panel }) => panel.forget())
  const cell = usesCell ? spareCell(panels, area) : undefined
  const legendInCell = cell && legendOf(sheet, 'in cell', places, cell)
  const isInside = !legendInCell?.isBroken && (legendInCell?.height ?? 0) <= (cell?.height ?? 0)
  const middles =
    names === null || figure.kind !== 'lines' ? null : placeNames(figure, names, panels[0]?.panel as Panel, face)
  if ((names !== null && middles === null) || !isInside) {
    forget()
    return null
  }
  drawLegend(pen, legendAbove, figure, above.top, face)
  if (cell && legendInCell) drawLegend(pen, legendInCell, figure, cell.top, face)
  for (const { panel, title, titlePlace } of panels) {
    panel.paint()
    if (title !== '') writeLines(sheet, [title], titlePlace.x, titlePlace.y)
  }
  const all = areaAround(panels.map(({ panel }) => panel.plotArea))
  writeTitles(sheet, titles, all, area.top)
  if (names !== null && middles !== null && figure.kind === 'lines') {
    const styles = seriesOf(figure).map(({ style }) => styleOf(style))
    drawLineNames(pen, figure, names, middles, panels[0]?.panel as Panel, all, styles, face)
  }
  if (sheet.ranges.value !== undefined) drawShades(sheet, all, sheet.ranges.value, titles.value, area.top)
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
  if (figure.draft !== undefined) drawDraftMark(sheet, all)
  forget()
  return recorder
}

/** What of the names and the small print is to stand at a place. */
function legendOf(
  { figure, face, measure }: Sheet,
  at: 'in cell' | 'above',
  places: Places,
  { left, width }: Pick<Rectangle, 'left' | 'width'>,
): Legend {
  const labels = places.names === at ? seriesOf(figure).map(({ label }) => unbroken(label)) : []
  const note = places.note === at ? noteOf(figure) : ''
  return layoutLegend(labels, note, { left, width, keyWidth: KEY_WIDTHS[legendKey(figure)] }, measure(face.sizes.label))
}

/** The small print: that it is a draft, and what else is to be said. */
const noteOf = ({ draft, note = '', language }: SingleFigure): string =>
  [draft === undefined ? '' : wordsIn(language).draft.said(draft), note]
    .filter((text) => text !== '')
    .map(unbroken)
    .join(' · ')

function placeNames(figure: Figure & { kind: 'lines' }, names: LineNames, panel: Panel, face: Face): number[] | null {
  const { top, height } = panel.plotArea
  const reach = face.sizes.label / 2
  return placeLineNames(figure, names, panel, { top: top - reach, bottom: top + height + reach }, face)
}
