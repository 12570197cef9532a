import { executed, selected, successful } from './reports'
import type { Rig } from './rig'

/** What an edit leads to. */
export interface Consequences {
  /** Tasks whose figures `nx affected -t figures` selects. */
  readonly affected: readonly string[]
  /** Runs that were executed. */
  readonly runs: readonly string[]
  /** Figures that were drawn anew. */
  readonly drawn: readonly string[]
}

/**
 * Calls `nx affected -t figures` on what is not committed, then commits it. All targets are asked for again afterwards: what is executed
 * only then had been missed by `affected`, which is an error.
 */
export async function consequences(rig: Rig): Promise<Consequences> {
  const affected = successful(await rig.nx('affected -t figures --base=HEAD'))
  const found = { affected: selected(affected), runs: rig.executions(), drawn: executed(affected, 'figures') }
  const all = successful(await rig.nx('run-many -t figures'))
  const missed = [...rig.executions(), ...executed(all, 'figures')]
  if (missed.length > 0)
    throw new Error(
      `nx affected -t figures selected ${found.affected.join(', ') || 'nothing'} and missed ${missed.join(', ')}`,
    )
  rig.commit()
  return found
}

/** The names of the runs that a task's figures show, in their order. */
export function shownRuns(rig: Rig, task: string): string[] {
  const { facts } = JSON.parse(rig.read(`paper/facts/${task}.json`)) as { facts: Record<string, { text: string }> }
  return facts.names!.text.split(' ')
}
