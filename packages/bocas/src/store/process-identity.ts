import { readFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { execFileSync } from 'node:child_process'

/** Which process this is, told apart from a later one with the same pid, also after a reboot. */
export interface ProcessIdentity {
  readonly host: string
  readonly pid: number
  /** The boot the pid belongs to, where the system tells. */
  readonly boot: string | null
  /** When the process started, in the system's own words: only ever compared for equality. */
  readonly started: string | null
}

const bootId = (): string | null => {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
  } catch {
    return null
  }
}

function startOf(pid: number): string | null {
  try {
    // The command name (2nd field) may hold spaces and brackets: count fields after its closing one. starttime is the 22nd.
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null
  } catch {
    if (process.platform === 'linux' || process.platform === 'win32') return null
    try {
      return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim() || null
    } catch {
      return null
    }
  }
}

/** The identity of this process, or of another one of this machine. */
export function identityOf(pid: number = process.pid): ProcessIdentity {
  return { host: hostname(), pid, boot: bootId(), started: startOf(pid) }
}

/**
 * Whether the process can still be at work. A process of another machine counts as alive: from here nobody can tell, and to train
 * twice is better ruled out than a lock broken wrongly.
 */
export function isAlive(holder: ProcessIdentity): boolean {
  if (holder.host !== hostname()) return true
  const boot = bootId()
  if (holder.boot !== null && boot !== null && holder.boot !== boot) return false
  try {
    process.kill(holder.pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
  return holder.started === null || startOf(holder.pid) === holder.started
}
