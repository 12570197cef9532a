import { pause } from '../../shared/pause'
import type { RunSpecification } from '../../protocol/run-specification'
import type { GivenSlots } from '../../slots/leases'
import { openSlots } from '../../slots/slot-keeper'

/** Milliseconds between two looks whether slots are free. */
const LOOK_AGAIN = 1_000

/**
 * What the run of a job has of this machine to itself. GPUs that a scheduler has set apart for the job are those, and nobody else is asked; the rest is taken as every run
 * takes it, and waited for.
 *
 * @returns undefined when the run asks for nothing, or was asked to stop meanwhile.
 */
export async function slotsHere(
  root: string,
  { demand = {}, task, name }: Pick<RunSpecification, 'demand' | 'task' | 'name'>,
  stop: AbortSignal,
  env: NodeJS.ProcessEnv = process.env,
): Promise<GivenSlots | undefined> {
  const given = scheduledGpus(env)
  const { gpu, ...rest } = demand
  const asked = given === undefined ? demand : rest
  const ids: GivenSlots['ids'] = gpu !== undefined && given !== undefined ? { gpu: given } : {}
  if (Object.keys(asked).length === 0) return Object.keys(ids).length === 0 ? undefined : { ids }
  const keeper = openSlots(root, env)
  const refusal = await keeper.refusal(asked)
  if (refusal !== undefined) throw refusal
  while (!stop.aborted) {
    const slots = await keeper.take(asked, `${task}/${name}`)
    if (slots) return { ...slots, ids: { ...slots.ids, ...ids } }
    await pause(LOOK_AGAIN, stop)
  }
  return undefined
}

/** By these variables schedulers say that they, and not the machine, have chosen the GPUs. */
const SCHEDULED = ['SLURM_JOB_ID', 'PBS_JOBID', 'JOB_ID', 'LSB_JOBID'] as const

function scheduledGpus(env: NodeJS.ProcessEnv): readonly string[] | undefined {
  const visible = env.CUDA_VISIBLE_DEVICES ?? env.ROCR_VISIBLE_DEVICES
  if (!visible || !SCHEDULED.some((name) => env[name])) return undefined
  return visible.split(',').map((id) => id.trim())
}
