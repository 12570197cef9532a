import { type Figure } from '../figure/figure'
import { type FigureFormat } from '../renderer'
import { type Context, fixLanguage, loadCanvas } from './canvas'
import { withDensity } from './png-density'
import { withOwnIds } from './svg-ids'
import { withPrintedSize } from './svg-size'

/** Something to draw on that becomes a file. Coordinates are points; `pixelRatio` is what one point is on it. */
export interface Surface {
  readonly context: Context
  readonly pixelRatio: number
  /** Ends the drawing; nothing may be drawn after it. */
  finish(): Uint8Array
}

/** Pixels per point of a PNG: 432 dpi, and a whole number so that thin lines stay crisp. */
const PNG_PIXELS_PER_POINT = 6

/** An empty surface for a figure. */
export function openSurface(format: FigureFormat, { name, size: { width, height } }: Figure): Surface {
  const canvas = loadCanvas()
  switch (format) {
    case 'pdf': {
      const document = new canvas.PDFDocument()
      const context = fixLanguage(document.beginPage(width, height) as Context)
      const finish = () => {
        document.endPage()
        return document.close()
      }
      return { context, pixelRatio: 1, finish }
    }
    case 'svg': {
      const svg = canvas.createCanvas(width, height, canvas.SvgExportFlag.ConvertTextToPaths)
      const finish = () => {
        const drawn = svg.getContent().toString('utf8')
        return Buffer.from(withPrintedSize(withOwnIds(drawn, name), width, height))
      }
      return { context: fixLanguage(svg.getContext('2d')), pixelRatio: 1, finish }
    }
    case 'png': {
      const png = canvas.createCanvas(width * PNG_PIXELS_PER_POINT, height * PNG_PIXELS_PER_POINT)
      const context = fixLanguage(png.getContext('2d'))
      const finish = () => withDensity(png.toBuffer('image/png'), PNG_PIXELS_PER_POINT * 72)
      return { context, pixelRatio: PNG_PIXELS_PER_POINT, finish }
    }
  }
}
