import { image, problemsIn, type Problem } from 'bocas/internal'

/** Pixels of a picture at most: A4 at 1200 dots per inch. */
const MOST_PIXELS = 140_000_000

/** What is wrong with the bytes of a PNG. */
export function pngProblems(bytes: Uint8Array): Problem[] {
  try {
    const { width, height } = image(bytes).value
    if (width === 0 || height === 0) return [{ message: 'it has no pixels' }]
    return width * height <= MOST_PIXELS
      ? []
      : [{ message: `it has ${width} × ${height} pixels, more than a page at 1200 dots per inch` }]
  } catch (error) {
    return [...problemsIn(error)].map(({ message }) => ({ message: message.replace(/;.*$/, '') }))
  }
}
