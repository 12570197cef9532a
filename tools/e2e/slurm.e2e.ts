import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { countPrograms } from '../bench/measure/counted-programs'
import { where } from '../jest/where'
import { bocas, startBocas } from './rig/bocas'
import { CAN_MOUNT, smallDisk } from './rig/disk'
import { killOne } from './rig/processes'
import { successful } from './rig/reports'
import { Rig, type Files, type RigOptions } from './rig/rig'
import { CAN_GROUP, Slurm, whereSlurm } from './rig/slurm/slurm'
import { runTs, sweepTs } from './rig/sources'
import { startSshd } from './rig/sshd'
import { shownKeys } from './rig/store'

jest.setTimeout(240_000)

let slurm: Slurm
let rig: Rig

/** A workspace whose runs are jobs of this Slurm, unless a call says otherwise. */
const workspace = (files: Files, configuration: object = {}, more: RigOptions = {}): Rig =>
  Rig.create(
    { 'profiles.json': JSON.stringify({ cluster: { engine: 'slurm', engines: { slurm: configuration } } }), ...files },
    { ...more, env: { ...slurm.env, BOCAS_PROFILE: 'cluster', BOCAS_POLL: '1', ...more.env } },
  )

const task = (tree: string, run: Parameters<typeof runTs>[0], options?: string, name = 'alpha'): Files => ({
  [`tasks/${name}/sweep.ts`]: sweepTs(tree, options),
  [`tasks/${name}/run.ts`]: runTs({ returns: '{ score: config.i }', ...run }),
})
const THREE = task('{ i: sweep([0, 1, 2]) }', { body: 'await gate()' })
const EXPERIMENT = 'run-many -t experiment'

/** How many jobs were ever submitted: the numbers of jobs only rise. */
async function submitted(): Promise<number> {
  return Number(await slurm.must('sbatch', '--parsable', '--hold', '-o', '/dev/null', '--wrap', 'true'))
}
const atWork = async (): Promise<string[]> =>
  (await slurm.must('squeue', '-h', '-r', '-t', 'running', '-o', '%A %N')).split('\n').filter((line) => line !== '')
const started = (count: number) => rig.until(`${count} are at work`, () => rig.events('start').length === count, 60)

/** The bytes of all results, but for what is of their execution. */
function results(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(shownKeys(rig, 'alpha')).map(([run, key]) => {
      const folder = rig.path('.bocas/store', key)
      const names = readdirSync(folder).filter((name) => !/^(execution\.json|code\.diff|run\.log)$/.test(name))
      return [
        `${run} ${key}`,
        names
          .sort()
          .map((name) => `${name} ${readFileSync(join(folder, name), 'hex')}`)
          .join(),
      ]
    }),
  )
}

async function restartNodes(...through: string[]): Promise<void> {
  for (const node of slurm.nodes) {
    await slurm.end(node)
    slurm.startNode(node, through)
  }
  await slurm.untilIdle()
}

async function endOfTest(): Promise<void> {
  await slurm.call('scancel', '--user', String(process.getuid!()))
  rig.openGate()
  await rig.dispose()
}

