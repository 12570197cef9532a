import { execFile, execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { whereThere } from '../../../jest/where'
import { killOne, processesWith } from '../processes'
import { CGROUP_CONF, CLUSTER, gresConf, slurmConf, slurmdbdConf, socketOf } from './configuration'
import type { SlurmOptions, Surroundings } from './configuration'
import { freePorts, Services } from './services'

/** `it` and `describe` where Slurm is installed. */
export const whereSlurm = (): ReturnType<typeof whereThere> =>
  whereThere([
    { call: ['slurmctld', '-V'], packages: 'slurm-wlm slurm-wlm-basic-plugins' },
    { call: ['munged', '--version'], packages: 'munge' },
  ])

/** The same where it can keep accounts as well. */
export const whereAccounts = (): ReturnType<typeof whereThere> =>
  whereThere([
    { call: ['sh', '-c', 'command -v slurmdbd'], packages: 'slurmdbd' },
    { call: ['mariadbd', '--version'], packages: 'mariadb-server' },
  ])

/** How a call of one of Slurm's programs ended. */
export interface Called {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

/** A real Slurm on this machine, in a temporary folder: a controller and some nodes, which are processes here. */
export class Slurm {
  private constructor(
    readonly folder: string,
    /** What a process needs to talk to it. */
    readonly env: Readonly<Record<string, string>>,
    private readonly services: Services,
    readonly nodes: readonly string[],
  ) {}

  static async start(options: SlurmOptions = {}): Promise<Slurm> {
    const folder = mkdtempSync(join(realpathSync(tmpdir()), 'bocas-slurm-'))
    const names = Array.from({ length: options.nodes ?? 4 }, (_, i) => `n${i + 1}`)
    for (const part of ['munge', 'state', 'log', ...names.map((name) => `spool/${name}`)])
      mkdirSync(join(folder, part), { recursive: true })
    const env = { SLURM_CONF: join(folder, 'slurm.conf') }
    const slurm = new Slurm(folder, env, new Services(join(folder, 'log'), { ...process.env, ...env }), names)
    try {
      await slurm.begin(options)
    } catch (error) {
      const said = slurm.logs()
      await slurm.stop()
      throw new Error(`Slurm did not start: ${(error as Error).message}\n${said}`, { cause: error })
    }
    return slurm
  }

  private async begin(options: SlurmOptions): Promise<void> {
    const [controller, database, accounting, ...ports] = (await freePorts(3 + this.nodes.length)) as [
      number,
      number,
      number,
    ]
    const around: Surroundings = {
      folder: this.folder,
      user: userInfo().username,
      ports: { controller, database, accounting },
      nodes: this.nodes.map((name, i) => ({ name, port: ports[i]! })),
    }
    const write = (name: string, text: string | Buffer, mode = 0o644): void =>
      writeFileSync(join(this.folder, name), text, { mode })
    write('slurm.conf', slurmConf(around, options))
    write('gres.conf', gresConf(around, options.gpus))
    if (options.cgroups) write('cgroup.conf', CGROUP_CONF)
    write('munge/munge.key', randomBytes(128), 0o400)
    const inMunge = (name: string): string => join(this.folder, 'munge', name)
    this.services.start('munged', [
      'munged',
      '--foreground',
      '--force',
      `--key-file=${inMunge('munge.key')}`,
      `--socket=${socketOf(this.folder)}`,
      `--pid-file=${inMunge('munged.pid')}`,
      `--log-file=${inMunge('munged.log')}`,
      `--seed-file=${inMunge('munged.seed')}`,
      '--num-threads=2',
    ])
    await this.until('munge answers', () => readdirSync(join(this.folder, 'munge')).includes('munge.sock'))
    if (options.accounting) await this.beginAccounts(around, write)
    this.startController()
    for (const name of this.nodes) this.startNode(name)
    await this.untilIdle()
  }

  /** Waits until all nodes are there and have nothing to do. */
  async untilIdle(): Promise<void> {
    await this.until('all nodes are idle', async () => {
      const { stdout } = await this.call('sinfo', '-h', '-N', '-p', 'main', '-t', 'idle', '-o', '%N')
      return stdout.split('\n').filter((name) => name !== '').length === this.nodes.length
    })
  }

  private async beginAccounts(
    around: Surroundings,
    write: (name: string, text: string, mode: number) => void,
  ): Promise<void> {
    const inFolder = (name: string): string => join(this.folder, name)
    const user = `--user=${around.user}`
    execFileSync(
      'mariadb-install-db',
      [
        '--no-defaults',
        user,
        `--datadir=${inFolder('db')}`,
        '--auth-root-authentication-method=normal',
        '--skip-test-db',
      ],
      { stdio: 'pipe' },
    )
    this.services.start('mariadbd', [
      'mariadbd',
      '--no-defaults',
      user,
      `--datadir=${inFolder('db')}`,
      `--socket=${inFolder('db.sock')}`,
      `--pid-file=${inFolder('db.pid')}`,
      `--port=${around.ports.database}`,
      '--bind-address=127.0.0.1',
      '--innodb-buffer-pool-size=64M',
      '--innodb-lock-wait-timeout=900',
    ])
    const asked = ['--no-defaults', '-S', inFolder('db.sock')]
    await this.until(
      'the database answers',
      async () => (await this.call('mariadb-admin', ...asked, 'ping')).code === 0,
    )
    const users = ['localhost', '127.0.0.1'].map((host) => `'slurm'@'${host}'`)
    const say = users.map((name) => `create user ${name} identified by 'x'; grant all on acct.* to ${name};`)
    await this.must('mariadb', ...asked, '-e', `create database acct; ${say.join(' ')}`)
    write('slurmdbd.conf', slurmdbdConf(around), 0o600)
    this.services.start('slurmdbd', ['slurmdbd', '-D'])
    await this.until(
      'the accounts answer',
      async () => (await this.call('sacctmgr', '-n', 'list', 'cluster')).code === 0,
    )
    await this.must('sacctmgr', '-i', 'add', 'cluster', CLUSTER)
  }

  startController(): void {
    this.services.start('slurmctld', ['slurmctld', '-D'])
  }

  /** @param through a program that starts the node, such as `unshare`. */
  startNode(name: string, through: readonly string[] = []): void {
    this.services.start(name, [...through, 'slurmd', '-D', '-N', name] as unknown as [string])
  }

  /** Ends a service: `slurmctld`, or a node, whose jobs go on. */
  end(name: string, signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
    return this.services.end(name, signal)
  }

  /** Kills a node and all that is at work on it, as when its plug is pulled. */
  async loseNode(name: string): Promise<void> {
    await this.end(name, 'SIGKILL')
    const own = this.processes()
    const atWork = processesWith('SLURMD_NODENAME', name).filter((pid) => own.includes(pid))
    for (const pid of [...new Set(atWork.map(parentOf))].filter(isStep)) killOne(pid, 'SIGKILL')
    for (const pid of atWork) killOne(pid, 'SIGKILL')
  }

  /** Calls one of Slurm's programs; one that finds no controller tries for a minute, and is ended before. */
  call(program: string, ...args: readonly string[]): Promise<Called> {
    return new Promise((resolve) => {
      execFile(program, args, { env: { ...process.env, ...this.env }, timeout: 20_000 }, (error, stdout, stderr) =>
        resolve({ code: error ? (typeof error.code === 'number' ? error.code : 1) : 0, stdout, stderr }),
      )
    })
  }

  /** @throws Error when it fails. */
  async must(program: string, ...args: readonly string[]): Promise<string> {
    const { code, stdout, stderr } = await this.call(program, ...args)
    if (code !== 0) throw new Error(`${program} ${args.join(' ')}: ${stderr || stdout || `code ${code}`}`)
    return stdout
  }

  async until(what: string, holds: () => boolean | Promise<boolean>, seconds = 60): Promise<void> {
    const end = Date.now() + seconds * 1000
    while (!(await holds())) {
      if (Date.now() > end) throw new Error(`waited ${seconds} s in vain: ${what}`)
      await sleep(100)
    }
  }

  /** All processes that talk to this Slurm or were started by it. */
  processes(): number[] {
    return processesWith('SLURM_CONF', this.env.SLURM_CONF!).filter((pid) => pid !== process.pid)
  }

  /** What its services have said, the last lines of each. */
  logs(): string {
    return readdirSync(join(this.folder, 'log'))
      .map(
        (name) =>
          `${name}:\n${readFileSync(join(this.folder, 'log', name), 'utf8')
            .split('\n')
            .slice(-8)
            .join('\n')}`,
      )
      .join('\n')
  }

  /** Ends it with all of its jobs, and removes it. */
  async stop(): Promise<void> {
    await Promise.all(this.services.names().map((name) => this.services.end(name, 'SIGKILL')))
    await this.until('all of its processes end', () => {
      const left = this.processes()
      for (const pid of left) killOne(pid, 'SIGKILL')
      return left.length === 0
    })
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5 })
  }
}

const inProc = (pid: number, name: string): string => {
  try {
    return readFileSync(`/proc/${pid}/${name}`, 'utf8')
  } catch {
    return ''
  }
}

const parentOf = (pid: number): number => Number(/^PPid:\s*(\d+)/m.exec(inProc(pid, 'status'))?.[1] ?? 0)

/** Whether a process is what supervises a job on its node: it goes on when the node's service is gone. */
const isStep = (pid: number): boolean => inProc(pid, 'cmdline').startsWith('slurmstepd')

/** Whether memory can be limited by control groups here (version 1, as Debian's Slurm of today takes them). */
export const CAN_GROUP = ((): boolean => {
  const folder = `/sys/fs/cgroup/memory/bocas-${process.pid}`
  try {
    mkdirSync(folder)
    rmdirSync(folder)
    return true
  } catch {
    return false
  }
})()
