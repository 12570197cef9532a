import { withoutDoubles, type Detection } from './average-precision'

/** Height and width of a scene, in pixels. */
export const SIDE = 64
/** Cells in a row and in a column; a cell proposes one box. */
export const CELLS = 8
export const CELL = SIDE / CELLS
export const CLASSES = 10
/** Of a cell: whether there is a box, its middle, its size, its class. */
export const CHANNELS = 5 + CLASSES

const sigmoid = (value: number): number => 1 / (1 + Math.exp(-value))

/**
 * What a detector says of scenes, as boxes: `outputs` is `[scenes, CELLS, CELLS, CHANNELS]`, flat, before any sigmoid.
 *
 * @param numbers the number of each scene.
 */
export function boxesOf(outputs: ArrayLike<number>, numbers: readonly number[]): Detection[] {
  const found: Detection[] = []
  numbers.forEach((image, scene) => {
    for (let cell = 0; cell < CELLS * CELLS; cell++) {
      const at = (channel: number): number => outputs[(scene * CELLS * CELLS + cell) * CHANNELS + channel]!
      const score = sigmoid(at(0))
      if (score < 0.05) continue
      const [middleX, middleY] = [
        ((cell % CELLS) + sigmoid(at(1))) * CELL,
        (Math.floor(cell / CELLS) + sigmoid(at(2))) * CELL,
      ]
      const [width, height] = [sigmoid(at(3)) * SIDE, sigmoid(at(4)) * SIDE]
      let best = 0
      for (let one = 1; one < CLASSES; one++) if (at(5 + one) > at(5 + best)) best = one
      found.push({ image, class: best, score, x: middleX - width / 2, y: middleY - height / 2, width, height })
    }
  })
  return withoutDoubles(found)
}
