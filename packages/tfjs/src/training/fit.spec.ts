import * as tf from '@tensorflow/tfjs-core'
import * as tfl from '@tensorflow/tfjs-layers'
import { useBackend } from '../backend/use-backend'
import { fit, type Examples } from './fit'
import { plainHistory } from './history'
import { seedFor } from './seed-for'
import { seededDropout } from './seeded-dropout'

jest.setTimeout(60_000) // training on a machine that is busy with other tests

/** Two classes, told apart by the sign of the first value. */
function examples(count: number): Examples {
  const x = tf.randomNormal([count, 6], 0, 1, 'float32', 5)
  const label = tf.cast(tf.greater(tf.slice(x, [0, 0], [count, 1]), 0), 'float32')
  return { x, y: tf.concat([label, tf.sub(1, label)], 1) }
}

function model(seed: number): tfl.LayersModel {
  const dense = (units: number, name: string, activation: 'relu' | 'softmax') =>
    tfl.layers.dense({ units, activation, kernelInitializer: tfl.initializers.heNormal({ seed: seedFor(seed, name) }) })
  const built = tfl.sequential()
  built.add(tfl.layers.inputLayer({ inputShape: [6] }))
  built.add(dense(8, 'hidden', 'relu'))
  built.add(seededDropout({ rate: 0.25, seed: seedFor(seed, 'dropout') }))
  built.add(dense(2, 'output', 'softmax'))
  built.compile({ optimizer: tf.train.adam(0.01), loss: 'categoricalCrossentropy', metrics: ['accuracy'] })
  return built
}

const options = { epochs: 3, batchSize: 16 }

describe('fit', () => {
  let train: Examples
  let validation: Examples
  beforeAll(async () => {
    await useBackend('wasm')
    train = examples(200)
    validation = examples(40)
  })

  it('learns, and reports every epoch under the names loss, accuracy, val_loss and val_accuracy', async () => {
    const history = await fit(model(1), train, { epochs: 8, batchSize: 16, seed: 1, validation })
    expect(Object.keys(history).sort()).toEqual(['accuracy', 'loss', 'val_accuracy', 'val_loss'])
    expect(Object.values(history).map((values) => values.length)).toEqual([8, 8, 8, 8])
    expect(history.loss!.at(-1)).toBeLessThan(history.loss![0]! * 0.8)
    expect(history.val_accuracy!.at(-1)).toBeGreaterThan(0.8)
  })

  it('gives the same history and weights for the same seed, with seed 0 too, and others for another', async () => {
    const once = async (seed: number) => {
      const built = model(seed)
      const history = await fit(built, train, { ...options, seed, validation })
      return JSON.stringify([history, built.getWeights().map((weight) => [...weight.dataSync()])])
    }
    const first = await once(0)
    expect(await once(0)).toBe(first)
    expect(await once(1)).not.toBe(first)
  })

  it('shows the examples in another order in every epoch, and each of them once', async () => {
    const seen: number[] = []
    const built = tfl.sequential({
      layers: [tfl.layers.dense({ units: 1, inputShape: [1], kernelInitializer: 'zeros' })],
    })
    built.layers[0]!.setCallHook((inputs) => seen.push(...(Array.isArray(inputs) ? inputs[0]! : inputs).dataSync()))
    built.compile({ optimizer: tf.train.sgd(0), loss: 'meanSquaredError' })
    const x = tf.reshape(tf.range(0, 12), [12, 1])
    await fit(built, { x, y: x }, { epochs: 2, batchSize: 5, seed: 1 })
    const [first, second] = [seen.slice(0, 12), seen.slice(12)]
    expect(first).not.toEqual(second)
    const sorted = (values: number[]) => [...values].sort((a, b) => a - b)
    expect(sorted(first)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11])
    expect(sorted(second)).toEqual(sorted(first))
  })

  it('does not depend on Math.random', async () => {
    const random = jest.spyOn(Math, 'random')
    await fit(model(2), train, { ...options, seed: 2 })
    expect(random).not.toHaveBeenCalled()
    random.mockRestore()
  })

  it('tells the last values after each epoch', async () => {
    const told: [number, number, string[]][] = []
    await fit(model(1), train, {
      ...options,
      seed: 1,
      onEpoch: (epoch, of, metrics) => told.push([epoch, of, Object.keys(metrics).sort()]),
    })
    expect(told).toEqual([1, 2, 3].map((epoch) => [epoch, 3, ['accuracy', 'loss']]))
  })

  it('stops when the signal aborts, and keeps no tensor of its own', async () => {
    const controller = new AbortController()
    const built = model(1)
    await fit(built, train, { ...options, epochs: 1, seed: 1 }) // makes the optimizer's own tensors
    const before = tf.memory().numTensors
    const run = fit(built, train, {
      ...options,
      epochs: 50,
      seed: 1,
      signal: controller.signal,
      onEpoch: () => controller.abort(new Error('stop')),
    })
    await expect(run).rejects.toThrow('stop')
    expect(tf.memory().numTensors).toBeLessThanOrEqual(before + 4)
  })

  it('names every bad option at once', async () => {
    const bad = { x: train.x, y: validation.y }
    await expect(fit(model(1), bad, { epochs: 0, batchSize: 1.5, seed: 1 })).rejects.toThrow(
      'epochs is a positive integer, not 0 (at epochs)\n' +
        'batchSize is a positive integer, not 1.5 (at batchSize)\n' +
        'x has 200 rows and y has 40: one row each per example (at train)',
    )
  })
})

describe('seededDropout', () => {
  const masks = (seed: number) => {
    const layer = seededDropout({ rate: 0.5, seed })
    return [1, 2, 3].map(() => [...(layer.apply(tf.ones([4, 50]), { training: true }) as tf.Tensor).dataSync()])
  }

  it('draws a new mask at every step, the same ones for the same seed', () => {
    const [first, second, third] = masks(7)
    expect(first).not.toEqual(second)
    expect(second).not.toEqual(third)
    expect(masks(7)).toEqual([first, second, third])
    expect(masks(8)[0]).not.toEqual(first)
  })

  it('drops about the asked share, scales what it keeps, and does nothing outside training', () => {
    const values = masks(7).flat()
    expect(new Set(values)).toEqual(new Set([0, 2]))
    expect(values.filter((value) => value === 0).length / values.length).toBeCloseTo(0.5, 1)
    const x = tf.ones([2, 3])
    expect((seededDropout({ rate: 0.5, seed: 7 }).apply(x) as tf.Tensor).dataSync()).toEqual(x.dataSync())
  })

  it('refuses a rate that is none', () => {
    expect(() => seededDropout({ rate: 1, seed: 1 })).toThrow(
      'a dropout rate is at least 0 and below 1, not 1 (at rate)',
    )
  })
})

describe('plainHistory', () => {
  it('resolves tensors to numbers and names accuracy in full', async () => {
    const history = new tfl.History()
    await history.onTrainBegin()
    await history.onEpochEnd(0, { acc: 0.5, val_acc: 0.25, loss: tf.scalar(2) })
    expect(await plainHistory(history)).toEqual({ accuracy: [0.5], val_accuracy: [0.25], loss: [2] })
  })

  it('refuses columns of different lengths', async () => {
    const uneven = { history: { loss: [1, 2], val_loss: [1] }, syncData: async () => {} }
    await expect(plainHistory(uneven)).rejects.toThrow('(loss: 2, val_loss: 1)')
  })
})
