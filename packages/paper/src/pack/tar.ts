import { gzipSync } from 'node:zlib'
import { PaperError } from '../shared/problems'

const BLOCK = 512
/** Of the format: a name, and what may stand before it with a stroke between. */
const LONGEST_NAME = 100
const LONGEST_PREFIX = 155

/**
 * An archive (POSIX ustar, gzip) of these files, in the order of their names. Nothing of time, place or person is in it: equal files give equal bytes.
 *
 * @param files contents by path, with `/` between folders.
 * @throws PaperError when a path is too long for the format.
 */
export function tarball(files: ReadonlyMap<string, Uint8Array>): Uint8Array {
  const sorted = [...files].sort(([a], [b]) => (a < b ? -1 : 1))
  const parts = sorted.flatMap(([name, bytes]) => {
    const rest = (BLOCK - (bytes.length % BLOCK)) % BLOCK
    return [header(name, bytes.length), Buffer.from(bytes), Buffer.alloc(rest)]
  })
  const zipped = gzipSync(Buffer.concat([...parts, Buffer.alloc(2 * BLOCK)]), { level: 9 })
  // The kind of system that made it: 255 for unknown.
  zipped[9] = 255
  return zipped
}

/** POSIX.1-1988, ustar: fields of text, numbers in octal, and the sum of all bytes with the field of the sum as spaces. */
function header(file: string, size: number): Buffer {
  const { prefix, name } = split(file)
  const block = Buffer.alloc(BLOCK)
  const octal = (value: number, digits: number): string => `${value.toString(8).padStart(digits, '0')}\0`
  const fields: [number, string][] = [
    [0, name],
    [100, octal(0o644, 7)],
    [108, octal(0, 7)],
    [116, octal(0, 7)],
    [124, octal(size, 11)],
    [136, octal(0, 11)],
    [148, '        '],
    [156, '0'],
    [257, 'ustar\0' + '00'],
    [345, prefix],
  ]
  for (const [at, text] of fields) block.write(text, at, 'utf8')
  const sum = block.reduce((total, byte) => total + byte, 0)
  block.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1')
  return block
}

function split(file: string): { prefix: string; name: string } {
  if (Buffer.byteLength(file) <= LONGEST_NAME) return { prefix: '', name: file }
  for (let at = file.indexOf('/'); at >= 0; at = file.indexOf('/', at + 1)) {
    const [prefix, name] = [file.slice(0, at), file.slice(at + 1)]
    if (Buffer.byteLength(prefix) <= LONGEST_PREFIX && Buffer.byteLength(name) <= LONGEST_NAME) return { prefix, name }
  }
  throw new PaperError([{ message: 'the path is too long for an archive', at: { file } }])
}
