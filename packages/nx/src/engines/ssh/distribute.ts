import { load, type Host, type SshJob } from './hosts'

/** Milliseconds after which a host that does not answer is given something again. */
const AGAIN = 5_000
/** Milliseconds after which a job in the queue of one host may go to another that is idle. */
const WAITED = 5_000
/** How many jobs may wait on a host at most: they are brought to it in one call. */
const BACKLOG = 200

const isReady = ({ awaySince, trouble }: Host, now: number): boolean =>
  now - (awaySince ?? -Infinity) >= AGAIN && now - (trouble?.since ?? -Infinity) >= AGAIN

/**
 * Which jobs go to which host: each to the one with the most free slots; where none is free, into the shortest queue for its slots. Jobs go in the order in which they wait.
 *
 * @param room how many jobs a host may have in all.
 * @returns jobs by host; those that find no place go on waiting.
 */
export function distribute(
  waiting: readonly SshJob[],
  hosts: readonly Host[],
  now: number,
  room: (host: Host) => number = ({ slots, backlog }) => slots + backlog,
): Map<Host, SshJob[]> {
  const loads = new Map(hosts.filter((host) => isReady(host, now)).map((host) => [host, load(host)] as const))
  const given = new Map<Host, SshJob[]>()
  for (const job of waiting) {
    const open = [...loads].filter(([host, jobs]) => jobs < room(host))
    if (open.length === 0) break
    const [host, jobs] = open.reduce((best, one) => (isBetter(one, best) ? one : best))
    loads.set(host, jobs + 1)
    given.set(host, [...(given.get(host) ?? []), job])
  }
  return given
}

function isBetter([a, jobsOfA]: readonly [Host, number], [b, jobsOfB]: readonly [Host, number]): boolean {
  const [freeOfA, freeOfB] = [a.slots - jobsOfA, b.slots - jobsOfB]
  if (freeOfA > 0 || freeOfB > 0) return freeOfA > freeOfB
  return jobsOfA / a.slots < jobsOfB / b.slots
}

/** How many jobs are to wait on a host of which so many have ended since the last look: twice as many as one look takes out, so that short runs find the next one. */
export const nextBacklog = ({ slots, backlog }: Pick<Host, 'slots' | 'backlog'>, ended: number): number =>
  Math.min(Math.max(slots, 2 * ended, Math.floor(backlog / 2)), Math.max(slots, BACKLOG))

/** Which jobs are to be taken back from the queues of hosts, because others stand idle: those that would begin last. */
export function takenBack(hosts: readonly Host[], now: number): Map<Host, string[]> {
  let idle = hosts
    .filter((host) => isReady(host, now))
    .reduce((sum, host) => sum + Math.max(0, host.slots - load(host)), 0)
  const taken = new Map<Host, string[]>()
  for (const host of hosts) {
    if (host.awaySince !== undefined) continue
    const queued = [...host.jobs.values()].filter(({ phase, since }) => phase === 'queued' && now - since >= WAITED)
    const count = Math.min(idle, queued.length, Math.max(0, load(host) - host.slots))
    if (count <= 0) continue
    idle -= count
    taken.set(
      host,
      queued.slice(-count).map(({ job }) => job.id),
    )
  }
  return taken
}
