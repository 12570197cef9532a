import { readFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { execFileSync } from 'node:child_process'
import { isFailedCommand, isSystemError } from '../files/expected-errors'
import { sha256 } from '../keys/canonical-json'
import { textIfThere } from '../files/if-there'

/** Which process this is, told apart from a later one with the same pid, also after a reboot. */
export interface ProcessIdentity {
  readonly host: string
  readonly pid: number
  /** The boot the pid belongs to, where the system tells. */
  readonly boot: string | null
  /** When the process started, in the system's own words: only ever compared for equality. */
  readonly started: string | null
  /** A digest of all that: a file with one bit flipped in the host's name would hold a lock in the name of a machine that never was. */
  readonly seal?: string
}

/**
 * What this machine is called among those that share a store: its host name, unless `BOCAS_HOST` says otherwise. Containers of one host name that share a workspace have to be told
 * apart so.
 */
export const hostName = (): string => process.env.BOCAS_HOST || hostname()

/** The identity of this process, or of another one of this machine. */
export function identityOf(pid: number = process.pid): ProcessIdentity {
  const known = { host: hostName(), pid, boot: bootId(), started: lookUp(pid)?.started ?? null }
  return { ...known, seal: sealOf(known) }
}

const sealOf = ({ host, pid, boot, started }: ProcessIdentity): string =>
  sha256(JSON.stringify([host, pid, boot, started])).slice(0, 16)

/**
 * Whether the process can still be at work. When in doubt it can, because to train twice is better ruled out than a lock broken
 * wrongly: a process of another machine, and one of which the system says nothing. Machines are told apart by their names. What does not fit its seal was damaged on the disk and names no one.
 */
export function isAlive(holder: ProcessIdentity): boolean {
  if (holder.seal !== undefined && holder.seal !== sealOf(holder)) return false
  if (holder.host !== hostName()) return true
  const boot = bootId()
  if (holder.boot !== null && boot !== null && holder.boot !== boot) return false
  // A process of another user may have this pid now. Whether it is the holder, its start tells.
  if (!isRunning(holder.pid)) return false
  const now = lookUp(holder.pid)
  if (now === undefined) return true
  // A zombie has ended: it waits for a parent that may never ask, as in containers without an init process.
  return !now.ended && (holder.started === null || now.started === holder.started)
}

/** Whether there is a process with this pid, whoever's it is. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // EPERM: there is, and it is another user's. What a file has in place of a number is no process.
    return isSystemError(error, 'EPERM')
  }
}

interface ProcessState {
  readonly started: string
  readonly ended: boolean
}

/** What the system says of a process; undefined when it says nothing. */
function lookUp(pid: number): ProcessState | undefined {
  try {
    if (process.platform === 'linux') return fromProc(readFileSync(`/proc/${pid}/stat`, 'utf8'))
    if (process.platform === 'win32') return undefined
    // In a fixed language and time zone: two shells of one user may differ in theirs.
    const env = { ...process.env, LC_ALL: 'C', TZ: 'UTC' }
    return fromPs(execFileSync('ps', ['-o', 'stat=,lstart=', '-p', String(pid)], { encoding: 'utf8', env }))
  } catch (error) {
    if (!isFailedCommand(error)) throw error
    return undefined
  }
}

function fromProc(stat: string): ProcessState | undefined {
  // The command name (2nd field) may hold spaces and brackets: count fields after its closing one. State is the 3rd, starttime the 22nd.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return fields[19] === undefined ? undefined : { started: fields[19], ended: /^[ZX]/.test(fields[0]!) }
}

function fromPs(line: string): ProcessState | undefined {
  const [, state, started] = /^\s*(\S+)\s+(\S.*?)\s*$/.exec(line) ?? []
  return started === undefined ? undefined : { started, ended: state!.startsWith('Z') }
}

const bootId = (): string | null => textIfThere('/proc/sys/kernel/random/boot_id')?.trim() ?? null
