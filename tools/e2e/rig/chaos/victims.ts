import { readdirSync, readFileSync, readlinkSync } from 'node:fs'
import type { Rig } from '../rig'

/** What a process of a call does; `nx` is all that Nx itself starts beside the host. */
export type Role = 'worker' | 'guard' | 'host' | 'nx'

/** The processes of a rig's calls that are there now, by what they do. */
export function victims(rig: Rig): Record<Role, number[]> {
  const found: Record<Role, number[]> = { worker: [], guard: [], host: [], nx: [] }
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    const command = read(pid, 'cmdline')
    // The guard has an empty environment; where it was started is all that tells whose it is.
    if (command.startsWith('/bin/sh\0-c\0(\ntrap') && cwdOf(pid) === rig.root) found.guard.push(Number(pid))
    else if (`\0${read(pid, 'environ')}`.includes(`\0COUNT_FILE=${rig.places.countFile}\0`)) {
      if (command.includes('run-worker-') || command.includes('\0exec "$@" 2>&1\0')) found.worker.push(Number(pid))
      else if (/\0\S*call\.cjs\0/.test(command) || command.includes('run-batch')) found.host.push(Number(pid))
      else found.nx.push(Number(pid))
    }
  }
  return found
}

function read(pid: string, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8')
  } catch {
    return ''
  }
}

function cwdOf(pid: string): string {
  try {
    return readlinkSync(`/proc/${pid}/cwd`)
  } catch {
    return ''
  }
}
