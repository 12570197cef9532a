import { existsSync } from 'node:fs'
import { findKept, resultDigest, workspacePaths } from 'bocas/internal/store'
import type { FoundResult } from '../../plan/planning'
import { settle } from '../../plan/sweep/taken-results'
import { isDone, type Finished } from '../outcome/outcome'
import { viewCheck } from '../../sharing/held-against-lock'
import type { WantedRun } from '../launch/specification'

/** The order among the runs of one call: who takes the result of another run comes after it. */
export interface TakenInOrder {
  /** Whether all runs of this call that the run takes results of are answered. */
  readonly isReady: (wanted: WantedRun) => boolean
  answered(finished: Finished): void
  /** The run with the key that it has now that what it takes is known; or which result is lacking, and why. */
  settle(wanted: WantedRun): Promise<WantedRun | { readonly lacks: string }>
}

export function takenInOrder(root: string, all: readonly WantedRun[]): TakenInOrder {
  const paths = workspacePaths(root)
  const check = viewCheck(paths)
  const open = new Set(all.map(({ plan, run }) => `${plan.task}/${run.name}`))
  const failed = new Map<string, Finished['outcome']['kind']>()
  const settled = new Map<WantedRun, WantedRun>()
  /** Every byte is checked, once for each result: it is about to become a part of others. */
  const known = new Map<string, Promise<FoundResult | null>>()
  const resultOfKey = async (task: string, name: string, key: string): Promise<FoundResult | null> => {
    const view = paths.artifacts(task, name)
    const { kept } = await findKept(paths, key, check(key, view) === undefined ? view : undefined)
    // A view becomes an entry of the store unless the disk takes no more.
    return kept && { dir: existsSync(paths.entry(key)) ? paths.entry(key) : view, digest: resultDigest(kept) }
  }
  const lookFor = (task: string, name: string, key: string): Promise<FoundResult | null> => {
    if (!known.has(key)) known.set(key, resultOfKey(task, name, key))
    return known.get(key)!
  }
  return {
    isReady: ({ run }) => Object.values(run.takes ?? {}).every(({ task, run }) => !open.has(`${task}/${run.name}`)),
    answered({ task, run, outcome }) {
      open.delete(`${task}/${run.name}`)
      if (!isDone(outcome)) failed.set(`${task}/${run.name}`, outcome.kind)
    },
    async settle(wanted) {
      if (!wanted.run.takes) return wanted
      const before = settled.get(wanted)
      if (before) return before
      const run = await settle(wanted.run, wanted.plan.ingredients, lookFor)
      const lacking = Object.entries(run.taken!).filter(([, { found }]) => found === null)
      if (lacking.length > 0) return { lacks: lacking.map(([path, taken]) => lack(path, taken, failed)).join('\n') }
      const now = { ...wanted, run }
      settled.set(wanted, now)
      return now
    },
  }
}

function lack(
  path: string,
  { task, name }: { readonly task: string; readonly name: string },
  failed: ReadonlyMap<string, Finished['outcome']['kind']>,
): string {
  const id = `${task}/${name}`
  const kind = failed.get(id)
  const takes = `it takes the result of ${id} (\`${path}\`)`
  if (kind === undefined) return `${takes}, and none is kept: nx run "${id}:experiment"`
  return `${takes}, which ${kind === 'failed' ? 'failed' : kind === 'interrupted' ? 'was interrupted' : 'was not started'}`
}
