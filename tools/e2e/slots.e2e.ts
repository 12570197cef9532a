import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { bocas } from './rig/bocas'
import { killOne, processesWith, SEES_PROCESSES } from './rig/processes'
import { successful } from './rig/reports'
import { Rig } from './rig/rig'
import { runTs, sweepTs } from './rig/sources'
import { shownKeys } from './rig/store'

jest.setTimeout(600_000)

const whereProcessesAreSeen = SEES_PROCESSES ? describe : describe.skip

/** Writes when it begins and ends to use its GPUs, and fails when it finds that another run has one of them as a whole. */
const USES = `
  const devices = process.env.CUDA_VISIBLE_DEVICES!.split(',')
  if (devices.join() !== ctx.resources.gpu!.join() || devices.join() !== process.env.HIP_VISIBLE_DEVICES) throw new Error('ids differ')
  const folder = process.env.COUNT_FILE! + '.devices'
  mkdirSync(folder, { recursive: true })
  const mine = devices.map((id) => folder + '/' + id + '_' + process.pid)
  mine.forEach((file) => writeFileSync(file, ''))
  const others = () => readdirSync(folder).filter((name) => {
    const [id, pid] = name.split('_')
    return devices.includes(id!) && pid !== String(process.pid) && existsSync('/proc/' + pid + '/environ') && readFileSync('/proc/' + pid + '/environ').length > 0
  })
  if (others().length > 0) throw new Error('shared with ' + others().join())
  await sleep(30)
  await gate()
  if (others().length > 0) throw new Error('shared with ' + others().join())
  mine.forEach((file) => rmSync(file))`

const IMPORTS = `import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'`

function rigWith(resources: string, env: Readonly<Record<string, string>> = {}): Rig {
  const rig = Rig.create(
    {
      'tasks/alpha/sweep.ts': sweepTs('{ i: sweep([0, 1, 2, 3, 4, 5]) }', `{ resources: ${resources} }`),
      'tasks/alpha/run.ts': runTs({ imports: IMPORTS, body: USES, returns: '{ score: config.i }' }),
      'tasks/beta/sweep.ts': sweepTs('{ i: sweep([0, 1, 2]) }'),
      'tasks/beta/run.ts': runTs({ returns: '{ score: config.i }' }),
    },
    { env, isolated: true },
  )
  return rig
}

/** The leases of a rig lie beside its workspace: what the tests do is no business of this machine's. */
const withLeases = (rig: Rig, slots?: string) => ({
  BOCAS_SLOTS_FOLDER: `${rig.places.base}/leases`,
  BOCAS_SLOTS: slots,
})

whereProcessesAreSeen('runs that ask for a GPU', () => {
  let rig: Rig
  afterEach(() => rig.dispose())

  it('have one each to themselves, also across two commands, and hold up no others', async () => {
    rig = rigWith('{ gpu: 1 }')
    const env = withLeases(rig, 'gpu=0,1')
    rig.closeGate()
    const first = rig.start('run-many -t experiment --parallel=4', env)
    await rig.until('both devices are used and all of beta is done', () => {
      return rig.events('start').filter((run) => run.startsWith('alpha')).length === 2 && rig.events('end').length === 3
    })
    const second = rig.start('run-many -t experiment --parallel=4', env)
    await rig.until('the second has its runs', () => second.output().includes('Running 11 tasks'))
    expect(rig.mostAtOnce()).toBeLessThanOrEqual(4)
    rig.openGate()
    ;(await Promise.all([first.ended, second.ended])).forEach(successful)
    expect(rig.executions()).toHaveLength(9)
    const [key] = Object.values(shownKeys(rig, 'alpha'))
    const { resources } = JSON.parse(rig.read(`.bocas/store/${key}/execution.json`)) as { resources: object }
    expect([{ gpu: ['0'] }, { gpu: ['1'] }]).toContainEqual(resources)
  })

  it('share one by parts, as many as fit', async () => {
    rig = Rig.create({
      'tasks/alpha/sweep.ts': sweepTs('{ i: sweep([0, 1, 2, 3, 4, 5]) }', '{ resources: { gpu: 0.5 } }'),
      'tasks/alpha/run.ts': runTs({ body: 'await gate()', returns: '{ score: ctx.resources.gpu!.length }' }),
    })
    rig.closeGate()
    const call = rig.start('run-many -t experiment --parallel=6', withLeases(rig, 'gpu=7'))
    await rig.until('two are at work', () => rig.events('start').length === 2)
    await new Promise((resolve) => setTimeout(resolve, 1000))
    expect(rig.events('start')).toHaveLength(2)
    const waiting = (await bocas(rig, ['status'])).output.split('\n').filter((line) => line.startsWith('waiting'))
    expect(waiting).toEqual([
      expect.stringMatching(/^waiting for gpu, which others have: (alpha\/i=\d(, )?){4} · .* s$/),
    ])
    rig.openGate()
    successful(await call.ended)
    expect((await bocas(rig, ['status'])).output).toBe('no run is being executed\n')
    expect(rig.mostAtOnce()).toBe(2)
  })

  it('give it back when everything is killed, a host or a worker alone', async () => {
    rig = rigWith('{ gpu: 1 }')
    const env = withLeases(rig, 'gpu=0,1')
    const atWork = () => rig.events('start').filter((run) => run.startsWith('alpha')).length
    rig.closeGate()
    const first = rig.start('run-many -t experiment -p alpha --parallel=4', env)
    await rig.until('both devices are used', () => atWork() === 2)
    await rig.killEverything()
    await first.ended

    const before = atWork()
    const second = rig.start('run-many -t experiment -p alpha --parallel=4', env)
    await rig.until('both devices are used again', () => atWork() === before + 2)
    const workers = processesWith('COUNT_FILE', rig.places.countFile).filter((pid) => isWorker(pid))
    expect(workers).toHaveLength(2)
    killOne(workers[0]!, 'SIGKILL')
    await rig.until('another run has the device of the killed one', () => atWork() === before + 3)
    rig.openGate()
    expect((await second.ended).output).toContain('SIGKILL')
    successful(await rig.nx('run-many -t experiment', env))
    expect(rig.list('.bocas/work')).toEqual([])
  })
})

