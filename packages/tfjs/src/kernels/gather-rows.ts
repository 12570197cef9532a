import { ProblemsError } from 'bocas'
import type { TensorInfo } from '@tensorflow/tfjs-core'
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm'

/** What the kernel `GatherV2` is asked. */
export interface GatherAttributes {
  readonly axis: number
  readonly batchDims: number
}

/**
 * Picks rows of a tensor, as `tf.gather(x, indices)` along the first axis does: how `model.fit` cuts its batches. Each row is copied as a block;
 * the backend's own kernel goes value by value, at a cost that a small network's whole training step does not reach.
 *
 * @param x Of any rank from 1 up.
 * @param indices Rows of x, `int32`, of any shape; it replaces the first axis of x.
 * @returns `undefined` along other axes and with batch dimensions, where the stock kernel is used.
 * @throws Error when an index is not a row of x.
 */
export function gatherRows(
  backend: BackendWasm,
  x: TensorInfo,
  indices: TensorInfo,
  { axis, batchDims }: GatherAttributes,
): TensorInfo | undefined {
  if (axis !== 0 || batchDims !== 0 || x.dtype === 'string' || x.dtype === 'complex64') return undefined
  const [rows, ...rest] = x.shape as [number, ...number[]]
  const size = rest.reduce((product, length) => product * length, 1)
  const out = backend.makeOutput([...indices.shape, ...rest], x.dtype)
  // Views of the heap are taken after the allocation, which may move the heap.
  const from = backend.typedArrayFromHeap(x)
  const to = backend.typedArrayFromHeap(out)
  backend.typedArrayFromHeap(indices).forEach((row: number, i: number) => {
    if (row < 0 || row >= rows) {
      backend.disposeData(out.dataId)
      throw new ProblemsError({ message: `there is no row ${row} in a tensor of ${rows} rows`, path: `indices[${i}]` })
    }
    to.set(from.subarray(row * size, (row + 1) * size), i * size)
  })
  return out
}
