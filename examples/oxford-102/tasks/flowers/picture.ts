import { decode } from 'jpeg-js'

/** The middle square of a JPEG, scaled to `side` × `side` by the mean of the pixels below each one; red, green and blue from 0 to 255. */
export function squareOf(jpeg: Uint8Array, side: number): Uint8Array {
  const { width, height, data } = decode(jpeg, { useTArray: true, formatAsRGBA: false, maxMemoryUsageInMB: 256 })
  const edge = Math.min(width, height)
  const [left, top] = [Math.floor((width - edge) / 2), Math.floor((height - edge) / 2)]
  const scaled = new Uint8Array(side * side * 3)
  for (let y = 0; y < side; y++) {
    const [y0, y1] = span(y, side, edge)
    for (let x = 0; x < side; x++) {
      const [x0, x1] = span(x, side, edge)
      for (let colour = 0; colour < 3; colour++) {
        let sum = 0
        for (let v = y0; v < y1; v++)
          for (let u = x0; u < x1; u++) sum += data[3 * ((top + v) * width + left + u) + colour]!
        scaled[3 * (y * side + x) + colour] = Math.round(sum / ((y1 - y0) * (x1 - x0)))
      }
    }
  }
  return scaled
}

/** The pixels of an edge that lie below pixel `i` of `of`, at least one. */
function span(i: number, of: number, edge: number): [number, number] {
  const from = Math.floor((i * edge) / of)
  return [from, Math.max(from + 1, Math.floor(((i + 1) * edge) / of))]
}
