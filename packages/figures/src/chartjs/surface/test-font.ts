/** The bytes of a TrueType font that draws each of some characters (of the basic plane) as a square (OpenType 1.9; only the tables that FreeType asks for). */
export function squareFont(characters: string): Buffer {
  const codes = [...characters].map((one) => one.codePointAt(0)!).sort((a, b) => a - b)
  const shorts = (...values: number[]): Buffer => {
    const bytes = Buffer.alloc(values.length * 2)
    values.forEach((value, index) => bytes.writeUInt16BE(value & 0xffff, index * 2))
    return bytes
  }
  const longs = (...values: number[]): Buffer => shorts(...values.flatMap((value) => [value >>> 16, value]))
  // Of 1000 units: a square from 100 to 800, as four points on one contour that follow each other by differences.
  const square = Buffer.concat([
    shorts(1, 100, 0, 800, 700, 3, 0),
    Buffer.from([1, 1, 1, 1]),
    shorts(100, 0, 700, 0, 0, 700, 0, -700),
  ])
  const glyph = Buffer.concat([square, Buffer.alloc((4 - (square.length % 4)) % 4)])
  const segments = [...codes, 0xffff]
  const cmap = Buffer.concat([
    shorts(4, 16 + 8 * segments.length, 0, 2 * segments.length, 0, 0, 0, ...segments, 0, ...segments),
    shorts(...segments.map((code, index) => (code === 0xffff ? 1 : index + 1 - code)), ...segments.map(() => 0)),
  ])
  const count = codes.length + 1
  const tables: Record<string, Buffer> = {
    cmap: Buffer.concat([shorts(0, 1, 3, 1), longs(12), cmap]),
    glyf: glyph,
    head: Buffer.concat([
      longs(0x10000, 0x10000, 0, 0x5f0f3cf5),
      shorts(0, 1000),
      Buffer.alloc(16),
      shorts(100, 0, 800, 700, 0, 8, 2, 1, 0),
    ]),
    hhea: shorts(1, 0, 800, -200, 0, 1000, 0, 0, 1000, 1, 0, 0, 0, 0, 0, 0, 0, count),
    hmtx: shorts(...Array.from({ length: count }, () => [1000, 100]).flat()),
    loca: longs(0, 0, ...codes.map(() => glyph.length)),
    maxp: Buffer.concat([longs(0x10000), shorts(count, 4, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0)]),
  }
  const tags = Object.keys(tables).sort()
  let offset = 12 + 16 * tags.length
  const entries = tags.map((tag) => {
    const content = tables[tag]!
    const entry = Buffer.concat([Buffer.from(tag, 'latin1'), longs(0, offset, content.length)])
    offset += Math.ceil(content.length / 4) * 4
    return entry
  })
  const padded = tags.map((tag) => Buffer.concat([tables[tag]!, Buffer.alloc((4 - (tables[tag]!.length % 4)) % 4)]))
  return Buffer.concat([longs(0x10000), shorts(tags.length, 64, 2, tags.length * 16 - 64), ...entries, ...padded])
}
