import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { where } from '../jest/where'
import { SEES_PROCESSES } from './rig/processes'
import { successful } from './rig/reports'
import { Rig, type Files } from './rig/rig'
import { sweepTs } from './rig/sources'
import { startSshd, type TestSshd } from './rig/sshd'
import { shownKeys } from './rig/store'

jest.setTimeout(600_000)

const { describe } = where('sshd', 'rsync')
const whereProcessesAreSeen = SEES_PROCESSES ? describe : describe.skip
const HOSTS = ['n1', 'n2', 'n3', 'n4'] as const

/** What a run does is written beside the workspace of the host that executes it. */
const TASK: Files = {
  'tasks/alpha/sweep.ts': sweepTs(
    '{ lr: sweep([0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8]) }',
    "{ data: ['x.csv', '../../data'], env: ['GATES'] }",
  ),
  'tasks/alpha/x.csv': '3\n',
  'data/deep/y.csv': '5\n',
  'library/sum.ts': 'export const sum = (all: readonly number[]) => all.reduce((total, one) => total + one, 0)\n',
  'tasks/alpha/run.ts': `import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { tensor, type Config, type Ctx } from 'bocas'
import { sum } from '../../library/sum'
import type grid from './sweep'
export async function run({ lr }: Config<typeof grid>, ctx: Ctx) {
  const read = (name: string) => Number(readFileSync(ctx.input(name), 'utf8'))
  const host = import.meta.dirname.split('/').at(-3)!
  const gates = process.env.GATES!
  mkdirSync(gates + '/begun', { recursive: true })
  writeFileSync(gates + '/begun/' + lr + ' on ' + host, '')
  while (existsSync(gates + '/closed')) await sleep(20, undefined, { signal: ctx.signal })
  return { score: sum([lr, read('x.csv'), read('../../data/deep/y.csv')]), weights: tensor([lr, 2 * lr], [2]) }
}
`,
}

whereProcessesAreSeen('runs on hosts that ssh reaches', () => {
  let sshd: TestSshd
  let rig: Rig
  beforeAll(async () => (sshd = await startSshd(HOSTS)))
  afterAll(() => sshd.stop())
  beforeEach(() => {
    rig = Rig.create(TASK)
    // Packages are there, and nothing else is.
    for (const host of HOSTS) {
      mkdirSync(there(host), { recursive: true })
      symlinkSync(rig.path('node_modules'), there(host, 'node_modules'))
    }
    const hosts = Object.fromEntries(
      HOSTS.map((host) => [host, { root: there(host), slots: 2, node: process.execPath }]),
    )
    rig.write({
      'profiles.json': JSON.stringify({ lab: { engine: 'ssh', engines: { ssh: { hosts, config: sshd.config } } } }),
    })
  })
  afterEach(() => rig.dispose())

  const there = (host: string, ...parts: string[]) => join(rig.places.base, 'hosts', host, ...parts)
  const gates = () => join(rig.places.base, 'gates')
  const env = () => ({ BOCAS_PROFILE: 'lab', GATES: gates(), BOCAS_LEASE: '6' })
  const begun = (): string[] => (existsSync(join(gates(), 'begun')) ? readdirSync(join(gates(), 'begun')).sort() : [])
  const close = () => {
    mkdirSync(gates(), { recursive: true })
    writeFileSync(join(gates(), 'closed'), '')
  }
  const results = (): Record<string, string> =>
    Object.fromEntries(
      Object.entries(shownKeys(rig, 'alpha')).map(([run, key]) => [
        `${run} ${key}`,
        ['result.json', 'weights.npy'].map((file) => readFileSync(rig.path('.bocas/store', key, file), 'hex')).join(),
      ]),
    )

  it('have the keys and the bytes that they have here, on all hosts, and leave nothing there', async () => {
    successful(await rig.nx('run-many -t experiment', env()))
    const away = results()
    expect(Object.keys(away)).toHaveLength(8)
    expect(begun()).toHaveLength(8)
    expect(new Set(begun().map((one) => one.split(' on ')[1]))).toEqual(new Set(HOSTS))
    for (const host of HOSTS)
      expect(
        readdirSync(there(host, '.bocas', 'jobs')).flatMap((key) => readdirSync(there(host, '.bocas/jobs', key))),
      ).toEqual([])
    rig.remove('.bocas/store')
    rig.remove('paper/artifacts')
    successful(await rig.nx('run-many -t experiment --skip-nx-cache', { ...env(), BOCAS_ENGINE: 'local' }))
    expect(results()).toEqual(away)
  })

  it('are lost with their host, alone, and begun on the others', async () => {
    close()
    const call = rig.start('run-many -t experiment', env())
    await rig.until('all are at work', () => begun().length === 8)
    await sshd.lose('n2')
    const lost = begun().filter((one) => one.endsWith('n2'))
    expect(lost).toHaveLength(2)
    // The others have no slot before theirs are done.
    rig.remove('../gates/closed')
    successful(await call.ended)
    sshd.back('n2')
    const again = begun().filter((one) => lost.some((run) => run.split(' ')[0] === one.split(' ')[0]))
    expect(again).toHaveLength(2 * lost.length)
    expect(begun()).toHaveLength(8 + lost.length)
    expect(Object.keys(results())).toHaveLength(8)
  })

  it('go on when only the connection breaks, and when nx is killed: the next call collects them', async () => {
    close()
    const call = rig.start('run-many -t experiment', env())
    await rig.until('all are at work', () => begun().length === 8)
    await sshd.lose('n3')
    sshd.back('n3')
    process.kill(call.pid, 'SIGKILL')
    await call.ended
    await rig.until('its host has ended', () => rig.processes().length === 0)
    rig.remove('../gates/closed')
    const next = await rig.nx('run-many -t experiment', env())
    successful(next)
    expect(next.output).toContain('8 jobs of ssh that an earlier call has submitted')
    expect(begun()).toHaveLength(8)
  })

  it('are refused when no host can execute them, with what is missing', async () => {
    rig.remove('../hosts/n1/node_modules')
    const { output, code } = await rig.nx('run-many -t experiment', env())
    expect(code).not.toBe(0)
    expect(output).toContain('n1 cannot execute runs')
    expect(begun()).toEqual([])
    for (const host of HOSTS) await sshd.lose(host)
    const away = await rig.nx('run-many -t experiment', env())
    for (const host of HOSTS) sshd.back(host)
    expect(away.output).toContain('n4 cannot be reached')
  })
})
