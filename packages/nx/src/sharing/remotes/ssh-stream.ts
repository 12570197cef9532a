import type { ChildProcess } from 'node:child_process'
import { pipeline } from 'node:stream'
import { createGunzip, createGzip, type Gzip } from 'node:zlib'
import { sha256, TAR_END, tarFill, tarHeader } from 'bocas/internal/store'
import { isProblemsError, isSystemError } from 'bocas/internal/light'
import { filesIn } from './archive'

/**
 * Many small objects as one archive over one connection, by the `tar` that every host has: for each of them rsync needs some messages and a file of its own here.
 * Whatever does not come about in this way is left to rsync, which goes on in the middle, and says what is wrong.
 */

/** In bytes; larger ones are worth a transfer of their own. */
export const SMALL = 256 << 10
/** Fewer are not worth another program. */
export const FEW = 8

/** What Node says of a stream that ends before its content does, or has other bytes in it. */
const CUT_OFF = ['Z_BUF_ERROR', 'Z_DATA_ERROR', 'ERR_STREAM_PREMATURE_CLOSE', 'ECONNRESET']

/** The small ones among these objects; none when they are few. */
export function smallOnes<T>(objects: ReadonlyMap<string, T>, bytesOf: (object: T) => number): ReadonlyMap<string, T> {
  const small = new Map([...objects].filter(([, object]) => bytesOf(object) <= SMALL))
  return small.size < FEW ? new Map() : small
}

/**
 * Reads what `GIVE` gives.
 *
 * @param take is given what has the bytes of its name; the next one is read when it is through.
 */
export async function receiveMany(
  { stdin, stdout }: ChildProcess,
  wanted: ReadonlyMap<string, number>,
  take: (digest: string, content: Buffer) => Promise<void>,
): Promise<void> {
  stdin!.end([...wanted.keys()].map((digest) => `${digest}\n`).join(''))
  const open = new Map(wanted)
  // A pipe alone would wait for ever where the connection ends without an end.
  const unpacked = pipeline(stdout!, createGunzip({ chunkSize: 1 << 16 }), () => undefined)
  try {
    for await (const { header, whole } of filesIn(unpacked, 'the stream')) {
      // Whatever else comes is none of what was asked for.
      if (!header.isFile || header.size !== open.get(header.name)) return
      open.delete(header.name)
      const content = await whole()
      if (sha256(content) === header.name) await take(header.name, content)
      if (open.size === 0) return
    }
  } catch (error) {
    // It was cut off.
    if (!isProblemsError(error) && !isSystemError(error, ...CUT_OFF)) throw error
  }
}

/** What `TAKE` is sent, one after the other. */
export interface Upload {
  /** Sends an object, unless it is there. Done when the next one may come. @returns whether it was sent. */
  send(digest: string, content: Buffer): Promise<boolean>
  /** @returns whether all are there now, and which of them were before. */
  end(): Promise<{ readonly isDone: boolean; readonly there: readonly string[] }>
}

/** Begins to send what `TAKE` takes. */
export function uploadTo({ stdin, stdout }: ChildProcess, packed: Gzip = createGzip({ level: 1 })): Upload {
  const lines = linesOf(stdout!)
  const there: string[] = []
  let isOpen = true
  packed.on('close', () => (isOpen = false))
  // That it broke off is seen by its answer.
  pipeline(packed, stdin!, () => undefined)
  const listed = listing(lines)
  // Whoever sends first waits for it.
  listed.catch(() => undefined)
  let draining: Promise<void> | undefined
  /** Until more may be written, or nothing any more; however many wait, the stream is listened to once. */
  const drained = (): Promise<void> =>
    (draining ??= new Promise((resolve) => {
      const done = (): void => {
        packed.off('drain', done).off('close', done)
        draining = undefined
        resolve()
      }
      packed.on('drain', done).on('close', done)
    }))
  return {
    async send(digest, content) {
      const found = await listed
      if (found === undefined || !isOpen) return false
      if (found.get(digest) === content.length) {
        there.push(digest)
        return false
      }
      const size = content.length
      const part = Buffer.concat([tarHeader({ name: digest, size }), content, tarFill(size)])
      if (!packed.write(part)) await drained()
      return true
    },
    async end() {
      if ((await listed) === undefined || !isOpen) return { isDone: false, there }
      packed.end(TAR_END)
      for (;;) {
        const line = await lines.next()
        if (line.done || line.value === 'done') return { isDone: line.value === 'done', there }
      }
    },
  }
}

/** An object in what `ls -ln` prints: kind and permissions, links, user, group, size, date, name. */
const LISTED = /^-\S*\s+\d+\s+\d+\s+\d+\s+(\d+)\s.*\s([0-9a-f]{64})$/

/** What is there: sizes by name; undefined when the answer broke off. */
async function listing(lines: AsyncGenerator<string, undefined>): Promise<ReadonlyMap<string, number> | undefined> {
  const found = new Map<string, number>()
  for (;;) {
    const line = await lines.next()
    if (line.done) return undefined
    if (line.value === '.') return found
    const [, size, name] = LISTED.exec(line.value) ?? []
    if (name !== undefined) found.set(name, Number(size))
  }
}

async function* linesOf(stream: NodeJS.ReadableStream): AsyncGenerator<string, undefined> {
  let rest = ''
  for await (const piece of stream) {
    const lines = (rest + String(piece)).split('\n')
    rest = lines.pop()!
    yield* lines
  }
  return undefined
}
