/**
 * One record of a TFRecord file: its length (8 bytes), the masked CRC-32C of these 8 bytes (4), the data, and the masked CRC-32C of the
 * data (4); numbers with the lowest byte first. Described in TensorFlow's guide "TFRecord and tf.train.Example".
 */
export function tfRecord(data: Uint8Array): Buffer {
  const bytes = Buffer.alloc(8 + 4 + data.length + 4)
  bytes.writeBigUInt64LE(BigInt(data.length), 0)
  bytes.writeUInt32LE(maskedCrc32c(bytes.subarray(0, 8)), 8)
  bytes.set(data, 12)
  bytes.writeUInt32LE(maskedCrc32c(data), 12 + data.length)
  return bytes
}

/** The polynomial of Castagnoli with its bits reversed, as RFC 3720 (iSCSI) uses it. */
const POLYNOMIAL = 0x82f63b78

const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let remainder = byte
  for (let bit = 0; bit < 8; bit++) remainder = remainder & 1 ? (remainder >>> 1) ^ POLYNOMIAL : remainder >>> 1
  return remainder
})

/** CRC-32C (RFC 3720, section 12.1) as an unsigned number. */
export function crc32c(bytes: Uint8Array): number {
  let crc = 0xffffffff
  for (const byte of bytes) crc = TABLE[(crc ^ byte) & 0xff]! ^ (crc >>> 8)
  return ~crc >>> 0
}

/** The form in which TFRecord stores a CRC, turned and shifted because a CRC of data that holds CRCs is weak: `tensorflow/core/lib/hash/crc32c.h`. */
export function maskedCrc32c(bytes: Uint8Array): number {
  const crc = crc32c(bytes)
  return (((crc >>> 15) | (crc << 17)) + 0xa282ead8) >>> 0
}
