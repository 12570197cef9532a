import { isSystemError } from 'bocas/internal/light'
import { allPids, hasVariable } from './process-table'

/** In the environment of everything that a run starts: the run's work folder. */
export const MARK = 'BOCAS_WORK'

/** Signals a process and those in its group; says nothing when they are gone. Windows has no groups. */
export function signalGroup(leader: number | undefined, signal: NodeJS.Signals): void {
  if (leader === undefined) return
  signalOne(process.platform === 'win32' ? leader : -leader, signal)
}

function signalOne(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal)
  } catch (error) {
    if (!isSystemError(error)) throw error
    // The usual case: there is no one left.
  }
}

/** Ends everything that the run in this work folder has left behind in groups of its own, where the system shows its processes. */
export function endStrays(work: string, among: readonly number[] = allPids()): void {
  const works = new Set([work])
  for (const pid of among) if (pid !== process.pid && hasVariable(pid, MARK, works)) signalOne(pid, 'SIGKILL')
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
