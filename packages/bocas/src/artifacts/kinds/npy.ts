import { endianness } from 'node:os'
import { ProblemsError } from '../../problems'

const TYPES = {
  float32: { code: '<f4', array: Float32Array },
  float64: { code: '<f8', array: Float64Array },
  int8: { code: '|i1', array: Int8Array },
  int16: { code: '<i2', array: Int16Array },
  int32: { code: '<i4', array: Int32Array },
  int64: { code: '<i8', array: BigInt64Array },
  uint8: { code: '|u1', array: Uint8Array },
  uint16: { code: '<u2', array: Uint16Array },
  uint32: { code: '<u4', array: Uint32Array },
  uint64: { code: '<u8', array: BigUint64Array },
} as const

/** The element types an NPY file of ours can have. */
export type DType = keyof typeof TYPES
export const dtypes = Object.keys(TYPES) as DType[]

/** The typed array of an element type. */
export type TypedArrayOf<D extends DType> = InstanceType<(typeof TYPES)[D]['array']>
export type NumericArray = TypedArrayOf<DType>

/** A new typed array of that element type. */
export function allocate<D extends DType>(dtype: D, length: number): TypedArrayOf<D> {
  return new TYPES[dtype].array(length) as TypedArrayOf<D>
}

/** The element type of a typed array, if it is one that NPY knows. */
export function dtypeOf(data: unknown): DType | undefined {
  if (data instanceof Uint8ClampedArray) return 'uint8'
  const tag = Object.prototype.toString.call(data)
  return dtypes.find((dtype) => tag === `[object ${TYPES[dtype].array.name}]`)
}

const MAGIC = Buffer.from('\x93NUMPY\x01\x00', 'latin1')
const ALIGNMENT = 64

/**
 * The bytes of an NPY file, version 1.0, in C order and little-endian; the format is documented in `numpy.lib.format` (NEP 1).
 */
export function writeNpy(data: NumericArray, shape: readonly number[], dtype: DType): Uint8Array {
  const tuple = shape.length === 1 ? `(${shape[0]},)` : `(${shape.join(', ')})`
  const dictionary = `{'descr': '${TYPES[dtype].code}', 'fortran_order': False, 'shape': ${tuple}, }`
  const before = MAGIC.length + 2
  const total = Math.ceil((before + dictionary.length + 1) / ALIGNMENT) * ALIGNMENT
  const length = Buffer.alloc(2)
  length.writeUInt16LE(total - before)
  const body = littleEndian(Buffer.from(data.buffer, data.byteOffset, data.byteLength), data.BYTES_PER_ELEMENT)
  return Buffer.concat([MAGIC, length, Buffer.from(`${dictionary.padEnd(total - before - 1)}\n`, 'latin1'), body])
}

/**
 * Reads what `writeNpy` wrote (or NumPy, in C order, little-endian, version 1.0).
 *
 * @throws Error for any other file.
 */
export function readNpy(bytes: Uint8Array): { data: NumericArray; shape: number[]; dtype: DType } {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (buffer.length < 10 || !buffer.subarray(0, MAGIC.length).equals(MAGIC))
    throw new ProblemsError('this is no NPY file of version 1.0')
  const start = MAGIC.length + 2 + buffer.readUInt16LE(MAGIC.length)
  const header = buffer.toString('latin1', MAGIC.length + 2, start)
  const code = /'descr':\s*'([^']*)'/.exec(header)?.[1]
  const shape = /'shape':\s*\(([0-9, ]*)\)/
    .exec(header)?.[1]
    ?.split(',')
    .filter((part) => part.trim() !== '')
    .map(Number)
  const dtype = dtypes.find((name) => TYPES[name].code === code)
  if (dtype === undefined || shape === undefined || !/'fortran_order':\s*False/.test(header))
    throw new ProblemsError(
      `this NPY file cannot be read here: ${header.trim()}; element types: ${dtypes.join(', ')}, in C order`,
    )
  const data = allocate(
    dtype,
    shape.reduce((a, b) => a * b, 1),
  )
  if (buffer.length - start !== data.byteLength)
    throw new ProblemsError(`the NPY file holds ${buffer.length - start} bytes of data instead of ${data.byteLength}`)
  const body = littleEndian(buffer.subarray(start), data.BYTES_PER_ELEMENT)
  new Uint8Array(data.buffer).set(body)
  return { data, shape, dtype }
}

/** Swaps the bytes of every element on a big-endian machine; swapping is its own reverse. */
function littleEndian(body: Buffer, size: number): Buffer {
  if (endianness() === 'LE' || size === 1) return body
  const copy = Buffer.from(body)
  return size === 2 ? copy.swap16() : size === 4 ? copy.swap32() : copy.swap64()
}
