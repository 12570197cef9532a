import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
} from 'node:fs'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Engine, JobRequest, JobState } from '@bocas/nx'
import { openLogin } from '../../nx/src/engines/login/login'
import { CAN_MOUNT } from '../../../tools/e2e/rig/disk'
import { Slurm, whereAccounts, whereSlurm } from '../../../tools/e2e/rig/slurm/slurm'
import { startSshd } from '../../../tools/e2e/rig/sshd'
import { where } from '../../../tools/jest/where'
import { localShell, loginShell, type Shell } from './shell'
import { slurmEngine } from './slurm-engine'
import { request } from './test-requests'

jest.setTimeout(120_000)

let slurm: Slurm
let engine: Engine
/** Scripts that were executed. */
let scripts: string[]
let base: string
/** For each test a folder that all nodes see, an engine, and no jobs of others. */
function withEngine(): void {
  beforeEach(() => {
    base = mkdtempSync(join(realpathSync(tmpdir()), "bocas it's shared "))
    const shell = localShell({ ...process.env, ...slurm.env })
    scripts = []
    engine = slurmEngine({
      where: 'here',
      shell: (script) => {
        scripts.push(script)
        return shell(script)
      },
    })
  })
  afterEach(async () => {
    await slurm.call('scancel', '--user', String(process.getuid!()))
    await slurm.until('all jobs have ended', async () => (await slurm.must('squeue', '-h')).trim() === '')
    rmSync(base, { recursive: true, force: true })
  })
}

function job(name: string, code: string, given: Partial<JobRequest> = {}): JobRequest {
  const all = request(name, { command: ['/bin/sh', '-c', code], ...given })
  const folder = join(base, 'jobs', all.key, '1')
  mkdirSync(folder, { recursive: true })
  return { ...all, folder, log: join(folder, 'log') }
}
const logOf = ({ log }: JobRequest): string => (existsSync(log) ? readFileSync(log, 'utf8') : '')
const words = (state: JobState | undefined): string => (state?.kind === 'ended' ? state.how : (state?.kind ?? 'none'))

async function until(ids: readonly string[], expected: readonly string[], seconds = 30): Promise<void> {
  let last: string[] = []
  for (const end = Date.now() + seconds * 1000; Date.now() < end; await sleep(200)) {
    const states = await engine.poll(ids)
    last = ids.map((id) => words(states.get(id)))
    if (last.join() === expected.join()) return
  }
  throw new Error(`waited in vain for ${expected.join()}: ${last.join()}`)
}

