import { diskProblem } from 'bocas/internal/store'
import { closeSync, ftruncateSync, openSync, readSync, writeSync } from 'node:fs'

/** Bytes that are kept of the beginning and of the end of a log. */
const KEPT = { head: 512 * 1024, tail: 1024 * 1024 }

/** A log that does not grow without end. */
export interface CappedLog {
  write(bytes: Uint8Array): void
  close(): void
}

/**
 * Opens a log that keeps its beginning and its end, and says between them how much was cut. The file can be read at any time: until it is
 * cut anew it holds more of its end. No more than the end is ever in memory. A full disk costs the lines that it does not take, never the run.
 */
export function cappedLog(path: string, kept: { readonly head: number; readonly tail: number } = KEPT): CappedLog {
  const file = openSync(path, 'w+')
  let size = 0
  let total = 0
  /** Where the beginning ends and what was cut is said; undefined until something is cut. */
  let seam: number | undefined
  /** Where the end begins. */
  let rest = 0
  /** Bytes that a full disk did not take. */
  let lost = 0
  const put = (bytes: Uint8Array): void => {
    for (let done = 0; done < bytes.length;) done += writeSync(file, bytes, done, bytes.length - done, size + done)
    size += bytes.length
  }
  const cut = (): void => {
    seam ??= endOfLine(read(file, 0, kept.head))
    const from = Math.max(rest, size - kept.tail)
    const end = read(file, from, size - from)
    const tail = end.subarray(startOfLine(end))
    size = seam
    const gap = total - seam - tail.length
    put(Buffer.from(`\n… ${gap.toLocaleString('en')} bytes were cut out of this log here …\n\n`))
    rest = size
    put(tail)
    ftruncateSync(file, size)
  }
  return {
    write(bytes) {
      try {
        if (lost > 0)
          put(Buffer.from(`\n… ${lost.toLocaleString('en')} bytes are missing here: the disk was full …\n\n`))
        lost = 0
        put(bytes)
        total += bytes.length
        if (size > kept.head + 2 * kept.tail) cut()
      } catch (error) {
        if (diskProblem(error, []) === undefined) throw error
        lost += bytes.length
      }
    },
    close() {
      try {
        if (seam !== undefined && size > rest + kept.tail) cut()
      } catch (error) {
        if (diskProblem(error, []) === undefined) throw error
      }
      closeSync(file)
    },
  }
}

function read(file: number, from: number, length: number): Buffer {
  const buffer = Buffer.alloc(length)
  return buffer.subarray(0, readSync(file, buffer, 0, length, from))
}

/** After the last whole line; the whole when there is none. */
const endOfLine = (bytes: Buffer): number => bytes.lastIndexOf(10) + 1 || bytes.length

/** At the first whole line; the whole when there is none. */
const startOfLine = (bytes: Buffer): number => {
  const start = bytes.indexOf(10) + 1
  return start < bytes.length ? start : 0
}
