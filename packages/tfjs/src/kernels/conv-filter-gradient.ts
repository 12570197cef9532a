import * as tf from '@tensorflow/tfjs-core'
import { forwardGeometry, padOrCrop, type ConvAttributes } from './geometry'

/**
 * The gradient of conv2d with respect to its filter, as a forward convolution.
 *
 * With stride s, the definition is dW[a,b,c,o] = Σ over n,i,j of x̂[n, s·i+a, s·j+b, c] · dy[n,i,j,o], x̂ being the padded input. Read with
 * the channels c as the batch and the images n as the channels, this is the convolution of x̂ with the filter dy, dilated by s: a kernel
 * that the wasm backend does have, and has fast (XNNPACK).
 *
 * @param x Input of the forward convolution, `[images, height, width, channels]`.
 * @param dy Gradient of its output, `[images, outHeight, outWidth, outChannels]`.
 * @returns Gradient of the filter, `[filterHeight, filterWidth, channels, outChannels]`.
 */
export function convFilterGradient(
  x: tf.Tensor4D,
  dy: tf.Tensor4D,
  attributes: ConvAttributes & { readonly filterShape: [number, number, number, number] },
): tf.Tensor4D {
  const forward = forwardGeometry(x.shape, attributes.filterShape, attributes)
  const { top, left } = forward.padInfo
  const [, outHeight, outWidth] = dy.shape
  // The last rows and columns of x that no window reaches are cropped, so that the result has the filter's size.
  const bottom = (outHeight - 1) * forward.strideHeight + forward.filterHeight - forward.inHeight - top
  const right = (outWidth - 1) * forward.strideWidth + forward.filterWidth - forward.inWidth - left
  const seen = padOrCrop(x, [top, bottom], [left, right])
  const gradient = tf.conv2d(tf.transpose(seen, [3, 1, 2, 0]), tf.transpose(dy, [1, 2, 0, 3]), 1, 'valid', 'NHWC', [
    forward.strideHeight,
    forward.strideWidth,
  ])
  return tf.transpose(gradient, [1, 2, 0, 3])
}
