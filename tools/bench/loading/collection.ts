import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { canonicalJson, saveOutput, series, sha256, writeResultFile, type ExpectedRun } from 'bocas/internal'

/** The list of the runs, beside their folders. */
export const LIST = 'runs.json'

/**
 * Writes `n` results into `root` as workers do, and the list of the runs: configs of three keys, four metrics, and a series of twenty steps, which is a
 * payload of its own.
 */
export async function writeCollection(root: string, n: number): Promise<void> {
  const runs: ExpectedRun[] = []
  for (let i = 0; i < n; i++) {
    const config = { optimizer: i % 2 === 0 ? 'sgd' : 'adam', model: { lr: 1 / (1 + (i >> 1)) }, seed: i % 5 }
    const name = `run=${i}`
    const dir = join(root, 'toy', name)
    mkdirSync(dir, { recursive: true })
    const key = sha256(canonicalJson({ ...config, i }))
    const seed = { path: 'seed', value: config.seed }
    const losses = Array.from({ length: 20 }, (_, step) => 1 / (1 + step + i))
    const output = {
      val: { accuracy: i / n, loss: losses.at(-1)! },
      test: { accuracy: i / (n + 1), loss: losses[0]! },
      history: series({ loss: losses, val_loss: losses.map((loss) => loss * 1.1) }),
    }
    await writeResultFile(dir, { key, config, seed, ...(await saveOutput(output, dir)) })
    runs.push({ task: 'toy', name, key, config, seed, dir })
  }
  writeFileSync(join(root, LIST), JSON.stringify(runs))
}
