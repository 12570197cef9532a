import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm'
import { backend_util, type TensorInfo } from '@tensorflow/tfjs-core'

/** What the kernel `MaxPoolGrad` is asked. */
export interface MaxPoolAttributes {
  readonly filterSize: [number, number] | number
  readonly strides: [number, number] | number
  readonly pad: 'valid' | 'same' | number | backend_util.ExplicitPadding
  readonly dimRoundingMode?: 'floor' | 'round' | 'ceil'
}

/**
 * The gradient of max pooling: each value of dy goes to the place its window's maximum came from, the first one where several are equal.
 *
 * One pass over the windows, in plain JavaScript on the backend's memory: the backend's own kernel took the largest part of a small CNN's
 * training step.
 *
 * @param dy Gradient of the output, `[images, outHeight, outWidth, channels]`.
 * @param x Input of the pooling, `[images, height, width, channels]`.
 */
export function maxPoolGradient(
  backend: BackendWasm,
  dy: TensorInfo,
  x: TensorInfo,
  { filterSize, strides, pad, dimRoundingMode }: MaxPoolAttributes,
): TensorInfo {
  const shape = x.shape as [number, number, number, number]
  const pool = backend_util.computePool2DInfo(shape, filterSize, strides, 1, pad, dimRoundingMode)
  const out = backend.makeOutput(x.shape, 'float32')
  // Views of the heap are taken after the allocation, which may move the heap.
  const [dx, dys, xs] = [out, dy, x].map((info) => backend.typedArrayFromHeap(info)) as [
    Float32Array,
    Float32Array,
    Float32Array,
  ]
  dx.fill(0)
  const channels = pool.inChannels
  let window = 0
  for (let image = 0; image < pool.batchSize; image++) {
    const start = image * pool.inHeight * pool.inWidth
    for (let row = 0; row < pool.outHeight; row++) {
      const top = row * pool.strideHeight - pool.padInfo.top
      const [firstRow, lastRow] = [Math.max(0, top), Math.min(pool.inHeight, top + pool.filterHeight)]
      for (let column = 0; column < pool.outWidth; column++) {
        const left = column * pool.strideWidth - pool.padInfo.left
        const [firstColumn, lastColumn] = [Math.max(0, left), Math.min(pool.inWidth, left + pool.filterWidth)]
        for (let channel = 0; channel < channels; channel++, window++) {
          let largest = -Infinity
          let place = -1
          for (let h = firstRow; h < lastRow; h++) {
            for (let w = firstColumn; w < lastColumn; w++) {
              const here = (start + h * pool.inWidth + w) * channels + channel
              if (xs[here]! > largest) {
                largest = xs[here]!
                place = here
              }
            }
          }
          if (place >= 0) dx[place]! += dys[window]!
        }
      }
    }
  }
  return out
}
