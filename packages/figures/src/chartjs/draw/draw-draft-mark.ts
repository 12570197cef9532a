import { wordsIn } from 'bocas/internal'
import { type Rectangle } from '../layout/panel'
import { type Sheet } from '../sheet'

/** The mark of a draft across a plot; it is ground, on which texts may stand. */
export function drawDraftMark(
  { pen, recorder, face }: Pick<Sheet, 'pen' | 'recorder' | 'face'>,
  { left, top, width, height }: Rectangle,
): void {
  const size = Math.min(height * 0.42, width / 4.6)
  recorder.isGround = true
  pen.save()
  pen.translate(left + width / 2, top + height / 2)
  pen.rotate(-Math.PI / 12)
  pen.font = face.font(Number(size.toFixed(1)), 'bold')
  pen.textAlign = 'center'
  pen.textBaseline = 'middle'
  pen.fillStyle = 'rgba(180,30,30,0.16)'
  pen.fillText(wordsIn(face.language).draft.mark, 0, 0)
  pen.restore()
  recorder.isGround = false
}
