import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Rig } from '../../e2e/rig/rig'

/** The most memory that one process held, in bytes, by what it did. */
export type Peaks = ReadonlyMap<string, number>

/** Milliseconds between looks. The system remembers each process's peak, so that one look during its life is enough. */
const LOOK = 20

/** Watches the processes of a workspace while something goes on in it. Where the system does not show processes, none are seen. */
export async function peakMemory(rig: Rig, goesOn: () => Promise<unknown>): Promise<Peaks> {
  const peaks = new Map<string, number>()
  const roles = new Map<number, string>()
  let isOver = false
  const watching = (async () => {
    while (!isOver) {
      for (const pid of process.platform === 'linux' ? rig.processes() : []) {
        const role = roles.get(pid) ?? roleOf(pid)
        const peak = peakOf(pid)
        if (role === undefined || peak === undefined) continue
        roles.set(pid, role)
        peaks.set(role, Math.max(peaks.get(role) ?? 0, peak))
      }
      await sleep(LOOK)
    }
  })()
  try {
    await goesOn()
  } finally {
    isOver = true
    await watching
  }
  return peaks
}

/** What Node is executing in a process; undefined for other programs and for one that is gone. */
function roleOf(pid: number): string | undefined {
  const words = read(`/proc/${pid}/cmdline`).split('\0')
  const script = words.find((word, index) => index > 0 && /\.[cm]?js$/.test(word))
  if (script === undefined) return undefined
  if (/[\\/]run-worker[^\\/]*$/.test(script)) return 'a run'
  if (/run-batch\.js$/.test(script)) return 'the batch'
  if (/plugin-worker\.js$/.test(script)) return 'a plugin process'
  if (/[\\/]nx\.js$/.test(script)) return 'nx'
  return 'another process'
}

function peakOf(pid: number): number | undefined {
  const kilobytes = /^VmHWM:\s+(\d+) kB/m.exec(read(`/proc/${pid}/status`))?.[1]
  return kilobytes === undefined ? undefined : Number(kilobytes) * 1024
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}
