import { image, PNG_SIGNATURE, problemsIn, type Problem } from 'bocas/internal'
import { crc32 } from '../chartjs/surface/metadata'

/** Pixels of a picture at most: A4 at 1200 dots per inch. */
const MOST_PIXELS = 140_000_000

/** What is wrong with the bytes of a PNG. */
export function pngProblems(bytes: Uint8Array): Problem[] {
  try {
    const { width, height } = image(bytes).value
    if (width === 0 || height === 0) return [{ message: 'it has no pixels' }]
    if (width * height > MOST_PIXELS)
      return [{ message: `it has ${width} × ${height} pixels, more than a page at 1200 dots per inch` }]
    const damage = damageOf(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))
    return damage === undefined ? [] : [{ message: `the PNG is damaged: ${damage}` }]
  } catch (error) {
    return [...problemsIn(error)].map(({ message }) => ({ message: message.replace(/;.*$/, '') }))
  }
}

/** What is wrong with its parts: each has its length before it and a checksum behind it (PNG specification, W3C, third edition, section 5.3). */
function damageOf(png: Buffer): string | undefined {
  let hasPixels = false
  for (let at = PNG_SIGNATURE.length; at < png.length;) {
    const end = at + 8 + (at + 8 <= png.length ? png.readUInt32BE(at) : Infinity)
    if (end + 4 > png.length) return 'a part of it is missing'
    const name = png.toString('latin1', at + 4, at + 8)
    if (crc32(png.subarray(at + 4, end)) !== png.readUInt32BE(end)) return `its part ${name} is not what was written`
    hasPixels ||= name === 'IDAT'
    at = end + 4
  }
  return hasPixels ? undefined : 'it has no pixels'
}
