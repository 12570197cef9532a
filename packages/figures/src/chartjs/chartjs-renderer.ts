import {
  BarController,
  BarElement,
  CategoryScale,
  Chart,
  LinearScale,
  LineController,
  LineElement,
  LogarithmicScale,
  PointElement,
} from 'chart.js'
import { type Figure, wordsOf } from '../figure/figure'
import { type Renderer } from '../renderer'
import { type Context, fixLanguage, loadCanvas } from './canvas'
import { chartConfig, MARGIN } from './chart-config'
import { KEY_WIDTHS, legendKey } from './draw-legend'
import { FONT_FAMILY, FONT_SIZE, missingCharacters } from './font'
import { framePlugin } from './frame-plugin'
import { layoutLegend } from './legend-layout'
import { spreadPlugin } from './spread-plugin'
import { openSurface, type Surface } from './surfaces'
import { type Measure } from './wrap'

Chart.register(
  BarController,
  BarElement,
  CategoryScale,
  LinearScale,
  LineController,
  LineElement,
  LogarithmicScale,
  PointElement,
)

/** The default renderer: chart.js on @napi-rs/canvas (Skia), which npm installs whole. PDF and SVG are true vectors, PNG has 432 dots per inch. */
export const chartjsRenderer: Renderer = {
  name: 'chart.js',
  async render(figure, format) {
    refuseMissingCharacters(figure)
    const surface = openSurface(format, figure)
    draw(figure, surface, measureText, format === 'png' ? '#ffffff' : null)
    return surface.finish()
  },
}

function draw(figure: Figure, { context, pixelRatio }: Surface, measure: Measure, ground: string | null): void {
  const { width, height } = figure.size
  const labels = figure.series.map((series) => series.label)
  const note = [figure.draft === undefined ? '' : `draft: ${figure.draft}`, figure.note ?? '']
    .filter((text) => text !== '')
    .join(' · ')
  const left = MARGIN.left + 4
  const box = { left, width: width - left - MARGIN.right, keyWidth: KEY_WIDTHS[legendKey(figure)] }
  const legend = layoutLegend(labels, note, box, measure)
  const placed = {
    ...legend,
    entries: legend.entries.map((entry) => ({ ...entry, middle: entry.middle + MARGIN.top })),
  }
  const config = chartConfig(figure, legend.height, measure)
  // chart.js asks the context for its canvas and sets the canvas' size: on a real one that would reset the context.
  const canvas = { width, height, style: {}, getContext: () => context }
  Object.defineProperty(context, 'canvas', { value: canvas, configurable: true })
  const plugins = [spreadPlugin(figure), framePlugin(figure, placed, ground)]
  const chart = new Chart(canvas as never, {
    ...config,
    options: { ...config.options, devicePixelRatio: pixelRatio },
    plugins,
  })
  // Without a canvas, destroy() only forgets the chart; with one it also wipes what was drawn.
  Object.assign(chart, { canvas: null })
  chart.destroy()
}

let measuring: Context | undefined

/** The width of a text in the label size of the figure font. */
function measureText(text: string): number {
  measuring ??= fixLanguage(loadCanvas().createCanvas(1, 1).getContext('2d'))
  measuring.font = `${FONT_SIZE.label}px "${FONT_FAMILY}"`
  return measuring.measureText(text).width
}

function refuseMissingCharacters(figure: Figure): void {
  const problems = wordsOf(figure).flatMap((text) => missingCharacters(text).map((character) => ({ text, character })))
  if (problems.length === 0) return
  const lines = problems.map(({ text, character }) => {
    const code = (character.codePointAt(0) as number).toString(16).toUpperCase().padStart(4, '0')
    return `✖ the figure font has no "${character}" (U+${code}): it would be left out of "${text}" → at figure ${figure.name}`
  })
  throw new Error([...new Set(lines), "  give it other words: labels: { '<value>': '<words>' }"].join('\n'))
}
