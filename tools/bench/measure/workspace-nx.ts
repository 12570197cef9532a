import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Rig } from '../../e2e/rig/rig'
import type { Daemon } from '../options'
import { succeeded, timed, type TimedCall } from './timed'

/** A person's environment, with caches of the workspace's own and without what our caller's nx, npm and test runner have put there. */
function environment(rig: Rig, daemon: Daemon): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(
    ([name]) => !/^(NX_|BOCAS_|JEST_|NODE_|npm_|GIT_|CI$|FORCE_COLOR$|COLOR$)/.test(name),
  )
  return {
    ...Object.fromEntries(own),
    NX_DAEMON: String(daemon === 'on'),
    NX_CACHE_DIRECTORY: rig.places.nxCache,
    // By this the rig knows the processes that its workspace has started.
    COUNT_FILE: rig.places.countFile,
  }
}

/** Times the workspace's own nx. With the daemon on, what the daemon and its plugin processes did is in the CPU time. */
export async function timedNx(
  rig: Rig,
  args: readonly string[],
  daemon: Daemon = 'off',
): Promise<Omit<TimedCall, 'cpu'> & { readonly cpu: number | null }> {
  const before = daemon === 'on' ? cpuOf(rig) : 0
  const call = await timed([process.execPath, join(rig.root, 'node_modules/nx/dist/bin/nx.js'), ...args], {
    cwd: rig.root,
    env: environment(rig, daemon),
  })
  succeeded(`nx ${args.join(' ')}`, call)
  const after = daemon === 'on' ? cpuOf(rig) : 0
  return { ...call, cpu: before === null || after === null ? null : call.cpu + after - before }
}

/** Ends the daemon of a workspace. */
export async function stopDaemon(rig: Rig): Promise<void> {
  await timedNx(rig, ['daemon', '--stop'], 'on')
}

/** Linux counts in hundredths of a second here, whatever its clock. */
const TICKS = 100

/** CPU seconds so far of what the rig's calls have left running. */
const cpuOf = (rig: Rig): number | null => cpuOfProcesses(rig.processes())

/** CPU seconds so far of processes, with those of the children that they have waited for; null where the system does not tell. */
export function cpuOfProcesses(pids: readonly number[]): number | null {
  if (process.platform !== 'linux') return null
  let ticks = 0
  for (const pid of pids) {
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
      // The name of the program, in brackets, may hold anything. After it utime, stime, cutime and cstime are fields 12 to 15.
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
      ticks += fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0)
    } catch {
      // It has ended since; whoever waited for it has its time.
    }
  }
  return ticks / TICKS
}
