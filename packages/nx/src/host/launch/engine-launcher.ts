import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { messageOf, plural } from 'bocas/internal/light'
import { followJobs } from '../jobs/follow-jobs'
import { cancelJobs } from '../jobs/cancel-jobs'
import { SPECIFICATION } from '../../shared/specification-file'
import { OpenJobs, endSaying, type EngineLauncherOptions, type OpenJob } from '../jobs/open-job'
import { submitJobs } from '../jobs/submit-jobs'
import type { Launcher, WorkerEnd } from './launcher'

export type { EngineLauncherOptions, EngineTimes } from '../jobs/open-job'

const INTERRUPTED = endSaying({ type: 'interrupted' })

/**
 * Has runs executed by an engine. Those that are wanted at about the same time are submitted together and followed together. A job outlives the call that submitted it; the
 * next one finds it by the run's key, so that nothing is submitted twice.
 */
export function engineLauncher(options: EngineLauncherOptions): Launcher {
  const all = new OpenJobs(options)
  const { engine } = options
  let gathered: OpenJob[] = []
  let gathering: NodeJS.Timeout | undefined
  let submitting = Promise.resolve()
  let isFollowing = false

  const giveUp = (job: OpenJob): void => {
    const { note } = job.noted!
    options.say(
      `… job ${note.id} of ${engine.name} is gone and left no result of ${note.task}/${note.name}: it is executed anew`,
    )
    all.giveUp(job)
  }
  const follow = async (): Promise<void> => {
    if (isFollowing) return
    isFollowing = true
    await followJobs(all, options.submitsNone ? giveUp : gather).finally(() => (isFollowing = false))
    if (all.submitted.size > 0) await follow()
  }
  const gather = (job: OpenJob): void => {
    if (!options.submitsNone) engine.announce?.()
    gathered.push(job)
    clearTimeout(gathering)
    gathering = setTimeout(() => {
      const jobs = gathered
      gathered = []
      submitting = submitting
        .then(() => submitJobs(all, jobs))
        .catch((error: unknown) => jobs.forEach((job) => all.fail(job, error)))
        .then(() => void follow())
    }, all.times.gather)
  }
  const interrupt = interruption(all, () => submitting)
  return {
    isElsewhere: true,
    close: () => options.transport.close?.() ?? Promise.resolve(),
    launch(spec, onProgress) {
      // For other terminals, as of a run of this machine.
      mkdirSync(join(spec.work, 'entry'), { recursive: true })
      writeFileSync(join(spec.work, SPECIFICATION), JSON.stringify(spec))
      let resolve!: (end: WorkerEnd) => void
      const ended = new Promise<WorkerEnd>((done) => (resolve = done))
      const job: OpenJob = { spec, onProgress, resolve, isOver: false, successors: 0 }
      gather(job)
      return {
        ended,
        stop() {
          gathered = gathered.filter((one) => one !== job)
          interrupt(job)
        },
        kill: () => all.finish(job, INTERRUPTED, 'left'),
      }
    },
  }
}

/** Ends the call for runs that were asked to stop, all together: their jobs go on, or are cancelled. */
function interruption(all: OpenJobs, submitting: () => Promise<void>): (job: OpenJob) => void {
  const { engine, onInterrupt, say } = all.options
  let stopped: OpenJob[] = []
  const stopAll = async (): Promise<void> => {
    const jobs = stopped.filter(({ isOver }) => !isOver)
    stopped = []
    const known = jobs.filter(({ noted }) => noted !== undefined)
    const how = known.length === 0 ? 'leave' : await onInterrupt(known.length)
    if (how === 'cancel') await cancelAll(all, known, submitting)
    else if (known.length > 0)
      say(
        `… ${plural(known.length, 'job')} of ${engine.name} ${known.length === 1 ? 'goes' : 'go'} on: call nx again to collect what comes of ${known.length === 1 ? 'it' : 'them'}`,
      )
    for (const job of jobs) {
      const goesOn = how === 'leave' && job.noted !== undefined
      all.finish(job, { ...INTERRUPTED, ...(goesOn && { goesOnAt: engine.name }) }, 'left')
    }
  }
  return (job) => {
    // Asked of each run in one go. Where the engine does not answer, nobody waits for it.
    if (stopped.push(job) === 1)
      setImmediate(
        // It does not answer.
        () => void stopAll().catch(() => stopped.forEach((one) => all.fail(one, 'the call was interrupted'))),
      )
  }
}

/** Cancels jobs. That they are to be is noted first: should this process be ended meanwhile, or the engine not answer, others go on with it. */
async function cancelAll(all: OpenJobs, jobs: readonly OpenJob[], submitting: () => Promise<void>): Promise<void> {
  const { engine, onCancel, say, root } = all.options
  const cancelled = new Date().toISOString()
  for (const job of jobs) {
    all.note(job, { ...job.noted!.note, cancelled })
    // Nobody else decides about it any more.
    all.submitted.delete(job)
  }
  const areCancelled = onCancel?.()
  try {
    await submitting()
    const noted = jobs.flatMap((job) => job.noted ?? [])
    await cancelJobs(root, engine, noted, () => false)
    areCancelled?.()
    say(`… ${plural(jobs.length, 'job')} of ${engine.name} cancelled`)
  } catch (error) {
    say(
      `⚠ ${engine.name} does not cancel: ${messageOf(error).split('\n')[0]}; npx bocas jobs --cancel --pending tries again`,
    )
  }
}
