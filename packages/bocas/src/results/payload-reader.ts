import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Payload, PayloadReader } from '../artifacts'
import { sha256 } from '../keys/canonical-json'
import { ResultError } from './result-error'

/** Reads the payloads of a result. Digests are checked here again: the disk may have changed since the result was verified. */
export function payloadReader(dir: string, payloads: Readonly<Record<string, Payload>>): PayloadReader {
  const bytes = (file: string): Uint8Array => {
    const payload = Object.hasOwn(payloads, file) ? payloads[file] : undefined
    if (payload === undefined) throw new ResultError('damaged', dir, `${file} is not among the payloads of the result`)
    const content = read(dir, file)
    if (sha256(content) !== payload.sha256)
      throw new ResultError('damaged', dir, `${file} was changed after it was written: its digest does not fit`)
    return content
  }
  return { bytes, text: (file) => new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes(file)) }
}

function read(dir: string, file: string): Uint8Array {
  try {
    return readFileSync(join(dir, file))
  } catch (error) {
    throw new ResultError('damaged', dir, `${file} cannot be read (${(error as NodeJS.ErrnoException).code})`)
  }
}
