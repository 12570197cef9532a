import { mkdirSync } from 'node:fs'
import { mkdtemp, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { history, type ExpectedRun, type Json, saveOutput, sha256, writeResultFile } from 'bocas/internal'
import { type FigureJob } from './job'

/** Results as a sweep of 2 optimizers × 3 learning rates × 4 seeds leaves them, written by bocas itself. */
export const OPTIMIZERS = ['sgd', 'adam'] as const
export const RATES = [0.001, 0.01, 0.1] as const

export interface TestConfig {
  readonly optimizer: 'sgd' | 'adam'
  readonly model: { readonly lr: number }
  readonly seed: number
}

/** What a run of the synthetic task returns; deterministic, and with the spread of a real one. */
export function testOutput({ optimizer, model, seed }: TestConfig) {
  const wobble = Math.sin(seed * 12.9898 + Math.log10(model.lr)) * 0.01
  const rate = optimizer === 'adam' ? 3 : 6
  const accuracy = 0.9 + (optimizer === 'adam' ? 0.05 : 0) - 0.02 * Math.abs(Math.log10(model.lr) + 2) + wobble
  const epochs = Array.from({ length: 12 }, (_, epoch) => epoch)
  return {
    val: { accuracy: accuracy + 0.004 },
    test: { accuracy, loss: 1 - accuracy },
    seconds: (optimizer === 'adam' ? 20 : 12) + seed,
    history: history({
      loss: epochs.map((epoch) => 0.1 + Math.exp(-epoch / rate) * (1 + wobble * 10)),
      val_loss: epochs.map((epoch) => 0.2 + Math.exp(-epoch / rate) * (1 + wobble * 20)),
    }),
  }
}

export const run = async (config: TestConfig) => testOutput(config)

/** A new folder for one test. */
export const testFolder = (): Promise<string> => mkdtemp(join(tmpdir(), 'bocas-figures-'))

/** Writes the result of one run with bocas' own writer. */
export async function writeResult(
  folder: string,
  task: string,
  name: string,
  config: { readonly seed?: number },
  output: unknown,
): Promise<ExpectedRun> {
  const dir = join(folder, task, name)
  mkdirSync(dir, { recursive: true })
  const seed = config.seed === undefined ? {} : { seed: { path: 'seed', value: config.seed } }
  const content = { key: sha256(`${task}/${name}`), config: config as Json, ...seed }
  await writeResultFile(dir, { ...content, ...(await saveOutput(output, dir)) })
  return { task, name, dir, ...content }
}

/** Writes all results of the synthetic task. */
export async function writeResults(folder: string, task = 'toy'): Promise<ExpectedRun[]> {
  const runs: ExpectedRun[] = []
  for (const optimizer of OPTIMIZERS) {
    for (const lr of RATES) {
      for (const seed of [0, 1, 2, 3]) {
        const config = { optimizer, model: { lr }, seed }
        runs.push(
          await writeResult(folder, task, `optimizer=${optimizer}+lr=${lr}+seed=${seed}`, config, testOutput(config)),
        )
      }
    }
  }
  return runs
}

/** A job that draws runs into a folder. */
export function testJob(folder: string, runs: readonly ExpectedRun[], change: Partial<FigureJob> = {}): FigureJob {
  const into = {
    figures: join(folder, 'figures'),
    tables: join(folder, 'tables'),
    facts: join(folder, 'facts', 'toy.json'),
    provenance: join(folder, 'provenance', 'toy.json'),
  }
  return { task: 'toy', runs, sweeps: {}, into, draft: false, ...change }
}

/** SHA-256 of files, by name. */
export async function digestsOf(files: readonly string[]): Promise<Record<string, string>> {
  const entries = await Promise.all(
    files.map(async (file) => [file.split('/').slice(-2).join('/'), sha256(await readFile(file))] as const),
  )
  return Object.fromEntries(entries)
}
