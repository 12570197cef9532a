import { readFileSync } from 'node:fs'
import { giveResults, readRunsNow, ROLES_BY_CONVENTION, type Runs, type SweepPlan } from 'bocas/internal'
import type { GivenTask } from '../../protocol/sweep-answer'

// Of before reading was refused: these files are known to whoever remembers what the sweep came to.
const readFile = (path: string): Uint8Array => read(path)
const read = readFileSync

/** Lets `resultsOf` give these results. `needs` is the first task that the sweep asked for in vain, whatever it made of that. */
export function provideResults(given: Readonly<Record<string, GivenTask>>): { readonly needs: string | undefined } {
  const opened = new Map<string, Runs>()
  for (const [task, { runs, sweeps, metrics }] of Object.entries(given))
    opened.set(task, readRunsNow(runs, { sweeps, metrics: { [task]: metrics }, readFile }))
  const asked: { needs: string | undefined } = { needs: undefined }
  giveResults((task) => {
    const runs = opened.get(String(task))
    if (runs) return runs
    asked.needs ??= String(task)
    throw new Error(`the results of ${task} are not there yet`)
  })
  return asked
}

/** The plan of a sweep that waits for the results of a task. */
export const awaiting = (needs: string): SweepPlan => ({
  problems: [],
  runs: [],
  sweeps: {},
  data: [],
  env: [],
  metrics: ROLES_BY_CONVENTION,
  limits: {},
  needs,
})
