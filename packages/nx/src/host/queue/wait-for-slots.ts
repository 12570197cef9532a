import { setTimeout as sleep } from 'node:timers/promises'
import { waitingList } from './waiting-list'
import type { GivenSlots } from '../../slots/leases'
import type { Demand } from '../../slots/machine-slots'
import { openSlots } from '../../slots/slot-keeper'

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
): Promise<{ readonly slots?: GivenSlots } | { readonly refusal: string }> {
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
