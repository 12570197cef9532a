import { setTimeout as sleep } from 'node:timers/promises'
import { lockHolder, plural, workspacePaths } from 'bocas/internal/store'
import type { Engine } from '../../engines/engine'
import type { RunSpecification } from '../../protocol/run-specification'
import { leftJob, removeJobs, type NotedJob } from './job-folder'
import { saidOfEnd } from './known-jobs'
import type { EngineLauncherOptions } from './open-job'
import { requestOf } from './request'

/** How often it is tried to remove what ending jobs write into, and the milliseconds between. */
const ENDING_LOOKS = 50
const ENDING_PAUSE = 200

/** Whether somebody has asked to cancel a job, which may be at work all the same. What has its result is collected. */
export const isCancelled = ({ folder, note }: NotedJob): boolean =>
  note.cancelled !== undefined && saidOfEnd(folder) !== 'trained'

/**
 * Ends jobs at their engine, and removes what is left of them. One that has its result is left to be collected.
 *
 * @param isFollowed whether somebody follows the job of a run, who tells its end and removes it.
 */
export async function cancelJobs(
  root: string,
  engine: Engine,
  jobs: readonly NotedJob[],
  isFollowed = (key: string): boolean => lockHolder(workspacePaths(root).locks, key) !== null,
): Promise<void> {
  await engine.cancel(jobs.flatMap(({ note: { id } }) => id ?? []))
  const over = jobs.filter(({ folder, note: { key } }) => saidOfEnd(folder) !== 'trained' && !isFollowed(key))
  await engine.transport?.forget(over.map(({ folder }) => folder))
  let left = over
  // One that was told to end puts its things in order first, and writes into what is being removed.
  for (let tries = 0; tries < ENDING_LOOKS; tries++) {
    left = left.filter(({ note }) => !removeJobs(root, note.key, note.number))
    if (left.length === 0) return
    await sleep(ENDING_PAUSE)
  }
}

/** Cancels those jobs of these runs that an earlier call was to cancel, and was ended before. Their folders stay: the next jobs have higher numbers. */
export async function endCancelled(specs: readonly RunSpecification[], options: EngineLauncherOptions): Promise<void> {
  const { root, engine, transport, say } = options
  const left = specs.flatMap((spec) => {
    const job = leftJob(root, spec.key, engine.name)
    return job && isCancelled(job) ? [{ job, spec }] : []
  })
  if (left.length === 0) return
  say(`… ${plural(left.length, 'job')} of ${engine.name} that an earlier call was to cancel: cancelled first`)
  const unnoted = left.filter(({ job }) => job.note.id === undefined)
  const found =
    unnoted.length > 0 ? await engine.find?.(unnoted.map(({ job, spec }) => requestOf(job, spec, options))) : []
  await engine.cancel([...left.map(({ job }) => job.note.id), ...(found ?? [])].flatMap((id) => id ?? []))
  await transport.forget(left.map(({ job }) => job.folder))
}
