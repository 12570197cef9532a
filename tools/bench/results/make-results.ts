import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  canonicalJson,
  type ExpectedRun,
  history,
  limited,
  saveOutput,
  sha256,
  table,
  tensor,
  writeResultFile,
} from 'bocas/internal'

/** The artifacts of a run: five of metrics, a history, two tables and two tensors. */
export const ARTIFACTS = 10

/** What is expected to be in a folder that `makeResults` has filled. */
export const LIST = 'runs.json'

/** Stores `n` results as workers do, and the list of them: 4 optimizers × 2 models × 5 learning rates, the rest of them seeds. */
export async function makeResults(folder: string, n: number): Promise<void> {
  const runs = await limited(8, [...Array(n).keys()], (i) => makeResult(folder, i))
  writeFileSync(join(folder, LIST), JSON.stringify(runs))
}

async function makeResult(folder: string, i: number): Promise<ExpectedRun> {
  const seed = { path: 'seed', value: Math.floor(i / 40) }
  const config = {
    optimizer: ['sgd', 'momentum', 'adam', 'lion'][i % 4]!,
    model: { name: ['mlp', 'cnn'][(i >> 2) % 2]!, lr: 10 ** -((i >> 3) % 5) },
    seed: seed.value,
  }
  const key = sha256(canonicalJson(config))
  const name = `run-${i}`
  const dir = join(folder, name)
  mkdirSync(dir)
  await writeResultFile(dir, { key, config, seed, ...(await saveOutput(outputOf(Math.sin(i)), dir)) })
  return { task: 'bench', name, key, config, seed, dir }
}

function outputOf(wobble: number) {
  const epochs = Array.from({ length: 20 }, (_, epoch) => (1 + wobble / 10) / (epoch + 1))
  const classes = Array.from({ length: 10 }, (_, digit) => ({ digit, images: 100, recall: 0.9 + wobble / 100 }))
  return {
    val: { accuracy: 0.9 + wobble / 100, loss: 0.3 },
    test: { accuracy: 0.9 + wobble / 99, loss: 0.3 },
    train: { accuracy: 0.95, loss: 0.1 },
    seconds: 3 + wobble,
    parameters: 1000,
    history: history({ loss: epochs, val_loss: epochs }),
    confusion: table(classes),
    perClass: table(classes),
    weights: tensor(
      Float32Array.from({ length: 100 }, (_, j) => wobble * j),
      [10, 10],
    ),
    bias: tensor(
      Float32Array.from({ length: 10 }, (_, j) => wobble * j),
      [10],
    ),
  }
}
