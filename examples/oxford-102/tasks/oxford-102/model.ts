import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { seedFor, tf, tfl } from '@bocas/tfjs'

/** Three convolutions, each followed by pooling, and one dense layer. */
export function smallModel(side: number, classes: number, filters: number, seed: number): tfl.LayersModel {
  const convolution = (index: number): tfl.layers.Layer[] => [
    tfl.layers.conv2d({
      filters: filters * 2 ** index,
      kernelSize: 3,
      padding: 'same',
      activation: 'relu',
      kernelInitializer: tfl.initializers.heNormal({ seed: seedFor(seed, `convolution ${index}`) }),
    }),
    tfl.layers.maxPooling2d({ poolSize: 2 }),
  ]
  const layers = [0, 1, 2].flatMap(convolution)
  return tfl.sequential({
    layers: [
      tfl.layers.inputLayer({ inputShape: [side, side, 3] }),
      ...layers,
      tfl.layers.flatten(),
      head(classes, seed),
    ],
  })
}

/** A model that was trained on something else, with a head for these classes; only its last `trainable` layers are trained beside it. */
export async function fineTuned(
  folder: string,
  classes: number,
  trainable: number,
  seed: number,
): Promise<tfl.LayersModel> {
  const base = await readModel(folder)
  const layers = base.layers.slice(0, -1)
  layers.forEach((layer, index) => (layer.trainable = index >= layers.length - trainable))
  const features = layers.at(-1)!.output as tfl.SymbolicTensor
  // TensorFlow.js counts the layers of this process only: the name that it would make up may be one of the model's.
  const names = new Set(base.layers.map(({ name }) => name))
  const pooling = tfl.layers.globalAveragePooling2d({ name: freeName('pooling', names) })
  const flat = features.shape.length > 2 ? (pooling.apply(features) as tfl.SymbolicTensor) : features
  const outputs = head(classes, seed, freeName('head', names)).apply(flat) as tfl.SymbolicTensor
  return tfl.model({ inputs: base.inputs, outputs })
}

/** The name itself, or the first with a number behind it that is not taken. */
function freeName(name: string, taken: ReadonlySet<string>): string {
  let free = name
  for (let number = 2; taken.has(free); number++) free = `${name}_${number}`
  return free
}

const head = (classes: number, seed: number, name = 'head'): tfl.layers.Layer =>
  tfl.layers.dense({
    name,
    units: classes,
    activation: 'softmax',
    kernelInitializer: tfl.initializers.glorotUniform({ seed: seedFor(seed, 'head') }),
  })

/** A layers model of TensorFlow.js, as its converter and `model.save` leave it: model.json, and the weights beside it. */
async function readModel(folder: string): Promise<tfl.LayersModel> {
  const { modelTopology, weightsManifest } = JSON.parse(readFileSync(join(folder, 'model.json'), 'utf8')) as {
    modelTopology: object
    weightsManifest: readonly { paths: readonly string[]; weights: tf.io.WeightsManifestEntry[] }[]
  }
  const weights = Buffer.concat(
    weightsManifest.flatMap(({ paths }) => paths.map((path) => readFileSync(join(folder, path)))),
  )
  const weightData = new Uint8Array(weights).buffer
  const weightSpecs = weightsManifest.flatMap(({ weights: specs }) => specs)
  return tfl.loadLayersModel(tf.io.fromMemory({ modelTopology, weightSpecs, weightData }))
}
