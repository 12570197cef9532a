import { inflateSync } from 'node:zlib'

/** The types of numbers in a file of MATLAB, by their code, as readers of one number; format 5, little-endian. */
const READERS: Readonly<Record<number, { readonly bytes: number; read(view: DataView, at: number): number }>> = {
  1: { bytes: 1, read: (view, at) => view.getInt8(at) },
  2: { bytes: 1, read: (view, at) => view.getUint8(at) },
  3: { bytes: 2, read: (view, at) => view.getInt16(at, true) },
  4: { bytes: 2, read: (view, at) => view.getUint16(at, true) },
  5: { bytes: 4, read: (view, at) => view.getInt32(at, true) },
  6: { bytes: 4, read: (view, at) => view.getUint32(at, true) },
  7: { bytes: 4, read: (view, at) => view.getFloat32(at, true) },
  9: { bytes: 8, read: (view, at) => view.getFloat64(at, true) },
}
const MATRIX = 14
const COMPRESSED = 15
const HEADER = 128

interface Element {
  readonly type: number
  readonly data: Uint8Array
}

/**
 * The arrays of numbers in a MAT file of version 5, by name, each as a flat list.
 *
 * @throws Error when the bytes are no such file.
 */
export function readMat(bytes: Uint8Array): ReadonlyMap<string, readonly number[]> {
  if (bytes.length < HEADER || bytes[126] !== 0x49 || bytes[127] !== 0x4d)
    throw new Error('this is no MAT file of version 5 with its least significant byte first')
  const arrays = new Map<string, readonly number[]>()
  for (const element of elements(bytes.subarray(HEADER))) {
    const [matrix] = element.type === COMPRESSED ? elements(inflateSync(element.data)) : [element]
    if (matrix?.type !== MATRIX) continue
    // The flags and the dimensions come first, then the name, then the numbers.
    const [, , name, values] = elements(matrix.data)
    if (name && values) arrays.set(Buffer.from(name.data).toString('latin1'), numbersOf(values))
  }
  return arrays
}

function elements(bytes: Uint8Array): Element[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const found: Element[] = []
  for (let at = 0; at + 8 <= bytes.length;) {
    const word = view.getUint32(at, true)
    // Up to four bytes stand in the tag itself, whose upper half then is their number.
    const small = word >>> 16
    const size = small > 0 ? small : view.getUint32(at + 4, true)
    const start = small > 0 ? at + 4 : at + 8
    if (start + size > bytes.length) throw new Error('the MAT file ends in the middle of an array')
    const type = small > 0 ? word & 0xffff : word
    found.push({ type, data: bytes.subarray(start, start + size) })
    at = small > 0 ? at + 8 : type === COMPRESSED ? start + size : start + 8 * Math.ceil(size / 8)
  }
  return found
}

function numbersOf({ type, data }: Element): number[] {
  const reader = READERS[type]
  if (reader === undefined) throw new Error(`the MAT file holds numbers of type ${type}, which is not read here`)
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength)
  return Array.from({ length: data.length / reader.bytes }, (_, i) => reader.read(view, i * reader.bytes))
}
