import { join, relative } from 'node:path'
import { posixPath, workspacePaths, writeWholeSync, type Problem } from 'bocas/internal/light'
import { livesOf } from '../../protocol/job-files'
import { endOf } from '../../protocol/life-messages'
import { leaseTime } from '../../protocol/lease'
import { readJson } from '../../shared/read-json'
import { quoted } from '../../shared/shell-words'
import type { Engine, EngineOptions, JobRequest, JobState } from '../engine'
import type { Transport } from '../transport'
import { openConnections, UNREACHABLE, type Answer, type Connections } from './connection'
import { makeHost, spread, type Host, type SshJob } from './hosts'
import { neededFiles } from './needed-files'
import { sshSettings } from './settings'

export { configurationProblems } from './settings'

/** What stands for the workspace and for Node in a command until it is known on which host it is executed. */
const ROOT = '/{workspace}'
const NODE = '{node}'
/** Milliseconds between two looks at what jobs on a host have left. */
const PULL = 500
/** What a job leaves that nobody asks for. */
const WITHOUT = ['scratch', '*.part'] as const

/** Where a job is, in its folder: for a later call. */
const PLACE = 'host.json'

/**
 * Hosts that ssh reaches. Nothing is installed there and nothing listens: each has slots, a job is brought to one that has a slot free, and its folder is looked at until it
 * has ended.
 */
export function createEngine({ root, configuration }: EngineOptions, connect = openConnections): Engine {
  return new SshEngine(root, configuration, connect)
}

class SshEngine implements Engine {
  readonly name = 'ssh'
  readonly transport: Transport
  private readonly hosts: readonly Host[]
  private open?: Connections
  private readonly config: string | undefined
  private readonly files = new Map<string, readonly string[]>()
  private waiting: SshJob[] = []
  /** Jobs that are on their way to a host. */
  private readonly starting = new Set<string>()
  /** Jobs whose host went away. */
  private readonly lost = new Set<string>()
  private pulled = -Infinity
  private checked?: Promise<readonly Problem[]>

  constructor(
    private readonly root: string,
    configuration: EngineOptions['configuration'],
    private readonly connect: typeof openConnections,
  ) {
    const settings = sshSettings(configuration)
    this.hosts = Object.entries(settings.hosts).map(([name, host]) => makeHost(name, host))
    this.config = settings.config
    this.transport = {
      root: ROOT,
      node: NODE,
      send: (folders) => {
        for (const folder of folders) {
          const id = this.idOf(folder)
          this.files.set(id, neededFiles(root, folder, `.bocas/jobs/${id}`))
        }
        return Promise.resolve()
      },
      receive: (folders) => this.receive(folders),
      forget: (folders) => this.forget(folders),
      close: () => this.close(),
    }
  }

  /** Asks each host once whether it has what is needed. One that cannot be reached is only passed over while there are others. */
  refuse(): Promise<readonly Problem[]> {
    return (this.checked ??= this.check())
  }

  private async check(): Promise<readonly Problem[]> {
    const answers = await Promise.all(
      this.hosts.map(async (host) => ({
        host,
        answer: await this.call(host, () =>
          this.links.shell(
            host.name,
            `cd ${quoted(host.root)} && test -d node_modules && ${host.node} --version && command -v rsync`,
          ),
        ),
      })),
    )
    const away = answers.filter(({ answer }) => isAway(answer))
    const wrong = answers.filter(({ answer }) => !isAway(answer) && answer.code !== 0)
    const problems = wrong.map(({ host, answer }): Problem => ({
      message: `${host.name} cannot execute runs: ${said(answer) || `there is no Node, no rsync, or no ${host.root}/node_modules`}`,
      path: `engines.ssh.hosts.${host.name}`,
      hint: `on ${host.name}: a clone of the workspace at ${host.root}, npm ci in it, and node and rsync in the PATH of a command by ssh`,
    }))
    if (away.length < this.hosts.length) return problems
    return away.map(({ host, answer }) => ({
      message: `${host.name} cannot be reached: ${said(answer)}`,
      path: `engines.ssh.hosts.${host.name}`,
      hint: `try: ssh ${host.name} true`,
    }))
  }

  submit(requests: readonly JobRequest[]): Promise<readonly string[]> {
    const jobs = requests.map(({ folder, command }): SshJob => {
      const id = folder.slice(`${ROOT}/.bocas/jobs/`.length)
      return { id, command, files: [...(this.files.get(id) ?? []), ...this.scripts(command)] }
    })
    this.waiting.push(...jobs)
    this.schedule()
    return Promise.resolve(jobs.map(({ id }) => id))
  }

  /** One call for each host, and all at once. */
  async poll(ids: readonly string[]): Promise<ReadonlyMap<string, JobState>> {
    await Promise.all(this.hosts.map((host) => this.findEnded(host)))
    return new Map(ids.map((id) => [id, this.stateOf(id)]))
  }

