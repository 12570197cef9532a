import * as tf from '@tensorflow/tfjs-core'

/**
 * A matrix product with transposed operands, as a product of operands transposed beforehand: the wasm backend's fast path (XNNPACK) takes
 * plain operands only, and a copy is far cheaper than its slow path.
 *
 * @returns `undefined` when neither operand is transposed: the stock kernel is the fast one then.
 */
export function transposedMatMul(
  a: tf.Tensor,
  b: tf.Tensor,
  attributes: { readonly transposeA: boolean; readonly transposeB: boolean },
): tf.Tensor | undefined {
  const { transposeA, transposeB } = attributes
  if (!transposeA && !transposeB) return undefined
  return tf.matMul(transposeA ? swapLastAxes(a) : a, transposeB ? swapLastAxes(b) : b)
}

function swapLastAxes(x: tf.Tensor): tf.Tensor {
  const axes = x.shape.map((_, axis) => axis)
  axes.push(...axes.splice(-2).reverse())
  return tf.transpose(x, axes)
}
