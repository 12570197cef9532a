import type { Launched } from '../launch/launcher'
import type { Outcome } from '../outcome/outcome'
import { train, type TrainOptions, type Wanted } from '../launch/train'
import { giveBack } from '../../slots/leases'
import type { SlotKeeper } from '../../slots/slot-keeper'

/** Executes a run with the slots that its sweep asks for, which are its own until its last attempt has ended; or not, when they are not free. */
export async function trainWithSlots(
  wanted: Wanted,
  options: TrainOptions,
  keeper: SlotKeeper,
  running: Set<Launched>,
): Promise<Outcome | 'busy' | 'no slots free'> {
  const { plan, run } = wanted
  const { resources } = plan.limits
  if (resources === undefined) return train(wanted, options, running)
  const slots = await keeper.take(resources, `${plan.task}/${run.name}`)
  if (!slots) return 'no slots free'
  try {
    return await train(wanted, { ...options, slots }, running)
  } finally {
    giveBack(slots)
  }
}
