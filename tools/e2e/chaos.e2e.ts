import { existsSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { workspacePaths } from 'bocas/internal'
import { filesBelow, spoil } from './rig/chaos/damage'
import { DirectHost, type DirectCall } from './rig/chaos/direct'
import { Ledger } from './rig/chaos/ledger'
import { sourcesOf } from './rig/chaos/task'
import { victims, type Role } from './rig/chaos/victims'
import { diceOf } from '../random/dice'
import { say, seedOf } from '../random/seed'
import { killOne, SEES_PROCESSES } from './rig/processes'
import { Rig } from './rig/rig'
import type { KnownPlan } from '../../packages/nx/src/plan/task-plan'

jest.setTimeout(1_200_000)

const SEED = seedOf('kills of hosts and workers, and damage')
/** Kills of processes. */
const KILLS = Number(process.env.BOCAS_E2E_STEPS ?? 120)
/** Kills after which all runs are brought about in peace and new ones begin. */
const KILLS_OF_A_LIFE = 30

const whereProcessesAreSeen = SEES_PROCESSES ? describe : describe.skip

/** What is killed, as often as it stands here. */
const TARGETS = [...Array<'worker'>(8).fill('worker'), 'guard', 'guard', 'host', 'everything'] as const

whereProcessesAreSeen(`${KILLS} kills at random instants, and damage between calls, of seed ${SEED}`, () => {
  const dice = diceOf(SEED)
  let rig: Rig
  let direct: DirectHost
  let ledger: Ledger
  let damaged = new Set<string>()
  const spoiltWork = new Set<string>()
  const done = { kills: {} as Record<string, number>, damages: {} as Record<string, number>, calls: 0 }
  const count = (table: Record<string, number>, what: string): void => void (table[what] = (table[what] ?? 0) + 1)
  const kills = (): number => Object.values(done.kills).reduce((sum, of) => sum + of, 0)

  beforeAll(() => {
    rig = Rig.create(sourcesOf(0))
    direct = new DirectHost(rig)
  })
  afterAll(async () => {
    await rig.dispose()
    say(`${kills()} kills of seed ${SEED}: ${JSON.stringify(done)}`)
  })

  const one = (pids: readonly number[]): readonly number[] => (pids.length > 0 ? [dice.pick(pids)] : [])

  /** Kills at random until the call is over or so many are dead. */
  async function harass(call: DirectCall, most: number): Promise<void> {
    let over = false
    void call.ended.then(() => (over = true))
    // Most often there is something to lose.
    if (dice.below(4) > 0) await rig.until('a run is at work', () => over || victims(rig).worker.length > 0)
    for (let killed = 0; killed < most;) {
      await sleep(dice.below(120))
      if (over) return
      const target = dice.pick(TARGETS)
      const there = victims(rig)
      const roles: Role[] = target === 'everything' ? ['host', 'guard', 'worker'] : [target]
      const pids = roles.flatMap((role) => (target === 'worker' ? one(there[role]) : there[role]))
      if (pids.length === 0) continue
      for (const pid of pids) killOne(pid, 'SIGKILL')
      count(done.kills, target)
      killed++
      if (target === 'host' || target === 'everything') return
    }
  }

  /** Starts a call, has it harassed, and checks what it did. */
  async function callOf(plan: KnownPlan, most: number): Promise<void> {
    const whole = ledger.whole(plan)
    done.calls++
    const call = await direct.start(plan, 2 + dice.below(3))
    await harass(call, most)
    const { code } = await call.ended
    await rig.until('nothing is left of a killed call', () => rig.processes().length === 0, 30)
    const executed = rig.executions().map((line) => line.replace(/^alpha /, '').replaceAll(' ', '+'))
    const nameOf = new Map(plan.runs.map(({ name, config }) => [words(config), name]))
    const names = executed.map((line) => nameOf.get(line) ?? line)
    expect({ executedAlthoughWhole: names.filter((name) => whole.includes(name)), errors: call.errors() }).toEqual({
      executedAlthoughWhole: [],
      errors: '',
    })
    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([])
    expect(
      existsSync(`${rig.places.countFile}.violations`) && readFileSync(`${rig.places.countFile}.violations`, 'utf8'),
    ).toBe(false)
    expect(await ledger.look(plan)).toEqual([])
    const good = call.said.filter(({ outcome }) => outcome.kind === 'trained' || outcome.kind === 'kept')
    expect(good.filter(({ run }) => !ledger.whole(plan).includes(run))).toEqual([])
    const odd = call.said.filter(
      ({ outcome }) =>
        outcome.kind !== 'trained' &&
        outcome.kind !== 'kept' &&
        !(outcome.kind === 'failed' && /^the process was ended by SIGKILL before run returned/.test(outcome.message)),
    )
    expect(odd).toEqual([])
    const silent = call.said.filter(
      ({ run, outcome }) => damaged.has(run) && !('note' in outcome && outcome.note?.includes('damaged')),
    )
    expect(silent).toEqual([])
    if (code === 0) expect(call.said.map(({ run }) => run).sort()).toEqual(plan.runs.map(({ name }) => name).sort())
    damaged = new Set()
    if (most === 0) {
      expect(names.sort()).toEqual(
        plan.runs
          .map(({ name }) => name)
          .filter((name) => !whole.includes(name))
          .sort(),
      )
      expect(ledger.wrongResults(plan)).toEqual([])
      // Whose folder it is stood in a file that was spoilt, or was not yet written: it is removed when it is a day old.
      expect(rig.list('.bocas/work').filter((work) => !spoiltWork.has(work) && !isBarelyMade(work))).toEqual([])
      expect(rig.list('.bocas/locks')).toEqual([])
      expect(rig.list('.bocas/checkpoints')).toEqual([])
    }
  }

  /** Whether its host was killed before it had written down that the folder is its own, and had put nothing else into it. */
  function isBarelyMade(work: string): boolean {
    const [file, ...more] = rig.list(`.bocas/work/${work}`)
    return (
      more.length === 0 &&
      (file === undefined || (file === 'host.json' && rig.read(`.bocas/work/${work}/${file}`) === ''))
    )
  }

  /** Spoils some files of what is kept. */
  function damage(plan: KnownPlan): void {
    const paths = workspacePaths(rig.root)
    for (let left = dice.below(6); left > 0; left--) {
      const what = dice.pick([
        'store',
        'store',
        'store',
        'view',
        'locks',
        'plans',
        'bundles',
        'sweeps',
        'checkpoints',
        'work',
      ])
      if (what === 'store' || what === 'view') {
        const run = dice.pick(plan.runs)
        const files = filesBelow(what === 'store' ? paths.entry(run.key) : paths.artifacts('alpha', run.name))
        if (files.length === 0) continue
        const file = dice.pick(files)
        count(done.damages, `${what} ${spoil(file, dice)}`)
        ledger.spoilt(run, what, file)
        if (what === 'store' && /(result\.json|rows\.csv)$/.test(file)) damaged.add(run.name)
      } else {
        const files = filesBelow(join(paths.own, what))
        if (files.length === 0) continue
        const file = dice.pick(files)
        count(done.damages, `${what} ${spoil(file, dice)}`)
        if (what === 'work') spoiltWork.add(relative(paths.work, file).split('/')[0]!)
      }
    }
  }

  it('lose nothing, execute only what was in flight, accept nothing damaged', async () => {
    for (let life = 1; kills() < KILLS; life++) {
      rig.write(sourcesOf(life))
      ledger = new Ledger(rig)
      const end = Math.min(KILLS, life * KILLS_OF_A_LIFE)
      while (kills() < end) {
        const plan = await direct.plan()
        await callOf(plan, Math.min(2 + dice.below(8), end - kills()))
        damage(plan)
        // All are done before enough was killed: the next life has more to do.
        if (ledger.whole(plan).length === plan.runs.length) break
      }
      await callOf(await direct.plan(), 0)
    }
    expect(kills()).toBeGreaterThanOrEqual(KILLS)
  })
})

const words = (config: unknown): string =>
  Object.entries(config as Record<string, unknown>)
    // A run is given its config in the order of its key.
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, value]) => `${key}=${String(value)}`)
    .join('+')