whereSlurm().describe('runs that are jobs of Slurm', () => {
  beforeAll(async () => (slurm = await Slurm.start({ gpus: 1, settings: { SlurmdTimeout: 5 } })))
  afterAll(() => slurm.stop())
  afterEach(endOfTest)

  it('have the keys and the bytes that they have at home, are kept, and have the GPUs that Slurm gives them', async () => {
    const given = `{ score: config.i, rows: table([{ i: config.i, gpu: (ctx.resources.gpu ?? []).length }]) }`
    rig = workspace(task('{ i: sweep([0, 1, 2]) }', { returns: given }, '{ resources: { gpu: 1 } }'))
    successful(await rig.nx(EXPERIMENT))
    expect(rig.executions()).toHaveLength(3)
    const there = results()
    const [key] = Object.values(shownKeys(rig, 'alpha'))
    expect(JSON.parse(rig.read(`.bocas/store/${key}/execution.json`))).toMatchObject({
      job: { engine: 'slurm' },
      resources: { gpu: ['0'] },
    })
    const last = await submitted()
    rig.remove('paper/artifacts')
    successful(await rig.nx(`${EXPERIMENT} --skip-nx-cache`))
    expect([rig.executions(), await submitted()]).toEqual([[], last + 1])
    rig.remove('.bocas/store')
    rig.remove('paper/artifacts')
    successful(await rig.nx(`${EXPERIMENT} --skip-nx-cache`, { BOCAS_ENGINE: 'local', BOCAS_SLOTS: 'gpu=0' }))
    expect(rig.executions()).toHaveLength(3)
    expect(results()).toEqual(there)
    expect(rig.list('.bocas/jobs')).toEqual([])
  })

  it('outlive nx, and a controller that is killed; nothing is submitted twice, though nobody noted it', async () => {
    rig = workspace(THREE)
    rig.closeGate()
    const first = rig.start(EXPERIMENT)
    await started(3)
    const jobs = (pid: number): boolean =>
      existsSync(`/proc/${pid}/environ`) && readFileSync(`/proc/${pid}/environ`, 'utf8').includes('SLURM_JOB_ID=')
    for (const pid of rig.processes()) if (!jobs(pid)) killOne(pid, 'SIGKILL')
    await first.ended
    const last = await submitted()
    // As if it had been killed before it had noted two of them.
    const [, ...unnoted] = rig.list('.bocas/jobs')
    for (const key of unnoted) {
      const file = `.bocas/jobs/${key}/1/job.json`
      const { id: _, ...note } = JSON.parse(rig.read(file)) as Record<string, unknown>
      rig.write({ [file]: JSON.stringify(note) })
    }
    const second = rig.start(EXPERIMENT)
    await rig.until('they are followed', () =>
      second.output().includes('3 jobs of slurm that an earlier call has submitted'),
    )
    expect(await submitted()).toBe(last + 1)
    await slurm.end('slurmctld', 'SIGKILL')
    await rig.until('it is said', () => second.output().includes('slurm does not answer'))
    slurm.startController()
    rig.openGate()
    successful(await second.ended)
    expect(rig.executions()).toHaveLength(3)
    // The controller has forgotten the last jobs, and begins their numbers anew: a node that knows them would take no others of these.
    await restartNodes()
  })

  it('are executed again when their node is lost, and give one result when it only seemed so', async () => {
    rig = workspace(task('{ i: sweep([0, 1]) }', { body: 'await gate()' }), { cpus: 4 })
    rig.closeGate()
    const call = rig.start(EXPERIMENT)
    await started(2)
    const [lost, cut] = (await atWork()).map((line) => line.split(' ')[1]!)
    await slurm.loseNode(lost!)
    // What it executes goes on, and Slurm believes that it is lost.
    await slurm.end(cut!, 'SIGKILL')
    const waiting = async (): Promise<string[]> =>
      (await slurm.must('squeue', '-h', '-r', '-t', 'pending', '-n', await names(), '-o', '%A'))
        .split('\n')
        .filter(Boolean)
    await slurm.until('both wait again', async () => (await waiting()).length === 2)
    // Slurm would wait two minutes. One that has begun meanwhile takes no such order, and needs none.
    for (const id of await waiting()) await slurm.call('scontrol', 'update', `jobid=${id}`, 'StartTime=now')
    await started(4)
    rig.openGate()
    successful(await call.ended)
    expect(rig.executions()).toHaveLength(4)
    expect(rig.list('.bocas/store')).toHaveLength(2)
    for (const node of [lost!, cut!]) slurm.startNode(node)
    successful(await rig.nx(`${EXPERIMENT} --skip-nx-cache`))
    expect(rig.executions()).toEqual([])
    await slurm.untilIdle()
  })

  it('fail when somebody cancels them, and the next call submits them again', async () => {
    rig = workspace(THREE)
    rig.closeGate()
    const call = rig.start(EXPERIMENT)
    await started(3)
    await slurm.must('scancel', '--user', String(process.getuid!()))
    const { code, output } = await call.ended
    expect(code).not.toBe(0)
    expect(output).toMatch(/the job \d+_\d@bocas-\w+ of slurm was cancelled/)
    rig.openGate()
    rig.executions()
    successful(await rig.nx(EXPERIMENT))
    expect(rig.executions()).toHaveLength(3)
  })

  it('are cancelled after Ctrl-C though Slurm takes longer for it than Nx waits', async () => {
    rig = workspace(THREE)
    rig.closeGate()
    const slow = join(rig.places.base, 'slow')
    mkdirSync(slow)
    writeFileSync(join(slow, 'scancel'), `#!/bin/sh\nsleep 7\nPATH='${process.env.PATH}' exec scancel "$@"\n`, {
      mode: 0o755,
    })
    const call = rig.start(EXPERIMENT, { BOCAS_ON_INTERRUPT: 'cancel', PATH: `${slow}:${process.env.PATH}` })
    await started(3)
    killOne(call.pid, 'SIGINT')
    expect((await call.ended).code).not.toBe(0)
    expect(await atWork()).toHaveLength(3)
    await slurm.until('they are cancelled', async () => (await atWork()).length === 0)
    await rig.until('nothing is left of them', () => rig.list('.bocas/jobs').length === 0)
    expect(rig.read('.bocas/cancelled.log')).toBe('3 jobs cancelled\n')
    expect(rig.list('.bocas/store')).toEqual([])
  })

  it('go on in a job that they submit themselves when the limit of time comes', async () => {
    const body = `const before = await ctx.checkpoint.load<{ life: number }>()
  if (before === undefined) {
    while (!ctx.signal.aborted) await sleep(50)
    await ctx.checkpoint.save({ life: 1 })
    ctx.signal.throwIfAborted()
  }`
    rig = workspace(task('{ i: 7 }', { body, returns: '{ score: config.i, lives: before!.life + 1 }' }), {
      time: '2',
      notice: 119,
    })
    successful(await rig.nx(EXPERIMENT))
    expect(rig.executions()).toHaveLength(2)
    const [key] = Object.values(shownKeys(rig, 'alpha'))
    expect(JSON.parse(rig.read(`.bocas/store/${key}/result.json`))).toMatchObject({ artifacts: { lives: { data: 2 } } })
  })

  it('are submitted and left, listed, read and cancelled, and the next call collects what came of them', async () => {
    rig = workspace(task('{ i: sweep([0, 1, 2]) }', { body: "console.log('hello'); await gate()" }))
    rig.closeGate()
    const env = { ...slurm.env, BOCAS_PROFILE: 'cluster' }
    const local = await bocas(rig, ['submit', 'alpha'], slurm.env)
    expect(local.output).toContain('no engine is chosen')
    // All of it is in use.
    const all = ['--parsable', '--exclusive', '--nodes=4', '-o', '/dev/null', '--wrap', 'sleep 600']
    const other = (await slurm.must('sbatch', ...all)).trim()
    await slurm.until('another job has it', async () => (await atWork()).length === 1)
    const submission = await bocas(rig, ['submit', 'alpha'], env)
    expect(submission.stdout).toContain('3 jobs submitted to slurm\n')
    expect((await bocas(rig, ['logs', 'alpha/i=0'], slurm.env)).output).toContain(
      'alpha/i=0 has printed nothing yet: its job waits',
    )
    const waiting = startBocas(rig, ['logs', 'alpha/i=2', '-f'], slurm.env)
    await rig.until('it waits', () => waiting.output().includes('printed nothing yet: waiting for it'))
    expect((await bocas(rig, ['jobs', 'alpha/i=2'], slurm.env)).stdout).toMatch(/waiting: \w.* \(\w/)
    await slurm.must('scancel', other)
    expect(submission.stdout).toContain('BOCAS_PROFILE=cluster nx run alpha:experiment')
    expect((await bocas(rig, ['submit', 'alpha/i=0', 'alpha/i=1'], env)).stdout).toBe(
      '0 jobs submitted to slurm · 2 submitted before\n',
    )
    await started(3)
    // From a shell that knows nothing of the engine.
    const listed = await bocas(rig, ['jobs'], slurm.env)
    expect(listed.stdout).toMatch(/alpha\/i=1 +\d+_1 .* running on n\d/)
    expect(listed.stdout).toContain('3 jobs: 3 running\n')
    expect((await bocas(rig, ['jobs', 'alpha/i=1', '--cancel'], slurm.env)).stdout).toBe('1 job cancelled\n')
    expect((await bocas(rig, ['jobs', 'alpha/i=1'], slurm.env)).output).toContain("there is no job of 'alpha/i=1'")
    const log = startBocas(rig, ['logs', 'alpha/i=0', '-f'], slurm.env)
    await rig.until('its log is seen', () => log.output().includes('hello'))
    await rig.until('the other one too', () => waiting.output().includes('hello'))
    rig.openGate()
    expect((await log.ended).output).toContain('the run has ended')
    expect((await waiting.ended).output).toContain('the run has ended')
    rig.executions()
    successful(await rig.nx(EXPERIMENT))
    expect(rig.executions()).toEqual(['alpha i=1'])
    expect((await bocas(rig, ['submit', 'alpha'], env)).stdout).toBe('0 jobs submitted to slurm · 3 kept\n')
    expect((await bocas(rig, ['jobs'], slurm.env)).stdout).toBe('no engine has a job of this workspace\n')
  })

  where('sshd', 'rsync').it('are brought to a cluster that has another disk, and what comes of them home', async () => {
    const sshd = await startSshd(['n1'], { ...slurm.env })
    const body = `if (config.i === 2 && (await ctx.checkpoint.load()) === undefined) await ctx.checkpoint.save({ at: 1 })
  console.log('hello')
  await gate()`
    rig = workspace(
      task(
        '{ i: sweep([0, 1, 2]) }',
        { body, returns: '{ score: config.i, saved: (await ctx.checkpoint.load()) ? 1 : 0 }' },
        "{ data: ['x.csv'] }",
      ),
    )
    const there = (...parts: string[]): string => join(rig.places.base, "the cluster's ‘home’ ümläut", ...parts)
    const setup = [`export COUNT_FILE=${rig.places.countFile} GATE=${rig.places.gate}`]
    const own = { login: 'n1', ssh: ['-F', sshd.config], root: there(), node: process.execPath, setup }
    rig.write({
      'profiles.json': JSON.stringify({ cluster: { engine: 'slurm', engines: { slurm: own } } }),
      'tasks/alpha/x.csv': '3\n',
    })
    // What a laptop has: no Slurm.
    const env = { BOCAS_PROFILE: 'cluster' }
    mkdirSync(there(), { recursive: true })
    try {
      rig.closeGate()
      const last = await submitted()
      const refused = await bocas(rig, ['submit', 'alpha'], env)
      expect(refused.output).toContain(`n1 lacks the packages in ${there()}`)
      expect(await submitted()).toBe(last + 1)
      symlinkSync(rig.path('node_modules'), there('node_modules'))
      expect((await bocas(rig, ['submit', 'alpha'], env)).stdout).toContain('3 jobs submitted to slurm\n')
      await started(3)
      expect((await bocas(rig, ['logs', 'alpha/i=0'], env)).stdout).toBe('hello\n')
      const saved = there('.bocas/checkpoints')
      await rig.until('one has saved its state', () =>
        readdirSync(saved).some((key) => existsSync(join(saved, key, '1.checkpoint'))),
      )
      expect((await bocas(rig, ['jobs', 'alpha/i=2', '--cancel'], env)).stdout).toBe('1 job cancelled\n')
      rig.openGate()
      rig.executions()
      successful(await rig.nx(EXPERIMENT, { SLURM_CONF: '/dev/null' }))
      expect(rig.executions()).toEqual(['alpha i=2'])
      const scores = Object.values(shownKeys(rig, 'alpha')).map(
        (key) => (JSON.parse(rig.read(`.bocas/store/${key}/result.json`)) as { artifacts: object }).artifacts,
      )
      expect(scores).toMatchObject([0, 1, 2].map((i) => ({ score: { data: i }, saved: { data: i === 2 ? 1 : 0 } })))
      expect(readdirSync(there('.bocas')).filter((name) => name.startsWith('job'))).toEqual([])
      expect(readdirSync(saved)).toEqual([])
    } finally {
      await sshd.stop()
    }
  })

  it('are refused before any is submitted, with all reasons and where they stand', async () => {
    rig = workspace(
      { ...THREE, ...task('{ i: 0 }', {}, '{}', 'beta') },
      { partition: 'short', tasks: { alpha: { time: '5' }, beta: { partition: 'gpus' } } },
    )
    const last = await submitted()
    const { code, output } = await rig.nx(EXPERIMENT)
    expect(code).not.toBe(0)
    expect(output).toContain("a time of 5 min is above the limit of the partition 'short', which is 2 min")
    expect(output).toContain("this cluster has no partition 'gpus'")
    expect(rig.executions()).toEqual([])
    expect(await submitted()).toBe(last + 1)
  })

  it('have the memory that they ask for, whether or not Slurm holds them to it', async () => {
    const body = 'const held = Buffer.alloc(600e6, 1); await sleep(20_000); void held'
    rig = workspace(task('{ i: 0 }', { body }, "{ memory: '300 MB' }"))
    const { code, output } = await rig.nx(EXPERIMENT)
    expect(code).not.toBe(0)
    expect(output).toMatch(/memory/)
  })

  ;(CAN_MOUNT ? it : it.skip)('lose nothing but themselves when the shared disk is full', async () => {
    rig = workspace(
      task('{ i: sweep([0, 1]) }', {
        imports: "import { randomBytes } from 'node:crypto'",
        body: 'if (config.i === 1) await gate()',
        returns:
          '{ score: config.i, rows: config.i === 0 ? table([{ a: 1 }]) : table(Array.from({ length: 40 }, () => ({ text: randomBytes(1e5).toString("hex") }))) }',
      }),
    )
    const disk = smallDisk(rig.path('.bocas'), 6e6)
    try {
      // The second one fills the disk once the first has its result.
      rig.closeGate()
      const call = rig.start(EXPERIMENT)
      await rig.until('the first result is stored', () => rig.list('.bocas/store').length === 1)
      rig.openGate()
      const { code, output } = await call.ended
      expect(code).not.toBe(0)
      expect(output).toContain('1 trained · 1 failed')
      expect(output).toMatch(/is full|no space/)
    } finally {
      disk.unmount()
    }
  })

  ;(CAN_MOUNT ? it : it.skip)('have their results also where the disk is seen as it was some time ago', async () => {
    // Nodes to which what is mounted later is not known.
    await restartNodes('unshare', '-m')
    rig = workspace(task('{ i: 0 }', { body: 'await gate()' }))
    rig.closeGate()
    const asked = countPrograms(join(rig.places.base, 'asked'), ['squeue'], process.env.PATH!)
    const call = rig.start(EXPERIMENT, { PATH: asked.path })
    await started(1)
    const [key] = rig.list('.bocas/jobs')
    const folder = rig.path('.bocas/jobs', key!)
    const copy = rig.path('.bocas/copy')
    execFileSync('cp', ['-a', folder, copy])
    execFileSync('mount', ['--bind', copy, folder])
    try {
      rig.openGate()
      await rig.until('it has ended', () => rig.events('end').length === 1)
      await slurm.until('Slurm says so', async () => (await atWork()).length === 0)
      asked.calls()
      // One that was asked before may say that it is at work.
      let polls = 0
      await rig.until('bocas has heard so', () => (polls += asked.calls().length) > 2)
      expect(call.output()).not.toContain('failed')
    } finally {
      execFileSync('umount', ['-l', folder])
    }
    successful(await call.ended)
    expect(rig.executions()).toHaveLength(1)
    await restartNodes()
  })
})

/** The names of our arrays that Slurm knows. */
async function names(): Promise<string> {
  const all = (await slurm.must('squeue', '-h', '-t', 'all', '-o', '%j')).split('\n')
  return [...new Set(all.filter((name) => name.startsWith('bocas-')))].join()
}

const whereGrouped = CAN_GROUP ? whereSlurm().describe : describe.skip

whereGrouped('runs that Slurm holds to their memory', () => {
  beforeAll(async () => (slurm = await Slurm.start({ nodes: 1, cgroups: true })))
  afterAll(() => slurm.stop())
  afterEach(endOfTest)

  it('have more of it when they are tried again', async () => {
    rig = workspace(
      task(
        '{ i: 0 }',
        { body: 'const held = Buffer.alloc(500e6, 1); await sleep(3_000); void held' },
        '{ retries: 1 }',
      ),
      { memory: '300M', retry: { memory: 4 } },
    )
    const { output } = successful(await rig.nx(EXPERIMENT))
    expect(output).toMatch(/memory/)
    expect(rig.executions()).toHaveLength(2)
  })
})
