import { STALL } from 'bocas/internal/store'
import { activityOf, familyOf, type Activity } from '../processes/process-table'
import type { Exceeded } from './watch-limits'

/** Milliseconds between looks: at most, and for shorter limits so many looks. */
const LOOK = 30_000
const LOOKS = 20

/** A share of one core: an idle process with a timer needs less. */
const AWAKE = 0.01
/** Seconds: the system counts time on a processor in steps of a hundredth, so one step between two looks may be no more than the end of one. */
const STEP = 0.015
/** Bytes read and written between two looks: what an idle process passes around to wake itself is less. */
const PASSED_ON = 4096

/** Watches for signs of life of a run. */
export interface SilenceWatch {
  /** The run has printed something or reported progress. */
  broken(): void
  end(): void
}

/**
 * Watches a process and its family until they have given no sign of life for as long as they may be silent, which is told once. A sign of
 * life is output or progress (`broken`), time on a processor, bytes read or written, a process that comes or goes, and that somebody has
 * stopped it by a signal. Where the system does not show its processes nothing is ever told: a silent computation must not be taken for a
 * run that is stuck.
 *
 * @param stall seconds; 0 for any time, and {@link STALL} unless given.
 */
export function watchSilence(
  leader: number | undefined,
  stall: number = STALL,
  onStalled: (exceeded: Exceeded) => void,
): SilenceWatch {
  if (leader === undefined || stall === 0) return { broken: () => undefined, end: () => undefined }
  const every = Math.min(LOOK, (stall * 1000) / LOOKS)
  let quiet = 0
  let last = performance.now()
  let before: Activity | undefined
  const timer = setInterval(() => {
    const now = performance.now()
    // A host that was stopped itself, or a machine that slept, has seen nothing of the time between.
    const passed = Math.min(now - last, 2 * every)
    last = now
    const activity = lookAt(leader)
    quiet = activity && before && isSilent(before, activity, passed) ? quiet + passed : 0
    before = activity
    if (quiet < stall * 1000) return
    clearInterval(timer)
    onStalled({ reason: 'stall', seconds: stall })
  }, every)
  // A call that has nothing else to wait for must end.
  timer.unref()
  return {
    broken: () => void (quiet = 0),
    end: () => clearInterval(timer),
  }
}

/** Whether nothing has happened between two looks that lie so many milliseconds apart. */
export function isSilent(before: Activity, now: Activity, passed: number): boolean {
  if (now.size === 0 || now.size !== before.size) return false
  let seconds = 0
  let bytes = 0
  for (const [pid, { cpu, passed, state }] of now) {
    const old = before.get(pid)
    if (old === undefined || state === 'T' || state === 't') return false
    seconds += cpu - old.cpu
    bytes += passed - old.passed
  }
  return seconds < Math.max(STEP, (AWAKE * passed) / 1000) && bytes < PASSED_ON
}

/** Undefined when it cannot be seen. */
function lookAt(leader: number): Activity | undefined {
  try {
    const activity = activityOf(familyOf(leader))
    return activity.size === 0 ? undefined : activity
  } catch {
    // Everything, because no run may be lost by a look at it: what cannot be seen now is looked at again.
    return undefined
  }
}
