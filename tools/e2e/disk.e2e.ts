import { rmSync } from 'node:fs'
import { bocas } from './rig/bocas'
import { CAN_MOUNT, fill, readOnly, smallDisk, type Mounted } from './rig/disk'
import { successful } from './rig/reports'
import { Rig } from './rig/rig'
import { runTs, sweepTs } from './rig/sources'

jest.setTimeout(600_000)

const whereDisksCanBeMounted = CAN_MOUNT ? describe : describe.skip

const MB = 2 ** 20
const sweepOf = (count: number): string => sweepTs(`{ i: sweep(${JSON.stringify([...Array(count).keys()])}) }`)
const names = (...indices: number[]): string[] => indices.map((i) => `alpha i=${i}`)

/** Results of one megabyte each. */
const files = {
  'tasks/alpha/sweep.ts': sweepOf(2),
  'tasks/alpha/run.ts': runTs({
    imports: `import { tensor } from 'bocas'`,
    returns: '{ score: config.i, weights: tensor(new Float64Array(131_072).fill(config.i), [131_072]) }',
  }),
}

let rig: Rig
const mounts: Mounted[] = []
const forgetNx = (): void => {
  rmSync(rig.places.nxCache, { recursive: true, force: true })
  rig.remove('.nx')
}
const unmountAll = (): void => mounts.splice(0).forEach((mounted) => mounted.unmount())
beforeAll(() => (rig = Rig.create(files)))
afterAll(async () => {
  unmountAll()
  await rig?.dispose()
})

whereDisksCanBeMounted('a disk that is full', () => {
  const filler = () => rig.path('.bocas/filler')
  beforeAll(() => mounts.push(smallDisk(rig.path('.bocas'), 16 * MB)))
  afterAll(unmountAll)

  it('in the middle of a sweep fails the runs that it has no room for, by name and folder, and loses no other', async () => {
    successful(await rig.nx('run-many -t experiment'))
    expect(rig.executions()).toEqual(names(0, 1))
    rig.write({ 'tasks/alpha/sweep.ts': sweepOf(6) })
    // The sweep is planned and bundled; room for two more results is left.
    successful(await rig.nx('show projects'))
    fill(filler(), 2.5 * MB)
    const { code, output } = await rig.nx('run-many -t experiment --parallel=1')
    expect(code).not.toBe(0)
    expect(output).toContain('the disk is full: no space is left in ')
    expect(output).toContain(rig.path('.bocas'))
    expect(output).not.toContain('bocas could not execute the run')
    // The last run is made ready while the result before it is kept: it finds that there is no room before its code begins, or afterwards.
    expect(output).toMatch(/^alpha: 4 runs · 2 trained · (?:2 failed|1 failed · 1 not started)$/m)
    expect(rig.executions().slice(0, 3)).toEqual(names(2, 3, 4))
    expect((await bocas(rig, ['verify'])).output).toMatch(/^4 results, .* all as they were written$/m)
  })

  it('is a reason not to begin with runs that nothing could be kept of', async () => {
    rmSync(filler())
    fill(filler(), 0)
    const { code, output } = await rig.nx('run-many -t experiment')
    expect(code).not.toBe(0)
    expect(output).toContain('the disk is full: no space is left in ')
    expect(output).toContain('alpha: 2 runs · 2 not started')
    expect(rig.executions()).toEqual([])
  })

  it('costs nothing that was finished: with room again only the failed runs are executed', async () => {
    rmSync(filler())
    forgetNx()
    successful(await rig.nx('run-many -t experiment'))
    expect(rig.executions()).toEqual(names(4, 5))
    expect(rig.list('.bocas/work')).toEqual([])
  })

  it('before a sweep can be planned is told as that', async () => {
    fill(filler(), 0)
    rig.write({ 'tasks/alpha/sweep.ts': sweepOf(7) })
    const { code, output } = await rig.nx('run-many -t experiment')
    expect(code).not.toBe(0)
    expect(output).toContain('the disk is full: no space is left in ')
    rmSync(filler())
    successful(await rig.nx('run-many -t experiment'))
    expect(rig.executions()).toEqual(names(6))
  })
})

whereDisksCanBeMounted('a folder that is read-only', () => {
  beforeAll(async () => {
    rig.write({ 'tasks/alpha/sweep.ts': sweepOf(1) })
    rig.remove('paper/artifacts')
    forgetNx()
    successful(await rig.nx('run-many -t experiment'))
    rig.executions()
  })
  afterEach(unmountAll)

  it.each([
    ['.bocas', 2],
    ['.bocas/store', 3],
  ])('%s is told before anything is executed, and harms nothing that is kept', async (folder, count) => {
    mounts.push(readOnly(rig.path(folder)))
    // What is kept needs no room.
    forgetNx()
    successful(await rig.nx('run-many -t experiment'))
    rig.write({ 'tasks/alpha/sweep.ts': sweepOf(count) })
    const { code, output } = await rig.nx('run-many -t experiment')
    expect(code).not.toBe(0)
    expect(output).toMatch(/is on a read-only file system, so nothing can be kept there: make it writable/)
    expect(output).toContain(rig.path(folder))
    expect(rig.executions()).toEqual([])
    unmountAll()
    successful(await rig.nx('run-many -t experiment'))
    expect(rig.executions()).toEqual(names(count - 1))
  })

  it('paper/artifacts is told by Nx, which clears the outputs of what it is about to run, and nothing is executed', async () => {
    mounts.push(readOnly(rig.path('paper/artifacts')))
    rig.write({ 'tasks/alpha/sweep.ts': sweepOf(4) })
    const { code, output } = await rig.nx('run-many -t experiment')
    expect(code).not.toBe(0)
    expect(output).toContain('Read-only file system')
    expect(rig.executions()).toEqual([])
    unmountAll()
    successful(await rig.nx('run-many -t experiment'))
    expect(rig.executions()).toEqual(names(3))
  })
})
