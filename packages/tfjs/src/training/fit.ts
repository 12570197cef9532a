import * as tf from '@tensorflow/tfjs-core'
import type { LayersModel } from '@tensorflow/tfjs-layers'
import { ProblemsError, type Checkpoint, type Problem } from 'bocas'
import { setImmediate } from 'node:timers/promises'
import { checkBackend } from '../backend/use-backend'
import { appendEpochs, plainHistory, type FitHistory } from './history'
import { seededPermutation } from './permutation'
import { seedFor } from './seed-for'
import { restoreTraining, saveTraining, type TrainingState } from './training-state'

/** Examples, one per row of the first axis of both tensors. */
export interface Examples {
  readonly x: tf.Tensor
  readonly y: tf.Tensor
}

/** How {@link fit} trains. */
export interface FitOptions {
  /** Passes over the training examples; a positive integer. */
  readonly epochs: number
  /** Examples per step; a positive integer. The last batch of an epoch may be smaller. */
  readonly batchSize: number
  /** The run's seed (`ctx.seed`): it decides the order of the examples in each epoch. */
  readonly seed: number
  /** Evaluated after each epoch; gives the columns `val_…`. Never the examples that the paper reports on. */
  readonly validation?: Examples | undefined
  /** Stops training between two steps: `ctx.signal`. */
  readonly signal?: AbortSignal | undefined
  /**
   * Kept after each epoch, and gone on from when there is one: `ctx.checkpoint`. The history and the weights are the same to the bit with
   * and without it, interrupted or not. One checkpoint holds one training: a run with several keeps them itself, with `saveTraining`.
   */
  readonly checkpoint?: Pick<Checkpoint, 'save' | 'load'> | undefined
  /** Called after each epoch with its metrics: `ctx.progress` fits. */
  readonly onEpoch?: ((epoch: number, of: number, metrics: Readonly<Record<string, number>>) => void) | undefined
}

/** The event loop turns at least this often (milliseconds) while training, so that a stop request or a message gets through. */
const TURN_EVERY = 200

/**
 * Trains a compiled model so that the same seed gives the same bytes.
 *
 * `model.fit` of TensorFlow.js shuffles with `Math.random`; here every epoch has a permutation of its own, drawn from the seed and the epoch's
 * number. Weights and dropout masks are the model's part: give its initializers `seedFor(…)` and use `seededDropout`.
 *
 * @returns One value per epoch: `loss`, the metrics, and `val_…` with validation examples.
 * @throws Error when the backend is not the declared one, an option is out of range, or x and y differ in length.
 * @throws the signal's reason when it aborts.
 */
export async function fit(model: LayersModel, train: Examples, options: FitOptions): Promise<FitHistory> {
  checkBackend()
  checkOptions(train, options)
  const { epochs, batchSize, seed, validation, signal, checkpoint, onEpoch } = options
  const before = await checkpoint?.load<Reached>()
  if (before) await restoreTraining(model, before.model)
  const history: FitHistory = structuredClone(before?.history ?? {})
  for (let epoch = before?.epochs ?? 0; epoch < epochs; epoch++) {
    const order = seededPermutation(train.x.shape[0], seedFor(seed, `order of epoch ${epoch}`))
    const shuffled = tf.tidy(() => {
      const rows = tf.tensor1d(order, 'int32')
      return { x: tf.gather(train.x, rows), y: tf.gather(train.y, rows) }
    })
    try {
      const trained = await model.fit(shuffled.x, shuffled.y, {
        initialEpoch: epoch,
        epochs: epoch + 1,
        batchSize,
        shuffle: false,
        verbose: 0,
        yieldEvery: 'never',
        ...(validation && { validationData: [validation.x, validation.y] as [tf.Tensor, tf.Tensor] }),
        callbacks: { onBatchEnd: turnNowAndThen(signal) },
      })
      appendEpochs(history, await plainHistory(trained))
    } finally {
      tf.dispose([shuffled.x, shuffled.y])
    }
    await checkpoint?.save({ epochs: epoch + 1, history, model: await saveTraining(model) } satisfies Reached)
    onEpoch?.(epoch + 1, epochs, lastValues(history))
  }
  checkBackend()
  return history
}

/** How far a training is. The order of the examples follows from the number of the epoch. */
type Reached = {
  readonly epochs: number
  readonly history: FitHistory
  readonly model: TrainingState
}

/** Lets waiting events in, at most every {@link TURN_EVERY} ms, then looks at the signal. Time decides when, never what is computed. */
function turnNowAndThen(signal?: AbortSignal): () => Promise<void> {
  let last = performance.now()
  return async () => {
    if (performance.now() - last >= TURN_EVERY) {
      await setImmediate()
      last = performance.now()
    }
    signal?.throwIfAborted()
  }
}

function checkOptions(train: Examples, { epochs, batchSize, validation }: FitOptions): void {
  const problems: Problem[] = []
  for (const [name, value] of Object.entries({ epochs, batchSize })) {
    if (!Number.isInteger(value) || value < 1)
      problems.push({ message: `${name} is a positive integer, not ${value}`, path: name })
  }
  for (const [name, examples] of Object.entries({ train, ...(validation && { validation }) })) {
    const [x, y] = [examples.x.shape[0], examples.y.shape[0]]
    if (x !== y) problems.push({ message: `x has ${x} rows and y has ${y}: one row each per example`, path: name })
    else if (!x) problems.push({ message: 'there are no examples', path: name })
  }
  if (problems.length > 0) throw new ProblemsError(problems)
}

function lastValues(history: FitHistory): Record<string, number> {
  return Object.fromEntries(Object.entries(history).map(([name, values]) => [name, values.at(-1)!]))
}
