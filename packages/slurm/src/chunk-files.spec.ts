import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { JobRequest } from '@bocas/nx'
import { quoted } from 'bocas/internal/light'
import { chunkFiles, sbatchOptions } from './chunk-files'
import { settingsOf } from './settings'
import { request } from './test-requests'

const onPosix = process.platform === 'win32' ? describe.skip : describe

const options = (configuration: Record<string, unknown>, resources = {}): string[] =>
  sbatchOptions('/f', 'bocas-x', settingsOf(request('a', { configuration, resources })))

describe('the call of sbatch', () => {
  it('says nothing of what nobody has said', () => {
    expect(options({})).toEqual([
      '--job-name=bocas-x',
      '--output=/f/%a.out',
      '--open-mode=append',
      '--nodes=1',
      '--ntasks=1',
      '--signal=B:USR1@120',
      '--requeue',
    ])
  })

  it.each([
    [{ partition: 'gpu' }, '--partition=gpu'],
    [{ account: 'lab' }, '--account=lab'],
    [{ qos: 'long' }, '--qos=long'],
    [{ constraint: 'a100|h100' }, '--constraint=a100|h100'],
    [{ time: '90' }, '--time=0-01:30:00'],
    [{ memory: '8G' }, '--mem=8192M'],
    [{ cpus: 4 }, '--cpus-per-task=4'],
    [{ gpus: 2 }, '--gres=gpu:2'],
    [{ gpus: 'a100:2' }, '--gres=gpu:a100:2'],
    [{ notice: 30 }, '--signal=B:USR1@30'],
    [{ requeue: false }, '--no-requeue'],
    [{ flags: ['--nice=100'] }, '--nice=100'],
  ])('of %j has %s', (configuration, option) => expect(options(configuration)).toContain(option))

  it('takes a folder as it is called', () =>
    expect(sbatchOptions('/at 100%/a', 'bocas-x', settingsOf(request('a')))).toContain('--output=/at 100%%/a/%a.out'))

  it('asks for no signal and no GPUs where there are to be none', () => {
    expect(options({ notice: 0, gpus: 0 }).join()).not.toMatch(/signal|gres/)
  })
})

onPosix('words', () => {
  it.each(['', 'a', "it's", '$HOME', '`id`', '"', '\\', 'a b', '*', '~', '-n', 'é', '!x', '#', "''\\''"])(
    'come out of a shell as they went in: %j',
    (word) => expect(execFileSync('sh', ['-c', `printf %s ${quoted(word)}`], { encoding: 'utf8' })).toBe(word),
  )
})

