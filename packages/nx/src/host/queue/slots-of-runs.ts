import { setTimeout as sleep } from 'node:timers/promises'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { isStored } from 'bocas/internal/light'
import { type ProblemsError, workspacePaths } from 'bocas/internal/store'
import { waitingList } from './waiting-list'
import { giveBack, type GivenSlots } from '../../slots/leases'
import type { Demand } from '../../slots/machine-slots'
import { openSlots, type SlotKeeper } from '../../slots/slot-keeper'
import { notStarted, type Finished, type Outcome } from '../outcome/outcome'
import type { WantedRun } from '../launch/specification'
import { train, type TrainOptions } from '../launch/train'
import type { Launched } from '../launch/launcher'

/** Milliseconds between two looks. */
const LOOK_AGAIN = 200

/**
 * Takes slots for one run that is alone, waiting until they are free.
 *
 * @param say is told once that it waits.
 */
export async function waitForSlots(
  root: string,
  demand: Demand | undefined,
  run: { readonly task: string; readonly name: string; readonly key: string },
  say: (line: string) => void,
): Promise<{ readonly slots?: GivenSlots } | { readonly refusal: ProblemsError }> {
  if (demand === undefined) return {}
  const keeper = openSlots(root)
  const refusal = await keeper.refusal(demand)
  if (refusal !== undefined) return { refusal }
  const waits = waitingList(root)
  const names = Object.keys(demand)
  try {
    for (let told = false; ; told = true) {
      const slots = await keeper.take(demand, `${run.task}/${run.name}`)
      if (slots) return { slots }
      if (!told) say(`waiting for ${names.join(' and ')}: other runs have all of it`)
      waits.put({ ...run, isTry: true, waitsFor: { slots: names } })
      await sleep(LOOK_AGAIN)
    }
  } finally {
    waits.close()
  }
}

/**
 * Sets apart the runs that this machine can never execute for want of slots, before any run begins. A run whose result is kept needs none:
 * who has no GPU can still draw the figures. Nor does one that a job of another engine may have.
 */
export async function refuseImpossible(
  root: string,
  wanted: readonly WantedRun[],
  slots: SlotKeeper,
): Promise<{ readonly possible: readonly WantedRun[]; readonly refused: readonly Finished[] }> {
  const paths = workspacePaths(root)
  const possible: WantedRun[] = []
  const refused: Finished[] = []
  for (const next of wanted) {
    const { plan, run } = next
    const { resources } = plan.limits
    const needsNone = resources === undefined || isStored(paths, run.key) || existsSync(join(paths.jobs, run.key))
    const refusal = needsNone ? undefined : await slots.refusal(resources)
    if (refusal === undefined) possible.push(next)
    else refused.push({ task: plan.task, run, outcome: notStarted(refusal) })
  }
  return { possible, refused }
}

/** Executes a run with the slots that its sweep asks for, which are its own until its last attempt has ended; or not, when they are not free. */
export async function trainWithSlots(
  wanted: WantedRun,
  options: TrainOptions,
  keeper: SlotKeeper,
  running: Set<Launched>,
): Promise<Outcome | 'busy' | 'no slots free'> {
  const { plan, run } = wanted
  const { resources } = plan.limits
  // On another machine a run has what is set apart for it there.
  if (resources === undefined || options.launcher.isElsewhere) return train(wanted, options, running)
  // One that a job of another engine had, and has no longer.
  const refusal = await keeper.refusal(resources)
  if (refusal !== undefined) return notStarted(refusal)
  const slots = await keeper.take(resources, `${plan.task}/${run.name}`)
  if (!slots) return 'no slots free'
  try {
    // They are free when its process is gone, and not before.
    return await train(wanted, { ...options, slots, onComputed: undefined }, running)
  } finally {
    giveBack(slots)
  }
}
