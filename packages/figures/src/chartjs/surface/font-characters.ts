import { woffTables } from './woff'

/**
 * The code points that a font has a glyph for, from its `cmap` table (OpenType 1.9, "cmap", formats 4 and 12).
 *
 * @throws Error when the bytes are not a font with a Unicode `cmap` of format 4 or 12.
 */
export function readCharacters(font: Buffer): ReadonlySet<number> {
  const cmap = fontTables(font).get('cmap')
  if (cmap === undefined) throw new Error('the font has no table cmap')
  const found = new Set<number>()
  for (let index = 0; index < cmap.readUInt16BE(2); index++) {
    const start = cmap.readUInt32BE(4 + index * 8 + 4)
    const platform = cmap.readUInt16BE(4 + index * 8)
    if (platform !== 0 && platform !== 3) continue
    const subtable = cmap.subarray(start)
    const format = subtable.readUInt16BE(0)
    if (format === 4) readSegments(subtable, found)
    if (format === 12) readGroups(subtable, found)
  }
  if (found.size === 0) throw new Error('the font has no Unicode character map of format 4 or 12')
  return found
}

function readSegments(table: Buffer, found: Set<number>): void {
  const double = table.readUInt16BE(6)
  for (let segment = 0; segment < double; segment += 2) {
    const end = table.readUInt16BE(14 + segment)
    const start = table.readUInt16BE(16 + double + segment)
    const delta = table.readUInt16BE(16 + 2 * double + segment)
    const offsetAt = 16 + 3 * double + segment
    const offset = table.readUInt16BE(offsetAt)
    for (let code = start; code <= end && code !== 0xffff; code++) {
      const glyph = offset === 0 ? code + delta : table.readUInt16BE(offsetAt + offset + 2 * (code - start))
      if ((glyph & 0xffff) !== 0) found.add(code)
    }
  }
}

function readGroups(table: Buffer, found: Set<number>): void {
  for (let group = 0; group < table.readUInt32BE(12); group++) {
    const start = table.readUInt32BE(16 + group * 12)
    const end = table.readUInt32BE(16 + group * 12 + 4)
    for (let code = start; code <= end; code++) found.add(code)
  }
}

/**
 * The tables of a font by their tags: WOFF 1.0 (section 4), or OpenType and TrueType, of a collection the first font (OpenType 1.9, "Organization of an OpenType Font").
 *
 * @throws Error that says what to take when the bytes are no such font.
 */
function fontTables(bytes: Buffer): ReadonlyMap<string, Buffer> {
  const kind = bytes.toString('latin1', 0, 4)
  if (kind === 'wOFF') return new Map(woffTables(bytes).map(({ tag, content }) => [tag, content]))
  if (kind === 'wOF2')
    throw new Error('it is packed as WOFF 2, which is not read here: take the .ttf, .otf or .woff of it')
  if (!PLAIN.includes(kind) && kind !== 'ttcf')
    throw new Error('it is no font of a kind that figures read: .ttf, .otf, .ttc or .woff')
  const start = kind === 'ttcf' ? bytes.readUInt32BE(12) : 0
  return new Map(
    Array.from({ length: bytes.readUInt16BE(start + 4) }, (_, index) => {
      const at = start + 12 + index * 16
      const offset = bytes.readUInt32BE(at + 8)
      const end = offset + bytes.readUInt32BE(at + 12)
      if (end > bytes.length) throw new RangeError('the font ends before its tables do')
      return [bytes.toString('latin1', at, at + 4), bytes.subarray(offset, end)]
    }),
  )
}

/** How TrueType and OpenType begin. */
const PLAIN = ['\0\x01\0\0', 'OTTO', 'true']
