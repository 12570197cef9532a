import { nameInText, readProvenance } from 'bocas/internal/made'
import { existsSync } from 'node:fs'
import { outputFolders, type Roots } from '../inventory/inventory'

/** From what a fact was made. */
export interface FactProvenance {
  readonly task: string
  /** As `task/name`, in the order of the sweep. */
  readonly runs: readonly string[]
  /** Of those runs, in their order, as far as they are known. */
  readonly keys: readonly string[]
}

/**
 * Reads from which runs the facts of some tasks were made, by the names that the text uses.
 */
export async function readFactProvenance(
  tasks: readonly string[],
  roots: Roots,
): Promise<ReadonlyMap<string, FactProvenance>> {
  const facts = new Map<string, FactProvenance>()
  for (const task of tasks) {
    const file = outputFolders(roots, task).provenance
    // That it cannot be read is told by the inventory.
    const read = existsSync(file) ? await readProvenance(file).catch(() => undefined) : undefined
    if (read === undefined) continue
    for (const [name, { runs }] of Object.entries(read.facts)) {
      const keys = runs.flatMap((run) => read.runs[run]?.key ?? [])
      facts.set(nameInText('fact', task, name), { task, runs, keys })
    }
  }
  return facts
}
