import { fit, seedFor, tf, tfl, useBackend } from '@bocas/tfjs'
import { history, table, type Config, type Ctx } from 'bocas'
import { boxesOf, CELL, CELLS, CHANNELS, SIDE } from '../../library/grid'
import { gridLoss } from './loss'
import type grid from './sweep'

/** Trains a grid detector. `detections` are what it finds in the test scenes; they are judged by tasks/detection. */
export async function run({ scenes, filters, lr, epochs, batchSize }: Config<typeof grid>, ctx: Ctx) {
  await useBackend('wasm')
  const given = ctx.from(scenes)
  const [train, test] = [given.metric('train'), given.metric('test')]
  const { data: pixels } = given.get('pixels')
  const truth = targets(train, given.get('boxes'))
  const images = (from: number, count: number): tf.Tensor4D =>
    tf.tidy(() => {
      const part = Float32Array.from({ length: count * SIDE * SIDE }, (_, i) => pixels[from * SIDE * SIDE + i]! / 255)
      return tf.tensor4d(part, [count, SIDE, SIDE, 1])
    })
  const model = network(filters, ctx.seed)
  model.compile({ optimizer: tf.train.adam(lr), loss: gridLoss })
  const trained = await fit(
    model,
    { x: images(0, train), y: tf.tensor4d(truth, [train, CELLS, CELLS, CHANNELS]) },
    {
      epochs,
      batchSize,
      seed: ctx.seed,
      signal: ctx.signal,
      checkpoint: ctx.checkpoint,
      onEpoch: (epoch, of, metrics) => ctx.progress(epoch, of, metrics),
    },
  )
  const outputs = tf.tidy(() => (model.predict(images(train, test), { batchSize: 50 }) as tf.Tensor).dataSync())
  const numbers = Array.from({ length: test }, (_, i) => train + i)
  return {
    parameters: model.countParams(),
    history: history(trained),
    detections: table(boxesOf(outputs, numbers).map((box) => ({ ...box }))),
  }
}

function network(filters: number, seed: number): tfl.LayersModel {
  const convolution = (index: number, size: number, strides: number): tfl.layers.Layer =>
    tfl.layers.conv2d({
      filters: size,
      kernelSize: 3,
      strides,
      padding: 'same',
      activation: 'relu',
      kernelInitializer: tfl.initializers.heNormal({ seed: seedFor(seed, `convolution ${index}`) }),
    })
  return tfl.sequential({
    layers: [
      tfl.layers.inputLayer({ inputShape: [SIDE, SIDE, 1] }),
      convolution(0, filters, 2),
      convolution(1, 2 * filters, 2),
      convolution(2, 4 * filters, 2),
      convolution(3, 4 * filters, 1),
      tfl.layers.conv2d({
        filters: CHANNELS,
        kernelSize: 1,
        kernelInitializer: tfl.initializers.glorotUniform({ seed: seedFor(seed, 'head') }),
      }),
    ],
  })
}

/** What the grid should say of the first scenes, flat. */
function targets(scenes: number, boxes: readonly Record<string, unknown>[]): Float32Array {
  const truth = new Float32Array(scenes * CELLS * CELLS * CHANNELS)
  for (const box of boxes) {
    const [image, x, y, width, height] = ['image', 'x', 'y', 'width', 'height'].map((key) => Number(box[key])) as [
      number,
      number,
      number,
      number,
      number,
    ]
    if (image >= scenes) continue
    const [middleX, middleY] = [(x + width / 2) / CELL, (y + height / 2) / CELL]
    const [column, row] = [Math.floor(middleX), Math.floor(middleY)]
    const at = ((image * CELLS + row) * CELLS + column) * CHANNELS
    truth.fill(0, at, at + CHANNELS)
    truth.set([1, middleX - column, middleY - row, width / SIDE, height / SIDE], at)
    truth[at + 5 + Number(box.class)] = 1
  }
  return truth
}