whereSlurm().describe('a real Slurm', () => {
  beforeAll(async () => (slurm = await Slurm.start({ gpus: 1, nodes: 2, settings: { MaxArraySize: 4 } })))
  afterAll(() => slurm.stop())
  withEngine()

  it('executes jobs of equal settings as one array, and is asked for all by one call', async () => {
    const jobs = [
      job('a', 'echo a'),
      job('b', 'exit 3'),
      job('c', 'echo gpu $CUDA_VISIBLE_DEVICES', { resources: { gpus: 1 } }),
      job('d', 'sleep 600'),
    ]
    expect(await engine.refuse(jobs)).toEqual([])
    const ids = await engine.submit(jobs)
    expect(new Set(ids.map((id) => id.split('@')[1])).size).toBe(2)
    await until(ids, ['done', 'failed', 'done', 'running'])
    scripts = []
    await engine.poll(ids)
    expect(scripts).toHaveLength(1)
    expect(logOf(jobs[0]!)).toBe('a\n')
    expect(logOf(jobs[2]!)).toBe('gpu 0\n')
    await engine.cancel([ids[3]!])
    await until(ids, ['done', 'failed', 'done', 'cancelled'])
    // What has ended is no error.
    await engine.cancel(ids)
  })

  it('submits more jobs than one array may have in several, by one call', async () => {
    const jobs = Array.from({ length: 6 }, (_, i) => job(`j${i}`, `echo ${i}`))
    expect(await engine.refuse(jobs)).toEqual([])
    scripts = []
    const ids = await engine.submit(jobs)
    expect(scripts).toHaveLength(1)
    expect([...new Set(ids.map((id) => id.split('@')[1]))]).toHaveLength(2)
    await until(
      ids,
      jobs.map(() => 'done'),
    )
    expect(jobs.map(logOf)).toEqual(jobs.map((_, i) => `${i}\n`))
  })

  it('executes no more at a time than is allowed', async () => {
    const few = slurmEngine({ where: 'here', shell: localShell({ ...process.env, ...slurm.env }), inFlight: 1 })
    const note = join(base, 'at-work')
    const code = 'echo + >>"$0"; sleep 0.5; echo - >>"$0"'
    const jobs = ['a', 'b', 'c'].map((name) => job(name, code, { command: ['/bin/sh', '-c', code, note] }))
    const ids = await few.submit(jobs)
    await until(ids, ['done', 'done', 'done'])
    expect(readFileSync(note, 'utf8')).toBe('+\n-\n'.repeat(3))
  })

  where('sshd').it('is reached through a login node, whose words are not taken for answers', async () => {
    const sshd = await startSshd(['n1'], { ...slurm.env })
    const login = openLogin(base, { host: 'n1', options: ['-F', sshd.config] })
    const remote = loginShell(login)
    const away = (shell: Shell): Engine =>
      slurmEngine({
        where: 'login',
        shell: (script) => shell(`echo Welcome; ${script}`),
      })
    const one = job('a', 'echo "a $1" it\\\'s')
    expect(await away(remote).refuse([one])).toEqual([])
    const ids = await away(remote).submit([one])
    await until(ids, ['done'])
    expect((await away(remote).poll(ids)).get(ids[0]!)).toMatchObject({ how: 'done' })
    await sshd.stop()
    await expect(away(remote).poll(ids)).rejects.toThrow('there is no connection to login: ')
    await login.transport.close?.()
  })

  it('takes nothing when it does not take everything', async () => {
    const jobs = [job('a', 'true'), job('b', 'true', { resources: { memory: 2 ** 45 } })]
    await expect(engine.submit(jobs)).rejects.toThrow(
      /Slurm took none of 2 jobs: .*Requested node configuration is not available/,
    )
    expect(await slurm.must('squeue', '-h', '-t', 'all', '-n', 'bocas-x')).toBe('')
    expect((await slurm.must('squeue', '-h')).trim()).toBe('')
    expect(readdirSync(join(base, 'slurm')).filter((name) => name.startsWith('bocas-'))).toEqual([])
  })

  it('refuses what it would let wait for ever', async () => {
    const long = job('a', 'true', { configuration: { partition: 'short', time: '3' } })
    expect(await engine.refuse([long])).toEqual([expect.objectContaining({ path: 'slurm.time' })])
    const [id] = await engine.submit([long])
    const reason = async (): Promise<string> => {
      const state = (await engine.poll([id!])).get(id!)
      return state?.kind === 'waiting' ? (state.reason ?? '') : JSON.stringify(state)
    }
    await slurm.until('it is looked at', async () => !(await reason()).startsWith('it was only just submitted'))
    expect(await reason()).toMatch(/never starts \(Partition\w+\)$/)
  })

  it('finds jobs again that were submitted and not noted, and no others', async () => {
    const [a, b, c] = [job('a', 'sleep 600'), job('b', 'true'), job('c', 'sleep 600')]
    const ids = await engine.submit([a, b])
    await until(ids, ['running', 'done'])
    expect(await engine.find!([b, a, c, { ...a, folder: `${a.folder}2` }])).toEqual([
      undefined,
      ids[0],
      undefined,
      undefined,
    ])
  })

  it('goes on in a job of its own when the limit comes, which is found by the same name and ended with it', async () => {
    const code = `trap 'exit 85' TERM; echo "job $BOCAS_SUCCESSION"; while :; do sleep 0.1; done`
    const one = job('a', code, { configuration: { time: '2', notice: 119 } })
    const [id] = await engine.submit([one])
    await slurm.until('the second job begins', () => logOf(one).includes('job 1'), 90)
    expect(logOf(one)).toMatch(
      /^job \n(Terminated\n)?the time limit of this job comes: the run goes on in job \d+\njob 1\n/,
    )
    await until([id!], ['running'])
    await engine.cancel([id!])
    await until([id!], ['cancelled'])
    expect((await slurm.must('squeue', '-h')).trim()).toBe('')
  })

  ;(CAN_MOUNT ? it : it.skip)('is not asked in vain whether its nodes see the workspace', async () => {
    await slurm.end('n1')
    await slurm.end('n2')
    // To these the folder is another, empty one.
    for (const node of ['n1', 'n2'])
      slurm.startNode(node, ['unshare', '-m', 'sh', '-c', 'mount -t tmpfs tmpfs "$0" && exec "$@"', base])
    try {
      await slurm.untilIdle()
      const blind = job('a', 'true')
      expect(await engine.refuse([blind])).toEqual([
        expect.objectContaining({ message: `the nodes do not see ${base}` }),
      ])
      // Submitted all the same, it fails.
      await until(await engine.submit([blind]), ['failed'])
    } finally {
      for (const node of ['n1', 'n2']) {
        await slurm.end(node)
        slurm.startNode(node)
      }
      await slurm.untilIdle()
    }
  })

  it('says so when it does not answer, and goes on when it does again', async () => {
    const ids = await engine.submit([job('a', 'sleep 600')])
    await until(ids, ['running'])
    await sleep(6_000)
    await slurm.end('slurmctld', 'SIGKILL')
    await expect(engine.poll(ids)).rejects.toThrow('squeue does not answer on here')
    slurm.startController()
    await until(ids, ['running'])
  })

  it('knows jobs from others that have their numbers, after its state was lost', async () => {
    const old = await engine.submit([job('a', 'sleep 600')])
    await until(old, ['running'])
    await slurm.end('slurmctld', 'SIGKILL')
    rmSync(join(slurm.folder, 'state'), { recursive: true })
    mkdirSync(join(slurm.folder, 'state'))
    slurm.startController()
    await slurm.until('it answers', async () => (await slurm.call('squeue', '-h')).code === 0)
    await slurm.untilIdle()
    const fresh = await engine.submit([job('b', 'sleep 600')])
    await until([...old, ...fresh], ['unknown', 'running'])
  })
})

