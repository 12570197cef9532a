import { spawn } from 'node:child_process'
import { dirname, join } from 'node:path'
import type { Writable } from 'node:stream'
import { workspacePaths } from 'bocas/internal/store'
import { HERE } from '../../here'

const BOCAS = join(HERE, '..', 'bin', 'bocas.cjs')

/** Waits at the other end of a pipe, which breaks when this process ends. In the background of a shell that is gone it is nobody's child: Nx ends with a process all of its children. */
const WAITING = `log=$1; shift
( if read -r said <&3; then exit 0; fi
  exec "$@" >>"$log" 2>&1 3<&- ) &`

/**
 * Sees to it that jobs which are noted as cancelled are cancelled, should this process be ended before it has done so itself: after Ctrl-C Nx leaves it five seconds, and a scheduler or a network may be
 * slow. What that says is appended to `.bocas/cancelled.log`.
 *
 * @returns to be called when they are.
 */
export function cancelAfterwards(root: string): () => void {
  // Without a shell the next call does it.
  if (process.platform === 'win32') return () => undefined
  const log = join(dirname(workspacePaths(root).jobs), 'cancelled.log')
  const words = [log, process.execPath, BOCAS, 'jobs', '--cancel', '--pending']
  const child = spawn('sh', ['-c', WAITING, 'sh', ...words], {
    cwd: root,
    detached: true,
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  })
  child.on('error', () => undefined)
  child.unref()
  const pipe = child.stdio[3] as Writable & { unref(): void }
  pipe.on('error', () => undefined)
  pipe.unref()
  return () => void pipe.end('done\n')
}
