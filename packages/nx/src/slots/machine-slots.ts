import { ProblemsError, withHints } from 'bocas/internal/light'

/** One thing that a run can have to itself, or share by parts. */
export interface Slot {
  /** What a run is told: `0`, as in CUDA_VISIBLE_DEVICES. */
  readonly id: string
  /** What it is known by among all commands of this machine. */
  readonly device: string
}

/** The slots of a machine, by name. */
export type MachineSlots = Readonly<Record<string, readonly Slot[]>>

/** What a run asks for, by name: a whole number of slots, or a part of one. */
export type Demand = Readonly<Record<string, number>>

/** What one run has of one slot, in thousandths. */
export interface Share {
  readonly device: string
  readonly parts: number
}

/** A whole slot. Thousandths and not fractions, because 0.1 + 0.2 + 0.7 of a device must fit. */
export const WHOLE = 1000

/** How many thousandths of how many slots; a third is rounded down, so that three thirds fit. */
export function partsOf(amount: number): { readonly count: number; readonly parts: number } {
  return amount < 1
    ? { count: 1, parts: Math.max(1, Math.floor(amount * WHOLE + 1e-6)) }
    : { count: amount, parts: WHOLE }
}

/**
 * The slots for a run, or undefined when they are not free now. Parts are put together on as few slots as they fit, so that whole ones
 * stay free for those who need them.
 *
 * @param inUse thousandths in use, by device.
 */
export function chooseSlots(
  machine: MachineSlots,
  demand: Demand,
  inUse: ReadonlyMap<string, number>,
): Readonly<Record<string, readonly (Slot & Share)[]>> | undefined {
  const chosen: Record<string, (Slot & Share)[]> = {}
  for (const [name, amount] of Object.entries(demand)) {
    const { count, parts } = partsOf(amount)
    const fitting = (machine[name] ?? [])
      .map((slot) => ({ slot, used: inUse.get(slot.device) ?? 0 }))
      .filter(({ used }) => used + parts <= WHOLE)
      .sort((a, b) => b.used - a.used)
    if (fitting.length < count) return undefined
    chosen[name] = fitting.slice(0, count).map(({ slot }) => ({ ...slot, parts }))
  }
  return chosen
}

/** How many runs that ask for this the machine has slots for at the same time. */
export function mostAtOnce(machine: MachineSlots, demand: Demand): number {
  const each = Object.entries(demand).map(([name, amount]) => {
    const { count, parts } = partsOf(amount)
    return Math.floor(((machine[name]?.length ?? 0) * Math.floor(WHOLE / parts)) / count)
  })
  return Math.min(Infinity, ...each)
}

/** Why this machine can never execute a run that asks for this; undefined when it can. */
export function shortage(
  machine: MachineSlots,
  demand: Demand,
  notes: readonly string[] = [],
): ProblemsError | undefined {
  const lacking = Object.entries(demand).flatMap(([name, amount]) => {
    const { count } = partsOf(amount)
    const has = machine[name]?.length ?? 0
    return count <= has ? [] : [`it asks for ${amount} ${name}, and this machine has ${has === 0 ? 'none' : has}`]
  })
  if (lacking.length === 0) return undefined
  const known = Object.entries(machine)
    .filter(([, slots]) => slots.length > 0)
    .map(([name, slots]) => `${name} (${slots.map(({ id }) => id).join(', ')})`)
  const problems = lacking.map((message) => ({ message, path: 'resources of its sweep' }))
  return new ProblemsError(
    withHints(problems, [
      `slots of this machine: ${known.join('; ') || 'none'}`,
      ...notes,
      `tell what it has with BOCAS_SLOTS='gpu=0,1' or in .bocas/slots.json: { "gpu": ["0", "1"] }`,
    ]),
  )
}
