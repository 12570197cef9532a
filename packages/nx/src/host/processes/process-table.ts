import { readdirSync } from 'node:fs'
import { textIfThere } from 'bocas/internal/light'

/** Whether the system shows its processes as files: Linux does. */
const SHOWS_PROCESSES = process.platform === 'linux'

interface Relations {
  readonly pid: number
  readonly parent: number
  readonly group: number
}

/** The processes that there are now; none where the system does not show them. */
export function allPids(): number[] {
  if (!SHOWS_PROCESSES) return []
  return readdirSync('/proc').flatMap((name) => (/^\d+$/.test(name) ? [Number(name)] : []))
}

/** A process, those in its group, and all that they have started, in groups of their own or not. */
export function familyOf(leader: number): number[] {
  const all = allPids().flatMap((pid) => relationsOf(pid) ?? [])
  const family = new Set([leader])
  for (let size = 0; size !== family.size;) {
    size = family.size
    for (const { pid, parent, group } of all) if (family.has(parent) || family.has(group)) family.add(pid)
  }
  return [...family]
}

/** Undefined for a process that is gone. */
function relationsOf(pid: number): Relations | undefined {
  const stat = readText(`/proc/${pid}/stat`)
  // The command (2nd field) may hold spaces and brackets; after it come the state, the parent and the group.
  const [, parent, group] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return group === undefined ? undefined : { pid, parent: Number(parent), group: Number(group) }
}

/** What processes have done since they began, by pid: seconds on processors, bytes read and written, and how the system calls their state. */
export type Activity = ReadonlyMap<number, { readonly cpu: number; readonly passed: number; readonly state: string }>

/** Units of /proc in a second, on every Linux that Node runs on (USER_HZ). */
const TICKS = 100

/** Those that are gone or not shown are left out. */
export function activityOf(pids: readonly number[]): Activity {
  return new Map(
    pids.flatMap((pid) => {
      const stat = readText(`/proc/${pid}/stat`)
      // After the command (2nd field): the state is the 3rd, utime and stime the 14th and 15th.
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
      if (fields.length < 13) return []
      // Of another user's process this is not shown.
      const io = readText(`/proc/${pid}/io`)
      const passed = count(io, 'rchar') + count(io, 'wchar')
      return [[pid, { cpu: (Number(fields[11]) + Number(fields[12])) / TICKS, passed, state: fields[0]! }] as const]
    }),
  )
}

const count = (text: string, name: string): number => Number(new RegExp(`^${name}: (\\d+)`, 'm').exec(text)?.[1] ?? 0)

/** The bytes of memory that processes hold. What several of them share counts for each, so it is never too little. */
export const residentBytes = (pids: readonly number[]): number =>
  sum(pids, (pid) => kilobytes(readText(`/proc/${pid}/status`), 'VmRSS'))

/** The same with what is shared divided among those that share it; takes the system a while, so it is for when it matters. */
export const proportionalBytes = (pids: readonly number[]): number =>
  sum(pids, (pid) => kilobytes(readText(`/proc/${pid}/smaps_rollup`), 'Pss'))

const sum = (pids: readonly number[], measure: (pid: number) => number): number =>
  pids.reduce((total, pid) => total + measure(pid), 0) * 1024

const kilobytes = (text: string, name: string): number =>
  Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(text)?.[1] ?? 0)

/** Whether a process was started with `name=value` in its environment, as everything is that was started by one that was. */
export const hasVariable = (pid: number, name: string, values: ReadonlySet<string>): boolean =>
  readText(`/proc/${pid}/environ`)
    .split('\0')
    .some((entry) => entry.startsWith(`${name}=`) && values.has(entry.slice(name.length + 1)))

/** Empty for what cannot be read: the process is gone, or another user's. */
const readText = (file: string): string => textIfThere(file) ?? ''
