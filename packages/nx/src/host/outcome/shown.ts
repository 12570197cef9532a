import { existsSync } from 'node:fs'
import { dirname, relative } from 'node:path'
import {
  diskProblem,
  isSystemError,
  nonFiniteIn,
  showResult,
  type StoreAnswer,
  type StoredResult,
  type WorkspacePaths,
} from 'bocas/internal/store'
import type { Outcome } from './outcome'

/** What is told of a result beside that it is there. */
export function saidOf(kept: StoredResult): Pick<Extract<Outcome, { kind: 'kept' }>, 'nonFinite'> {
  const nonFinite = nonFiniteIn(kept)
  return nonFinite.length === 0 ? {} : { nonFinite }
}

/**
 * Makes the view of a result; on a full or read-only disk it cannot be made, and what that means is told. A result that another command has put aside
 * meanwhile is looked for again.
 */
export async function notShown(
  paths: WorkspacePaths,
  { kept, record }: Extract<StoreAnswer, { readonly record: string }>,
  view: string,
  drafts: () => string,
): Promise<Outcome | 'not now' | undefined> {
  try {
    await showResult(paths, kept, view, drafts, record)
    return undefined
  } catch (error) {
    if (isSystemError(error, 'ENOENT') && !existsSync(paths.entry(kept.key))) return 'not now'
    const fault = diskProblem(error, [paths.work, dirname(view)])
    if (fault === undefined) throw error
    const message = `its result is kept, but ${relative(paths.root, view)} cannot show it: ${fault.message}`
    return { kind: 'failed', message, codes: [fault.code] }
  }
}
