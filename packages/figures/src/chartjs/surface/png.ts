import { promisify } from 'node:util'
import { deflate } from 'node:zlib'
import { PNG_SIGNATURE } from 'bocas/internal'
import { chunkOf, densityChunk } from './metadata'

/** Of zlib: a figure is mostly white, and more effort takes longer than drawing it while it saves little. */
const LEVEL = 3

/**
 * An opaque picture as a PNG of 8 bits of red, green and blue, without filters (PNG specification, 11.2.2 and 9.2): a figure, mostly flat
 * ground, is packed so in a third of the time that the canvas takes. Another thread packs it.
 *
 * @param pixels red, green, blue and opacity of each pixel, row by row
 * @param dpi pixels per inch
 */
export async function packPng(
  pixels: Uint8ClampedArray,
  { width, height }: { readonly width: number; readonly height: number },
  dpi: number,
): Promise<Uint8Array> {
  const rows = Buffer.allocUnsafe(height * (1 + 3 * width))
  let [from, to] = [0, 0]
  for (let y = 0; y < height; y++) {
    // The row has no filter.
    rows[to++] = 0
    for (let x = 0; x < width; x++, from += 4) {
      rows[to++] = pixels[from]!
      rows[to++] = pixels[from + 1]!
      rows[to++] = pixels[from + 2]!
    }
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  // 8 bits, colours, and the only ways there are to pack and to filter.
  header.set([8, 2, 0, 0, 0], 8)
  const packed = await promisify(deflate)(rows, { level: LEVEL })
  return Buffer.concat([
    PNG_SIGNATURE,
    chunkOf('IHDR', header),
    densityChunk(dpi),
    chunkOf('IDAT', packed),
    chunkOf('IEND', Buffer.alloc(0)),
  ])
}
