import * as tf from '@tensorflow/tfjs-core'
import * as tfl from '@tensorflow/tfjs-layers'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Checkpoint } from 'bocas'
import { openCheckpoint } from 'bocas/internal'
import { useBackend } from '../backend/use-backend'
import { fit, type Examples } from './fit'
import { seedFor } from './seed-for'
import { seededDropout } from './seeded-dropout'
import { restoreTraining, saveTraining } from './training-state'

jest.setTimeout(120_000) // training on a machine that is busy with other tests

function examples(count: number): Examples {
  const x = tf.randomNormal([count, 6], 0, 1, 'float32', 5)
  const label = tf.cast(tf.greater(tf.slice(x, [0, 0], [count, 1]), 0), 'float32')
  return { x, y: tf.concat([label, tf.sub(1, label)], 1) }
}

const optimizers: Record<string, () => tf.Optimizer> = {
  sgd: () => tf.train.sgd(0.05),
  momentum: () => tf.train.momentum(0.05, 0.9),
  adam: () => tf.train.adam(0.01),
  rmsprop: () => tf.train.rmsprop(0.01),
}

/** With everything that has a state: dropout inside a model inside a model, and batch normalisation. */
function model(optimizer = 'adam', units = 8): tfl.LayersModel {
  const initializer = (name: string) => tfl.initializers.heNormal({ seed: seedFor(1, name) })
  const inner = tfl.sequential()
  inner.add(tfl.layers.dense({ units, inputShape: [6], activation: 'relu', kernelInitializer: initializer('hidden') }))
  inner.add(seededDropout({ rate: 0.25, seed: seedFor(1, 'inner dropout') }))
  const built = tfl.sequential()
  built.add(inner)
  built.add(tfl.layers.batchNormalization())
  built.add(seededDropout({ rate: 0.1, seed: seedFor(1, 'dropout') }))
  built.add(tfl.layers.dense({ units: 2, activation: 'softmax', kernelInitializer: initializer('output') }))
  built.compile({ optimizer: optimizers[optimizer]!(), loss: 'categoricalCrossentropy', metrics: ['accuracy'] })
  return built
}

let train: Examples
let folder: string
beforeAll(async () => {
  await useBackend('wasm')
  train = examples(100)
})
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'bocas-training-'))))
afterEach(() => rmSync(folder, { recursive: true }))

const options = { epochs: 4, batchSize: 16, seed: 3 }
const open = () => openCheckpoint(join(folder, 'key'), () => undefined)
const bits = (built: tfl.LayersModel): number[][] => built.weights.map((weight) => [...weight.read().dataSync()])

/** Names of layers are counted through in one process; the names apart, the whole state. */
const nameless = async (built: tfl.LayersModel): Promise<unknown> =>
  JSON.parse(JSON.stringify(await saveTraining(built), (key, value: unknown) => (key === 'name' ? undefined : value)))

/** A training that ends in the middle, as after a kill: nothing of it is left but what it has saved. */
async function endAfter(epochs: number, optimizer: string): Promise<void> {
  const stop = new AbortController()
  const onEpoch = (epoch: number) => (epoch === epochs ? stop.abort(new Error('killed')) : undefined)
  const interrupted = fit(model(optimizer), train, { ...options, signal: stop.signal, checkpoint: open(), onEpoch })
  await expect(interrupted).rejects.toThrow('killed')
}

describe('a training that is gone on with', () => {
  it.each(Object.keys(optimizers))('ends with the same bits as an uninterrupted one: %s', async (optimizer) => {
    const [whole, resumed] = [model(optimizer), model(optimizer)]
    const history = await fit(whole, train, options)
    await endAfter(1, optimizer)
    await endAfter(3, optimizer)
    const epochs: number[] = []
    const onEpoch = (epoch: number) => epochs.push(epoch)
    expect(await fit(resumed, train, { ...options, checkpoint: open(), onEpoch })).toEqual(history)
    expect(epochs).toEqual([4])
    expect(bits(resumed)).toEqual(bits(whole))
    expect(await nameless(resumed)).toEqual(await nameless(whole))
  })

  it('has nothing left to do when the last epoch was saved', async () => {
    const history = await fit(model(), train, { ...options, checkpoint: open() })
    const onEpoch = () => {
      throw new Error('trained')
    }
    expect(await fit(model(), train, { ...options, checkpoint: open(), onEpoch })).toEqual(history)
  })

  it('is not changed by being saved', async () => {
    const [plain, saved] = [model(), model()]
    expect(await fit(saved, train, { ...options, checkpoint: open() })).toEqual(await fit(plain, train, options))
    expect(bits(saved)).toEqual(bits(plain))
  })

  it('keeps no tensors behind', async () => {
    const built = model()
    await fit(built, train, { ...options, epochs: 1 })
    const before = tf.memory().numTensors
    const state = await saveTraining(built)
    expect(tf.memory().numTensors).toBe(before)
    const other = model()
    await fit(other, train, { ...options, epochs: 1 })
    const trained = tf.memory().numTensors
    await restoreTraining(other, state)
    // The accumulators that it had are of no use any more; TensorFlow.js does not dispose of them.
    expect(tf.memory().numTensors - trained).toBeLessThanOrEqual(state.optimizer.length - 1)
  })
})

describe('the state of another model', () => {
  it('is refused, with both shapes', async () => {
    await fit(model('adam', 4), train, { ...options, epochs: 1, checkpoint: open() })
    await expect(fit(model('adam', 8), train, { ...options, checkpoint: open() })).rejects.toThrow(
      /^the checkpoint is that of another model: it has weights \[6, 4\] .*, this one has \[6, 8\] .* \(at checkpoint/,
    )
  })

  it('is refused when it is of the same shape under another optimizer', async () => {
    const checkpoint: Pick<Checkpoint, 'save' | 'load'> = open()
    await fit(model('momentum'), train, { ...options, epochs: 1, checkpoint })
    await expect(fit(model('adam'), train, { ...options, checkpoint })).rejects.toThrow('that of another model')
  })
})
