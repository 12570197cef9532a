import type { ExpectedRun } from 'bocas/internal'
import { writeResult } from '../../packages/figures/src/test-results'
import * as forecasts from './forecasts/run'
import { readTrainedRuns, writeKeptResults } from './kept-results'
import * as madeUp from './made-up/run'
import * as published from './published/run'
import { resultOf } from './small-models/run'
import { nameOf } from './trained-runs'

/** By the folder of figures that are drawn from them: writes results as runs leave them, into a folder of their own. */
export const WRITERS: Readonly<Record<string, (folder: string) => Promise<readonly ExpectedRun[]>>> = {
  mnist: (folder) => writeKeptResults(folder, 'mnist'),
  penguins: (folder) => writeKeptResults(folder, 'penguins'),

  'small-models': async (folder) =>
    writeResults(folder, 'small-models', await readTrainedRuns(), (one) => ({
      name: nameOf(one.config),
      config: one.config,
      output: resultOf(one),
    })),

  published: (folder) =>
    writeResults(folder, 'published', published.configs(), (config) => ({
      name: `${config.dataset}, ${config.method}`.replace(/[ ,]+/g, '-'),
      config,
      output: published.run(config),
    })),

  forecasts: (folder) =>
    writeResults(folder, 'forecasts', forecasts.configs(), (config) => ({
      name: `${config.model}+seed=${config.seed}`.replaceAll(' ', '-'),
      config,
      output: forecasts.run(config),
    })),

  'made-up': (folder) =>
    writeResults(folder, 'made-up', madeUp.configs(), (config) => {
      const { dataset, tactic, optimizer, model, seed } = config
      const name = `dataset=${dataset}+tactic=${tactic.name}+optimizer=${optimizer}+lr=${model.lr}+seed=${seed}`
      return { name, config, output: madeUp.run(config) }
    }),
}

/** A run of a task, and what it returned. */
interface Made {
  readonly name: string
  readonly config: object
  readonly output: unknown
}

async function writeResults<T>(
  folder: string,
  task: string,
  sources: readonly T[],
  made: (source: T) => Made,
): Promise<ExpectedRun[]> {
  const runs: ExpectedRun[] = []
  for (const source of sources) {
    const { name, config, output } = made(source)
    runs.push(await writeResult(folder, task, name, config, output))
  }
  return runs
}
