import { isProblemsError, type ProblemsError } from 'bocas/internal/light'
import { configuredSlots } from './configured-slots'
import { detectGpus } from './detect-gpus'
import { leaseFolder, takeSlots, type GivenSlots } from './leases'
import { mostAtOnce, shortage, type Demand, type MachineSlots } from './machine-slots'

/** Gives runs what they ask of the machine. */
export interface SlotKeeper {
  /** Why a run can never have what it asks for on this machine; undefined when it can. */
  refusal(demand: Demand): Promise<ProblemsError | undefined>
  /** How many such runs the machine has room for at the same time, whatever it is doing now. */
  atOnce(demand: Demand): Promise<number>
  /** Takes it, or says by undefined that it is not free now. */
  take(demand: Demand, run: string): Promise<GivenSlots | undefined>
}

/** The keeper for one call: it reads the configuration once, and asks for GPUs once, when a run needs one and nobody has said which there are. */
export function openSlots(root: string, env: NodeJS.ProcessEnv = process.env): SlotKeeper {
  const folder = leaseFolder(env)
  const configured = once(async () => {
    const ids = Object.entries(configuredSlots(root, env))
    return Object.fromEntries(ids.map(([name, own]) => [name, own.map((id) => ({ id, device: `${name}-${id}` }))]))
  })
  const detected = once(() => detectGpus(env))
  const readMachine = async (demand: Demand): Promise<{ machine: MachineSlots; notes: string[] }> => {
    const machine: MachineSlots = await configured()
    if (!('gpu' in demand) || 'gpu' in machine) return { machine, notes: [] }
    const { gpus, note } = await detected()
    return { machine: { gpu: gpus, ...machine }, notes: [note] }
  }
  return {
    async refusal(demand) {
      try {
        const { machine, notes } = await readMachine(demand)
        return shortage(machine, demand, notes)
      } catch (error) {
        if (!isProblemsError(error)) throw error
        return error
      }
    },
    atOnce: async (demand) => mostAtOnce((await readMachine(demand)).machine, demand),
    take: async (demand, run) => takeSlots(folder, (await readMachine(demand)).machine, demand, run),
  }
}

function once<T>(ask: () => Promise<T>): () => Promise<T> {
  let answer: Promise<T> | undefined
  return () => (answer ??= ask())
}
