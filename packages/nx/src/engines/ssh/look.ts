import { lockHolder, workspacePaths } from 'bocas/internal/store'
import { executionsOf } from '../../protocol/job-files'
import { leaseTime } from '../../protocol/lease'
import { endOf } from '../../protocol/execution-messages'
import { lastWords } from './connection'
import { exitCodeIn, fetchLeft, removeLate } from './delivery'
import { nextBacklog } from './distribute'
import type { Fleet } from './fleet'
import { readStandings, standings } from './host-queue'
import { advance, keyOf, type Host, type HostedJob } from './hosts'
import { readPlace } from './job-places'
import { schedule } from './schedule'

/** Milliseconds between two looks at what jobs on a host have left, at least; */
const LOOK = 500
/** and this many times what a look takes, because looking is work for both machines: the more while jobs wait in the queue there, of which the next one begins without us. */
const REST = { withQueue: 10, without: 4 } as const

/**
 * Whether it is time to look at a host again. At the pace of its jobs it is known when all of them may be over: then nobody goes on waiting for their results, however long a look
 * takes.
 */
export function isDue({ lastLook, pace, awaySince, jobs }: Host, now: number): boolean {
  if (lastLook === undefined) return false
  const open = [...jobs.values()].filter(({ phase }) => phase !== 'ended')
  const hasQueue = awaySince === undefined && open.some(({ phase }) => phase === 'queued')
  const rest = (hasQueue ? REST.withQueue : REST.without) * lastLook.took
  const over = pace === undefined || awaySince !== undefined ? Infinity : pace * open.length
  return now - lastLook.at >= Math.max(LOOK, Math.min(rest, over))
}

/**
 * Looks at what jobs have left on those hosts whose turn it is, and fills the places that have become free. A host that does not answer is looked at too, and not waited for.
 *
 * @returns jobs of which all is here that was there before and can be read.
 * @throws Error when it cannot be written here.
 */
export async function lookAround(fleet: Fleet): Promise<ReadonlySet<string>> {
  const now = performance.now()
  const due = fleet.hosts.filter((host) => host.jobs.size > 0 && isDue(host, now))
  const looks = due.filter(({ awaySince }) => awaySince === undefined).map((host) => look(fleet, host))
  // That it is still away is known.
  for (const host of due) if (host.awaySince !== undefined) look(fleet, host).catch(() => undefined)
  try {
    return new Set((await Promise.all(looks)).flat())
  } finally {
    schedule(fleet)
  }
}

async function look(fleet: Fleet, host: Host): Promise<string[]> {
  const ids = [...host.jobs].filter(([, { phase }]) => phase !== 'arriving').map(([id]) => id)
  if (ids.length === 0) return []
  const before = host.lastLook?.at ?? -Infinity
  host.lastLook = undefined
  const begun = performance.now()
  const { went, answer } = await fleet
    .inTurn(host, () => fetchLeft(host, ids, fleet.root, fleet.links))
    .finally(() => {
      const at = performance.now()
      host.lastLook = { at, took: at - begun }
    })
  if (host.awaySince !== undefined && performance.now() - host.awaySince > leaseTime() / 3) lose(fleet, host)
  let ended = 0
  for (const id of ids) {
    const hosted = host.jobs.get(id)
    if (!hosted) {
      removeLate(fleet.folderOf(id))
      continue
    }
    const phase = hosted.phase
    if (note(fleet, hosted).phase === 'ended' && phase !== 'ended') ended++
  }
  host.pace = ended > 0 && Number.isFinite(before) ? (begun - before) / ended : undefined
  host.backlog = nextBacklog(host, ended)
  if (went === 'wrong') throw new Error(`${host.name}: ${lastWords(answer)}`)
  return went === 'whole' ? ids : []
}

/** What is here of a job says how far it is. */
function note(fleet: Fleet, hosted: HostedJob): HostedJob {
  const folder = fleet.folderOf(hosted.job.id)
  hosted.code ??= exitCodeIn(folder)
  if (hosted.code !== undefined) advance(hosted, 'ended')
  if (hosted.phase === 'ended') return hosted
  const executions = executionsOf(folder)
  if (executions.length > 0) advance(hosted, 'running')
  if (executions.some((one) => endOf(one) !== undefined)) advance(hosted, 'ended')
  return hosted
}

/** The jobs of a host that is away begin elsewhere. Those that go on there all the same find nobody who takes their result, and are ended when it is back. */
function lose(fleet: Fleet, host: Host): void {
  for (const [id, { job, phase }] of host.jobs) {
    if (phase === 'queued' || phase === 'arriving') fleet.wait([job])
    else fleet.lost.add(id)
    host.garbage.add(id)
  }
  host.jobs.clear()
  host.brought.clear()
}

/** Asks a host how its jobs stand. What it does not know any more has ended, or never came to it. */
export async function askHost(fleet: Fleet, host: Host): Promise<void> {
  const asked = [...host.jobs.values()].filter(({ phase }) => phase === 'queued' || phase === 'running')
  if (asked.length === 0) return
  const ids = asked.map(({ job }) => job.id)
  const { stdout } = await fleet.shell(host, () => standings(host, ids))
  const found = readStandings(stdout)
  if (!found) return
  for (const hosted of asked) {
    const { id } = hosted.job
    const standing = found.get(id)
    if (host.jobs.get(id) !== hosted || standing === undefined) continue
    if (standing === 'queued' || standing === 'running') advance(hosted, standing)
    // Of one that was at work something is left there, unless somebody has removed it.
    else if (standing === 'begun' || hosted.phase !== 'queued') advance(hosted, 'ended')
    else if (host.jobs.delete(id)) fleet.wait([hosted.job])
  }
}

/** Takes up a job of an earlier call where that has noted it to be. One that had no host yet is given one by the call that has its run, and by nobody who only looks. */
export function adopt(fleet: Fleet, id: string): void {
  if (fleet.hostOf(id) || fleet.lost.has(id) || fleet.cancelled.has(id) || fleet.isWaiting(id)) return
  const place = readPlace(fleet.folderOf(id))
  if (!place) return
  const job = { id, command: place.command, files: place.files }
  const host = fleet.hosts.find(({ name }) => name === place.host)
  if (host) host.jobs.set(id, note(fleet, { job, phase: 'queued', since: performance.now() }))
  else if (lockHolder(workspacePaths(fleet.root).locks, keyOf(id))?.pid === process.pid) fleet.waiting.push(job)
}
