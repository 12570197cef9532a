import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ProblemsError } from '../../problems'
import type { Payload, PayloadReader } from '../../artifacts'
import { sha256 } from '../../keys/canonical-json'
import { sha256File } from '../../keys/file-digest'
import { ResultError } from './result-error'

/**
 * Reads the payloads of a result. Digests are checked here again: the disk may have changed since the result was verified.
 *
 * @param readFile how the bytes of a file are read; as Node does it unless given.
 */
export function payloadReader(
  dir: string,
  payloads: Readonly<Record<string, Payload>>,
  readFile: (path: string) => Uint8Array = (path) => readFileSync(path),
): PayloadReader {
  const expected = (file: string): Payload => {
    if (Object.hasOwn(payloads, file)) return payloads[file]!
    throw new ResultError('damaged', dir, `${file} is not among the payloads of the result`)
  }
  const check = (file: string, digest: string): void => {
    if (digest !== expected(file).sha256)
      throw new ResultError('damaged', dir, `${file} was changed after it was written: its digest does not fit`)
  }
  const bytes = (file: string): Uint8Array => {
    if (expected(file).bytes > LARGEST)
      throw new ProblemsError({
        message: `${file} is larger than 2 GiB, which fits no array; read it by its path()`,
        path: dir,
      })
    const content = read(dir, file, readFile)
    check(file, sha256(content))
    return content
  }
  return {
    bytes,
    text: (file) => new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes(file)),
    path(file) {
      expected(file)
      check(file, read(dir, file, sha256File))
      return join(dir, file)
    },
  }
}

/** Bytes that Node reads at once at most. */
const LARGEST = 2 ** 31 - 1

function read<T>(dir: string, file: string, by: (path: string) => T): T {
  try {
    return by(join(dir, file))
  } catch (error) {
    throw new ResultError('damaged', dir, `${file} cannot be read (${(error as NodeJS.ErrnoException).code})`)
  }
}
