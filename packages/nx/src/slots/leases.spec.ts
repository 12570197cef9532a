import type { ChildProcess } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { buildSync } from 'esbuild'
import { children, END_WITH_PARENT, type Children } from '../../../../tools/children/children'
import { say, seedOf } from '../../../../tools/random/seed'
import { giveBack, joinLease, leaseFolder, takeSlots } from './leases'
import type { Demand, MachineSlots } from './machine-slots'

jest.setTimeout(120_000)

const machine: MachineSlots = { gpu: ['0', '1'].map((id) => ({ id, device: `gpu-${id}` })) }

const SEED = seedOf('processes that hold slots and are killed')

let base: string
let leases: string
let processes: Children
beforeEach(() => {
  processes = children()
  base = mkdtempSync(join(tmpdir(), 'bocas-leases-'))
  leases = join(base, 'leases')
  buildSync({
    entryPoints: { leases: join(__dirname, 'leases.ts'), dice: join(__dirname, '../../../../tools/random/dice.ts') },
    outdir: base,
    outExtension: { '.js': '.cjs' },
    bundle: true,
    platform: 'node',
    format: 'cjs',
  })
})
afterEach(async () => {
  await processes.end()
  rmSync(base, { recursive: true })
})

const take = (demand: Demand, of = machine) => takeSlots(leases, of, demand, 'toy/run')

/** A process with `leases` and `machine` at hand. */
function start(code: string, ...args: string[]): { child: ChildProcess; ended: Promise<void> } {
  const script = `const leases = require('./leases.cjs'), fs = require('node:fs')
    const machine = ${JSON.stringify(machine)}
    const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms))
    ${END_WITH_PARENT}
    setInterval(endWithParent, 1000).unref()
    ;(async () => { ${code} })()`
  const child = processes.node(['-e', script, '--', ...args], { cwd: base, stdio: ['ignore', 'ignore', 'inherit'] })
  return { child, ended: new Promise((resolve) => child.on('close', () => resolve())) }
}

describe('the leases of one process', () => {
  it('are for devices that no other lease has, until they are given back', async () => {
    const [first, second] = [await take({ gpu: 1 }), await take({ gpu: 1 })]
    expect([first!.ids, second!.ids]).toEqual([{ gpu: ['0'] }, { gpu: ['1'] }])
    expect(await take({ gpu: 0.1 })).toBeUndefined()
    giveBack(first!)
    expect((await take({ gpu: 0.5 }))!.ids).toEqual({ gpu: ['0'] })
    expect(await take({ gpu: 1 })).toBeUndefined()
    expect((await take({ gpu: 0.5 }))!.ids).toEqual({ gpu: ['0'] })
  })

  it('lie in one folder for all workspaces of a user, apart for each machine', () => {
    expect(leaseFolder({ XDG_CACHE_HOME: '/x' })).toBe(join('/x', 'bocas', 'slots', hostname()))
    expect(leaseFolder({})).toMatch(/\.cache.bocas.slots/)
    expect(leaseFolder({ BOCAS_SLOTS_FOLDER: '/y' })).toBe('/y')
  })

  it('survive a file that is torn: nobody holds it', async () => {
    mkdirSync(leases)
    writeFileSync(join(leases, 'torn.lease'), '{"holders": [')
    expect((await take({ gpu: 2 }))!.ids).toEqual({ gpu: ['0', '1'] })
    expect(existsSync(join(leases, 'torn.lease'))).toBe(false)
  })
})

