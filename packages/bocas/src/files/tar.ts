import { ProblemsError } from '../problems'

/** The unit of the format: a header is one block, and contents are filled up to whole ones. */
export const TAR_BLOCK = 512
/** Of the format: a name, and what may stand before it with a stroke between. */
const LONGEST_NAME = 100
const LONGEST_PREFIX = 155
/** As which each byte of the field of the sum is counted. */
const SPACE = 0x20
/** Eleven octal digits. */
const LARGEST = 8 ** 11 - 1

/** A file of an archive, as its header says it. */
export interface TarEntry {
  /** With `/` between folders. */
  readonly name: string
  /** In bytes. */
  readonly size: number
  /** Permission bits; read and write for its owner and read for others unless given. */
  readonly mode?: number
}

/**
 * An archive (POSIX.1-1988, ustar) of these files, in the order of their names. Nothing of time, place or person is in it: equal files give equal bytes.
 *
 * @param files contents by path, with `/` between folders.
 * @throws ProblemsError when a path is too long for the format.
 */
export function tar(files: ReadonlyMap<string, Uint8Array>): Buffer {
  const sorted = [...files].sort(([a], [b]) => (a < b ? -1 : 1))
  const parts = sorted.flatMap(([name, bytes]) => [
    tarHeader({ name, size: bytes.length }),
    bytes,
    tarFill(bytes.length),
  ])
  return Buffer.concat([...parts, TAR_END])
}

/** What ends an archive. */
export const TAR_END = Buffer.alloc(2 * TAR_BLOCK)

/** What fills the last block of a content of so many bytes. */
export const tarFill = (size: number): Buffer => Buffer.alloc((TAR_BLOCK - (size % TAR_BLOCK)) % TAR_BLOCK)

/**
 * The block before a content: fields of text, numbers in octal, and the sum of all bytes with the field of the sum as spaces.
 *
 * @throws ProblemsError when the path is too long for the format, or the file too large.
 */
export function tarHeader(entry: TarEntry): Buffer {
  const { prefix, name } = split(entry.name)
  if (entry.size > LARGEST)
    throw new ProblemsError({ message: 'the file is larger than 8 GiB, which fits no archive', path: entry.name })
  return block({ prefix, name, size: entry.size, mode: entry.mode ?? 0o644, type: '0' })
}

/** The same for a path of any length: one that does not fit stands in a record before it (POSIX.1-2001, pax), which every `tar` reads. */
export function longTarHeader(entry: TarEntry): Buffer {
  if (fits(entry.name)) return tarHeader(entry)
  const record = paxRecord('path', entry.name)
  const head = { prefix: '', mode: 0o644 }
  return Buffer.concat([
    block({ ...head, name: 'pax', size: record.length, type: 'x' }),
    record,
    tarFill(record.length),
    tarHeader({ ...entry, name: 'long' }),
  ])
}

/** The length of a record counts its own digits. */
function paxRecord(key: string, value: string): Buffer {
  const rest = Buffer.byteLength(` ${key}=${value}\n`)
  let length = rest
  while (length !== rest + String(length).length) length = rest + String(length).length
  return Buffer.from(`${length} ${key}=${value}\n`)
}

interface Header {
  readonly prefix: string
  readonly name: string
  readonly size: number
  readonly mode: number
  readonly type: string
}

function block({ prefix, name, size, mode, type }: Header): Buffer {
  const bytes = Buffer.alloc(TAR_BLOCK)
  const octal = (value: number, digits: number): string => `${value.toString(8).padStart(digits, '0')}\0`
  const fields: [number, string][] = [
    [0, name],
    [100, octal(mode, 7)],
    [108, octal(0, 7)],
    [116, octal(0, 7)],
    [124, octal(size, 11)],
    [136, octal(0, 11)],
    [148, '        '],
    [156, type],
    [257, 'ustar\0' + '00'],
    [345, prefix],
  ]
  for (const [at, text] of fields) bytes.write(text, at, 'utf8')
  bytes.write(`${sumOf(bytes).toString(8).padStart(6, '0')}\0 `, 148, 'latin1')
  return bytes
}

/** A loop: thousands of headers are written and read when results are shared. */
function sumOf(bytes: Uint8Array): number {
  let total = 0
  for (let at = 0; at < bytes.length; at++) total += bytes[at]!
  return total
}

const fits = (file: string): boolean => parts(file) !== undefined

function split(file: string): { prefix: string; name: string } {
  const found = parts(file)
  if (found) return found
  throw new ProblemsError({ message: 'the path is too long for an archive', path: file })
}

function parts(file: string): { prefix: string; name: string } | undefined {
  if (Buffer.byteLength(file) <= LONGEST_NAME) return { prefix: '', name: file }
  for (let at = file.indexOf('/'); at >= 0; at = file.indexOf('/', at + 1)) {
    const [prefix, name] = [file.slice(0, at), file.slice(at + 1)]
    if (Buffer.byteLength(prefix) <= LONGEST_PREFIX && Buffer.byteLength(name) <= LONGEST_NAME) return { prefix, name }
  }
  return undefined
}

/** A header as it was read; `isFile` is false for links, folders and records, whose contents are passed over. */
export interface ReadHeader {
  readonly name: string
  readonly size: number
  readonly isFile: boolean
}

/**
 * Reads a block that begins a file.
 *
 * @returns undefined for a block of zeros, which ends an archive; `'damaged'` for one that is no header.
 */
export function readTarHeader(bytes: Buffer): ReadHeader | 'damaged' | undefined {
  if (bytes.length !== TAR_BLOCK) return 'damaged'
  const total = sumOf(bytes)
  if (total === 0) return undefined
  const text = (from: number, length: number): string => {
    const end = bytes.indexOf(0, from)
    return bytes.toString('utf8', from, end < 0 ? from + length : Math.min(end, from + length))
  }
  const octal = (from: number, length: number): number => {
    const digits = text(from, length).trim()
    return /^[0-7]+$/.test(digits) ? parseInt(digits, 8) : NaN
  }
  const sum = octal(148, 8)
  const unsummed = total - sumOf(bytes.subarray(148, 156)) + 8 * SPACE
  const size = octal(124, 12)
  if (sum !== unsummed || !Number.isSafeInteger(size)) return 'damaged'
  const prefix = text(345, LONGEST_PREFIX)
  return {
    name: prefix === '' ? text(0, LONGEST_NAME) : `${prefix}/${text(0, LONGEST_NAME)}`,
    size,
    isFile: ['0', ''].includes(text(156, 1)),
  }
}

/**
 * The files of an archive that {@link tar} has written. Any other archive is refused, whatever is other about it: a link, a second file of a name, an odd
 * header, bytes after the end. So there is one archive for each set of files.
 *
 * @throws ProblemsError that says so.
 */
export function untar(archive: Buffer): Map<string, Buffer> {
  const files = new Map<string, Buffer>()
  let at = 0
  while (at + TAR_BLOCK <= archive.length) {
    const header = readTarHeader(archive.subarray(at, at + TAR_BLOCK))
    if (header === undefined) break
    if (header === 'damaged' || !header.isFile || files.has(header.name)) throw odd()
    const from = at + TAR_BLOCK
    if (from + header.size > archive.length) throw odd()
    files.set(header.name, archive.subarray(from, from + header.size))
    at = from + header.size + tarFill(header.size).length
  }
  if (!tar(files).equals(archive)) throw odd()
  return files
}

const odd = (): ProblemsError => new ProblemsError('this is no archive as bocas writes them')
