import { array, number, object, oneOf, string, type SchemaOutput } from '../../schema'
import { ProblemsError } from '../../problems'
import { suggest } from '../../suggest'
import { type Artifact, attemptArtifact } from '../artifact'
import type { Kind } from '../kind'
import { allocate, type DType, dtypeOf, dtypes, type NumericArray, readNpy, type TypedArrayOf, writeNpy } from './npy'

/** Numbers in an array of any rank, in row-major (C) order. */
export interface NdArray<D extends DType = DType> {
  readonly data: TypedArrayOf<D>
  readonly shape: readonly number[]
  readonly dtype: D
}

const schema = object({ file: string(), shape: array(number()), dtype: oneOf(...dtypes) })

/**
 * An array of numbers of any rank: `tensor(weights, [28, 28])`. `data` is flat and in row-major order; `[]` is the shape of a single number.
 * The element type is that of a typed array, and `float64` for a plain one, unless `dtype` says otherwise.
 *
 * @throws Error when `data` does not fill `shape`, or a value does not fit an integer `dtype`.
 */
export function tensor<D extends DType = DType>(
  data: ArrayLike<number> | ArrayLike<bigint>,
  shape: readonly number[],
  dtype?: D,
): Artifact<'tensor', NdArray<D>> {
  return attemptArtifact('tensor', { data, shape, dtype }, () => makeArray(data, shape, dtype))
}

function makeArray<D extends DType>(
  data: ArrayLike<number> | ArrayLike<bigint>,
  shape: readonly number[],
  dtype?: D,
): NdArray<D> {
  const type = (dtype ?? dtypeOf(data) ?? 'float64') as D
  if (!dtypes.includes(type))
    throw new ProblemsError(`there is no element type ${JSON.stringify(type)}; ${suggest(String(type), dtypes)}`)
  if (data === null || typeof data !== 'object' || typeof data.length !== 'number')
    throw new ProblemsError(
      'tensor() takes a flat array of numbers; of a tf.js tensor pass `await t.data()` and `t.shape`',
    )
  if (!Array.isArray(shape) || shape.some((size) => !Number.isSafeInteger(size) || size < 0))
    throw new ProblemsError(`a shape is an array of whole numbers, not ${JSON.stringify(shape)}`)
  const size = shape.reduce((a: number, b: number) => a * b, 1)
  if (size !== data.length)
    throw new ProblemsError(`the shape [${shape.join(', ')}] holds ${size} numbers, but there are ${data.length}`)
  return { data: fill(data, type), shape: [...shape], dtype: type }
}

/** Stored as NPY. */
export const tensorKind: Kind<'tensor', NdArray, SchemaOutput<typeof schema>> = {
  name: 'tensor',
  schema,
  save: async ({ data, shape, dtype }, files) => ({
    file: await files.write('.npy', writeNpy(data, shape, dtype)),
    shape: [...shape],
    dtype,
  }),
  load: ({ file }, files) => readNpy(files.bytes(file)),
}

/** A copy, so that what the run does to its array afterwards changes nothing. */
function fill<D extends DType>(data: ArrayLike<number> | ArrayLike<bigint>, dtype: D): TypedArrayOf<D> {
  const copy: NumericArray = allocate(dtype, data.length)
  const exact = !dtype.startsWith('float')
  for (let i = 0; i < copy.length; i++) {
    const value: unknown = data[i]
    if (typeof value !== 'number' && typeof value !== 'bigint')
      throw new ProblemsError({
        message: `${typeof value === 'object' ? 'an object' : String(value)} is no number; data must be flat`,
        path: `[${i}]`,
      })
    if (copy instanceof BigInt64Array || copy instanceof BigUint64Array) {
      if (typeof value === 'number' && !Number.isSafeInteger(value)) throw misfit(value, dtype, i)
      copy[i] = BigInt(value)
      if (copy[i] !== BigInt(value)) throw misfit(value, dtype, i)
    } else {
      copy[i] = Number(value)
      if (exact && copy[i] !== Number(value)) throw misfit(value, dtype, i)
    }
  }
  return copy as TypedArrayOf<D>
}

function misfit(value: number | bigint, dtype: DType, at: number): Error {
  return new ProblemsError({ message: `${value} does not fit ${dtype}; choose another element type`, path: `[${at}]` })
}
