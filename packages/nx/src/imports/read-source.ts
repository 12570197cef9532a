import { lstatSync, readFileSync, statSync } from 'node:fs'
import type { Problem } from 'bocas/internal'
import { bytes } from '../shared/words'

/** What was read of a file, or why it was not. */
export type Read<T> = { readonly content: T } | { readonly problem: Problem }

/** Node makes no text of many more bytes. */
const LARGEST = 500_000_000
/** Logs hold all that a run has printed, and Node reads no more at once. */
export const LARGEST_LOG = 2_000_000_000
/** Settings and what stands for a run: a person could read them. */
export const LARGEST_YAML = 10_000_000

/** Whether a file of a store is one itself: what a link leads to is not read, since it may lie anywhere. */
export const isOwnFile = (path: string): boolean => lstatSync(path, { throwIfNoEntry: false })?.isFile() ?? false

/** The same of a folder; everything below a link to a folder is beyond the link. */
export const isOwnFolder = (path: string): boolean => lstatSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false

/** The bytes of a file, unless it is too large to be what it is taken for. */
export function readSourceBytes(path: string, largest = LARGEST): Read<Buffer> {
  if (statSync(path).size <= largest) return { content: readFileSync(path) }
  return {
    problem: {
      code: 'damaged-import',
      message: `this file has more than ${bytes(largest)}`,
      hint: 'it is no record of runs, or one of too many: leave it out, or export the runs in parts',
      path,
    },
  }
}

/** The text of a file, whichever of its forms a program of Windows has given it. */
export function readSourceText(path: string, largest = LARGEST): Read<string> {
  const read = readSourceBytes(path, largest)
  return 'problem' in read ? read : { content: textOf(read.content) }
}

function textOf(content: Buffer): string {
  const [first, second] = content
  if (first === 0xff && second === 0xfe) return content.toString('utf16le', 2)
  if (first === 0xfe && second === 0xff)
    return Buffer.from(content.subarray(2, content.length - (content.length % 2)))
      .swap16()
      .toString('utf16le')
  return content.toString('utf8').replace(/^\uFEFF/, '')
}
