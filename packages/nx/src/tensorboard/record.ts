import { maskedCrc32c } from './crc32c'

/**
 * One record of a TFRecord file: its length (8 bytes), the masked CRC-32C of these 8 bytes (4), the data, and the masked CRC-32C of the
 * data (4); numbers with the lowest byte first. Described in TensorFlow's guide "TFRecord and tf.train.Example".
 */
export function record(data: Uint8Array): Buffer {
  const bytes = Buffer.alloc(8 + 4 + data.length + 4)
  bytes.writeBigUInt64LE(BigInt(data.length), 0)
  bytes.writeUInt32LE(maskedCrc32c(bytes.subarray(0, 8)), 8)
  bytes.set(data, 12)
  bytes.writeUInt32LE(maskedCrc32c(data), 12 + data.length)
  return bytes
}
