import { append, type Problem } from 'bocas/internal/light'
import { GO_ON } from '../../protocol/job-files'
import type { Engine, EngineOptions, JobRequest, JobState } from '../engine'
import type { Transport } from '../transport'
import { openConnections } from './connection'
import { NODE, ROOT, scriptsIn } from './delivery'
import { Fleet, linesOf } from './fleet'
import { cancel } from './host-queue'
import type { Host, HostedJob, SshJob } from './hosts'
import { readPlace, writePlace } from './job-places'
import { adopt, askHost, lookAround } from './look'
import { neededFiles } from './needed-files'
import { jobThere } from '../places-there'
import { hostProblems } from './refusals'
import { handOver, schedule } from './schedule'
import { sshSettings } from './settings'

export { configurationProblems } from './settings'

/**
 * Hosts that ssh reaches. Nothing is installed there and nothing listens: each has slots and a queue of a few jobs, and what these leave is fetched until they have ended.
 */
export function createEngine({ root, configuration }: EngineOptions, connect = openConnections): Engine {
  return new SshEngine(new Fleet(root, sshSettings(configuration), connect))
}

class SshEngine implements Engine {
  readonly name = 'ssh'
  readonly portion = 20
  readonly transport: Transport
  /** What jobs need beside their specification, by their ids. */
  private readonly files = new Map<string, readonly string[]>()
  private checked?: Promise<readonly Problem[]>

  constructor(private readonly fleet: Fleet) {
    this.transport = {
      root: ROOT,
      node: NODE,
      send: (folders) => {
        for (const folder of folders) {
          const id = fleet.idOf(folder)
          const [own, ...others] = neededFiles(fleet.root, folder, jobThere(id))
          // Its specification enters the queue with it.
          if (own !== undefined) this.files.set(id, others)
        }
        return Promise.resolve()
      },
      receive: (folders) => this.receive(folders),
      forget: (folders) => {
        for (const folder of folders) this.forget(fleet.idOf(folder))
        return Promise.resolve()
      },
      async close() {
        await handOver(fleet)
        await fleet.disconnect()
      },
    }
  }

  announce(): void {
    // What goes wrong is told when it is asked for.
    this.refuse().catch(() => undefined)
  }

  /** Asks each host once whether it has what is needed. */
  refuse(): Promise<readonly Problem[]> {
    const { fleet } = this
    return (this.checked ??= hostProblems(fleet.hosts, (host, script) => fleet.shell(host, () => script)))
  }

  submit(requests: readonly JobRequest[]): Promise<readonly string[]> {
    const jobs = requests.map((request): SshJob => {
      const id = idOfRequest(request)
      return { id, command: request.command, files: [...(this.files.get(id) ?? []), ...scriptsIn(request.command)] }
    })
    for (const job of jobs) writePlace(this.fleet.folderOf(job.id), job)
    append(this.fleet.waiting, jobs)
    schedule(this.fleet)
    return Promise.resolve(jobs.map(({ id }) => id))
  }

  find(requests: readonly JobRequest[]): Promise<readonly (string | undefined)[]> {
    const ids = requests.map(idOfRequest)
    return Promise.resolve(ids.map((id) => (readPlace(this.fleet.folderOf(id)) === undefined ? undefined : id)))
  }

  /** One call for each host that answers, and all at once. */
  async poll(ids: readonly string[]): Promise<ReadonlyMap<string, JobState>> {
    for (const id of ids) adopt(this.fleet, id)
    const reachable = this.fleet.hosts.filter(({ awaySince }) => awaySince === undefined)
    await Promise.all(reachable.map((host) => askHost(this.fleet, host)))
    return new Map(ids.map((id) => [id, this.stateOf(id)]))
  }

  private stateOf(id: string): JobState {
    const { fleet } = this
    const isCancelled = fleet.cancelled.has(id)
    const host = fleet.hostOf(id)
    const hosted = host?.jobs.get(id)
    if (host && hosted && !(isCancelled && hosted.phase === 'ended')) return stateOn(host, hosted)
    if (isCancelled) return { kind: 'ended', how: 'cancelled' }
    if (fleet.lost.has(id)) return { kind: 'ended', how: 'node lost' }
    if (!fleet.isWaiting(id)) return { kind: 'unknown' }
    const inTrouble = fleet.hosts.find(({ trouble }) => trouble !== undefined)
    return { kind: 'waiting', reason: inTrouble ? `${inTrouble.name}: ${inTrouble.trouble!.words}` : FULL }
  }

  async cancel(ids: readonly string[]): Promise<void> {
    const { fleet } = this
    const asked = new Set(ids)
    for (const id of ids) {
      adopt(fleet, id)
      fleet.cancelled.add(id)
    }
    fleet.waiting = fleet.waiting.filter(({ id }) => !asked.has(id))
    await Promise.all(
      fleet.hosts.map(async (host) => {
        const own = [...host.jobs.keys()].filter((id) => asked.has(id))
        if (own.length === 0) return
        const { stdout } = await fleet.shell(host, () => cancel(host, own))
        for (const id of linesOf(stdout)) host.jobs.delete(id)
      }),
    )
  }

  private async receive(folders: readonly string[]): Promise<readonly string[]> {
    const { fleet } = this
    for (const folder of folders) adopt(fleet, fleet.idOf(folder))
    const complete = await lookAround(fleet)
    return folders.filter((folder) => {
      const id = fleet.idOf(folder)
      // Of a job that is nowhere nothing will come.
      return complete.has(id) || (fleet.hostOf(id) === undefined && !fleet.isWaiting(id))
    })
  }

  private forget(id: string): void {
    const { fleet } = this
    for (const host of fleet.hosts) if (host.jobs.delete(id)) host.garbage.add(id)
    fleet.waiting = fleet.waiting.filter((job) => job.id !== id)
    fleet.lost.delete(id)
    fleet.cancelled.delete(id)
    this.files.delete(id)
  }
}

/** Why a job waits that nothing else keeps. */
const FULL = 'all slots are taken'

function stateOn(host: Host, { phase, code }: HostedJob): JobState {
  if (phase === 'running') return { kind: 'running', node: host.name }
  if (phase !== 'ended') return { kind: 'waiting', reason: FULL }
  const isDone = code === undefined || code === 0 || code === GO_ON
  return { kind: 'ended', how: isDone ? 'done' : 'failed', ...(code !== undefined && { code }) }
}

const idOfRequest = ({ folder }: JobRequest): string => folder.slice(`${ROOT}/${jobThere('')}`.length)
