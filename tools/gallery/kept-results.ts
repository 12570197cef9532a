import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { brotliDecompressSync } from 'node:zlib'
import type { ExpectedRun } from 'bocas/internal'
import type { Config } from './trained-runs'

/** The tasks of this repository whose results the gallery shows. */
export const TASKS = ['mnist', 'penguins'] as const

/** Their results as they were stored: `npx tsx tools/gallery/collect.ts` writes them anew. */
export const KEPT = join(__dirname, 'results.json.br')

/** A stored result, file by file. */
export interface KeptRun {
  readonly task: string
  readonly name: string
  readonly files: Readonly<Record<string, string>>
}

/** Writes the kept results of a task into a folder, as a view of the store has them. */
export async function writeKeptResults(folder: string, of: (typeof TASKS)[number]): Promise<ExpectedRun[]> {
  const runs = JSON.parse(brotliDecompressSync(await readFile(KEPT)).toString('utf8')) as readonly KeptRun[]
  return Promise.all(
    runs
      .filter(({ task }) => task === of)
      .map(async ({ task, name, files }): Promise<ExpectedRun> => {
        const dir = join(folder, task, name)
        await mkdir(dir, { recursive: true })
        for (const [file, text] of Object.entries(files)) await writeFile(join(dir, file), text)
        const { key, config, seed } = JSON.parse(files['result.json']!) as Pick<ExpectedRun, 'key' | 'config' | 'seed'>
        return { task, name, dir, key, config, ...(seed === undefined ? {} : { seed }) }
      }),
  )
}

/** What small models gave that the gallery has trained: `npx tsx tools/gallery/train.ts` trains them anew. */
export const TRAINED = join(__dirname, 'trained.json.br')

/** A small model's config and what came of it. */
export interface TrainedRun {
  readonly config: Config
  readonly test: { readonly accuracy: number; readonly error: number }
  readonly losses: readonly number[]
}

export const readTrainedRuns = async (): Promise<readonly TrainedRun[]> =>
  JSON.parse(brotliDecompressSync(await readFile(TRAINED)).toString('utf8')) as readonly TrainedRun[]
