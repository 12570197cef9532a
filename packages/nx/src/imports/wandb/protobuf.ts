/** One field of a message of Protocol Buffers, in its wire format: a number, or the bytes of a text or of another message. */
export interface WireField {
  readonly number: number
  readonly value: number | Uint8Array
}

const VARINT = 0
const EIGHT_BYTES = 1
const LENGTH = 2
const FOUR_BYTES = 5

/**
 * The fields of a message, in their order. Numbers of fixed width are passed over; of integers beyond 2^53 the last digits are lost.
 *
 * @throws RangeError when the bytes are no message.
 */
export function wireFields(bytes: Uint8Array): WireField[] {
  const fields: WireField[] = []
  let at = 0
  const varint = (): bigint => {
    let value = 0n
    for (let shift = 0n; shift < 70n; shift += 7n) {
      const byte = bytes[at++]
      if (byte === undefined) break
      value |= BigInt(byte & 0x7f) << shift
      if (byte < 0x80) return BigInt.asIntN(64, value)
    }
    throw new RangeError('a number without an end')
  }
  while (at < bytes.length) {
    const tag = Number(varint())
    const [number, type] = [Math.floor(tag / 8), tag % 8]
    if (type === VARINT) fields.push({ number, value: Number(varint()) })
    else if (type === EIGHT_BYTES) at += 8
    else if (type === FOUR_BYTES) at += 4
    else if (type === LENGTH) {
      const length = Number(varint())
      if (length < 0 || at + length > bytes.length) throw new RangeError('a text without an end')
      fields.push({ number, value: bytes.subarray(at, at + length) })
      at += length
    } else throw new RangeError(`a field of the unknown type ${type}`)
  }
  if (at > bytes.length) throw new RangeError('a number without an end')
  return fields
}
