import { ProblemsError } from 'bocas'
import * as tf from '@tensorflow/tfjs-core'
import type { LayersModel, layers } from '@tensorflow/tfjs-layers'

/** Numbers of one tensor, as a checkpoint of bocas keeps them. */
export type SavedTensor = {
  readonly name: string
  readonly shape: readonly number[]
  readonly dtype: 'float32' | 'int32' | 'bool'
  readonly values: Float32Array | Int32Array | Uint8Array
}

/** All that a compiled model needs to go on training as if nothing had happened. */
export type TrainingState = {
  readonly weights: readonly SavedTensor[]
  /** The optimizer's accumulators and its step, in its own order. */
  readonly optimizer: readonly SavedTensor[]
  /** What the optimizer keeps beside them, by the name of its field. */
  readonly fields: Readonly<Record<string, SavedTensor>>
  /** Where layers with random numbers of their own are, in the order of the layers. */
  readonly positions: readonly number[]
}

/** A layer whose next random numbers depend on how often it was called. */
export interface Positioned {
  position: number
}

/**
 * The state of a model under training: weights, the optimizer's accumulators and step, and where its `seededDropout` layers are. What is not
 * in it: the state of stateful recurrent layers, which TensorFlow.js resets itself.
 *
 * @throws Error of TensorFlow.js for an optimizer that cannot say its state (Adamax of 4.22).
 */
export async function saveTraining(model: LayersModel): Promise<TrainingState> {
  const { optimizer } = model
  const accumulators = await optimizer.getWeights()
  const saved: TrainingState = {
    weights: model.weights.map((weight) => save(weight.originalName, weight.read())),
    optimizer: accumulators.map(({ name, tensor }) => save(name, tensor)),
    fields: Object.fromEntries(fieldsOf(optimizer).map(([name, variable]) => [name, save(name, variable)])),
    positions: positionedLayers(model).map(({ position }) => position),
  }
  // The step is made anew for each call; the others are the optimizer's own.
  accumulators.filter(({ tensor }) => !(tensor instanceof tf.Variable)).forEach(({ tensor }) => tensor.dispose())
  return saved
}

/**
 * Puts a model of the same making, compiled and not yet trained, where another one was when it was saved. Training it further gives the
 * same bits.
 *
 * @throws Error when the state is that of another model.
 */
export async function restoreTraining(model: LayersModel, state: TrainingState): Promise<void> {
  const { optimizer } = model
  const layers = positionedLayers(model)
  refuseOther(model, state, layers.length)
  const weights = state.weights.map(load)
  model.setWeights(weights)
  const accumulators = state.optimizer.map((saved) => ({ name: saved.name, tensor: load(saved) }))
  await optimizer.setWeights(accumulators)
  // Adam computes the powers of its betas from the step then, which differs in the last bits from multiplying at every step.
  const fields = new Map(fieldsOf(optimizer))
  for (const [name, saved] of Object.entries(state.fields)) tf.tidy(() => fields.get(name)!.assign(load(saved)))
  tf.dispose([...weights, ...accumulators.map(({ tensor }) => tensor)])
  layers.forEach((layer, i) => (layer.position = state.positions[i]!))
}

function refuseOther(model: LayersModel, state: TrainingState, layers: number): void {
  const shapes = (tensors: readonly { readonly shape: readonly (number | null)[] }[]): string =>
    tensors.map(({ shape }) => `[${shape.join(', ')}]`).join(' ')
  const fields = fieldsOf(model.optimizer).map(([name]) => name)
  const [own, saved] = [shapes(model.weights), shapes(state.weights)]
  const isSame =
    own === saved && layers === state.positions.length && fields.join() === Object.keys(state.fields).join()
  if (!isSame)
    throw new ProblemsError({
      message: `the checkpoint is that of another model: it has weights ${saved}, this one has ${own}`,
      path: `checkpoint: one checkpoint holds one training`,
    })
}

/** Variables that an optimizer keeps in a field of its own and not among its weights, as Adam does with the powers of its betas. */
function fieldsOf(optimizer: tf.Optimizer): [string, tf.Variable][] {
  return Object.entries(optimizer)
    .filter((entry): entry is [string, tf.Variable] => entry[1] instanceof tf.Variable)
    .sort(([a], [b]) => (a < b ? -1 : 1))
}

function positionedLayers(model: LayersModel): Positioned[] {
  const inside = (layer: layers.Layer): layers.Layer[] => {
    const { layers: own = [], layer: wrapped } = layer as { layers?: layers.Layer[]; layer?: layers.Layer }
    return [layer, ...own.flatMap(inside), ...(wrapped ? inside(wrapped) : [])]
  }
  const all = new Set(model.layers.flatMap(inside))
  return [...all].filter((layer) => 'position' in layer) as unknown as Positioned[]
}

function save(name: string, tensor: tf.Tensor): SavedTensor {
  return {
    name,
    shape: tensor.shape,
    dtype: tensor.dtype as SavedTensor['dtype'],
    values: tensor.dataSync<SavedTensor['dtype']>(),
  }
}

const load = ({ values, shape, dtype }: SavedTensor): tf.Tensor => tf.tensor(values, [...shape], dtype)
