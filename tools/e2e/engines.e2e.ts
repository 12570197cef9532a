import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { BACKGROUND } from './rig/background'
import { bocas } from './rig/bocas'
import { killOne, SEES_PROCESSES } from './rig/processes'
import { commandTs, DEBIAN, describeWithPython, trainPy } from './rig/python'
import { successful } from './rig/reports'
import { Rig, type Files } from './rig/rig'
import { runTs, sweepTs } from './rig/sources'
import { shownKeys } from './rig/store'

jest.setTimeout(600_000)

const ENGINE = { BOCAS_ENGINE: 'commands', BOCAS_PROFILE: 'here' }
const profiles = (more: object = {}): Files => ({
  'profiles.json': JSON.stringify({ here: { engines: { commands: BACKGROUND }, ...more } }),
})
const TASKS: Files = {
  'tasks/alpha/sweep.ts': sweepTs('{ lr: sweep([0.1, 0.2, 0.3]), tactic: sweep(["a", "b"]) }', "{ data: ['x.csv'] }"),
  'tasks/alpha/run.ts': runTs({
    imports: "import { readFileSync } from 'node:fs'\nimport { factor } from '../../library/factor'",
    body: `ctx.log('given ' + readFileSync(ctx.input('x.csv'), 'utf8').trim())
  ctx.progress(1, 2)
  await gate()`,
    returns: '{ score: config.lr * factor, rows: table([{ lr: config.lr, tactic: config.tactic }]) }',
  }),
  'tasks/alpha/x.csv': '1\n',
  'library/factor.ts': 'export const factor = 3\n',
}

/** The bytes of every result, by run. */
function results(rig: Rig): Record<string, string> {
  return Object.fromEntries(
    Object.entries(shownKeys(rig, 'alpha')).map(([run, key]) => {
      const entry = `.bocas/store/${key}`
      const files = readdirSync(rig.path(entry)).filter((name) => !/^(execution\.json|code\.diff|run\.log)$/.test(name))
      return [
        `${run} ${key}`,
        files
          .sort()
          .map((name) => `${name} ${rig.read(`${entry}/${name}`)}`)
          .join('\n'),
      ]
    }),
  )
}

/** A call of which everything is killed while its jobs are at work: they go on, as nobody's children. */
async function leaveJobs(rig: Rig): Promise<void> {
  rig.closeGate()
  const call = rig.start('run-many -t experiment', ENGINE)
  await rig.until('all have begun', () => rig.events('start').length === 6)
  for (const pid of rig.processes()) if (!isOfJob(pid)) killOne(pid, 'SIGKILL')
  await call.ended
}

const whereProcessesAreSeen = SEES_PROCESSES ? describe : describe.skip

