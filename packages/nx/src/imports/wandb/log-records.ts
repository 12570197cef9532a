import { crc32 } from 'node:zlib'

/** What was read of a log of records, as LevelDB writes them, and Weights & Biases its `.wandb` files. */
export interface LogRecords {
  readonly records: readonly Uint8Array[]
  /** Whether a record was begun and not written to its end: its program was killed. */
  readonly isTorn: boolean
  /** The first byte of a piece that is not as it was written; nothing after it is read. */
  readonly damagedAt?: number
}

/** Records are written in pieces that do not cross the bounds of blocks. */
const BLOCK = 32_768
/** Of each piece: checksum (4 bytes), length (2), type (1). */
const HEADER = 7
const FULL = 1
const FIRST = 2
const LAST = 4

/**
 * The records of a log in its bytes. The checksum of a piece is the CRC-32 of zlib over its type and its data, as wandb has it; LevelDB itself uses another one.
 *
 * @param from where the first piece begins. Blocks are counted from the beginning of the file.
 */
export function logRecords(bytes: Buffer, from: number): LogRecords {
  const records: Uint8Array[] = []
  let pieces: Buffer[] = []
  let isTorn = false
  let at = from
  while (at < bytes.length) {
    const left = BLOCK - (at % BLOCK)
    if (left < HEADER || isFiller(bytes, at)) {
      at += left
      continue
    }
    if (at + HEADER > bytes.length) return { records, isTorn: true }
    const length = bytes.readUInt16LE(at + 4)
    const type = bytes[at + 6]!
    const end = at + HEADER + length
    const damaged = { records, isTorn, damagedAt: at }
    if (type > LAST || length > left - HEADER) return damaged
    if (end > bytes.length) return { records, isTorn: true }
    if (crc32(bytes.subarray(at + 6, end)) !== bytes.readUInt32LE(at)) return damaged
    const begins = type === FULL || type === FIRST
    // A piece that continues nothing, or one that begins while another is open: what was open was never ended.
    if (begins === pieces.length > 0) isTorn = true
    if (begins) pieces = []
    if (begins || pieces.length > 0) pieces.push(bytes.subarray(at + HEADER, end))
    if (pieces.length > 0 && (type === FULL || type === LAST)) {
      records.push(Buffer.concat(pieces))
      pieces = []
    }
    at = end
  }
  return { records, isTorn: isTorn || pieces.length > 0 }
}

/** Zeros up to the end of a block, where disk was reserved and not written. */
const isFiller = (bytes: Buffer, at: number): boolean =>
  bytes.subarray(at, Math.min(at + HEADER, bytes.length)).every((byte) => byte === 0)