describe('the slots of a machine', () => {
  let rig: Rig
  beforeAll(() => (rig = rigWith('{ gpu: 1 }')))
  afterAll(() => rig.dispose())

  it('that are too few are an error before anything of the task starts, and stop no other task', async () => {
    const { code, output } = await rig.nx('run-many -t experiment', withLeases(rig, 'gpu='))
    expect(code).not.toBe(0)
    expect(output).toContain('✖ it asks for 1 gpu, and this machine has none → at resources of its sweep')
    expect(output).toContain(`tell what it has with BOCAS_SLOTS='gpu=0,1' or in .bocas/slots.json`)
    expect(rig.executions()).toEqual(['beta i=0', 'beta i=1', 'beta i=2'])
  })

  it('are given to a try as well, and taken back', async () => {
    const refused = await rig.nx('run alpha:try i=0', withLeases(rig, 'gpu='))
    expect(refused.output).toContain('it asks for 1 gpu, and this machine has none')
    expect(refused.code).not.toBe(0)
    successful(await rig.nx('run alpha:try i=0', withLeases(rig, 'gpu=4')))
    expect(rig.executions()).toEqual(['alpha i=0'])
    expect(readdirSync(withLeases(rig).BOCAS_SLOTS_FOLDER).filter((name) => name.endsWith('.lease'))).toEqual([])
  })

  it('are in no key, and needed only by what is not kept', async () => {
    rig.write({ '.bocas/slots.json': JSON.stringify({ gpu: 3 }) })
    successful(await rig.nx('run-many -t experiment', withLeases(rig)))
    expect(rig.executions()).toHaveLength(6)
    rig.edit('tasks/alpha/sweep.ts', '{ gpu: 1 }', '{ gpu: 2, licence: 1 }')
    const edited = successful(await rig.nx('run-many -t experiment --skip-nx-cache', withLeases(rig, 'gpu=')))
    expect(edited.output).not.toContain('licence')
    expect(rig.executions()).toEqual([])
  })

  it('are said wrongly with a clear error', async () => {
    rig.remove('.bocas/store')
    const { output } = await rig.nx('run-many -t experiment -p alpha --skip-nx-cache', withLeases(rig, 'gpu'))
    expect(output).toContain(`✖ 'gpu' says no ids: write gpu=0,1 → at BOCAS_SLOTS`)
    expect(rig.executions()).toEqual([])
  })
})

/** Whether a process executes a run: what a worker is given is not there while it waits for one. */
function isWorker(pid: number): boolean {
  const file = `/proc/${pid}/cmdline`
  const words = existsSync(file) ? readFileSync(file, 'utf8').split('\0') : []
  return (
    words.some((word) => word.includes('run-worker')) &&
    words.some((word) => word.endsWith('specification.json') && existsSync(word))
  )
}
