import { existsSync, mkdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { basename, join, relative } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { isSystemError, signalProcess, textIfThere } from 'bocas/internal/store'

/** What a process and all that it starts cannot leave, whatever groups and environments they make for themselves. */
export interface Fence {
  /** Whether there is one. */
  readonly holds: boolean
  /** Ends all that is in it. */
  end(): Promise<void>
}

/** In a work folder: the control group of its run, for whoever clears up after a host that was killed. */
const FILE = 'control-group'
/** Looks at what was told to end, 5 ms apart. */
const LOOKS = 400

const NONE: Fence = { holds: false, end: async () => undefined }

/** For who watches a call in which runs may start programs, where there is no fence. */
export const UNFENCED =
  '… this system lets bocas make no control groups: what a run starts ends with it, but not what leaves both its process group and its environment (docs/survival.md)'

/**
 * Puts a process into a control group of its own (Linux, cgroups 2 and 1), where the user may make one: root, and whoever has a systemd session
 * of its own. Nothing that it starts can leave the group without rights to another one. Elsewhere there is no fence.
 */
export function confine(work: string, pid: number | undefined): Fence {
  const parent = pid === undefined ? undefined : ownGroup()
  if (parent === undefined) return NONE
  const group = join(parent, `bocas-${pid}-${basename(work).slice(-12)}`)
  try {
    mkdirSync(group)
  } catch (error) {
    if (!isSystemError(error)) throw error
    return NONE
  }
  // Apart, because the kernel takes its time for it; the run's code is not there yet. A process that is gone already needs no group.
  const inside = writeFile(join(group, 'cgroup.procs'), String(pid)).catch(() => undefined)
  try {
    writeFileSync(join(work, FILE), group)
  } catch (error) {
    if (!isSystemError(error)) throw error
    // For later calls only.
  }
  return {
    holds: true,
    async end() {
      await inside
      await endGroup(group)
    },
  }
}

/** Ends what a run that nobody looks after any more has left in its group. */
export async function endLeftGroup(work: string): Promise<void> {
  const file = join(work, FILE)
  if (!existsSync(file)) return
  const group = readFileSync(file, 'utf8')
  if (basename(group).startsWith('bocas-')) await endGroup(group)
}

async function endGroup(group: string): Promise<void> {
  for (let left = LOOKS; left > 0 && existsSync(group); left--) {
    if (!killAll(group)) return
    try {
      return rmdirSync(group)
    } catch (error) {
      if (!isSystemError(error)) throw error
      // Those that were told to end have not done so.
      await sleep(5)
    }
  }
}

/** @returns false when the group cannot be read. */
function killAll(group: string): boolean {
  const pids = textIfThere(join(group, 'cgroup.procs'))?.split('\n').map(Number)
  if (pids === undefined) return false
  for (const pid of pids) {
    if (!(pid > 1) || pid === process.pid) continue
    signalProcess(pid, 'SIGKILL')
  }
  return true
}

let known: { readonly group: string | undefined } | undefined

/** The folder of the control group that this process is in, in a hierarchy in which it may make others; found out once. */
function ownGroup(): string | undefined {
  known ??= { group: process.platform === 'linux' ? findGroup() : undefined }
  return known.group
}

function findGroup(): string | undefined {
  try {
    const own = readFileSync('/proc/self/cgroup', 'utf8').split('\n')
    const mounts = readFileSync('/proc/self/mountinfo', 'utf8').split('\n')
    return [...controlGroupsOf(own, mounts)].find(isOurs)
  } catch {
    // Everything: what /proc says differs from kernel to kernel, and runs are executed without a group as well.
    return undefined
  }
}

/**
 * The folders of the groups that a process is in: of cgroups 2, and of the hierarchies of cgroups 1 that only count or freeze.
 *
 * @param own lines of /proc/self/cgroup.
 * @param mounts lines of /proc/self/mountinfo.
 */
export function* controlGroupsOf(own: readonly string[], mounts: readonly string[]): Generator<string> {
  for (const wanted of ['', 'pids', 'freezer']) {
    const [, path] =
      own
        .map((line) => /^\d+:([^:]*):(.*)$/.exec(line))
        .flatMap((found) => (found?.[1] === wanted ? [found.slice(1)] : []))[0] ?? []
    if (path === undefined) continue
    for (const line of mounts) {
      const [before, after] = line.split(' - ')
      const [, , , root, place] = before?.split(' ') ?? []
      const [type, , options = ''] = after?.split(' ') ?? []
      const isIt = wanted === '' ? type === 'cgroup2' : type === 'cgroup' && options.split(',').includes(wanted)
      if (!isIt || root === undefined || place === undefined) continue
      const inside = relative(root, path)
      if (!inside.startsWith('..')) yield join(place, inside)
    }
  }
}

function isOurs(group: string): boolean {
  const probe = join(group, `bocas-probe-${process.pid}`)
  try {
    mkdirSync(probe)
    rmdirSync(probe)
    return true
  } catch (error) {
    if (!isSystemError(error)) throw error
    return false
  }
}
