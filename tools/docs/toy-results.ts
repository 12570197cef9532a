import type { Config, Ctx } from 'bocas'
import { planSweeps, type ExpectedRun } from 'bocas/internal'
import { writeResult } from '../../packages/figures/src/test-results'
import { run } from './pages/toy/run'
import sweep from './pages/toy/sweep'

/** The task that is called so in the pages: the results of docs/runs.md, one for each run of docs/sweeps.md. */
export const TOY = 'toy'

/** A context for runs that are called by a test. */
export function toyContext(seed: number): Ctx {
  const nothing = (): void => undefined
  return { seed, signal: new AbortController().signal, progress: nothing, log: nothing } as unknown as Ctx
}

/** Writes all results of the task of the pages. */
export async function writeToyResults(folder: string): Promise<ExpectedRun[]> {
  const written: ExpectedRun[] = []
  for (const { name, config } of planSweeps({ default: sweep }).runs) {
    const given = config as unknown as Config<typeof sweep>
    written.push(await writeResult(folder, TOY, name, given, await run(given, toyContext(given.seed))))
  }
  return written
}
