import { describeNonFinite } from 'bocas/internal/store'
import { describeAgain, failureLine, wayOf } from '../../host/outcome/failure-groups'
import { describeFailure, isDone, isToldTogether, type Finished } from '../../host/outcome/outcome'
import type { ShownIn } from '../../host/outcome/progress'
import type { Gathered } from '../gather/gather-runs'
import { timesToTell } from './times-to-tell'

/** What Nx is told of one of its tasks. */
export interface BatchResult {
  readonly task: string
  readonly result: {
    success: boolean
    status?: 'skipped'
    terminalOutput: string
    startTime?: number
    endTime?: number
  }
}

/** Nx says so to all that it starts. */
export const shownIn = (): ShownIn => (process.env.NX_TUI === 'true' ? 'interface' : 'plain output')

/**
 * What Nx is told of runs, of one or of all that a task of Nx turned out to have. In its interface the text is all that the pane of a run holds; in its plain
 * output it comes between those of other runs, and everything is said at the end. When its interface is left, Nx prints the panes of all runs that failed: only the
 * first of failures that are the same has everything.
 *
 * @param size how many tasks the batch has.
 */
export function answersToNx(size: number, where: ShownIn): (id: string, finished: readonly Finished[]) => BatchResult {
  const timesOf = timesToTell(size)
  const describe = knowingTheFirst(where === 'interface' ? inPane : failureLine)
  return (id, finished) => {
    const failed = finished.filter(({ outcome }) => !isDone(outcome))
    const success = failed.length === 0
    // Nx keeps it with the result, and says it again whenever its cache answers.
    const alone = failed.filter(({ outcome }) => !isToldTogether(outcome))
    const texts = success ? finished.map(oddities) : alone.map((failure) => `${describe(failure)}\n`)
    return { task: id, result: { success, terminalOutput: texts.join(''), ...timesOf(finished) } }
  }
}

/** What Nx is told of a target that gathers runs. Of one that is passed over, nothing but that. */
export function gatherResult(id: string, gathered: Gathered | undefined): BatchResult {
  const now = Date.now()
  const times = { startTime: now, endTime: now }
  return gathered === undefined
    ? { task: id, result: { success: false, status: 'skipped', terminalOutput: '', ...times } }
    : { task: id, result: { success: gathered.success, terminalOutput: `${gathered.lines.join('\n')}\n`, ...times } }
}

/** An interrupted run has no message that could be left out. */
const inPane = (failure: Finished, sameAs: Finished | undefined): string =>
  sameAs === undefined || failure.outcome.kind === 'interrupted'
    ? describeFailure(failure)
    : describeAgain(failure, sameAs)

/** Describes each failure with the first one that was the same. */
function knowingTheFirst(
  describe: (failure: Finished, sameAs: Finished | undefined) => string,
): (failure: Finished) => string {
  const ways = new Map<string, Finished>()
  return (failure) => {
    const way = wayOf(failure)
    const same = ways.get(way)
    if (same === undefined) ways.set(way, failure)
    return describe(failure, same)
  }
}

function oddities({ task, run, outcome }: Finished): string {
  const diverged = describeNonFinite(('nonFinite' in outcome && outcome.nonFinite) || [])
  return diverged === undefined ? '' : `⚠ ${task}/${run.name}: ${diverged}\n`
}
