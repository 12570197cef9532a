import type { Size } from '../figure/frame'
import { type Box, boxOverlap, type Corner, hullOf, overlap } from './surface/overlap'
import type { TextBox } from './surface/recorder'

/** Boxes may touch by so much, in points: ink ends before them. */
const TOLERANCE = 0.4

/** What is wrong with the places of texts: texts that are cut, pairs that overlap. */
export function textProblems(texts: readonly TextBox[], { width, height }: Size): string[] {
  const isOut = ([x, y]: Corner) => x < -TOLERANCE || y < -TOLERANCE || x > width + TOLERANCE || y > height + TOLERANCE
  const cut = texts
    .filter(({ corners, isClipped }) => isClipped || corners.some(isOut))
    .map(({ text }) => `"${text}" is cut off`)
  const hulls = texts.map(({ corners }) => hullOf(corners))
  const overlapping = texts.flatMap((one, index) =>
    texts
      .filter(
        (other, at) =>
          at > index &&
          boxOverlap(hulls[index] as Box, hulls[at] as Box) > TOLERANCE &&
          overlap(one.corners, other.corners) > TOLERANCE,
      )
      .map((other) => `"${one.text}" and "${other.text}" overlap`),
  )
  return [...cut, ...overlapping]
}
