const METRE_IN_INCHES = 39.37007874
/** The signature and the IHDR chunk: always first, always this long (PNG specification, 5.2 and 11.2.2). */
const HEADER_LENGTH = 8 + 25

/**
 * A PNG that states its density (pHYs chunk, PNG specification 11.3.5.3), so that programs place it at its printed size. The canvas writes none.
 *
 * @param dpi pixels per inch
 */
export function withDensity(png: Uint8Array, dpi: number): Uint8Array {
  return Buffer.concat([png.subarray(0, HEADER_LENGTH), densityChunk(dpi), png.subarray(HEADER_LENGTH)])
}

/** The chunk of a PNG that states its density. */
export function densityChunk(dpi: number): Buffer {
  const perMetre = Math.round(dpi * METRE_IN_INCHES)
  const content = Buffer.alloc(9)
  content.writeUInt32BE(perMetre, 0)
  content.writeUInt32BE(perMetre, 4)
  content.writeUInt8(1, 8)
  return chunkOf('pHYs', content)
}

/** A chunk of a PNG: length, type, content, checksum (PNG specification, 5.3). */
export function chunkOf(type: string, content: Uint8Array): Buffer {
  const chunk = Buffer.alloc(12 + content.length)
  chunk.writeUInt32BE(content.length, 0)
  chunk.write(type, 4, 'latin1')
  chunk.set(content, 8)
  chunk.writeUInt32BE(crc32(chunk.subarray(4, 8 + content.length)), 8 + content.length)
  return chunk
}

const CRC_OF_BYTE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1
  return crc
})

/** CRC-32 as in the PNG specification, annex D (zlib.crc32 needs Node 22). */
export function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff
  for (const byte of bytes) crc = CRC_OF_BYTE[(crc ^ byte) & 0xff]! ^ (crc >>> 8)
  return (crc ^ 0xffffffff) >>> 0
}

/** A PDF with the date of its making set to the beginning of 1970, in as many bytes, so that equal figures are equal files. */
export function withoutDate(pdf: Uint8Array): Uint8Array {
  const text = Buffer.from(pdf).toString('latin1')
  const fixed = text.replace(
    /\/(CreationDate|ModDate) \(D:(\d{14})/g,
    (_, name: string) => `/${name} (D:19700101000000`,
  )
  return Buffer.from(fixed, 'latin1')
}
