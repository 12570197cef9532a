import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { tf, tfl } from '@bocas/tfjs'

/** Writes a layers model as its converter and `model.save` leave it: model.json, and the weights beside it. */
export async function writeModel(folder: string, model: tfl.LayersModel): Promise<void> {
  mkdirSync(folder, { recursive: true })
  const handler = tf.io.withSaveHandler(({ modelTopology, weightSpecs, weightData }) => {
    const weightsManifest = [{ paths: ['weights.bin'], weights: weightSpecs }]
    writeFileSync(join(folder, 'model.json'), JSON.stringify({ modelTopology, weightsManifest }))
    writeFileSync(join(folder, 'weights.bin'), Buffer.from(weightData as ArrayBuffer))
    return Promise.resolve({ modelArtifactsInfo: { dateSaved: new Date(0), modelTopologyType: 'JSON' as const } })
  })
  await model.save(handler)
}

/** A small network for square images, with a dense layer before the last one. */
export function pretrained(side: number): tfl.LayersModel {
  const { conv2d, flatten, dense } = tfl.layers
  return tfl.sequential({
    layers: [
      conv2d({ inputShape: [side, side, 3], filters: 2, kernelSize: 5, strides: 4 }),
      flatten(),
      dense({ units: 8, activation: 'relu' }),
      dense({ units: 5, activation: 'softmax' }),
    ],
  })
}

/** `tsx tools/e2e/rig/weights.ts <folder> <side>`: in a process of its own, as a model of somebody else's is made. */
if (require.main === module) {
  const [folder, side] = process.argv.slice(2)
  void tf.setBackend('cpu').then(() => writeModel(folder!, pretrained(Number(side))))
}
