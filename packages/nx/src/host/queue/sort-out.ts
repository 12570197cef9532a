import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { workspacePaths } from 'bocas/core'
import type { Finished } from '../outcome/outcome'
import type { Wanted } from '../launch/train'
import type { SlotKeeper } from '../../slots/slot-keeper'

/**
 * Sets apart the runs that this machine can never execute for want of slots, before any run begins. A run whose result is kept needs none:
 * who has no GPU can still draw the figures.
 */
export async function sortOut(
  root: string,
  wanted: readonly Wanted[],
  slots: SlotKeeper,
): Promise<{ readonly possible: readonly Wanted[]; readonly refused: readonly Finished[] }> {
  const { entry } = workspacePaths(root)
  const possible: Wanted[] = []
  const refused: Finished[] = []
  for (const next of wanted) {
    const { plan, run } = next
    const { resources } = plan.limits
    const isKept = resources === undefined || existsSync(join(entry(run.key), 'result.json'))
    const message = isKept ? undefined : await slots.refusal(resources)
    if (message === undefined) possible.push(next)
    else refused.push({ task: plan.task, run, outcome: { kind: 'not started', message } })
  }
  return { possible, refused }
}
