import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { startSshd } from '../../e2e/rig/sshd'
import type { Contender, Sample } from '../contender'
import { succeeded, timed, type TimedCall } from '../measure/timed'
import { cpuOfProcesses, timedNx } from '../measure/workspace-nx'
import { putAside } from '../workspaces/put-aside'
import { expectResults, trivialRuns } from '../workspaces/trivial-runs'
import type { Question } from './question'

/** What a run on a host may cost beside the same command without us. */
const GOAL = 1.2
const HOSTS = ['n1', 'n2', 'n3', 'n4'] as const
/** Runs at once on each host. */
const SLOTS = 1
const KEPT = 'the same commands by GNU parallel, one connection for each host'
const EACH = 'the same commands by GNU parallel, one for each command'

/** What do runs on hosts that ssh reaches cost, beside the same commands by GNU parallel? */
export const ssh: Question = {
  name: 'ssh',
  asks: 'What do runs on four ssh hosts cost, beside the same commands by GNU parallel?',
  sizes: [200],
  async prepare(n, _options, { say, later }) {
    const rig = trivialRuns(n)
    later(() => rig.dispose())
    const sshd = await startSshd(HOSTS)
    later(() => sshd.stop())
    const at = (...parts: string[]): string => join(rig.places.base, ...parts)
    const remove = putAside(at('before'))
    const makeRoot = (name: string): void => {
      remove(at('hosts', name))
      mkdirSync(at('hosts', name), { recursive: true })
      symlinkSync(rig.path('node_modules'), at('hosts', name, 'node_modules'))
    }
    // What executes a job on a host is no child of ours: it notes its own time, by whomever it is started.
    const times = at('times')
    const node = at('node')
    writeFileSync(node, `#!/bin/sh\nexec /usr/bin/time -a -o '${times}' -f '%U %S' '${process.execPath}' "$@"\n`, {
      mode: 0o755,
    })
    const configure = (program: string): void => {
      const hosts = Object.fromEntries(HOSTS.map((host) => [host, { root: at('hosts', host), slots: SLOTS }]))
      const settings = { hosts, config: sshd.config, node: program }
      rig.write({
        'profiles.json': JSON.stringify({ lab: { hosts: ['*'], engine: 'ssh', engines: { ssh: settings } } }),
      })
    }
    /** With the CPU time of the daemon's connections, and of jobs that outlive theirs. */
    const counted = async (
      call: () => Promise<Omit<TimedCall, 'cpu'> & { readonly cpu: number | null }>,
      outlive = false,
    ): Promise<Sample> => {
      rmSync(times, { force: true })
      const before = cpuOfProcesses([sshd.pid])
      const { wall, cpu } = await call()
      const after = cpuOfProcesses([sshd.pid])
      const jobs = outlive && existsSync(times) ? readFileSync(times, 'utf8').split(/\s+/).map(Number) : []
      const known = cpu !== null && before !== null && after !== null
      return { wall, cpu: known ? cpu + after - before + jobs.reduce((sum, one) => sum + (one || 0), 0) : null }
    }
    say(`noting the commands of ${n} jobs`)
    HOSTS.forEach(makeRoot)
    configure('true')
    const bocas = [process.execPath, rig.path('node_modules/@bocas/nx/bin/bocas.cjs'), 'submit', 'trivial']
    succeeded('bocas submit', await timed(bocas, { cwd: rig.root, env: process.env }))
    const keys = readdirSync(rig.path('.bocas/jobs')).filter((name) => /^[0-9a-f]{64}$/.test(name))
    if (keys.length !== n) throw new Error(`${keys.length} of ${n} runs were submitted`)
    const command = (root: string, key: string): string => {
      const { run, worker } = JSON.parse(
        readFileSync(rig.path('.bocas/jobs', key, '1/specification.json'), 'utf8'),
      ) as { readonly run: { readonly bundle: string }; readonly worker: string }
      const folder = join(rig.root, worker.replace(/^workspace:/, ''), '..')
      const scripts = readdirSync(folder).filter((name) => name.endsWith('.cjs') && !worker.endsWith(`/${name}`))
      if (scripts.length !== 1) throw new Error(`which of ${scripts.join(', ')} executes ${run.bundle}?`)
      const script = join(root, folder.slice(rig.root.length), scripts[0]!)
      return `${node} ${script} ${root}/.bocas/jobs/${key}/1 ${root} 1 >${root}/.bocas/jobs/${key}/1/run.log 2>&1`
    }
    const aside = at('aside')
    for (const part of ['.bocas/jobs', '.bocas/job-code'])
      if (existsSync(rig.path(part))) cpSync(rig.path(part), join(aside, part), { recursive: true })
    const root = at('hosts', 'hand')
    writeFileSync(at('commands'), keys.map((key) => command(root, key)).join('\n') + '\n')
    const parallel = ['parallel', '--will-cite', '--plain', '-S', HOSTS.map((host) => `${SLOTS}/${host}`).join(',')]
    // Above the length that the path of a socket may have, ssh says so.
    const kept = `-o ControlMaster=auto -o ControlPath=${dirname(sshd.config)}/%C-%n -o ControlPersist=60`
    const byHand = (name: string, options: string): Contender => ({
      name,
      prepare() {
        makeRoot('hand')
        cpSync(aside, root, { recursive: true })
        execFileSync('sync')
      },
      async measure() {
        const shell = `ssh -F ${sshd.config} ${options}`
        const call = [
          'sh',
          '-c',
          `"$@"; code=$?; ${options === '' ? '' : `for host in ${HOSTS.join(' ')}; do ${shell} -O exit $host; done;`} exit $code`,
        ]
        const env = { ...process.env, PARALLEL_SSH: shell }
        const sample = await counted(async () =>
          succeeded(
            'parallel',
            await timed([...call, 'sh', ...parallel, '-a', at('commands')], { cwd: rig.root, env }),
          ),
        )
        expectDone(root)
        return sample
      },
    })
    const expectDone = (folder: string): void => {
      const done = keys.filter((key) =>
        existsSync(join(folder, '.bocas/jobs', key, '1/executions/1/entry/result.json')),
      )
      if (done.length !== n) throw new Error(`${done.length} of ${n} commands have a result in ${folder}`)
    }
    const contenders: Contender[] = [
      {
        name: 'bocas by ssh',
        against: [
          { name: KEPT, goal: GOAL },
          { name: EACH, goal: GOAL },
        ],
        prepare() {
          remove(...['.bocas', 'paper', '.nx'].map((name) => rig.path(name)), rig.places.nxCache)
          HOSTS.forEach(makeRoot)
          configure(node)
          execFileSync('sync')
        },
        async measure() {
          const sample = await counted(() => timedNx(rig, ['run-many', '-t', 'experiment']), true)
          expectResults(rig, n)
          return sample
        },
      },
      byHand(KEPT, kept),
      byHand(EACH, ''),
    ]
    return {
      title: `${n} trivial runs on four ssh hosts on this machine, ${SLOTS} at once on each`,
      contenders,
      notes: [
        'all execute the same commands; bocas starts Node and Nx, plans, brings files, follows, fetches, verifies and stores as well: GNU parallel finds them there and leaves results there',
        'CPU time is that of the call, of all connections and of the jobs',
      ],
    }
  },
}