whereProcessesAreSeen('runs that an engine executes', () => {
  let rig: Rig
  afterEach(() => rig.dispose())

  it('have the keys and the bytes that they have here, and leave nothing behind', async () => {
    rig = Rig.create({ ...TASKS, ...profiles() })
    successful(await rig.nx('run-many -t experiment', ENGINE))
    const there = results(rig)
    expect(Object.keys(there)).toHaveLength(6)
    expect(rig.executions()).toHaveLength(6)
    expect(rig.list('.bocas/jobs')).toEqual([])
    expect(rig.list('.bocas/locks')).toEqual([])
    const [key] = Object.values(shownKeys(rig, 'alpha'))
    expect(JSON.parse(rig.read(`.bocas/store/${key}/execution.json`))).toMatchObject({ job: { engine: 'commands' } })
    expect(rig.read(`.bocas/store/${key}/run.log`)).toBe('given 1\n')
    rig.remove('.bocas/store')
    rig.remove('paper/artifacts')
    successful(await rig.nx('run-many -t experiment --skip-nx-cache'))
    expect(rig.executions()).toHaveLength(6)
    expect(results(rig)).toEqual(there)
  })

  it('outlive the call: the next one follows them, submits nothing twice, and collects what came of them', async () => {
    rig = Rig.create({ ...TASKS, ...profiles() })
    await leaveJobs(rig)
    expect(rig.executions()).toHaveLength(6)
    const second = rig.start('run-many -t experiment', ENGINE)
    await rig.until('they are followed', () =>
      second.output().includes('6 jobs of commands that an earlier call has submitted'),
    )
    rig.openGate()
    successful(await second.ended)
    expect(rig.executions()).toEqual([])
    expect(Object.keys(results(rig))).toHaveLength(6)
    expect(rig.list('.bocas/jobs')).toEqual([])
  })

  it('are waited for by a call that executes runs here: none is executed twice', async () => {
    rig = Rig.create({ ...TASKS, ...profiles() })
    await leaveJobs(rig)
    rig.executions()
    // With neither the engine nor the profile said.
    const { stdout } = await bocas(rig, ['jobs'])
    expect(stdout).toContain('6 jobs: 6 running')
    const second = rig.start('run-many -t experiment')
    await rig.until('they are followed', () =>
      second.output().includes('6 jobs of commands that an earlier call has submitted'),
    )
    rig.openGate()
    const { output } = successful(await second.ended)
    expect(output).toContain('6 trained')
    expect([rig.executions(), rig.list('.bocas/jobs')]).toEqual([[], []])
    expect(Object.keys(results(rig))).toHaveLength(6)
  })

  it('may be edited while they wait: they execute what was submitted', async () => {
    const submit = `(while [ -e "$GATE" ]; do sleep 0.05; done; exec setsid sh {script}) > {log} 2>&1 < /dev/null & echo $!`
    rig = Rig.create({ ...TASKS, ...profiles({ engines: { commands: { ...BACKGROUND, submit } } }) })
    rig.closeGate()
    const call = rig.start('run-many -t experiment', ENGINE)
    await rig.until('all are submitted', () => notes(rig).filter((note) => note.includes('"id"')).length === 6)
    rig.edit('library/factor.ts', '3', '4')
    rig.openGate()
    successful(await call.ended)
    const [, text] = Object.entries(results(rig)).find(([run]) => run.startsWith('lr=0.1'))!
    expect(JSON.parse(text.slice(text.indexOf('result.json ') + 12).split('\n')[0]!)).toMatchObject({
      artifacts: { score: { data: 0.30000000000000004 } },
    })
  })

  it('go on or are cancelled when the call is interrupted, as is said', async () => {
    rig = Rig.create({ ...TASKS, ...profiles() })
    for (const how of ['leave', 'cancel'] as const) {
      rig.closeGate()
      const call = rig.start('run-many -t experiment', { ...ENGINE, BOCAS_ON_INTERRUPT: how })
      await rig.until('all are followed', () =>
        how === 'leave' ? rig.events('start').length === 6 : call.output().includes('an earlier call has submitted'),
      )
      killOne(call.pid, 'SIGINT')
      expect((await call.ended).code).not.toBe(0)
      await rig.until('the call is over', () => rig.processes().every(isOfJob))
      if (how === 'leave') expect(notes(rig)).toHaveLength(6)
      else await rig.until('nothing is at work', () => rig.processes().length === 0 && notes(rig).length === 0)
    }
    rig.executions()
    rig.openGate()
    successful(await rig.nx('run-many -t experiment', ENGINE))
    expect(rig.executions()).toHaveLength(6)
  })

  it('go on or are cancelled as is answered at the terminal, and it is said that they go on where nobody can be asked', async () => {
    rig = Rig.create({ ...TASKS, ...profiles() })
    rig.closeGate()
    const inInterface = rig.startInTerminal('run-many -t experiment', { ...ENGINE, NX_TUI: 'true' })
    await rig.until('all are at work', () => rig.events('start').length === 6)
    inInterface.type(CTRL_C)
    expect((await inInterface.ended).output).toContain('its job of commands goes on')
    const followed = (): string[] =>
      rig.list('.bocas/work').filter((name) => isLink(rig.path('.bocas/work', name, 'entry/run.log')))
    await rig.until('the call is gone', () => rig.processes().every(isOfJob))
    if (rig.list('.bocas/work').length > 0) rig.remove('.bocas/work')
    const plain = rig.startInTerminal('run-many -t experiment', { ...ENGINE, NX_TUI: 'false' })
    await rig.until('they are followed', () => followed().length === 6)
    plain.type(CTRL_C)
    await rig.until('it is asked', () => plain.output().includes('cancel (c)? '))
    plain.type('c\r')
    expect((await plain.ended).output).toContain('6 jobs of commands are being cancelled')
    await rig.until('nothing is at work', () => notes(rig).length === 0 && rig.processes().length === 0)
    expect(rig.events('start')).toHaveLength(6)
  })

  it('fail as they do here, with their log, and are named when an engine refuses them', async () => {
    rig = Rig.create({
      ...profiles(),
      'tasks/alpha/sweep.ts': sweepTs('{ lr: sweep([0.1, 0.2]) }'),
      'tasks/alpha/run.ts': runTs({ body: "console.log('so far'); if (config.lr > 0.1) throw new Error('lr is bad')" }),
    })
    const { output, code } = await rig.nx('run-many -t experiment', ENGINE)
    expect(code).not.toBe(0)
    expect(output).toContain('lr is bad')
    expect(output).toContain('1 trained · 1 failed')
    expect(rig.read('.bocas/failed/alpha/lr=0.2/run.log')).toContain('so far')
    const refused = await rig.nx('run-many -t experiment', { BOCAS_ENGINE: 'commands' })
    expect(refused.output).toContain('is not told how to submit a job')
    expect(refused.output).toContain('1 run · 1 not started')
    const unknown = await rig.nx('run-many -t experiment', { BOCAS_ENGINE: 'slrm' })
    expect(unknown.output).toContain('@bocas/slrm is not installed')
  })

  describeWithPython()('that are programs', () => {
    it('have one thread, or as many as the profile says, and data where it lies there, under one key', async () => {
      const elsewhere = join(realpathSync(mkdtempSync(join(tmpdir(), 'bocas-scratch-'))), 'data')
      rig = Rig.create({
        'tasks/alpha/sweep.ts': sweepTs('{ lr: 1 }', "{ data: ['../../data'] }"),
        'tasks/alpha/run.ts': commandTs('python3 train.py', "{ inputs: ['train.py'] }"),
        'tasks/alpha/train.py': trainPy({
          imports: 'import os\nfrom bocas import data',
          score: 'int(os.environ["OMP_NUM_THREADS"]) * int(open(data("../../data") + "/x.csv").read())',
        }),
        'data/x.csv': '5\n',
      })
      const found: unknown[] = []
      const keys: string[] = []
      mkdirSync(elsewhere)
      for (const [threads, engine, content] of [
        [undefined, 'local', '5\n'],
        [undefined, 'commands', '5\n'],
        [2, 'commands', '5\n'],
        [2, 'commands', '6\n'],
      ] as const) {
        const data = engine === 'commands' ? { data: elsewhere } : {}
        rig.write(profiles({ data, ...(threads && { threads }) }))
        writeFileSync(join(elsewhere, 'x.csv'), content)
        for (const part of ['.bocas/store', 'paper/artifacts']) rmSync(rig.path(part), { recursive: true, force: true })
        const { output } = await rig.nx('run-many -t experiment --skip-nx-cache', {
          ...ENGINE,
          ...DEBIAN,
          BOCAS_ENGINE: engine,
        })
        if (content === '6\n') {
          expect(output).toMatch(/data\/x\.csv is not there on \S+ as it was when the run was planned/)
          expect(output).toContain('bocas/other-data')
          continue
        }
        const [key] = Object.values(shownKeys(rig, 'alpha'))
        keys.push(key!)
        const read = (file: string) =>
          JSON.parse(rig.read(`.bocas/store/${key}/${file}`)) as never as Record<string, never>
        found.push([read('execution.json').threads, read('result.json').artifacts])
      }
      expect(new Set(keys).size).toBe(1)
      expect(found).toMatchObject([
        [1, { score: { data: 5 } }],
        [1, { score: { data: 5 } }],
        [2, { score: { data: 10 } }],
      ])
    })
  })

  it('are all at work at once, whatever this machine has, unless the profile says how many', async () => {
    rig = Rig.create({ ...TASKS, ...profiles({ jobs: 2 }) })
    successful(await rig.nx('run-many -t experiment --parallel=5', ENGINE))
    expect(rig.mostAtOnce()).toBeLessThanOrEqual(2)
  })

  it('are shown to other terminals', async () => {
    rig = Rig.create({ ...TASKS, ...profiles() })
    rig.closeGate()
    const call = rig.start('run-many -t experiment', ENGINE)
    await rig.until('all are at work', () => rig.events('start').length === 6)
    await rig.until('their progress is seen', () => true)
    const { output } = await bocas(rig, ['logs', 'alpha/lr=0.1+tactic=a'])
    expect(output).toContain('given 1')
    rig.openGate()
    successful(await call.ended)
  })
})

const CTRL_C = '\u0003'

const isLink = (file: string): boolean => lstatSync(file, { throwIfNoEntry: false })?.isSymbolicLink() ?? false

/** Whether a process executes what jobs have copies of. */
const isOfJob = (pid: number): boolean =>
  existsSync(`/proc/${pid}/cmdline`) && readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('/.bocas/job')

/** What is noted of jobs. */
function notes(rig: Rig): string[] {
  return rig
    .list('.bocas/jobs')
    .flatMap((key) => rig.list(`.bocas/jobs/${key}`).map((number) => rig.path('.bocas/jobs', key, number, 'job.json')))
    .filter((file) => existsSync(file))
    .map((file) => readFileSync(file, 'utf8'))
}
