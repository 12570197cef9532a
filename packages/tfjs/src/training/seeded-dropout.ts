import { ProblemsError } from 'bocas'
import * as tf from '@tensorflow/tfjs-core'
import * as tfl from '@tensorflow/tfjs-layers'
import { seedFor } from './seed-for'
import type { Positioned } from './training-state'

/** What {@link seededDropout} is told. */
export interface SeededDropoutOptions {
  /** The share of values set to zero while training, from 0 to below 1. */
  readonly rate: number
  /** As {@link seedFor} returns. */
  readonly seed: number
}

/**
 * A dropout layer that draws a new mask at every training step and the same masks in every run with the same seed.
 *
 * TensorFlow.js' own `layers.dropout({ seed })` draws the *same* mask at every step (measured with 4.22.0), which silently prunes the
 * network, and without a seed it cannot be repeated. Kept values are scaled by 1 / (1 − rate), as usual; in evaluation it does nothing.
 *
 * @throws Error when `rate` is not in [0, 1).
 */
export function seededDropout(options: SeededDropoutOptions): tfl.layers.Layer {
  return new SeededDropout(options)
}

class SeededDropout extends tfl.layers.Layer implements Positioned {
  static readonly className = 'BocasSeededDropout'
  private readonly rate: number
  private readonly seed: number
  /** Training steps so far: a checkpoint keeps it. */
  position = 0

  constructor({ rate, seed, ...rest }: SeededDropoutOptions) {
    super(rest)
    if (!(rate >= 0 && rate < 1))
      throw new ProblemsError({ message: `a dropout rate is at least 0 and below 1, not ${rate}`, path: `rate` })
    this.rate = rate
    this.seed = seed
  }

  override call(inputs: tf.Tensor | tf.Tensor[], kwargs: { training?: boolean }): tf.Tensor {
    const input = Array.isArray(inputs) ? inputs[0]! : inputs
    this.invokeCallHook(inputs, kwargs)
    if (!kwargs.training || this.rate === 0) return input
    this.position += 1
    return tf.dropout(input, this.rate, undefined, seedFor(this.seed, `step ${this.position}`))
  }

  override getConfig(): tf.serialization.ConfigDict {
    return { ...super.getConfig(), rate: this.rate, seed: this.seed }
  }
}
tf.serialization.registerClass(SeededDropout)
