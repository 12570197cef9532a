import { parseIdx } from './idx'

/** Height and width of an image, in pixels. */
export const SIDE = 28
/** How many digits there are. */
export const CLASSES = 10

/** Images of digits: `images` holds 28 × 28 grey values from 0 (paper) to 255 (ink) per digit, `labels` the digits 0 to 9. */
export interface Digits {
  readonly count: number
  readonly images: Uint8Array
  readonly labels: Uint8Array
}

/** A file by its name and its content. */
export interface NamedBytes {
  readonly name: string
  readonly bytes: Uint8Array
}

/**
 * Puts together an image file and a label file of MNIST.
 *
 * @throws Error when a file is no such IDX file, the images are not 28 × 28, the counts differ, or a label is not a digit.
 */
export function parseDigits(imageFile: NamedBytes, labelFile: NamedBytes): Digits {
  const images = parseIdx(imageFile.bytes, 3, imageFile.name)
  const labels = parseIdx(labelFile.bytes, 1, labelFile.name)
  const [count, height, width] = images.shape as [number, number, number]
  if (height !== SIDE || width !== SIDE) {
    throw new Error(`✖ images are ${SIDE} × ${SIDE} pixels, these are ${height} × ${width} → at ${imageFile.name}`)
  }
  if (labels.bytes.length !== count) {
    throw new Error(`✖ ${labels.bytes.length} labels for ${count} images in ${imageFile.name} → at ${labelFile.name}`)
  }
  const wrong = labels.bytes.findIndex((label) => label >= CLASSES)
  if (wrong >= 0) throw new Error(`✖ label ${labels.bytes[wrong]} is not a digit → at ${labelFile.name}[${wrong}]`)
  return { count, images: images.bytes, labels: labels.bytes }
}

/** The digits at these places, in this order. */
export function pick({ images, labels }: Digits, places: readonly number[]): Digits {
  const size = SIDE * SIDE
  const picked = new Uint8Array(places.length * size)
  places.forEach((place, i) => picked.set(images.subarray(place * size, (place + 1) * size), i * size))
  return { count: places.length, images: picked, labels: Uint8Array.from(places, (place) => labels[place]!) }
}