  private stateOf(id: string): JobState {
    const host = this.hostOf(id)
    if (host) return host.at.get(id)!.hasEnded ? { kind: 'ended', how: 'done' } : { kind: 'running', node: host.name }
    if (this.lost.has(id)) return { kind: 'ended', how: 'node lost' }
    return this.isComing(id) ? { kind: 'waiting', reason: 'all slots are taken' } : { kind: 'unknown' }
  }

  /** Whether it waits for a host, or is on its way to one. */
  private isComing(id: string): boolean {
    return this.starting.has(id) || this.waiting.some((job) => job.id === id)
  }

  /** Jobs that were ended without a word: by somebody else, or for want of memory. */
  private async findEnded(host: Host): Promise<void> {
    const asked = [...host.at.values()].filter(({ pid, hasEnded }) => pid > 0 && !hasEnded)
    if (asked.length === 0) return
    const gone = `for pid in ${asked.map(({ pid }) => pid).join(' ')}; do kill -0 $pid 2>/dev/null || echo $pid; done`
    const answer = await this.call(host, () => this.links.shell(host.name, gone))
    if (answer.code !== 0) return
    const pids = new Set(answer.stdout.trim().split('\n').map(Number))
    for (const started of asked) if (pids.has(started.pid)) started.hasEnded = true
  }

  async cancel(ids: readonly string[]): Promise<void> {
    const asked = new Set(ids)
    this.waiting = this.waiting.filter(({ id }) => !asked.has(id))
    const calls = this.hosts.flatMap((host) => {
      const pids = [...host.at.values()].flatMap(({ job, pid }) => (asked.has(job.id) && pid > 0 ? [pid] : []))
      return pids.length === 0
        ? []
        : [this.call(host, () => this.links.shell(host.name, `kill -TERM ${pids.join(' ')}; true`))]
    })
    await Promise.all(calls)
  }

  find(requests: readonly JobRequest[]): Promise<readonly (string | undefined)[]> {
    const ids = requests.map(({ folder }) => folder.slice(`${ROOT}/.bocas/jobs/`.length))
    return Promise.resolve(ids.map((id) => (readJson(join(this.folderOf(id), PLACE)) === undefined ? undefined : id)))
  }

  private get links(): Connections {
    return (this.open ??= this.connect(this.config))
  }

  /** The id of the job with this folder. */
  private idOf(folder: string): string {
    return posixPath(relative(workspacePaths(this.root).jobs, folder))
  }

  private folderOf(id: string): string {
    return join(workspacePaths(this.root).jobs, id)
  }

  private hostOf(id: string): Host | undefined {
    return this.hosts.find((host) => host.at.has(id))
  }

  /** Of a command the words that are files of the workspace, and the worker beside it. */
  private scripts(command: readonly string[]): string[] {
    const own = `${ROOT}/`
    return command.filter((word) => word.startsWith(own) && word.endsWith('.cjs')).map((word) => word.slice(own.length))
  }

  private schedule(): void {
    for (const [host, jobs] of spread(this.waiting, this.hosts, performance.now())) {
      this.waiting = this.waiting.filter((job) => !jobs.includes(job))
      host.arriving += jobs.length
      for (const { id } of jobs) this.starting.add(id)
      void this.start(host, jobs)
        .then((isStarted) => {
          if (!isStarted) this.waiting.unshift(...jobs)
        })
        .finally(() => {
          host.arriving -= jobs.length
          for (const { id } of jobs) this.starting.delete(id)
        })
    }
  }

  /** Brings jobs to a host and begins them there, away from the connection. @returns false when the host cannot be reached. */
  private async start(host: Host, jobs: readonly SshJob[]): Promise<boolean> {
    const files = [...new Set(jobs.flatMap(({ files }) => files))]
    const pushed = await this.call(host, () => this.links.push(host.name, this.root, host.root, files))
    if (pushed.code !== 0) return false
    const lines = jobs.map(({ id, command }) => {
      const words = command.map((word) => this.thereOn(host, word)).join(' ')
      const log = quoted(join(host.root, '.bocas/jobs', id, 'run.log'))
      return `setsid sh -c ${quoted(`exec ${words}`)} > ${log} 2>&1 < /dev/null & echo $!`
    })
    const answer = await this.call(host, () =>
      this.links.shell(host.name, [...this.tidying(host), ...lines].join('\n')),
    )
    const pids = answer.stdout.trim().split('\n').map(Number)
    // Whatever of them has begun is found by its claim, and the rest by that it never comes.
    jobs.forEach((job, index) => {
      const pid = pids[index] ?? 0
      host.at.set(job.id, { job, pid, hasEnded: false })
      writeWholeSync(join(this.folderOf(job.id), PLACE), JSON.stringify({ host: host.name, pid }))
    })
    return true
  }

