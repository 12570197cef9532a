import { type Figure, type PanelsFigure } from '../figure/figure'
import { INK } from './layout/axes'
import { type DrawingContext } from './surface/canvas'
import { faceOf } from './surface/font'
import { type Measurer, Recorder } from './surface/recorder'

/** Draws each panel as the figure that it is, under its letter and title. */
export function composePanels(
  { panels, ...typography }: PanelsFigure,
  measurer: Measurer,
  compose: (figure: Figure, measurer: Measurer) => Recorder,
): Recorder {
  const recorder = new Recorder(measurer)
  const pen = recorder as unknown as DrawingContext
  const face = faceOf(typography)
  for (const { letter, title, figure, left, top } of panels) {
    recorder.append(compose(figure, measurer), left, top)
    pen.save()
    pen.fillStyle = INK
    pen.textAlign = 'left'
    pen.textBaseline = 'middle'
    pen.font = face.font(face.sizes.label, 'bold')
    const middle = top - face.sizes.label * 0.6
    pen.fillText(letter, left + 4, middle)
    const { width } = recorder.measureText(`${letter} `)
    pen.font = face.font(face.sizes.label)
    if (title !== '') pen.fillText(title, left + 4 + width, middle)
    pen.restore()
  }
  return recorder
}
