import { existsSync, readdirSync, readFileSync } from 'node:fs'

/** Whether processes can be found by their environment here. */
export const SEES_PROCESSES = existsSync('/proc/self/environ')

/** Processes that have `name=value` in their environment: all that a call of nx has started, orphans and daemons included. */
export function processesWith(name: string, value: string): number[] {
  const entry = `\0${name}=${value}\0`
  return readdirSync('/proc')
    .filter((pid) => /^\d+$/.test(pid))
    .filter((pid) => {
      try {
        return `\0${readFileSync(`/proc/${pid}/environ`, 'utf8')}`.includes(entry)
      } catch {
        return false
      }
    })
    .map(Number)
}

export function killOne(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}
