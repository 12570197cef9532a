import { ProblemsError, withHints } from 'bocas/internal'
import { altFile } from './files'
import { drawDraftMark } from '../chartjs/draw/draw-draft-mark'
import { PaintedChart } from '../chartjs/painted-chart'
import { fixLanguage, loadCanvas, type DrawingContext } from '../chartjs/surface/canvas'
import { faceOf, MISSING_HINTS, missingWords, registerOwnFonts } from '../chartjs/surface/font'
import type { Recorder } from '../chartjs/surface/recorder'
import { replay } from '../chartjs/surface/replay'
import { openSurface } from '../chartjs/surface/surfaces'
import { textProblems } from '../chartjs/text-problems'
import type { Typography } from '../figure/frame'
import { FIGURE_FORMATS } from '../renderer'
import { chartCsv } from './chart-csv'
import { configToDraw } from './chart-config'
import { withOurDefaults } from './chart-defaults'
import { ownRecorder } from './own-recorder'
import type { DrawnOwn, OwnChart } from './own-figure'

/**
 * Draws a chart of an author's own once, for all formats.
 *
 * @throws Error when chart.js or a plugin of the author's throws, the font lacks a character, or something is drawn that not all formats have.
 */
export async function drawChart(chart: OwnChart): Promise<DrawnOwn> {
  const { name, size, config } = chart
  const recorder = withOurDefaults(chart, () => recorded(chart))
  refuseMissing(recorder, chart)
  const files = new Map<string, string | Uint8Array>()
  const drawn = await Promise.all(
    FIGURE_FORMATS.map(async (format) => {
      const surface = openSurface(format, { name, size })
      replay(recorder.steps, surface.context)
      return [`${name}.${format}`, await surface.finish()] as const
    }),
  )
  drawn.forEach(([file, bytes]) => files.set(file, bytes))
  const csv = chart.csv ?? chartCsv(config)
  if (csv !== undefined) files.set(`${name}.csv`, csv)
  altFile(files, chart)
  const problems = textProblems(recorder.texts, size)
  const shown = problems.slice(0, SHOWN).join('; ')
  const more = problems.length > SHOWN ? ` and ${problems.length - SHOWN} more` : ''
  return {
    files,
    notes: [
      ...(problems.length > 0
        ? [`${shown}${more}: give it more room (\`size: 'text'\`, \`height\`) or shorter words`]
        : []),
      ...(csv === undefined ? ['no data could be read off it, so there is no CSV; give it: data: [{ … }]'] : []),
    ],
  }
}

const SHOWN = 3

function recorded(own: OwnChart): Recorder {
  const { size, config, draft } = own
  const { createCanvas, GlobalFonts } = loadCanvas()
  registerOwnFonts(GlobalFonts, own)
  const recorder = ownRecorder(fixLanguage(createCanvas(1, 1).getContext('2d')), own)
  const canvas = { ...size, style: {}, getContext: () => recorder }
  recorder.canvas = canvas
  const chart = painted(() => new PaintedChart(canvas, configToDraw(config)))
  painted(() => chart.paint())
  if (draft !== undefined) {
    const { left, top, width, height } = chart.chartArea
    const pen = recorder as unknown as DrawingContext
    drawDraftMark({ pen, recorder, face: faceOf(own) }, { left, top, width, height })
  }
  chart.forget()
  return recorder
}

/** What is thrown in the middle of chart.js, by itself, a plugin or a callback, says nothing of the figure. */
function painted<T>(paint: () => T): T {
  try {
    return paint()
  } catch (error) {
    if (!(error instanceof TypeError || error instanceof RangeError)) throw error
    throw new ProblemsError({
      message: `chart.js could not draw it: ${error.message}`,
      hint: 'look at the callbacks and plugins of its configuration',
    })
  }
}

function refuseMissing({ texts }: Recorder, typography: Typography): void {
  const lines = [...new Set(texts.flatMap(({ text }) => missingWords(text, typography)))]
  if (lines.length === 0) return
  const problems = lines.slice(0, SHOWN).map((message) => ({ code: 'missing-character' as const, message }))
  throw new ProblemsError(withHints(problems, MISSING_HINTS.slice(1)))
}
