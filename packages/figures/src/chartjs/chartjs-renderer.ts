import { ProblemsError, withHints } from 'bocas/internal'
import { type Figure, figureWords } from '../figure/figure'
import { type Renderer } from '../renderer'
import { type DrawingContext, fixLanguage, loadCanvas, prepareCanvas } from './surface/canvas'
import { compose } from './compose'
import { MISSING_HINTS, missingWords, registerOwnFonts } from './surface/font'
import { type Recorder } from './surface/recorder'
import { replay } from './surface/replay'
import { openSurface } from './surface/surfaces'

/** The default renderer: chart.js on @napi-rs/canvas (Skia), which npm installs whole. PDF and SVG are true vectors, PNG has 288 dots per inch. */
export const chartjsRenderer: Renderer = {
  name: 'chart.js',
  prepare: prepareCanvas,
  async render(figure, format) {
    const drawing = drawingOf(figure)
    const surface = openSurface(format, figure)
    replay(drawing.steps, surface.context)
    return surface.finish()
  },
}

/** A figure is laid out once for all formats. */
const drawings = new WeakMap<Figure, Recorder>()

/**
 * What is drawn of a figure, and where its texts are.
 *
 * @throws Error when the font lacks a character, or texts find no room.
 */
export function drawingOf(figure: Figure): Recorder {
  const known = drawings.get(figure)
  if (known !== undefined) return known
  refuseMissingCharacters(figure)
  registerOwnFonts(loadCanvas().GlobalFonts, figure)
  const drawing = compose(figure, measurer())
  drawings.set(figure, drawing)
  return drawing
}

let measuring: DrawingContext | undefined

function measurer(): DrawingContext {
  measuring ??= fixLanguage(loadCanvas().createCanvas(1, 1).getContext('2d'))
  return measuring
}

/** @throws Error that names the characters which no font of the figure has. */
export function refuseMissingCharacters(figure: Figure): void {
  const lines = new Set(figureWords(figure).flatMap((text) => missingWords(text, figure)))
  if (lines.size === 0) return
  const path = `figure ${figure.name}`
  throw new ProblemsError(
    withHints(
      [...lines].map((message) => ({ code: 'missing-character' as const, message, path })),
      MISSING_HINTS,
    ),
  )
}
