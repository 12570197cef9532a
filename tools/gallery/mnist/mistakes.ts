import type { ShownImage } from '@bocas/figures'
import { readFileSync } from 'node:fs'
import { parseDigits, SIDE } from '../../../tasks/mnist/digits'
import { drawImages } from '../../../tasks/mnist/split'

/** How many are shown. */
const SHOWN = 18

/** The first test images that a network mistook, each with what it is and what it was taken for. */
export function mistakesOf(
  predictions: readonly { readonly digit: number; readonly predicted: number }[],
  imageFile: string,
  labelFile: string,
): ShownImage[] {
  const file = parseDigits(
    { name: imageFile, bytes: readFileSync(imageFile) },
    { name: labelFile, bytes: readFileSync(labelFile) },
  )
  const { test } = drawImages(file, file, { train: 1, validation: 1, test: predictions.length }, 0)
  const pixels = SIDE * SIDE
  return predictions
    .flatMap(({ digit, predicted }, at) => (digit === predicted ? [] : [{ at, label: `${digit} → ${predicted}` }]))
    .slice(0, SHOWN)
    .map(({ at, label }) => ({
      pixels: Array.from(test.images.subarray(at * pixels, (at + 1) * pixels), (ink) => 1 - ink / 255),
      width: SIDE,
      height: SIDE,
      label,
    }))
}
