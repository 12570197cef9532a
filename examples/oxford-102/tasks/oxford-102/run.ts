import { fit, tf, useBackend, type Examples, type tfl } from '@bocas/tfjs'
import { history, type Config, type Ctx } from 'bocas'
import { fineTuned, smallModel } from './model'
import type grid from './sweep'

/** Trains one network on the official split; accuracies from 0 to 1, after the last epoch. */
export async function run({ flowers, model: kind, optimizer, lr, epochs, batchSize }: Config<typeof grid>, ctx: Ctx) {
  await useBackend('wasm')
  const given = ctx.from(flowers)
  const [images, labels] = [given.get('images'), given.get('labels')]
  const [, side] = images.shape as [number, number]
  const classes = given.metric('classes')
  const part = (name: 'train' | 'val' | 'test'): Examples => {
    const size = side * side * 3
    const rows = [...given.get(name).data]
    const pixels = new Float32Array(rows.length * size)
    rows.forEach((row, i) => {
      for (let k = 0; k < size; k++) pixels[i * size + k] = images.data[row * size + k]! / 255
    })
    const truth = tf.tidy(() =>
      tf.oneHot(
        tf.tensor1d(
          rows.map((row) => labels.data[row]!),
          'int32',
        ),
        classes,
      ),
    )
    return { x: tf.tensor4d(pixels, [rows.length, side, side, 3]), y: truth }
  }
  const model =
    kind.name === 'small'
      ? smallModel(side, classes, kind.filters, ctx.seed)
      : await fineTuned(ctx.input('data/weights'), classes, kind.trainable, ctx.seed)
  model.compile({ optimizer: tf.train[optimizer](lr), loss: 'categoricalCrossentropy', metrics: ['accuracy'] })
  const [train, val, test] = [part('train'), part('val'), part('test')]
  const trained = await fit(model, train, {
    epochs,
    batchSize,
    seed: ctx.seed,
    validation: val,
    signal: ctx.signal,
    checkpoint: ctx.checkpoint,
    onEpoch: (epoch, of, metrics) => ctx.progress(epoch, of, metrics),
  })
  return {
    val: { accuracy: accuracy(model, val) },
    test: { accuracy: accuracy(model, test) },
    parameters: model.countParams(),
    history: history(trained),
  }
}

function accuracy(model: tfl.LayersModel, { x, y }: Examples): number {
  return tf.tidy(() => {
    const said = tf.argMax(model.predict(x, { batchSize: 100 }) as tf.Tensor, -1).dataSync()
    const truth = tf.argMax(y, -1).dataSync()
    return said.filter((one, i) => one === truth[i]).length / truth.length
  })
}
