import { type Problem, someOf } from 'bocas/internal'
import { altText } from './figure/alt-text'
import { toDataCsv } from './figure/data-csv'
import { type CollectedOutputs, locatedProblems } from './kit/collected'
import { drawChart } from './own/draw-chart'
import { drawPicture } from './own/draw-picture'
import type { DrawnOwn, OwnFigure } from './own/own-figure'
import { FIGURE_FORMATS, type Renderer } from './renderer'

/** The files of all figures, by their names; what cannot be drawn, and what the author has to know. */
export async function drawAll(
  { figures, figureData, own }: CollectedOutputs,
  renderer: Renderer,
): Promise<{ files: Map<string, string | Uint8Array>; problems: Problem[]; notes: string[] }> {
  const files = new Map<string, string | Uint8Array>()
  const problems: Problem[] = []
  const notes: string[] = []
  for (const figure of figures) {
    try {
      const drawn = await Promise.all(FIGURE_FORMATS.map((format) => renderer.render(figure, format)))
      FIGURE_FORMATS.forEach((format, index) => files.set(`${figure.name}.${format}`, drawn[index] as Uint8Array))
      files.set(`${figure.name}.csv`, toDataCsv(figureData.get(figure.name) ?? figure))
      files.set(`${figure.name}.alt.txt`, `${altText(figure)}\n`)
    } catch (error) {
      problems.push(...locatedProblems(error, `figure ${figure.name}`))
    }
  }
  for (const figure of own) {
    try {
      const drawn = await drawOwn(figure)
      drawn.files.forEach((content, name) => files.set(name, content))
      notes.push(...drawn.notes.map((note) => `${note} → in figure ${figure.name}`))
    } catch (error) {
      problems.push(...locatedProblems(error, `figure ${figure.name}`))
    }
  }
  return { files, problems, notes }
}

/** The files of a figure of an author's own. @throws Error when it cannot be drawn as it was meant. */
const drawOwn = (figure: OwnFigure): Promise<DrawnOwn> =>
  figure.kind === 'chart' ? drawChart(figure) : drawPicture(figure)

/** What the author has to know, each sentence once and where it holds. */
export function notesOf({ said }: CollectedOutputs): string[] {
  const sentences = new Set([...said.values()].flat())
  return [...sentences].map((sentence) => {
    const places = [...said].flatMap(([place, own]) => (own.includes(sentence) ? [place] : []))
    return `${sentence} → in ${someOf(places, 3)}`
  })
}
