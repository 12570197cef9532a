import { plural } from 'bocas/internal/light'
import { byKey, type LockedResult } from './lock-file'
import type { EntryIdentity } from './run-pack'

/** A run of which there are results that are not the same bytes. */
export interface Disagreement {
  readonly run: string
  readonly key: string
  /** By the digest of result.json, the one that most executions came to first. */
  readonly results: readonly { readonly digest: string; readonly executions: number; readonly isHere: boolean }[]
}

/** What pulling comes to, before anything is fetched. */
export interface PullPlan {
  readonly fetch: readonly LockedResult[]
  /** Those that are here already, in the bytes of the lock. */
  readonly have: readonly LockedResult[]
  readonly differ: readonly Disagreement[]
}

/** Of several results of one run the one is taken that most executions came to. What is here stays, whatever the lock has. */
export function planPull(locked: readonly LockedResult[], here: (key: string) => EntryIdentity | undefined): PullPlan {
  const [fetch, have]: [LockedResult[], LockedResult[]] = [[], []]
  const differ: Disagreement[] = []
  for (const [key, all] of byKey(locked)) {
    const own = here(key)
    const same = all.find(({ result }) => result === own?.result)
    if (own === undefined) fetch.push(all[0]!)
    else if (same) have.push(same)
    if (all.length > 1 || (own !== undefined && same === undefined)) differ.push(disagreement(key, all, own))
  }
  return { fetch, have, differ }
}

/** @param own what is here. */
export function disagreement(key: string, all: readonly LockedResult[], own: EntryIdentity | undefined): Disagreement {
  const known = all.map(({ result, executions }) => ({
    digest: result,
    // One that nobody wrote down is one all the same.
    executions: Math.max(1, executions.length),
    isHere: result === own?.result,
  }))
  const results =
    own === undefined || known.some(({ isHere }) => isHere)
      ? known
      : [...known, { digest: own.result, executions: 1, isHere: true }]
  return { run: all[0]!.run, key, results }
}

/** `mnist/lr=0.1: 3 reproduced this run, 1 differs (4f2a81c05b7e ×3, 91bc30f4ad21 ×1, which is here)` */
export function describeDisagreement({ run, results }: Disagreement): string {
  const [first, ...others] = results
  const rest = others.reduce((sum, { executions }) => sum + executions, 0)
  const each = results.map(
    ({ digest, executions, isHere }) => `${digest.slice(0, 12)} ×${executions}${isHere ? ', which is here' : ''}`,
  )
  return `${run}: ${first!.executions} reproduced this run, ${plural(rest, 'differs', 'differ')} (${each.join('; ')})`
}