describe('a lease whose host is killed', () => {
  const HOST = `
    const slots = await leases.takeSlots('leases', machine, { gpu: 2 }, 'toy/run')
    fs.writeFileSync('given.draft', JSON.stringify(slots)); fs.renameSync('given.draft', 'given')
    await pause(600_000)`
  const given = async () => {
    while (!existsSync(join(base, 'given'))) await sleep(10)
    return JSON.parse(readFileSync(join(base, 'given'), 'utf8')) as { lease: string; folder: string }
  }

  it('is given back, and a worker that comes too late is told', async () => {
    const host = start(HOST)
    const slots = await given()
    expect(await take({ gpu: 0.1 })).toBeUndefined()
    host.child.kill('SIGKILL')
    await host.ended
    const joining = { lease: join(base, slots.lease), folder: leases }
    await expect(joinLease(joining)).rejects.toThrow('the slots of this run were given back')
    expect((await take({ gpu: 2 }))!.ids).toEqual({ gpu: ['0', '1'] })
    await expect(joinLease(joining)).rejects.toThrow('the slots of this run were given back')
  })

  it('holds as long as its worker lives', async () => {
    const host = start(HOST)
    await given()
    const worker = start(
      `await leases.joinLease(JSON.parse(fs.readFileSync('given', 'utf8'))); fs.writeFileSync('joined', ''); await pause(600_000)`,
    )
    while (!existsSync(join(base, 'joined'))) await sleep(10)
    host.child.kill('SIGKILL')
    await host.ended
    expect(await take({ gpu: 0.1 })).toBeUndefined()
    worker.child.kill('SIGKILL')
    await worker.ended
    expect((await take({ gpu: 2 }))!.ids).toEqual({ gpu: ['0', '1'] })
  })
})

/** Takes slots again and again, marks what it uses, looks at the marks of others, and ends at random: gives back, or is killed with the lease. */
const CONTENDER = `
  const [seed, rounds, demands] = [Number(process.argv[1]), Number(process.argv[2]), JSON.parse(process.argv[3])]
  const dice = require('./dice.cjs').diceOf(seed)
  for (let done = 0; done < rounds; ) {
    const demand = dice.pick(demands)
    const slots = await leases.takeSlots('leases', machine, demand, 'toy/run')
    if (!slots) { await pause(dice.below(5)); continue }
    const parts = demand.gpu < 1 ? demand.gpu * 1000 : 1000
    const marks = slots.ids.gpu.map((id) => 'inside/' + [id, parts, process.pid].join('_'))
    for (const mark of marks) fs.writeFileSync(mark, '')
    if (dice.below(2) === 0) await pause(dice.below(5))
    const used = {}
    for (const mark of fs.readdirSync('inside')) { const [id, part] = mark.split('_'); used[id] = (used[id] ?? 0) + Number(part) }
    for (const id of slots.ids.gpu) if (used[id] > 1000) fs.appendFileSync('violations', id + ' is used ' + used[id] + '\\n')
    for (const mark of marks) fs.rmSync(mark)
    fs.appendFileSync('turns', '.')
    done++
    if (dice.below(7) === 0) process.kill(process.pid, 'SIGKILL')
    leases.giveBack(slots)
  }`

describe(`many processes with few devices, of seed ${SEED}`, () => {
  it('never share more of one than there is, whoever of them is killed, and leave everything free', async () => {
    mkdirSync(join(base, 'inside'))
    const demands = JSON.stringify([{ gpu: 1 }, { gpu: 0.5 }, { gpu: 0.25 }, { gpu: 2 }])
    const contenders = Array.from({ length: 10 }, (_, index) => start(CONTENDER, String(SEED + index), '12', demands))
    await Promise.all(contenders.map(({ ended }) => ended))
    const killed = contenders.filter(({ child }) => child.signalCode === 'SIGKILL').length
    say(`${killed} holders of slots were killed`)
    expect(killed).toBeGreaterThan(0)
    expect(existsSync(join(base, 'violations')) && readFileSync(join(base, 'violations'), 'utf8')).toBe(false)
    expect(readFileSync(join(base, 'turns')).length).toBeGreaterThan(20)
    const all = await take({ gpu: 2 })
    expect(all!.ids).toEqual({ gpu: ['0', '1'] })
    giveBack(all!)
    expect(readdirSync(leases).filter((name) => name.endsWith('.lease'))).toEqual([])
  })
})
