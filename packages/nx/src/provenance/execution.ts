import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DIFF_FILE, EXECUTION_FILE, withoutUndefined, type WorkspacePaths } from 'bocas/internal/made'
import { readJson } from '../shared/read-json'
import { type Acceptance } from '../shared/stored-run'
import type { UpstreamRun } from '../shared/upstream'

/** How a result came to be: where, when and from which state of the code. */
export interface RunExecution {
  /** ISO times. */
  readonly started?: string
  readonly ended?: string
  readonly seconds?: number
  readonly machine?: {
    readonly host: string
    readonly platform: string
    readonly cpu?: string
    readonly cpus?: number
    /** Bytes. */
    readonly memory?: number
  }
  /** The version of Node. */
  readonly node?: string
  /** Null outside of git. */
  readonly git?: {
    readonly commit: string
    /** Whether any tracked file of the workspace differed from the commit. */
    readonly dirty: boolean
    /** Files of the run's code that differed; missing in results of older versions. */
    readonly changed?: readonly string[]
    /** Files of the run's code that git did not track. */
    readonly untracked?: readonly string[]
    /** Whether only the beginning of the diff is kept. */
    readonly cut?: boolean
  } | null
  /** By what the run's code differed from the commit. */
  readonly diff?: string
  /** The runs of other tasks whose results went into this one. */
  readonly upstream?: readonly UpstreamRun[]
  /** The result was carried over from other keys, for these reasons; the oldest first. */
  readonly accepted?: readonly Acceptance[]
}

/** What is known of an execution, or why nothing is. */
export type Known = { readonly execution: RunExecution } | { readonly unknown: string }

/**
 * How the result of a key was made: as the store says; where the store does not know, as `paper/provenance.json` has recorded it.
 *
 * @param recorded what that file has of the key.
 */
export function executionOf(paths: WorkspacePaths, key: string, recorded?: RunExecution): Known {
  const entry = paths.entry(key)
  const stored = readJson<RunExecution & { adoptedFrom?: string }>(join(entry, EXECUTION_FILE))
  if (stored?.started !== undefined) return { execution: pick(stored, diffIn(entry)) }
  if (recorded !== undefined) return { execution: recorded }
  // A clone has the result and no word of its execution; that it was carried over stands in the result.
  const accepted =
    stored?.accepted ?? readJson<{ accepted?: RunExecution['accepted'] }>(join(entry, 'result.json'))?.accepted
  if (accepted !== undefined) return { execution: { accepted } }
  if (stored?.adoptedFrom !== undefined)
    return { unknown: `the result came with ${stored.adoptedFrom}, which does not say how it was executed` }
  return {
    unknown: existsSync(entry)
      ? 'the store has the result and no word of its execution'
      : 'the result is not in the store of this clone, and paper/provenance.json does not have it',
  }
}

function pick(stored: RunExecution, diff: string | undefined): RunExecution {
  const { started, ended, seconds, machine, node, git, upstream, accepted } = stored
  return withoutUndefined({ started, ended, seconds, machine, node, git, diff, upstream, accepted })
}

function diffIn(entry: string): string | undefined {
  const file = join(entry, DIFF_FILE)
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined
}
