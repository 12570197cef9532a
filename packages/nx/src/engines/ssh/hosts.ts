import type { HostSettings } from './settings'

/** A job as this engine knows it. */
export interface SshJob {
  /** `<key>/<number>`: by it its folder is found. */
  readonly id: string
  /** Its words, with places that depend on the host. */
  readonly command: readonly string[]
  /** What it needs, as seen from the workspace. */
  readonly files: readonly string[]
}

/** A job on a host. */
export interface StartedJob {
  readonly job: SshJob
  /** Of the leader of its process group there. */
  readonly pid: number
  /** Its process has ended, or its execution said so: its slot is free. What it left is brought home until nobody asks for it, because some of it may be younger than what is here. */
  hasEnded: boolean
}

/** How many of its slots a host has for others. */
export const freeSlots = (host: Host): number =>
  host.slots - host.arriving - [...host.at.values()].filter(({ hasEnded }) => !hasEnded).length

/** A host, and what is known of it. */
export interface Host extends HostSettings {
  readonly name: string
  /** By their ids. */
  readonly at: Map<string, StartedJob>
  /** How many jobs are on their way to it. */
  arriving: number
  /** Since when it does not answer, by a clock that no one can set. */
  awaySince?: number
  /** Folders of jobs that are over. */
  readonly garbage: Set<string>
  /** Calls of one host come one after the other. */
  queue: Promise<unknown>
}

export const makeHost = (name: string, settings: HostSettings): Host => ({
  name,
  ...settings,
  at: new Map(),
  arriving: 0,
  garbage: new Set(),
  queue: Promise.resolve(),
})

/** Milliseconds after which a host that does not answer is given something again. */
const AGAIN = 5_000

/**
 * Which jobs go to which host: each to the one with the most free slots, in the order in which they wait.
 *
 * @returns jobs by host; those that find no place go on waiting.
 */
export function spread(waiting: readonly SshJob[], hosts: readonly Host[], now: number): Map<Host, SshJob[]> {
  const free = new Map(
    hosts
      .filter(({ awaySince }) => awaySince === undefined || now - awaySince >= AGAIN)
      .map((host) => [host, freeSlots(host)] as const),
  )
  const given = new Map<Host, SshJob[]>()
  for (const job of waiting) {
    const [host, most] = [...free].reduce<readonly [Host | undefined, number]>(
      (best, one) => (one[1] > best[1] ? one : best),
      [undefined, 0],
    )
    if (host === undefined || most <= 0) break
    free.set(host, most - 1)
    given.set(host, [...(given.get(host) ?? []), job])
  }
  return given
}
