import { execFile } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { hostname, tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { whereThere } from '../../jest/where'
import { killOne, processesWith } from './processes'
import { freePorts, Services } from './slurm/services'

/** Where Debian's packages put what a cell is made with. */
const PROGRAMS = '/usr/lib/gridengine'
const SHARED = '/usr/share/gridengine'
const INSTALLED = '/var/lib/gridengine'

/** `it` and `describe` where Debian's Grid Engine is installed. Nothing else needs it: where it cannot be had, that is said and no more. */
export const whereGridEngine = (): ReturnType<typeof whereThere> =>
  whereThere(
    [
      { call: ['test', '-x', '/usr/sbin/sge_qmaster'], packages: 'gridengine-master' },
      { call: ['test', '-x', '/usr/sbin/sge_execd'], packages: 'gridengine-exec' },
      { call: ['test', '-x', `${PROGRAMS}/qsub`], packages: 'gridengine-client' },
    ],
    { insists: false },
  )

const CELL = 'test'

/** A real Grid Engine on loopback, in a temporary folder: a master, and one host that executes jobs, with a queue. */
export class GridEngine {
  private constructor(
    readonly folder: string,
    /** What a process needs to talk to it. */
    readonly env: Readonly<Record<string, string>>,
    private readonly services: Services,
  ) {}

  /** @param slots how many jobs it executes at once. */
  static async start(slots = 8): Promise<GridEngine> {
    const folder = mkdtempSync(join(realpathSync(tmpdir()), 'bocas-sge-'))
    for (const part of [`${CELL}/common`, 'spool/qmaster/job_scripts', 'spool/execd', 'log'])
      mkdirSync(join(folder, part), { recursive: true })
    const [master, host] = await freePorts(2)
    const env = {
      SGE_ROOT: folder,
      SGE_CELL: CELL,
      SGE_QMASTER_PORT: String(master),
      SGE_EXECD_PORT: String(host),
    }
    // With SGE_ND its services stay in the foreground.
    const services = new Services(join(folder, 'log'), { ...process.env, ...env, SGE_ND: '1' })
    const engine = new GridEngine(folder, env, services)
    try {
      await engine.begin(slots)
    } catch (error) {
      const said = engine.logs()
      await engine.stop()
      throw new Error(`Grid Engine did not start: ${(error as Error).message}\n${said}`, { cause: error })
    }
    return engine
  }

  private async begin(slots: number): Promise<void> {
    for (const part of ['bin', 'lib', 'util', 'utilbin']) symlinkSync(join(INSTALLED, part), join(this.folder, part))
    const write = (name: string, text: string): string => {
      writeFileSync(join(this.folder, name), text)
      return join(this.folder, name)
    }
    const places = `${join(this.folder, CELL, 'common')};${join(this.folder, 'spool/qmaster')}`
    write(`${CELL}/common/bootstrap`, table(bootstrap(this.folder, places)))
    // Whatever this machine is called, it is reached at 127.0.0.1.
    write(`${CELL}/common/host_aliases`, `localhost ${hostname()}\n`)
    write(`${CELL}/common/act_qmaster`, 'localhost\n')
    // What the runs of tests write down of themselves.
    write(`${CELL}/common/sge_request`, '-v COUNT_FILE,GATE\n')
    const defaults = changed(readFileSync(`${SHARED}/default-configuration`, 'utf8'), {
      execd_spool_dir: join(this.folder, 'spool/execd'),
      min_uid: '0',
      min_gid: '0',
    })
    await this.must(`${PROGRAMS}/spoolinit`, 'classic', 'libspoolc', places, 'init')
    await this.must(`${PROGRAMS}/spooldefaults`, 'configuration', write('configuration', defaults))
    for (const part of ['complexes centry', 'usersets usersets'].map((words) => words.split(' ')))
      await this.must(`${PROGRAMS}/spooldefaults`, part[0]!, `${SHARED}/util/resources/${part[1]}`)
    await this.must(`${PROGRAMS}/spooldefaults`, 'managers', userInfo().username)
    this.services.start('sge_qmaster', ['sge_qmaster'])
    await this.until('the master answers', async () => (await this.call('qconf', '-sm')).code === 0)
    const schedule = await this.must('qconf', '-ssconf')
    const quick = { schedule_interval: '0:0:1', flush_submit_sec: '1', flush_finish_sec: '1' }
    await this.must('qconf', '-Msconf', write('schedule', changed(schedule, quick)))
    await this.must('qconf', '-as', 'localhost')
    this.services.start('sge_execd', ['sge_execd'])
    await this.must('qconf', '-Ahgrp', write('hosts', 'group_name @allhosts\nhostlist localhost\n'))
    await this.must('qconf', '-Aq', write('queue', table(queue(slots))))
    await this.until('the host is there', async () => {
      const [, state] = /all\.q@\S+\s+\S+\s+\S+\s+\S+\s+\S+ *(\S*)$/m.exec(await this.must('qstat', '-f')) ?? []
      return state === ''
    })
  }

  async must(program: string, ...args: readonly string[]): Promise<string> {
    const { code, output } = await this.call(program, ...args)
    if (code !== 0) throw new Error(`${program} ${args.join(' ')}: ${output || `code ${code}`}`)
    return output
  }

  call(program: string, ...args: readonly string[]): Promise<{ readonly code: number; readonly output: string }> {
    return new Promise((resolve) => {
      execFile(program, args, { env: { ...process.env, ...this.env }, timeout: 20_000 }, (error, stdout, stderr) =>
        resolve({ code: error ? (typeof error.code === 'number' ? error.code : 1) : 0, output: stdout + stderr }),
      )
    })
  }

  private async until(what: string, holds: () => Promise<boolean>, seconds = 60): Promise<void> {
    const end = performance.now() + seconds * 1000
    while (!(await holds())) {
      if (performance.now() > end) throw new Error(`waited ${seconds} s in vain: ${what}`)
      await sleep(100)
    }
  }

  /** What its services have said. */
  private logs(): string {
    return ['log/sge_qmaster.log', 'log/sge_execd.log', 'spool/qmaster/messages', 'spool/execd/localhost/messages']
      .map((name) => join(this.folder, name))
      .filter((file) => existsSync(file))
      .map((file) => `${file}:\n${readFileSync(file, 'utf8').split('\n').slice(-8).join('\n')}`)
      .join('\n')
  }

  /** Ends it with all of its jobs, and removes it. */
  async stop(): Promise<void> {
    await Promise.all(this.services.names().map((name) => this.services.end(name, 'SIGKILL')))
    await this.until('all of its processes end', () => {
      const left = processesWith('SGE_ROOT', this.folder).filter((pid) => pid !== process.pid)
      for (const pid of left) killOne(pid, 'SIGKILL')
      return Promise.resolve(left.length === 0)
    })
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5 })
  }
}

