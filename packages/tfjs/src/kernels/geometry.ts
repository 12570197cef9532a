import { ProblemsError } from 'bocas'
import * as tf from '@tensorflow/tfjs-core'

/** The attributes that the gradient kernels of conv2d share. */
export interface ConvAttributes {
  readonly strides: [number, number] | number
  readonly pad: 'valid' | 'same' | number | tf.backend_util.ExplicitPadding
  readonly dataFormat: 'NHWC' | 'NCHW'
  readonly dimRoundingMode?: 'floor' | 'round' | 'ceil'
}

/** Sizes, strides and paddings of the forward convolution, as TensorFlow.js itself computes them. */
export function forwardGeometry(
  inputShape: readonly number[],
  filterShape: readonly number[],
  attributes: ConvAttributes,
): tf.backend_util.Conv2DInfo {
  const { strides, pad, dataFormat, dimRoundingMode } = attributes
  if (dataFormat !== 'NHWC') {
    throw new ProblemsError(
      `the wasm backend convolves NHWC tensors only, not ${dataFormat}: build the layer with dataFormat 'channelsLast'`,
    )
  }
  const dilation = 1 // TensorFlow.js has no gradient for dilated convolutions
  return tf.backend_util.computeConv2DInfo(
    inputShape as [number, number, number, number],
    filterShape as [number, number, number, number],
    strides,
    dilation,
    pad,
    dimRoundingMode,
    false,
    'channelsLast',
  )
}

/**
 * Extends the height and width of an NHWC tensor with zeros; a negative amount crops instead. `[before, after]` in pixels.
 *
 * It pads first, so that a crop may reach into the padding.
 */
export function padOrCrop(x: tf.Tensor4D, height: [number, number], width: [number, number]): tf.Tensor4D {
  const [top, bottom, left, right] = [...height, ...width].map((amount) => Math.max(0, amount)) as Sides
  const [offTop, offBottom, offLeft, offRight] = [...height, ...width].map((amount) => Math.max(0, -amount)) as Sides
  const padded = top || bottom || left || right ? tf.pad4d(x, [[0, 0], [top, bottom], [left, right], [0, 0]]) : x // prettier-ignore
  if (!(offTop || offBottom || offLeft || offRight)) return padded
  const [batch, rows, columns, channels] = padded.shape
  return tf.slice4d(
    padded,
    [0, offTop, offLeft, 0],
    [batch, rows - offTop - offBottom, columns - offLeft - offRight, channels],
  )
}

type Sides = [number, number, number, number]
