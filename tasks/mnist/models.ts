import { seededDropout, seedFor, tf, tfl } from '@bocas/tfjs'
import type { Config } from 'bocas'
import { CLASSES, SIDE } from './digits'
import type grid from './sweep'

type C = Config<typeof grid>

/**
 * The network of a tactic, ready to train. `mlp`: one hidden layer with dropout. `cnn`: two convolutions, each followed by pooling, in the
 * manner of LeNet (LeCun et al. 1998). All its random numbers come from the seed.
 */
export function buildModel(
  { tactic, optimizer, model: { lr } }: Pick<C, 'tactic' | 'optimizer' | 'model'>,
  seed: number,
): tfl.Sequential {
  const model = tfl.sequential({
    layers: [tfl.layers.inputLayer({ inputShape: [SIDE, SIDE, 1] }), ...hiddenLayers(tactic, seed)],
  })
  const kernelInitializer = tfl.initializers.glorotUniform({ seed: seedFor(seed, 'output') })
  model.add(tfl.layers.dense({ units: CLASSES, activation: 'softmax', kernelInitializer }))
  model.compile({ optimizer: makeOptimizer(optimizer, lr), loss: 'categoricalCrossentropy', metrics: ['accuracy'] })
  return model
}

function hiddenLayers(tactic: C['tactic'], seed: number): tfl.layers.Layer[] {
  const kernel = (name: string) => tfl.initializers.heNormal({ seed: seedFor(seed, name) })
  switch (tactic.name) {
    case 'mlp':
      return [
        tfl.layers.flatten(),
        tfl.layers.dense({ units: tactic.hidden, activation: 'relu', kernelInitializer: kernel('hidden') }),
        seededDropout({ rate: tactic.dropout, seed: seedFor(seed, 'dropout') }),
      ]
    case 'cnn': {
      const convolution = (name: string, filters: number) =>
        tfl.layers.conv2d({
          filters,
          kernelSize: 5,
          activation: 'relu',
          kernelInitializer: kernel(name),
        })
      return [
        convolution('convolution 1', tactic.filters),
        tfl.layers.maxPooling2d({ poolSize: 2 }),
        convolution('convolution 2', 2 * tactic.filters),
        tfl.layers.maxPooling2d({ poolSize: 2 }),
        tfl.layers.flatten(),
      ]
    }
    default:
      return unknown(tactic)
  }
}

function makeOptimizer(name: C['optimizer'], lr: number): tf.Optimizer {
  switch (name) {
    case 'momentum':
      return tf.train.momentum(lr, 0.9)
    case 'adam':
      return tf.train.adam(lr)
    default:
      return unknown(name)
  }
}

function unknown(value: never): never {
  throw new Error(`✖ the sweep has a value that models.ts does not know: ${JSON.stringify(value)}`)
}
