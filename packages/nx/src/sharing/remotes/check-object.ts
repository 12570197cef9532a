import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream, lstatSync, renameSync, rmSync, statSync } from 'node:fs'
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

/** Less than this begins anew when it breaks off. */
const RESUMED = 1 << 20

/** What a connection brings of an object, and from which byte on that is. */
export interface Incoming {
  readonly body: AsyncIterable<Uint8Array>
  readonly from: number
}

/**
 * Writes what comes of an object to `folder/<digest>` if it is exactly the object: counted and hashed while it is read, so that a stream without an end fills no
 * disk. What has come of a large one stays when the connection breaks, also when the call is ended: the next time is asked for the rest.
 *
 * @param open asks for the object from a byte on; what is there may come from its beginning all the same.
 * @returns what it said that there is nothing to read.
 * @throws PassingFault when it is not: a connection may have broken.
 */
export async function receive<T>(
  folder: string,
  digest: string,
  bytes: number,
  open: (from: number) => Promise<Incoming | T>,
): Promise<T | undefined> {
  const part = join(folder, `.${digest}.part`)
  const incoming = await open(begun(part, bytes))
  if (!isIncoming(incoming)) return incoming
  const { body, from } = incoming
  const hash = createHash('sha256')
  let read = from
  const count = new Transform({
    transform(piece: Buffer, _, done) {
      read += piece.length
      if (read > bytes) return done(new PassingFault(`it has more than ${bytes} bytes`))
      hash.update(piece)
      done(null, piece)
    },
  })
  let isKept = false
  try {
    if (from > 0) for await (const piece of createReadStream(part, { end: from - 1 })) hash.update(piece as Buffer)
    const file = createWriteStream(part, from > 0 ? { flags: 'r+', start: from } : { flags: 'w' })
    try {
      await pipeline(Readable.from(body), count, file)
      if (read < bytes) throw new PassingFault(`it ends after ${read} of ${bytes} bytes`)
    } catch (error) {
      isKept = read < bytes
      throw error
    }
    const is = hash.digest('hex')
    if (is !== digest) throw new PassingFault(otherBytes(is))
    renameSync(part, join(folder, digest))
  } finally {
    if (!isKept || begun(part, bytes) < RESUMED) rmSync(part, { force: true })
  }
  return undefined
}

const isIncoming = (given: unknown): given is Incoming => typeof given === 'object' && given !== null && 'body' in given

/** How much of an object is here. What is as long as the whole of it, and was not taken for it, is none of it. */
function begun(part: string, bytes: number): number {
  const size = statSync(part, { throwIfNoEntry: false })?.size ?? 0
  return size < bytes ? size : 0
}
