import { createHash, randomUUID } from 'node:crypto'
import { createWriteStream, lstatSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { sha256File } from 'bocas/internal/store'
import { PassingFault } from '../persist'

/** What is wrong with an object that has arrived as a file; undefined when it is what its name says. */
export function objectProblem(file: string, digest: string, bytes: number): string | undefined {
  const found = lstatSync(file, { throwIfNoEntry: false })
  if (found === undefined) return 'the remote does not have it'
  if (!found.isFile()) return 'it is no file'
  if (found.size !== bytes) return `it has ${found.size} bytes instead of ${bytes}`
  const is = sha256File(file)
  return is === digest ? undefined : otherBytes(is)
}

const otherBytes = (is: string): string => `its bytes are others: their SHA-256 is ${is.slice(0, 12)}…`

/**
 * Writes what a stream brings to `folder/<digest>` if it is exactly the object: counted and hashed while it is read, so that a stream without an end fills no disk.
 *
 * @throws PassingFault when it is not: a connection may have broken.
 */
export async function receive(
  stream: AsyncIterable<Uint8Array>,
  folder: string,
  digest: string,
  bytes: number,
): Promise<void> {
  const part = join(folder, `.${randomUUID()}.part`)
  const hash = createHash('sha256')
  let read = 0
  const count = new Transform({
    transform(piece: Buffer, _, done) {
      read += piece.length
      if (read > bytes) return done(new PassingFault(`it has more than ${bytes} bytes`))
      hash.update(piece)
      done(null, piece)
    },
  })
  try {
    await pipeline(Readable.from(stream), count, createWriteStream(part, { flags: 'wx' }))
    if (read < bytes) throw new PassingFault(`it ends after ${read} of ${bytes} bytes`)
    const is = hash.digest('hex')
    if (is !== digest) throw new PassingFault(otherBytes(is))
    renameSync(part, join(folder, digest))
  } finally {
    rmSync(part, { force: true })
  }
}
