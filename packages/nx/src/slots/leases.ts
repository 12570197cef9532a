import { randomUUID } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { homedir, hostname } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { identityOf, isAlive, isUnreadable, tryLock, writeWholeSync, type ProcessIdentity } from 'bocas/internal/store'
import { chooseSlots, type Demand, type MachineSlots, type Share } from './machine-slots'

/** What a run was given, as it goes into its specification. */
export interface GivenSlots {
  /** The lease: a file that names who holds it. None when a scheduler has given them. */
  readonly lease?: string
  readonly folder?: string
  /** Ids by name, as in `ctx.resources`. */
  readonly ids: Readonly<Record<string, readonly string[]>>
}

/**
 * A lease holds as long as one of the processes that it names lives: the host that took it, and the worker that uses it, which may outlive a
 * host that was killed by some moments.
 */
interface Lease {
  readonly holders: readonly ProcessIdentity[]
  readonly shares: readonly Share[]
  /** For a person who looks. */
  readonly run: string
}

/**
 * Where the leases of this machine lie: one folder for all workspaces of a user, because they share the devices. It is named by the host,
 * as homes may be shared by many.
 */
export function leaseFolder(env: NodeJS.ProcessEnv): string {
  const given = env.BOCAS_SLOTS_FOLDER
  return given ? given : join(env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'bocas', 'slots', hostname())
}

/** Takes slots for a run, or says that they are not free now; never waits for them. */
export function takeSlots(
  folder: string,
  machine: MachineSlots,
  demand: Demand,
  run: string,
): Promise<GivenSlots | undefined> {
  return alone(folder, () => {
    const chosen = chooseSlots(machine, demand, inUse(folder))
    if (!chosen) return undefined
    const lease = join(folder, `${randomUUID()}.lease`)
    const shares = Object.values(chosen)
      .flat()
      .map(({ device, parts }) => ({ device, parts }))
    writeLease(lease, { holders: [identityOf()], shares, run })
    const ids = Object.entries(chosen).map(([name, slots]) => [name, slots.map(({ id }) => id)] as const)
    return { lease, folder, ids: Object.fromEntries(ids) }
  })
}

/**
 * Makes this process one more holder of the lease.
 *
 * @throws Error when its holders are gone: what it was for may be another's by now.
 */
export function joinLease({ lease, folder }: Pick<GivenSlots, 'lease' | 'folder'>): Promise<void> {
  if (lease === undefined || folder === undefined) return Promise.resolve()
  return alone(folder, () => {
    const held = readLease(lease)
    if (!held?.holders.some(isAlive))
      throw new Error('the slots of this run were given back: the process that took them is gone')
    writeLease(lease, { ...held, holders: [...held.holders, identityOf()] })
  })
}

/** Gives slots back, when no process uses them any more. */
export function giveBack({ lease }: Pick<GivenSlots, 'lease'>): void {
  if (lease !== undefined) rmSync(lease, { force: true })
}

/** Thousandths in use, by device. Leases of processes that are gone are removed on the way. */
function inUse(folder: string): Map<string, number> {
  const used = new Map<string, number>()
  for (const name of readdirSync(folder).filter((file) => file.endsWith('.lease'))) {
    const held = readLease(join(folder, name))
    if (!held?.holders.some(isAlive)) rmSync(join(folder, name), { force: true })
    else for (const { device, parts } of held.shares) used.set(device, (used.get(device) ?? 0) + parts)
  }
  return used
}

/** Leases appear as a whole, so that there are no torn ones to judge. */
const writeLease = (file: string, lease: Lease): void => writeWholeSync(file, JSON.stringify(lease))

function readLease(file: string): Lease | undefined {
  try {
    const lease = JSON.parse(readFileSync(file, 'utf8')) as Partial<Lease> | null
    return Array.isArray(lease?.holders) && Array.isArray(lease.shares) ? (lease as Lease) : undefined
  } catch (error) {
    if (!isUnreadable(error)) throw error
    // Given back a moment ago, or torn by a crash of the machine, which no holder outlived.
    return undefined
  }
}

/** Does something while no other process of this machine looks at the leases or changes them: some milliseconds at most. */
async function alone<T>(folder: string, work: () => T): Promise<T> {
  mkdirSync(folder, { recursive: true })
  for (;;) {
    const attempt = tryLock(folder, 'door')
    if ('lock' in attempt) {
      try {
        return work()
      } finally {
        attempt.lock.forget()
      }
    }
    await sleep(1 + Math.random() * 5)
  }
}

/**
 * Makes the calling worker a holder of its slots and tells CUDA and HIP which devices they are, before either is loaded. Children that it
 * starts inherit it.
 */
export async function enterSlots(slots: GivenSlots): Promise<void> {
  await joinLease(slots)
  const { gpu } = slots.ids
  if (gpu === undefined) return
  process.env.CUDA_VISIBLE_DEVICES = gpu.join(',')
  process.env.HIP_VISIBLE_DEVICES = gpu.join(',')
  // The numbers of nvidia-smi; CUDA's own count begins at the fastest device.
  process.env.CUDA_DEVICE_ORDER = 'PCI_BUS_ID'
}
