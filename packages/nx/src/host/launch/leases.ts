import { renewLock } from 'bocas/internal/store'
import { isSystemError } from 'bocas/internal/light'
import { leaseTime } from '../../protocol/lease'

/** Shows other machines which runs of this call are at work. */
export interface Leases {
  /** From now on until the returned function is called. */
  hold(key: string): () => void
  end(): void
}

/** How often a lock is renewed within the time of its lease. */
const TIMES = 6

/**
 * Renews the locks of runs at work. The host does it and not the run, whose code may compute for hours without a pause; when the host is gone, so are its runs. A small
 * file for each run, some times in minutes, and no timer while none is at work.
 */
export function keepLeases(locks: string, lease = leaseTime()): Leases {
  const held = new Set<string>()
  let timer: NodeJS.Timeout | undefined
  let count = 0
  const renew = (): void => {
    count++
    for (const key of held) {
      try {
        renewLock(locks, key, `${process.pid} ${count}`)
      } catch (error) {
        if (!isSystemError(error)) throw error
        // A disk that is full, read-only or away: should that last, others go on without this machine.
      }
    }
  }
  const end = (): void => {
    clearInterval(timer)
    timer = undefined
  }
  return {
    hold(key) {
      held.add(key)
      timer ??= setInterval(renew, lease / TIMES).unref()
      return () => {
        held.delete(key)
        if (held.size === 0) end()
      }
    },
    end,
  }
}