  /** A word of a command on a host, for its shell. Node may be words itself: `nice node`. */
  private thereOn(host: Host, word: string): string {
    if (word === NODE) return host.node
    return quoted(word === ROOT || word.startsWith(`${ROOT}/`) ? host.root + word.slice(ROOT.length) : word)
  }

  /** Brings home what jobs have left, and finds slots that have become free. */
  private async receive(folders: readonly string[]): Promise<string[]> {
    if (performance.now() - this.pulled < PULL) return []
    for (const folder of folders) this.adopt(this.idOf(folder), folder)
    const pulls = await Promise.allSettled(this.hosts.map((host) => this.pull(host)))
    this.pulled = performance.now()
    this.schedule()
    const failed = pulls.find(({ status }) => status === 'rejected')
    if (failed) throw (failed as PromiseRejectedResult).reason
    const complete = new Set(pulls.flatMap((pull) => (pull.status === 'fulfilled' ? pull.value : [])))
    return folders.filter((folder) => complete.has(this.idOf(folder)) || this.lost.has(this.idOf(folder)))
  }

  /** A job that an earlier call has started is where that has noted it. */
  private adopt(id: string, folder: string): void {
    if (this.hostOf(id) || this.lost.has(id) || this.isComing(id)) return
    const place = readJson<{ readonly host: string; readonly pid: number }>(join(folder, PLACE))
    const host = this.hosts.find(({ name }) => name === place?.host)
    if (host && place) host.at.set(id, { job: { id, command: [], files: [] }, pid: place.pid, hasEnded: false })
  }

  /**
   * @returns the jobs of which all is here that was there before and can be read.
   * @throws Error when it cannot be written here.
   */
  private async pull(host: Host): Promise<string[]> {
    const ids = [...host.at.keys()]
    if (ids.length === 0) return []
    const names = ids.flatMap((id) => [
      `.bocas/jobs/${id}/lives`,
      `.bocas/jobs/${id}/run.log`,
      `.bocas/checkpoints/${id.split('/')[0]}`,
    ])
    const answer = await this.call(host, () => this.links.pull(host.name, host.root, this.root, names, WITHOUT))
    if (host.awaySince !== undefined && performance.now() - host.awaySince > leaseTime() / 3) {
      // Those that go on there all the same find nobody who takes their result.
      for (const id of ids) this.lost.add(id)
      host.at.clear()
      return []
    }
    for (const [id, started] of host.at)
      if (livesOf(this.folderOf(id)).some((life) => endOf(life) !== undefined)) started.hasEnded = true
    if (isAway(answer)) return []
    if (!COPIED.has(answer.code)) throw new Error(`${host.name}: ${said(answer)}`)
    return ids
  }

  private forget(folders: readonly string[]): Promise<void> {
    for (const folder of folders) {
      const id = this.idOf(folder)
      for (const host of this.hosts) {
        host.at.delete(id)
        host.garbage.add(id)
      }
      this.files.delete(id)
    }
    return Promise.resolve()
  }

  /** Lines that remove the folders of jobs that are over. */
  private tidying(host: Host): string[] {
    const places = [...host.garbage].flatMap((id) =>
      [`.bocas/jobs/${id}`, `.bocas/checkpoints/${id.split('/')[0]}`].map((place) => quoted(join(host.root, place))),
    )
    host.garbage.clear()
    return places.length === 0 ? [] : [`rm -rf ${places.join(' ')} 2>/dev/null`]
  }

  private async close(): Promise<void> {
    await Promise.all(
      this.hosts.flatMap((host) => {
        const lines = host.awaySince === undefined ? this.tidying(host) : []
        return lines.length === 0 ? [] : [this.call(host, () => this.links.shell(host.name, lines.join('\n')))]
      }),
    )
    await this.open?.close()
    delete this.open
  }

  /** Calls a host, after whatever it is called for, and notes whether it answers. */
  private call(host: Host, ask: () => Promise<Answer>): Promise<Answer> {
    const answer = host.queue.then(ask)
    host.queue = answer
    return answer.then((given) => {
      if (isAway(given)) host.awaySince ??= performance.now()
      else delete host.awaySince
      return given
    })
  }
}

/** How rsync ends that has brought all that can be read: 23 when some cannot be, 24 when some went away while it looked, as files of a job at work do. */
const COPIED: ReadonlySet<number | null> = new Set([0, 23, 24])

/** rsync has its own numbers for a connection that broke. */
const isAway = ({ code }: Answer): boolean => code === UNREACHABLE || code === 12 || code === 30 || code === null

const said = ({ stderr, stdout }: Answer): string => (stderr || stdout).trim().split('\n').slice(-2).join('; ')