type Lines = Readonly<Record<string, string>>

const table = (lines: Lines): string =>
  Object.entries(lines)
    .map(([name, value]) => `${name} ${value}\n`)
    .join('')

/** A configuration with other values; every name is in it. */
function changed(text: string, lines: Lines): string {
  return Object.entries(lines).reduce((now, [name, value]) => {
    const next = now.replace(new RegExp(`^${name}\\s.*$`, 'm'), `${name} ${value}`)
    if (next === now) throw new Error(`no ${name} in the configuration`)
    return next
  }, text)
}

const bootstrap = (folder: string, places: string): Lines => ({
  admin_user: 'none',
  default_domain: 'none',
  ignore_fqdn: 'true',
  spooling_method: 'classic',
  spooling_lib: 'libspoolc',
  spooling_params: places,
  binary_path: '/usr/sbin',
  qmaster_spool_dir: join(folder, 'spool/qmaster'),
  security_mode: 'none',
  listener_threads: '2',
  worker_threads: '2',
  scheduler_threads: '1',
})

/** A queue takes no line as given: each of them is said. */
const queue = (slots: number): Lines => ({
  qname: 'all.q',
  hostlist: '@allhosts',
  seq_no: '0',
  nsuspend: '1',
  suspend_interval: '00:05:00',
  priority: '0',
  min_cpu_interval: '00:05:00',
  processors: 'UNDEFINED',
  qtype: 'BATCH',
  rerun: 'FALSE',
  slots: String(slots),
  tmpdir: '/tmp',
  shell: '/bin/sh',
  shell_start_mode: 'posix_compliant',
  notify: '00:00:60',
  initial_state: 'default',
  ...each('NONE', [
    'load_thresholds suspend_thresholds ckpt_list pe_list prolog epilog starter_method suspend_method resume_method terminate_method',
    'owner_list user_lists xuser_lists subordinate_list complex_values projects xprojects calendar',
  ]),
  ...each('INFINITY', [
    's_rt h_rt s_cpu h_cpu s_fsize h_fsize s_data h_data s_stack h_stack s_core h_core s_rss h_rss s_vmem h_vmem',
  ]),
})

const each = (value: string, names: readonly string[]): Lines =>
  Object.fromEntries(names.flatMap((line) => line.split(' ')).map((name) => [name, value]))
