import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Figure } from '../figure/figure'
import { type FigureFormat, type Renderer } from '../renderer'
import { refuseMissingCharacters } from './chartjs-renderer'
import { compose } from './compose'
import { FONT_FILES } from './surface/font'
import { ownFont } from './surface/own-font'
import { withoutDate, withDensity } from './surface/metadata'
import { type Measurer } from './surface/recorder'
import { replay } from './surface/replay'
import { PNG_PIXELS_PER_POINT } from './surface/surfaces'
import { withOwnIds, withPrintedSize } from './surface/svg'
import { woffToSfnt } from './surface/woff'

/** The part of chartjs-node-canvas 5 that is used. */
interface NodeCanvas {
  registerFont(path: string, options: { family: string; weight?: string }): void
  renderToBufferSync(configuration: object, mimeType: string): Buffer
}
type NodeCanvasClass = new (options: { width: number; height: number; type?: 'svg' | 'pdf' }) => NodeCanvas

export interface NodeCanvasOptions {
  /** A folder from which Node finds the package `chartjs-node-canvas`; where the process was started unless given. */
  readonly from?: string | undefined
}

const MIME: Record<FigureFormat, string> = { pdf: 'application/pdf', svg: 'image/svg+xml', png: 'image/png' }

/**
 * Draws with chartjs-node-canvas 5 (cairo) in place of @napi-rs/canvas (Skia): for machines that Skia is not built for. The same layout, with the widths that cairo
 * measures; text is outlines in PDF too. The package is no dependency of ours: `npm install chartjs-node-canvas@5 canvas@3 chart.js@4` builds it from source
 * where no binary can be downloaded, with the headers of cairo and pango.
 *
 * @returns a renderer for `defineFigures(…, { renderer })`. It loads the package when it first draws, and says what to install when that fails.
 */
export function nodeCanvasRenderer({ from = process.cwd() }: NodeCanvasOptions = {}): Renderer {
  let loaded: NodeCanvasClass | undefined
  let fonts: readonly UnpackedFont[] | undefined
  return {
    name: 'chartjs-node-canvas',
    async render(figure, format) {
      refuseMissingCharacters(figure)
      loaded ??= load(from)
      const scale = format === 'png' ? PNG_PIXELS_PER_POINT : 1
      const { width, height } = figure.size
      const service = new loaded({
        width: width * scale,
        height: height * scale,
        ...(format === 'png' ? {} : { type: format }),
      })
      fonts ??= unpackFonts(FONT_FILES)
      const own = unpackFonts((figure.fonts ?? []).map((path) => ({ family: ownFont(path).family, path })))
      for (const { family, weight, file } of [...fonts, ...own]) service.registerFont(file, { family, weight })
      return finished(
        service.renderToBufferSync(chartOf(figure, scale, format === 'png'), MIME[format]),
        figure,
        format,
      )
    },
  }
}

interface UnpackedFont {
  readonly family: string
  readonly weight: string
  readonly file: string
}

/** Fonts as files that fontconfig reads; it leaves WOFF out without a word. What is unpacked goes when the process ends. */
function unpackFonts(files: typeof FONT_FILES): UnpackedFont[] {
  if (files.length === 0) return []
  const folder = mkdtempSync(join(tmpdir(), 'bocas-fonts-'))
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
  return files.map(({ family, path }, index) => {
    const weight = path.includes('-700-') ? 'bold' : 'normal'
    const bytes = readFileSync(path)
    if (bytes.toString('latin1', 0, 4) !== 'wOFF') return { family, weight, file: path }
    const file = join(folder, `${index}.otf`)
    writeFileSync(file, woffToSfnt(bytes))
    return { family, weight, file }
  })
}

/** @throws Error that says how to install the package when it cannot be found or loaded from the folder. */
function load(from: string): NodeCanvasClass {
  try {
    const found = createRequire(join(from, 'package.json'))('chartjs-node-canvas') as {
      ChartJSNodeCanvas: NodeCanvasClass
    }
    return found.ChartJSNodeCanvas
  } catch (error) {
    throw new Error(
      `chartjs-node-canvas cannot be loaded from ${from}: ${(error as Error).message.split('\n')[0]}; ` +
        'install it there: npm install chartjs-node-canvas@5 canvas@3 chart.js@4 (where no binary can be downloaded that needs the headers of cairo, pango, libjpeg, giflib and librsvg)',
      { cause: error },
    )
  }
}

/** An empty chart whose plugin draws the figure: it may consist of several charts. */
function chartOf(figure: Figure, scale: number, hasGround: boolean): object {
  const afterDraw = ({ ctx }: { ctx: CanvasLike }) => {
    ctx.save()
    const { steps } = compose(figure, ctx)
    ctx.scale(scale, scale)
    if (hasGround) {
      ctx.fillStyle = '#ffffff'
      ctx.fillRect(0, 0, figure.size.width, figure.size.height)
    }
    replay(steps, ctx)
    ctx.restore()
  }
  const hidden = { display: false }
  return {
    type: 'scatter',
    data: { datasets: [] },
    options: {
      devicePixelRatio: 1,
      events: [],
      plugins: { legend: hidden, title: hidden, tooltip: { enabled: false } },
      scales: { x: hidden, y: hidden },
    },
    plugins: [{ id: 'bocas-figure', afterDraw }],
  }
}

interface CanvasLike extends Measurer {
  fillStyle: string
  save(): void
  restore(): void
  scale(x: number, y: number): void
  fillRect(x: number, y: number, width: number, height: number): void
}

function finished(drawn: Buffer, { name, size: { width, height } }: Figure, format: FigureFormat): Uint8Array {
  if (format === 'png') return withDensity(drawn, PNG_PIXELS_PER_POINT * 72)
  if (format === 'pdf') return withoutDate(drawn)
  const svg = withOwnIds(drawn.toString('utf8'), name)
  // cairo 1.16 writes the size in points by itself, newer ones as bare numbers.
  return Buffer.from(
    svg.includes(`width="${width}pt" height="${height}pt"`) ? svg : withPrintedSize(svg, width, height),
  )
}
