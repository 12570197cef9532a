import { inflateSync } from 'node:zlib'

interface Table {
  readonly tag: string
  readonly checksum: number
  readonly content: Buffer
}

/**
 * The tables of a WOFF font, unpacked (WOFF 1.0, section 4).
 *
 * @throws Error when the bytes are not a WOFF font.
 */
export function woffTables(woff: Buffer): Table[] {
  if (woff.toString('latin1', 0, 4) !== 'wOFF') throw new Error('not a WOFF font')
  return Array.from({ length: woff.readUInt16BE(12) }, (_, index) => {
    const entry = 44 + index * 20
    const [offset, packed, full, checksum] = [4, 8, 12, 16].map((at) => woff.readUInt32BE(entry + at)) as [
      number,
      number,
      number,
      number,
    ]
    const bytes = woff.subarray(offset, offset + packed)
    return {
      tag: woff.toString('latin1', entry, entry + 4),
      checksum,
      content: packed < full ? inflateSync(bytes) : bytes,
    }
  })
}

/**
 * The same font as TrueType or OpenType, for what reads no WOFF (OpenType 1.9, "Organization of an OpenType Font").
 *
 * @throws Error when the bytes are not a WOFF font.
 */
export function woffToSfnt(woff: Buffer): Buffer {
  const tables = woffTables(woff)
  const power = 2 ** Math.floor(Math.log2(tables.length))
  const head = Buffer.alloc(12 + 16 * tables.length)
  woff.copy(head, 0, 4, 8)
  ;[tables.length, power * 16, Math.log2(power), (tables.length - power) * 16].forEach((value, index) =>
    head.writeUInt16BE(value, 4 + index * 2),
  )
  const parts = [head]
  let offset = head.length
  tables.forEach(({ tag, checksum, content }, index) => {
    const at = 12 + index * 16
    head.write(tag, at, 'latin1')
    ;[checksum, offset, content.length].forEach((value, field) => head.writeUInt32BE(value, at + 4 + field * 4))
    const padded = Buffer.alloc(Math.ceil(content.length / 4) * 4)
    content.copy(padded)
    parts.push(padded)
    offset += padded.length
  })
  return Buffer.concat(parts)
}
