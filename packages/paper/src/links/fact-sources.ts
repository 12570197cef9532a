import { readSources } from 'bocas/core'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { PAPER_TASK, type Roots } from '../inventory'
import type { PaperProblem } from '../problems'

/** From what a fact was made. */
export interface FactSource {
  readonly task: string
  /** As `task/name`, in the order of the sweep. */
  readonly runs: readonly string[]
  /** Of those runs, in their order, as far as they are known. */
  readonly keys: readonly string[]
}

/**
 * Reads from which runs the facts of some tasks were made, by the names that the text uses. What was made before that was written down has
 * no source.
 */
export async function readFactSources(
  tasks: readonly string[],
  { facts }: Roots,
): Promise<{ sources: ReadonlyMap<string, FactSource>; problems: readonly PaperProblem[] }> {
  const sources = new Map<string, FactSource>()
  const problems: PaperProblem[] = []
  for (const task of tasks) {
    const file = path.join(facts, '..', 'provenance', `${task}.json`)
    if (!existsSync(file)) continue
    try {
      const read = await readSources(file)
      for (const [name, { runs }] of Object.entries(read.facts)) {
        const keys = runs.flatMap((run) => read.runs[run]?.key ?? [])
        sources.set(task === PAPER_TASK ? name : `${task}.${name}`, { task, runs, keys })
      }
    } catch (error) {
      problems.push(...(error as Error).message.split('\n').map((message) => ({ message: message.replace(/^✖ /, '') })))
    }
  }
  return { sources, problems }
}
