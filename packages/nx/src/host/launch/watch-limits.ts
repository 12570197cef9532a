import type { RunLimits } from '../../protocol/run-specification'
import { familyOf, proportionalBytes, residentBytes } from '../processes/process-table'

/** The limit that a run went beyond, and by how much. */
export type Exceeded =
  | { readonly reason: 'timeout' | 'stall'; readonly seconds: number }
  | { readonly reason: 'memory'; readonly bytes: number }

/** Milliseconds between looks. */
const LOOK = 200

/** Watches a process and its family until it goes beyond a limit, which is told once, or until the returned function is called. */
export function watchLimits(
  leader: number,
  { timeout, memory }: RunLimits,
  onExceeded: (exceeded: Exceeded) => void,
): () => void {
  if (timeout === undefined && memory === undefined) return () => undefined
  // A clock that no one can set: the time of day goes backwards at times.
  const begin = performance.now()
  const timer = setInterval(() => {
    const seconds = (performance.now() - begin) / 1000
    const bytes = memory === undefined ? 0 : beyond(leader, memory)
    if (bytes > 0) tell({ reason: 'memory', bytes })
    else if (timeout !== undefined && seconds >= timeout) tell({ reason: 'timeout', seconds: timeout })
  }, LOOK)
  const tell = (exceeded: Exceeded): void => {
    clearInterval(timer)
    onExceeded(exceeded)
  }
  return () => clearInterval(timer)
}

/** The bytes that the family holds when they are more than the limit, else 0. */
function beyond(leader: number, limit: number): number {
  const family = familyOrNone(leader)
  if (residentBytes(family) <= limit) return 0
  const bytes = proportionalBytes(family)
  return bytes > limit ? bytes : 0
}

/** A process that cannot be looked at in this moment, for want of file descriptors for instance, is looked at in the next. */
function familyOrNone(leader: number): number[] {
  try {
    return familyOf(leader)
  } catch {
    // Everything, because no run may be lost by a look at it.
    return []
  }
}
