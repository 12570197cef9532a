import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { isSystemError } from 'bocas/internal'

/** Bytes of a log that a report shows: its end, where the reason of a failure stands. */
const MOST = 8000

/** The end of a log, from the beginning of a line; undefined when there is none or it is empty. */
export function endOfLog(file: string, most = MOST): { readonly text: string; readonly cut: number } | undefined {
  let handle: number
  try {
    handle = openSync(file, 'r')
  } catch (error) {
    if (!isSystemError(error)) throw error
    return undefined
  }
  try {
    const { size } = fstatSync(handle)
    const from = Math.max(0, size - most)
    const bytes = Buffer.alloc(Math.min(size, most))
    const read = readSync(handle, bytes, 0, bytes.length, from)
    const line = from === 0 ? 0 : bytes.indexOf(10) + 1
    const text = plain(bytes.subarray(line, read).toString('utf8'))
    return text.trim() === '' ? undefined : { text, cut: from === 0 ? 0 : from + line }
  } finally {
    closeSync(handle)
  }
}

/** Without what moves the cursor of a terminal and colours it (ECMA-48), and without other control characters. */
const plain = (text: string): string =>
  text
    .replace(/\u001b\[[0-?]*[ -/]*[@-~]|\u001b\][^\u0007\u001b]*(?:\u0007|\u001b\\)/g, '')
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, '')
