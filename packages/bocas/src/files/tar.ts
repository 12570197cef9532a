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
export const tarFill = (size: number): Buffer => TAR_END.subarray(0, (TAR_BLOCK - (size % TAR_BLOCK)) % TAR_BLOCK)

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

/** What is the same in all headers: no owner, no time, and the field of the sum as spaces. */
const TEMPLATE = Buffer.alloc(TAR_BLOCK)
const octal = (value: number, digits: number): string => `${value.toString(8).padStart(digits, '0')}\0`
for (const [at, text] of [
  [108, octal(0, 7)],
  [116, octal(0, 7)],
  [136, octal(0, 11)],
  [148, '        '],
  [257, 'ustar\0' + '00'],
] as const)
  TEMPLATE.write(text, at, 'latin1')

function block({ prefix, name, size, mode, type }: Header): Buffer {
  const bytes = Buffer.from(TEMPLATE)
  bytes.write(name, 0, 'utf8')
  bytes.write(octal(mode, 7), 100, 'latin1')
  bytes.write(octal(size, 11), 124, 'latin1')
  bytes.write(type, 156, 'latin1')
  if (prefix !== '') bytes.write(prefix, 345, 'utf8')
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
  const sum = octalIn(bytes, 148, 8)
  const unsummed = total - sumOf(bytes.subarray(148, 156)) + 8 * SPACE
  const size = octalIn(bytes, 124, 12)
  if (sum !== unsummed || !Number.isSafeInteger(size)) return 'damaged'
  return { name: nameIn(bytes), size, isFile: ['0', ''].includes(textIn(bytes, 156, 1)) }
}

function textIn(bytes: Buffer, from: number, length: number): string {
  const end = bytes.indexOf(0, from)
  return bytes.toString('utf8', from, end < 0 ? from + length : Math.min(end, from + length))
}

function octalIn(bytes: Buffer, from: number, length: number): number {
  const digits = textIn(bytes, from, length).trim()
  return /^[0-7]+$/.test(digits) ? parseInt(digits, 8) : NaN
}

function nameIn(bytes: Buffer): string {
  const name = textIn(bytes, 0, LONGEST_NAME)
  return bytes[345] === 0 ? name : `${textIn(bytes, 345, LONGEST_PREFIX)}/${name}`
}

/**
 * The files of an archive that {@link tar} has written. Any other archive is refused, whatever is other about it: a link, a second file of a name, an odd
 * header, bytes after the end. So there is one archive for each set of files.
 *
 * @throws ProblemsError that says so.
 */
export function untar(archive: Buffer): Map<string, Buffer> {
  const files = new Map<string, Buffer>()
  let [at, last] = [0, '']
  while (at + 2 * TAR_BLOCK < archive.length) {
    const block = archive.subarray(at, at + TAR_BLOCK)
    const [name, size] = [nameIn(block), octalIn(block, 124, 12)]
    // Whatever else a header says, it is not the one of such a file.
    const isOurs = fits(name) && size <= LARGEST && tarHeader({ name, size }).equals(block)
    if (!isOurs || (files.size > 0 && name <= last)) throw odd()
    const from = at + TAR_BLOCK
    const fill = tarFill(size)
    const end = from + size + fill.length
    if (!archive.subarray(from + size, end).equals(fill)) throw odd()
    files.set(name, archive.subarray(from, from + size))
    ;[at, last] = [end, name]
  }
  if (!archive.subarray(at).equals(TAR_END)) throw odd()
  return files
}

const odd = (): ProblemsError => new ProblemsError('this is no archive as bocas writes them')
