import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { workspacePaths } from 'bocas/internal'
import { known } from '../../packages/nx/src/plan/sweep/awaited-words'
import { planTask } from '../../packages/nx/src/plan/plan-task'
import { filesBelow, spoil } from './rig/chaos/damage'
import { Ledger } from './rig/chaos/ledger'
import { sourcesOf } from './rig/chaos/task'
import { victims } from './rig/chaos/victims'
import { diceOf } from '../random/dice'
import { say, seedOf } from '../random/seed'
import type { NxCall } from './rig/nx'
import { killOne, SEES_PROCESSES } from './rig/processes'
import { successful } from './rig/reports'
import { Rig } from './rig/rig'
import type { KnownPlan } from '../../packages/nx/src/plan/task-plan'

jest.setTimeout(1_200_000)

const SEED = seedOf('kills of nx and what it has started, and damage')
/** Kills of processes; a call of nx has some seconds, so that most of the kills are in another suite, without Nx. */
const KILLS = Number(process.env.BOCAS_E2E_STEPS ?? 30)
const KILLS_OF_A_LIFE = 10

const whereProcessesAreSeen = SEES_PROCESSES ? describe : describe.skip

/** What is killed, as often as it stands here. */
const TARGETS = ['worker', 'worker', 'worker', 'guard', 'host', 'nx', 'nx', 'everything'] as const

whereProcessesAreSeen(`${KILLS} kills of nx and what it has started, of seed ${SEED}`, () => {
  const dice = diceOf(SEED)
  const done = { kills: {} as Record<string, number>, damages: {} as Record<string, number>, calls: 0 }
  const count = (table: Record<string, number>, what: string): void => void (table[what] = (table[what] ?? 0) + 1)
  const kills = (): number => Object.values(done.kills).reduce((sum, of) => sum + of, 0)
  let rig: Rig
  let ledger: Ledger

  beforeAll(() => {
    rig = Rig.create(sourcesOf(0), { isolated: true })
  })
  afterAll(async () => {
    await rig.dispose()
    say(`${kills()} kills of seed ${SEED}: ${JSON.stringify(done)}`)
  })

  const planned = async (): Promise<KnownPlan> => known(await planTask(rig.root, 'tasks/alpha/sweep.ts'))

  /** Kills at random until the call is over, or what leads it is dead. */
  async function harass(call: NxCall, most: number): Promise<void> {
    let over = false
    void call.ended.then(() => (over = true))
    // Now and then while Nx makes its graph; else there is something to lose.
    if (dice.below(6) > 0) await rig.until('a run is at work', () => over || victims(rig).worker.length > 0)
    for (let killed = 0; killed < most && !over;) {
      await sleep(dice.below(150))
      const target = dice.pick(TARGETS)
      const there = victims(rig)
      const pids = {
        worker: there.worker.length > 0 ? [dice.pick(there.worker)] : [],
        guard: there.guard,
        host: there.host,
        nx: there.nx.includes(call.pid) ? [call.pid] : [],
        everything: [...there.nx, ...there.host, ...there.guard, ...there.worker],
      }[target]
      if (pids.length === 0) continue
      for (const pid of pids) killOne(pid, 'SIGKILL')
      count(done.kills, target)
      killed++
      if (target !== 'worker' && target !== 'guard') return
    }
  }

  /** The names of the runs that were executed since the last look. */
  const executed = (): string[] => rig.executions().map((line) => /i=\d+/.exec(line)![0])

  async function harassedCall(plan: KnownPlan, most: number): Promise<void> {
    const whole = ledger.whole(plan)
    done.calls++
    const call = rig.start(`run-many -t experiment --parallel=${2 + dice.below(3)}`)
    await harass(call, most)
    await call.ended
    await rig.until('nothing is left of a killed call', () => rig.processes().length === 0, 60)
    const names = executed()
    expect(names.filter((name) => whole.includes(name))).toEqual([])
    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([])
    expect(call.output()).not.toContain('bocas could not execute the run')
    expect(await ledger.look(plan)).toEqual([])
  }

  async function callInPeace(plan: KnownPlan): Promise<void> {
    const whole = ledger.whole(plan)
    done.calls++
    successful(await rig.nx('run-many -t experiment'))
    const missing = plan.runs.map(({ name }) => name).filter((name) => !whole.includes(name))
    expect(executed().sort()).toEqual(missing.sort())
    expect(await ledger.look(plan)).toEqual([])
    expect(ledger.wrongResults(plan)).toEqual([])
    expect(rig.list('.bocas/locks')).toEqual([])
    expect(rig.list('.bocas/checkpoints')).toEqual([])
    expect(existsSync(`${rig.places.countFile}.violations`)).toBe(false)
  }

  /** Spoils files between calls. Nx answers from its cache without asking us: when a result is spoilt, it must have forgotten it. */
  function damage(plan: KnownPlan): void {
    const paths = workspacePaths(rig.root)
    for (const what of ['locks', 'plans', 'bundles', 'sweeps', 'checkpoints']) {
      const files = filesBelow(join(paths.own, what))
      if (files.length > 0 && dice.below(2) === 0) count(done.damages, `${what} ${spoil(dice.pick(files), dice)}`)
    }
    if (dice.below(2) === 0) return
    rmSync(rig.places.nxCache, { recursive: true, force: true })
    rmSync(rig.path('.nx'), { recursive: true, force: true })
    count(done.damages, "Nx's cache removed")
    for (let left = dice.below(4); left > 0; left--) {
      const run = dice.pick(plan.runs)
      const files = filesBelow(paths.entry(run.key))
      if (files.length === 0) continue
      const file = dice.pick(files)
      count(done.damages, `store ${spoil(file, dice)}`)
      ledger.spoilt(run, 'store', file)
    }
  }

  it('lose nothing, execute only what was in flight, accept nothing damaged', async () => {
    for (let life = 1; kills() < KILLS; life++) {
      rig.write(sourcesOf(life))
      ledger = new Ledger(rig)
      const end = Math.min(KILLS, life * KILLS_OF_A_LIFE)
      for (let whole = 0; kills() < end && whole < (await planned()).runs.length;) {
        const plan = await planned()
        await harassedCall(plan, Math.min(1 + dice.below(6), end - kills()))
        damage(plan)
        whole = ledger.whole(plan).length
      }
      await callInPeace(await planned())
    }
    expect(kills()).toBeGreaterThanOrEqual(KILLS)
  })
})
