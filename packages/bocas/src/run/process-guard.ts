import { spawn, type ChildProcess } from 'node:child_process'
import type { Writable } from 'node:stream'
import { isSystemError } from '../files/expected-errors'

/** Signals a process and those in its group; says nothing when they are gone. Windows has no groups. */
export function signalGroup(leader: number | undefined, signal: NodeJS.Signals): void {
  if (leader === undefined) return
  signalProcess(process.platform === 'win32' ? leader : -leader, signal)
}

/** Signals a process, or by a negative number a group; says nothing when there is no one left. Some systems say of what has just ended that it may not be signalled. */
export function signalProcess(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal)
  } catch (error) {
    if (!isSystemError(error, 'ESRCH', 'EPERM')) throw error
  }
}

/**
 * Reads which process groups there are, and ends them all when nothing more can come: when the process at the other end of the pipe is
 * gone, however it went. A shell that starts it and ends, so that it is nobody's child: whoever ends the tree of this process, leaves
 * first, would wait for it in vain.
 */
const SCRIPT = `(
trap '' TERM INT HUP
groups=' '
while read -r word group; do
  case $word in
    add) groups="$groups$group " ;;
    gone) groups="\${groups%% $group *} \${groups#* $group }" ;;
  esac
done
for group in $groups; do kill -KILL "-$group" 2>/dev/null; done
) <&3 3<&- >/dev/null 2>&1 &`

/** Keeps watch over process groups, which are ended when this process is gone: one that is killed can end nobody. A run in an endless loop, for one, would not notice it. */
export interface ProcessGuard {
  add(group: number): void
  gone(group: number): void
}

/** A guard that starts with the first group. Does nothing on Windows, where there are neither groups nor a shell. */
export function processGuard(): ProcessGuard {
  const groups = new Set<number>()
  let line: Writable | undefined
  const open = (): Writable | undefined => {
    const shell = spawn('/bin/sh', ['-c', SCRIPT], {
      env: {},
      detached: true,
      stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
    })
    shell.on('error', () => undefined)
    shell.unref()
    const pipe = pipeOf(shell)
    // Someone killed the guard: the next one is told of all groups.
    pipe?.on('error', () => (line = undefined))
    for (const group of groups) pipe?.write(`add ${group}\n`)
    return pipe
  }
  const say = (word: 'add' | 'gone', group: number): void => {
    if (process.platform === 'win32') return
    if (line === undefined || line.destroyed) line = open()
    else line.write(`${word} ${group}\n`)
  }
  return {
    add(group) {
      groups.add(group)
      say('add', group)
    },
    gone(group) {
      groups.delete(group)
      say('gone', group)
    },
  }
}

/** Undefined when it could not be started for want of descriptors: it is tried again with the next group. */
function pipeOf(shell: ChildProcess): Writable | undefined {
  const pipe = (shell.stdio as ChildProcess['stdio'] | undefined)?.[3] as (Writable & { unref?(): void }) | undefined
  // It must not keep this process from ending: its end is what the guard waits for.
  pipe?.unref?.()
  return pipe
}
