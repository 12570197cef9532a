import type { CallEnd } from '../../shared/call-program'
import { isAway, lastWords } from './connection'
import { bring, specificationIn, wordsOn } from './delivery'
import { distribute, takenBack } from './distribute'
import { linesOf, type Fleet } from './fleet'
import { enqueue, tidy, withdraw } from './host-queue'
import { advance, keyOf, type Host, type SshJob } from './hosts'
import { readPlace, writePlace } from './job-places'

/**
 * Gives jobs that wait to hosts, and takes back some from queues when there are none and hosts stand idle.
 *
 * @param room how many jobs a host may have in all; its slots and a few more unless it is said.
 */
export function schedule(fleet: Fleet, room?: (host: Host) => number): void {
  const now = performance.now()
  for (const [host, jobs] of distribute(fleet.waiting, fleet.hosts, now, room)) {
    fleet.waiting = fleet.waiting.filter((job) => !jobs.includes(job))
    for (const job of jobs) host.jobs.set(job.id, { job, phase: 'arriving', since: now })
    void start(fleet, host, jobs)
  }
  // What hosts that are being asked give back fills the places that are seen to be free.
  if (fleet.waiting.length > 0 || fleet.takingBack > 0) return
  for (const [host, ids] of takenBack(fleet.hosts, now)) {
    // Not asked again at once.
    for (const id of ids) host.jobs.get(id)!.since = now
    void takeBack(fleet, host, ids)
  }
}

/** Brings jobs to the queue of a host. */
async function start(fleet: Fleet, host: Host, jobs: readonly SshJob[]): Promise<void> {
  const { answer, mayHaveCome } = await fleet.inTurn(host, () => deliver(fleet, host, jobs))
  const arriving = jobs.filter(({ id }) => host.jobs.get(id)?.phase === 'arriving')
  // Where nobody heard whether they came, the host is asked when it answers again.
  if (mayHaveCome) for (const { id } of arriving) advance(host.jobs.get(id)!, 'queued')
  else fleet.wait(arriving.filter(({ id }) => host.jobs.delete(id)))
  if (answer.code === 0) delete host.trouble
  else if (!isAway(answer)) host.trouble = { words: lastWords(answer), since: performance.now() }
}

interface Delivery {
  readonly answer: CallEnd
  /** Whether the jobs may be there: they are, or nobody knows. */
  readonly mayHaveCome: boolean
}

async function deliver(fleet: Fleet, host: Host, jobs: readonly SshJob[]): Promise<Delivery> {
  const { links } = fleet
  // Earlier jobs of the same runs would be taken for these, or are still at work in their folders.
  const keys = new Set(jobs.map(({ id }) => keyOf(id)))
  const inTheWay = [...host.garbage].filter((id) => keys.has(keyOf(id)))
  if (inTheWay.length > 0) {
    const answer = await links.shell(host.name, tidy(host, inTheWay))
    if (answer.code !== 0) return { answer, mayHaveCome: false }
    for (const id of inTheWay) host.garbage.delete(id)
  }
  const brought = await bring(host, jobs, fleet.root, links)
  if (brought && brought.code !== 0) return { answer: brought, mayHaveCome: false }
  const entries = jobs.flatMap((job) => {
    const folder = fleet.folderOf(job.id)
    // It may have been forgotten or cancelled meanwhile.
    if (readPlace(folder) === undefined || host.jobs.get(job.id)?.phase !== 'arriving') return []
    writePlace(folder, job, host.name)
    return [{ id: job.id, words: wordsOn(host, job), specification: specificationIn(folder) }]
  })
  const garbage = [...host.garbage]
  const answer = await links.shell(host.name, enqueue(host, entries, garbage, Date.now()))
  if (answer.code === 0) for (const id of garbage) host.garbage.delete(id)
  return { answer, mayHaveCome: answer.code === 0 || isAway(answer) }
}

/** Takes jobs out of the queue of a host for others; those that have begun stay. */
async function takeBack(fleet: Fleet, host: Host, ids: readonly string[]): Promise<void> {
  fleet.takingBack++
  const { stdout } = await fleet.shell(host, () => withdraw(host, ids)).finally(() => fleet.takingBack--)
  for (const id of linesOf(stdout)) {
    const hosted = host.jobs.get(id)
    if (hosted && host.jobs.delete(id)) fleet.wait([hosted.job])
  }
  schedule(fleet)
}

/** Gives all jobs that wait to hosts, and removes there what is over. Hosts that do not answer are passed over. */
export async function handOver(fleet: Fleet): Promise<void> {
  const settled = (): Promise<unknown> => Promise.all(fleet.hosts.map(({ calls }) => calls))
  for (let left = fleet.hosts.length; left > 0 && fleet.waiting.length > 0; left--) {
    schedule(fleet, () => Infinity)
    await settled()
  }
  await settled()
  const mess = fleet.hosts.filter(({ garbage, awaySince }) => garbage.size > 0 && awaySince === undefined)
  await Promise.all(mess.map((host) => fleet.shell(host, () => tidy(host, host.garbage))))
}
