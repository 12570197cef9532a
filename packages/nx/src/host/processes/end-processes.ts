import { signalProcess } from 'bocas/internal/store'
import { allPids, hasVariable } from './process-table'

/** In the environment of everything that a run starts: the run's work folder. */
export const MARK = 'BOCAS_WORK'

/** Ends everything that the run in this work folder has left behind in groups of its own, where the system shows its processes. */
export function endStrays(work: string, among: readonly number[] = allPids()): void {
  const works = new Set([work])
  for (const pid of among) if (pid !== process.pid && hasVariable(pid, MARK, works)) signalProcess(pid, 'SIGKILL')
}

/**
 * Tells the processes that have come since the last look from those that were there before any run began: only the new ones need to be
 * asked whose they are, and a look costs a thousand runs next to nothing.
 */
export function newcomers(): () => number[] {
  let old = new Set<number>()
  try {
    old = new Set(allPids())
  } catch {
    // Everything, because no run may be lost by it: they cannot be listed in this moment; later all count as new, which only takes longer.
  }
  return () => {
    const now = allPids()
    // A number that is free again may be given to a run's process.
    old = new Set(now.filter((pid) => old.has(pid)))
    return now.filter((pid) => !old.has(pid))
  }
}
