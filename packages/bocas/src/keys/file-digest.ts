import { createHash } from 'node:crypto'
import { closeSync, createReadStream, openSync, readSync } from 'node:fs'
import { isSystemError } from '../files/expected-errors'

/** One for all files: nothing else runs while one is read. */
let piece: Buffer | undefined

/** Hexadecimal SHA-256 of a file of any size, read in pieces of 1 MiB. */
export function sha256File(path: string): string {
  const hash = createHash('sha256')
  piece ??= Buffer.allocUnsafeSlow(1 << 20)
  const handle = openSync(path, 'r')
  try {
    for (let read = readSync(handle, piece); read > 0; read = readSync(handle, piece))
      hash.update(piece.subarray(0, read))
  } finally {
    closeSync(handle)
  }
  return hash.digest('hex')
}

/** The same with the size in bytes, without holding up what else this process does. */
export async function digestFile(path: string): Promise<{ readonly sha256: string; readonly bytes: number }> {
  const hash = createHash('sha256')
  let bytes = 0
  for await (const piece of createReadStream(path, { highWaterMark: 1 << 20 })) {
    hash.update(piece as Buffer)
    bytes += (piece as Buffer).length
  }
  return { sha256: hash.digest('hex'), bytes }
}

/** Whether a file is there and has this digest. */
export function hasDigest(file: string, digest: string): boolean {
  try {
    return sha256File(file) === digest
  } catch (error) {
    if (!isSystemError(error)) throw error
    return false
  }
}
