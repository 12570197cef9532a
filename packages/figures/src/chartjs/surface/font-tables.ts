import { woffTables } from './woff'

/**
 * The tables of a font by their tags: WOFF 1.0 (section 4), or OpenType and TrueType, of a collection the first font (OpenType 1.9, "Organization of an OpenType Font").
 *
 * @throws Error that says what to take when the bytes are no such font.
 */
export function fontTables(bytes: Buffer): ReadonlyMap<string, Buffer> {
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