it('a machine without Slurm is told what to do', async () => {
  const bin = mkdtempSync(join(tmpdir(), 'bocas-bin-'))
  symlinkSync('/bin/sh', join(bin, 'sh'))
  const nowhere = slurmEngine({ where: 'this machine', shell: localShell({ PATH: bin }) })
  expect(await nowhere.refuse([request('a')])).toEqual([
    {
      code: 'engine-away',
      message: 'there is no sbatch on this machine',
      hint: 'call nx where Slurm is, or say `login` in the profile',
    },
  ])
  rmSync(bin, { recursive: true })
})

whereAccounts().describe('a Slurm with accounts', () => {
  beforeAll(async () => {
    slurm = await Slurm.start({
      nodes: 1,
      accounting: true,
      settings: { MinJobAge: 2, AccountingStorageEnforce: 'limits,qos' },
    })
  })
  afterAll(() => slurm.stop())
  withEngine()

  it('refuses what the QOS of a user would refuse, and says beforehand how many jobs they may have', async () => {
    await slurm.must('sacctmgr', '-i', 'add', 'qos', 'few', 'set', 'MaxWall=10:00', 'MaxSubmitJobsPerUser=2')
    await slurm.must('sacctmgr', '-i', 'modify', 'user', userInfo().username, 'set', 'qos+=few')
    // The controller hears of it from the database, some time later.
    const isKnown = async (): Promise<boolean> =>
      (await slurm.call('sbatch', '--test-only', '--qos=few', '--wrap', 'true')).code === 0
    await slurm.until('the controller knows the QOS', isKnown)
    const few = { qos: 'few', time: '5' }
    const [a, long, other] = [
      job('a', 'true', { configuration: few }),
      job('b', 'true', { configuration: { qos: 'few', time: '30' } }),
      job('c', 'true', { configuration: { qos: 'fwe' } }),
    ]
    const messagesOf = async (...all: JobRequest[]) => (await engine.refuse(all)).map(({ message }) => message)
    expect(await messagesOf(a)).toEqual([])
    expect(await messagesOf(long, other)).toEqual([
      "a time of 30 min is above the limit of the QOS 'few', which is 10 min (0-00:10:00)",
      expect.stringMatching(/^the QOS 'fwe' is none that your account '\w+' may use$/),
    ])
    expect(await messagesOf(a, a, a)).toEqual([expect.stringContaining('3 jobs are more than the 2 that you may have')])
    expect([await engine.most!(few), await engine.most!({})]).toEqual([2, Infinity])
    await slurm.must('sbatch', '--qos=few', '--hold', '-o', '/dev/null', '--wrap', 'true')
    expect(await engine.most!(few)).toBe(1)
    // What it says is what Slurm does.
    await expect(engine.submit([a, { ...a, key: 'b' }])).rejects.toThrow('QOSMaxSubmitJobPerUserLimit')
  })

  it('tells what became of jobs that it lists no more', async () => {
    const ids = await engine.submit([job('a', 'true'), job('b', 'exit 3'), job('c', 'sleep 600')])
    await until(ids, ['done', 'failed', 'running'])
    await engine.cancel([ids[2]!])
    await slurm.until('it lists none', async () => (await slurm.must('squeue', '-h', '-t', 'all')).trim() === '', 90)
    await until(ids, ['done', 'failed', 'cancelled'])
    expect((await engine.poll(ids)).get(ids[1]!)).toMatchObject({ code: 3 })
  })
})
