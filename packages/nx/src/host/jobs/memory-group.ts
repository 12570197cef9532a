import { posix } from 'node:path'
import { textIfThere } from 'bocas/internal/light'

const ROOT = '/sys/fs/cgroup'

/** What the control group of this process says of memory. A scheduler ends whole jobs by it, and nothing says so but a counter. */
export interface MemoryGroup {
  /** Processes of the group that were ended for their memory. */
  readonly kills: number
  /** The least bytes that it or a group around it may have; 0 where none is limited. */
  readonly limit: number
}

/** Bytes above which a limit is none: the kernel says a number near 2^63 for no limit. */
const NO_LIMIT = 2 ** 60

/**
 * Looks at the group, of version 1 or 2 (kernel: admin-guide/cgroup-v1/memory, cgroup-v2).
 *
 * @param read a file's text; undefined where there is none.
 */
export function memoryGroup(read: (file: string) => string | undefined = textIfThere): MemoryGroup {
  const lines = (read('/proc/self/cgroup') ?? '').split('\n')
  const first = lines.find((line) => line.split(':')[1]?.split(',').includes('memory'))
  const unified = lines.find((line) => line.startsWith('0::'))
  const [line, base, events, most] =
    first === undefined
      ? ([unified, ROOT, 'memory.events', 'memory.max'] as const)
      : ([first, `${ROOT}/memory`, 'memory.oom_control', 'memory.limit_in_bytes'] as const)
  if (line === undefined) return { kills: 0, limit: 0 }
  const folder = posix.join(base, line.split(':').slice(2).join(':'))
  const limits: number[] = []
  for (let at = folder; at.startsWith(base); at = posix.dirname(at)) {
    const limit = Number(read(posix.join(at, most))?.trim())
    if (limit > 0 && limit < NO_LIMIT) limits.push(limit)
  }
  const kills = /^oom_kill (\d+)$/m.exec(read(posix.join(folder, events)) ?? '')?.[1]
  return { kills: Number(kills ?? 0), limit: limits.length === 0 ? 0 : Math.min(...limits) }
}
