import { type Figure } from '../../figure/figure'
import { type FigureFormat } from '../../renderer'
import { type DrawingContext, fixLanguage, loadCanvas } from './canvas'
import { packPng } from './png'
import { withOwnIds, withShortNumbers, withPrintedSize } from './svg'

/** Something to draw on that becomes a file. Coordinates are points. */
export interface Surface {
  readonly context: DrawingContext
  /** Ends the drawing; nothing may be drawn after it. */
  finish(): Promise<Uint8Array>
}

/** Pixels per point of a PNG: 288 dpi, and a whole number so that thin lines stay crisp. */
export const PNG_PIXELS_PER_POINT = 4

/** An empty surface for a figure; white for PNG, clear for the vectors, which are placed on a page. */
export function openSurface(
  format: FigureFormat,
  { name, size: { width, height } }: Pick<Figure, 'name' | 'size'>,
): Surface {
  const canvas = loadCanvas()
  switch (format) {
    case 'pdf': {
      const document = new canvas.PDFDocument()
      const context = fixLanguage(document.beginPage(width, height) as DrawingContext)
      const finish = async () => {
        document.endPage()
        return document.close()
      }
      return { context, finish }
    }
    case 'svg': {
      const svg = canvas.createCanvas(width, height, canvas.SvgExportFlag.ConvertTextToPaths)
      const finish = async () => {
        const drawn = svg.getContent().toString('utf8')
        return Buffer.from(withPrintedSize(withShortNumbers(withOwnIds(drawn, name)), width, height))
      }
      return { context: fixLanguage(svg.getContext('2d')), finish }
    }
    case 'png': {
      const size = { width: width * PNG_PIXELS_PER_POINT, height: height * PNG_PIXELS_PER_POINT }
      const png = canvas.createCanvas(size.width, size.height)
      const context = fixLanguage(png.getContext('2d'))
      context.scale(PNG_PIXELS_PER_POINT, PNG_PIXELS_PER_POINT)
      context.fillStyle = '#ffffff'
      context.fillRect(0, 0, width, height)
      const finish = () =>
        packPng(context.getImageData(0, 0, size.width, size.height).data, size, PNG_PIXELS_PER_POINT * 72)
      return { context, finish }
    }
  }
}