onPosix('the script of a job', () => {
  let base: string
  beforeEach(() => (base = mkdtempSync(join(realpathSync(tmpdir()), "bocas it's $HOME "))))
  afterEach(() => rmSync(base, { recursive: true, force: true }))

  /** Writes an array of these requests and programs that stand for Slurm's, which note how they were called. */
  function write(requests: readonly JobRequest[], answers: Readonly<Record<string, number>> = {}): string {
    const folder = join(base, 'array')
    mkdirSync(folder)
    const files = chunkFiles(folder, 'bocas-0', settingsOf(requests[0]!), requests)
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
    for (const { folder: own } of requests) mkdirSync(own, { recursive: true })
    mkdirSync(join(base, 'bin'))
    for (const program of ['sbatch', 'scontrol', 'module', 'sleep'])
      writeFileSync(
        join(base, 'bin', program),
        `#!/bin/sh\necho ${program} "$@" >>"$CALLS"; echo 77; exit ${answers[program] ?? 0}\n`,
      )
    for (const program of ['sbatch', 'scontrol', 'module', 'sleep']) chmodSync(join(base, 'bin', program), 0o755)
    return folder
  }

  const env = (index: number, more = {}): NodeJS.ProcessEnv => ({
    PATH: `${join(base, 'bin')}:${process.env.PATH}`,
    CALLS: join(base, 'calls'),
    SLURM_ARRAY_TASK_ID: String(index),
    SLURM_ARRAY_JOB_ID: '5',
    SLURM_JOB_ID: '6',
    BOCAS_ENGINE: 'slurm',
    BOCAS_PROFILE: 'cluster',
    ...more,
  })
  const execute = (folder: string, index: number) =>
    spawnSync('bash', [join(folder, 'job.sh')], { env: env(index), encoding: 'utf8' })
  const job = (name: string, code: string, more: Partial<JobRequest> = {}) =>
    request(name, { command: ['/bin/sh', '-c', code, '$0', "it's", 'a b'], ...more }, join(base, 'jobs "x"'))
  const logOf = ({ log }: JobRequest): string => readFileSync(log, 'utf8')
  const calls = (): string => {
    try {
      return readFileSync(join(base, 'calls'), 'utf8')
    } catch {
      return ''
    }
  }

  /** Executes it, signals its shell when the run has begun, and waits for the end. */
  async function signalled(folder: string, it: JobRequest, signal: NodeJS.Signals, more = {}): Promise<number | null> {
    const child = spawn('bash', [join(folder, 'job.sh')], { env: env(0, more), stdio: 'ignore' })
    const end = new Promise<number | null>((resolve) => child.on('close', resolve))
    for (;;) {
      try {
        if (logOf(it).includes('begun')) break
      } catch {
        // It has not begun.
      }
      await new Promise((resolve) => setTimeout(resolve, 10))
    }
    child.kill(signal)
    return end
  }
  const node = (code: string, more: Partial<JobRequest> = {}): JobRequest =>
    request('n', { command: [process.execPath, '-e', code], ...more }, join(base, 'jobs'))
  const STOPS = (code: number): string =>
    `process.on('SIGTERM', () => { console.log('stopped'); process.exit(${code}) }); console.log('begun'); setInterval(() => {}, 1000)`

  it('executes the line of its place, with its words as they are, and its output in the log', () => {
    const jobs = [job('a', 'echo "a $1 $2" "$BOCAS_ENGINE$BOCAS_PROFILE"; echo e >&2'), job('b', 'echo b; exit 3')]
    const folder = write(jobs)
    expect(execute(folder, 0)).toMatchObject({ status: 0, stdout: '', stderr: '' })
    expect(execute(folder, 1).status).toBe(3)
    expect(jobs.map(logOf)).toEqual(["a it's a b \ne\n", 'b\n'])
    expect(execute(folder, 0).status).toBe(0)
    expect(logOf(jobs[0]!)).toBe("a it's a b \ne\n".repeat(2))
  })

  it('loads modules, and executes lines before the run, which may set its environment', () => {
    const it = job('a', 'echo "$X"', { configuration: { modules: ['cuda/12'], setup: ['export X="set up"'] } })
    const folder = write([it])
    expect(execute(folder, 0).status).toBe(0)
    expect(logOf(it)).toContain('set up')
    expect(calls()).toBe('module load cuda/12\n')
  })

  it('ends when a module is not there', () => {
    const it = job('a', 'echo ran', { configuration: { modules: ['cuda/99'] } })
    const folder = write([it], { module: 1 })
    expect(execute(folder, 0).status).toBe(1)
    expect(logOf(it)).not.toContain('ran')
  })

  it('says when it does not see its own folder', () => {
    const folder = write([job('a', 'true')])
    rmSync(join(folder, 'jobs.sh'))
    expect(execute(folder, 0)).toMatchObject({
      status: 66,
      stderr: expect.stringContaining('all nodes share') as string,
    })
  })

  it('goes on in a job of its own when the limit comes and the run has saved its state', async () => {
    const it = node(STOPS(85))
    const folder = write([it])
    expect(await signalled(folder, it, 'SIGUSR1')).toBe(0)
    expect(calls()).toMatch(/^sbatch --parsable .*--array=0 .*job\.sh\n$/)
    expect(logOf(it)).toContain('goes on in job 77')
  })

  it('is requeued where jobs may submit none', async () => {
    const it = node(STOPS(85))
    const folder = write([it], { sbatch: 1 })
    expect(await signalled(folder, it, 'SIGUSR1')).toBe(85)
    expect(calls()).toMatch(/\nscontrol requeue 5_0\nsleep 60\n$/)
  })

  it.each([
    ['when neither may be done', 85, 'SIGUSR1', { sbatch: 1, scontrol: 1 }, {}, 85],
    ['after too many successors', 85, 'SIGUSR1', {}, { BOCAS_SUCCESSION: '20' }, 85],
    ['when somebody ends the job', 85, 'SIGTERM', {}, {}, 85],
    ['when the run fails of itself', 1, 'SIGUSR1', {}, {}, 1],
    ['when the run comes to its end', 0, 'SIGUSR1', {}, {}, 0],
  ] as const)('stays ended %s', async (_when, code, signal, answers, more, expected) => {
    const it = node(STOPS(code))
    const folder = write([it], answers)
    expect(await signalled(folder, it, signal, more)).toBe(expected)
    expect(logOf(it)).not.toContain('goes on')
  })
})
