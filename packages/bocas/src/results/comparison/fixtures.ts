import type { Json } from '../../sweep'
import { freshFolder, storeRun } from '../read/fixtures'
import { readRuns, type ReadOptions } from '../read/read-runs'
import type { Runs } from '../runs/runs'

export interface Conf {
  readonly task: 'mnist' | 'penguins'
  readonly tactic: { readonly name: 'ours' | 'mixup' | 'majority' }
  readonly seed: number
}
export interface Out {
  readonly test: { readonly accuracy: number; readonly loss: number }
}

/** Values by task and tactic; the position is the seed. `null` is a run that is missing. */
export type Values = Readonly<Record<string, Readonly<Record<string, readonly (number | null)[]>>>>

/** Real results with these values as `test.accuracy`, and `test.loss` = 1 − that. For tests. */
export async function runsOf(values: Values, options: ReadOptions = {}): Promise<Runs<Conf, Out>> {
  const root = freshFolder()
  const expected = []
  for (const [task, tactics] of Object.entries(values))
    for (const [name, list] of Object.entries(tactics))
      for (const [seed, accuracy] of list.entries()) {
        const config: Json = { tactic: { name }, seed }
        const run = { task, name: `${name}+${seed}`, config, seedPath: 'seed' }
        const output = { test: { accuracy: accuracy ?? 0, loss: 1 - (accuracy ?? 0) } }
        const stored = await storeRun(accuracy === null ? freshFolder() : root, { ...run, output })
        expected.push(accuracy === null ? { ...stored, dir: `${stored.dir}-missing` } : stored)
      }
  return readRuns<Conf, Out>(expected, { joinTask: true, ...options })
}

/** Student's data: `sleep` of R, extra hours with two drugs. */
export const SLEEP: Values = {
  mnist: {
    ours: [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4],
    mixup: [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0, 2],
  },
}
