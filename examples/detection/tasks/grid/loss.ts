import { tf } from '@bocas/tfjs'
import { CLASSES } from '../../library/grid'

const part = (values: tf.Tensor4D, from: number, count: number): tf.Tensor4D =>
  tf.slice4d(values, [0, 0, 0, from], [-1, -1, -1, count])

/** Cross-entropy of a sigmoid, for each value. */
const crossEntropy = (truth: tf.Tensor, said: tf.Tensor): tf.Tensor =>
  tf.add(tf.sub(tf.relu(said), tf.mul(said, truth)), tf.log1p(tf.exp(tf.neg(tf.abs(said)))))

/**
 * Of a grid: whether a cell has a box (cells with one count ten times), and, where there is one, the squared errors of its place and size and the
 * cross-entropy of its class.
 */
export function gridLoss(truth: tf.Tensor, said: tf.Tensor): tf.Scalar {
  const [t, s] = [truth as tf.Tensor4D, said as tf.Tensor4D]
  const there = part(t, 0, 1)
  const objects = tf.mean(tf.mul(crossEntropy(there, part(s, 0, 1)), tf.add(tf.mul(there, 9), 1)))
  const boxes = tf.sum(tf.square(tf.sub(tf.sigmoid(part(s, 1, 4)), part(t, 1, 4))), -1, true)
  const classes = tf.sum(crossEntropy(part(t, 5, CLASSES), part(s, 5, CLASSES)), -1, true)
  const found = tf.div(tf.sum(tf.mul(tf.add(tf.mul(boxes, 2), classes), there)), tf.add(tf.sum(there), 1))
  return tf.add(objects, found)
}
