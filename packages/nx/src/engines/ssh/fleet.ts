import { join } from 'node:path'
import { posixRelative, workspacePaths } from 'bocas/internal/light'
import type { CallEnd } from '../../shared/call-program'
import { noting, type Connections, type openConnections } from './connection'
import { makeHost, type Host, type SshJob } from './hosts'
import type { SshSettings } from './settings'

/** All hosts, and the jobs that none of them has. */
export class Fleet {
  readonly hosts: readonly Host[]
  /** Jobs that no host has. */
  waiting: SshJob[] = []
  /** Jobs that somebody has cancelled: none of them is begun any more. */
  readonly cancelled = new Set<string>()
  /** Jobs whose host went away while they were at work. */
  readonly lost = new Set<string>()
  /** How many hosts are being asked to give back jobs of their queues. */
  takingBack = 0
  private open?: Connections

  constructor(
    readonly root: string,
    private readonly settings: SshSettings,
    private readonly connect: typeof openConnections,
  ) {
    this.hosts = Object.entries(settings.hosts).map(([name, host]) => makeHost(name, host))
  }

  /** The id of the job with this folder here. */
  idOf(folder: string): string {
    return posixRelative(workspacePaths(this.root).jobs, folder)
  }

  folderOf(id: string): string {
    return join(workspacePaths(this.root).jobs, id)
  }

  hostOf(id: string): Host | undefined {
    return this.hosts.find((host) => host.jobs.has(id))
  }

  isWaiting(id: string): boolean {
    return this.waiting.some((job) => job.id === id)
  }

  /** These jobs have no host now; they are the next ones that are given one. */
  wait(jobs: readonly SshJob[]): void {
    this.waiting.unshift(...jobs.filter(({ id }) => !this.cancelled.has(id)))
  }

  /** Connections, which note what hosts answer. */
  get links(): Connections {
    return (this.open ??= noting(this.connect(this.settings.config), this.hosts))
  }

  /** Executes a script on a host in its turn, and makes it then. */
  shell(host: Host, script: () => string): Promise<CallEnd> {
    return this.inTurn(host, () => this.links.shell(host.name, script()))
  }

  /** Does something with a host, after whatever is being done with it. */
  inTurn<T>(host: Host, act: () => Promise<T>): Promise<T> {
    const done = host.calls.then(act)
    // Whoever asked for it is told.
    host.calls = done.catch(() => undefined)
    return done
  }

  async disconnect(): Promise<void> {
    await this.open?.close()
    delete this.open
  }
}

export const linesOf = (text: string): string[] => text.split('\n').filter((line) => line !== '')
