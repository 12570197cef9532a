import type { PlotFigure } from '../../figure/figure'
import type { Annotation } from '../../figure/plot'
import { frontOf } from '../../figure/front'
import { INK } from '../layout/axes'
import type { DrawingContext } from '../surface/canvas'
import type { Face } from '../surface/font'
import { obstaclesOf } from '../layout/obstacles'
import type { Panel } from '../layout/panel'
import { type Corner, cornersOf } from '../surface/overlap'
import { type Anchor, placeLabel } from '../layout/place-label'
import { pixel } from '../layout/plot'
import type { MeasureText } from '../layout/wrap'

interface Words {
  readonly text: string
  readonly anchor: Anchor
  /** Whether the author asked for these very words: then they are not left out. */
  readonly isAsked: boolean
}

/** Writes into a plot what belongs to places in it: the words of annotations, then the settings of the points on a front as far as there is room. */
export function drawWords(
  context: DrawingContext,
  plot: PlotFigure,
  panel: Panel,
  texts: readonly (readonly Corner[])[],
  face: Face,
  measure: MeasureText,
): void {
  const words = [...(plot.annotations ?? []).flatMap((mark) => wordsOf(mark, panel)), ...frontWords(plot, panel)]
  if (words.length === 0) return
  const { left, top, width, height } = panel.plotArea
  const area = { left: left + 1, top: top + 1, right: left + width - 1, bottom: top + height - 1 }
  const data = obstaclesOf(plot, panel)
  const taken = [...texts]
  context.save()
  context.font = face.font(face.sizes.note)
  context.textAlign = 'left'
  context.textBaseline = 'middle'
  for (const { text, anchor, isAsked } of words) {
    const size = { width: measure(text) + 2, height: face.sizes.note * 1.15 }
    const box = placeLabel(anchor, size, area, taken, data, isAsked)
    if (box === null) {
      if (isAsked)
        throw new Error(
          `there is no room for the words "${text}" of an annotation; make the figure larger (\`size\`, \`height\`) or the words shorter`,
        )
      continue
    }
    taken.push(cornersOf(box))
    context.fillStyle = 'rgba(255,255,255,0.75)'
    context.fillRect(box.left, box.top, box.right - box.left, box.bottom - box.top)
    context.fillStyle = INK
    context.fillText(text, box.left + 1, (box.top + box.bottom) / 2)
  }
  context.restore()
}

function wordsOf({ x, y, label = '' }: Annotation, panel: Panel): Words[] {
  if (label === '') return []
  const place = placeOf(panel, x, y)
  const anchor: Anchor | null =
    x === undefined ? (y === undefined ? null : { y: place.y }) : y === undefined ? { x: place.x } : place
  return anchor === null ? [] : [{ text: label, anchor, isAsked: true }]
}

function frontWords(plot: PlotFigure, panel: Panel): Words[] {
  if (plot.kind !== 'scatter' || plot.front === undefined) return []
  return frontOf(plot.series, plot.front).flatMap(({ x, y, label = '' }) =>
    label === '' ? [] : [{ text: label, anchor: placeOf(panel, x, y), isAsked: false }],
  )
}

function placeOf(panel: Panel, x: number | undefined, y: number | undefined): { x: number; y: number } {
  return { x: x === undefined ? NaN : pixel(panel, 'x', x), y: y === undefined ? NaN : pixel(panel, 'y', y) }
}
