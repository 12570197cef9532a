import { setImmediate } from 'node:timers/promises'
import { findKept, isProblemsError, plural, type Problem, tryLock } from 'bocas/internal/store'
import type { JobRequest } from '../../engines/engine'
import { isOfOtherRelease } from '../../protocol/job-files'
import { leaseTime } from '../../protocol/lease'
import { endCancelled, isCancelled } from './cancel-jobs'
import { claims, leftJob, makeJob, NO_SUBMISSION, type NotedJob } from './job-folder'
import { endSaying, type OpenJob, type OpenJobs } from './open-job'
import { packedRun, requestOf } from './request'

/** Submits runs together, as many at a time as the engine says. Those that an earlier call has submitted are only followed. */
export async function submitJobs(all: OpenJobs, jobs: readonly OpenJob[]): Promise<void> {
  const { name, portion = Math.max(1, jobs.length) } = all.options.engine
  let left = 0
  for (let first = 0; first < jobs.length; first += portion) {
    const some = jobs.slice(first, first + portion)
    left += await submitPortion(all, some).catch((error: unknown) => {
      some.forEach((job) => all.fail(job, error))
      return 0
    })
    // What comes of it is heard before the next one is made ready.
    await setImmediate()
  }
  if (left > 0) all.options.say(`… ${plural(left, 'job')} of ${name} that an earlier call has submitted: followed`)
}

/** By one question what is wrong with them and one submission. @returns how many an earlier call has submitted. */
async function submitPortion(all: OpenJobs, jobs: readonly OpenJob[]): Promise<number> {
  const asked: { readonly job: OpenJob; readonly request: JobRequest }[] = []
  let left = 0
  const ours: OpenJob[] = []
  for (const job of jobs) {
    // Interrupted while those before it were submitted: nobody would release its lock.
    if (job.isOver) continue
    try {
      if (await takeLock(all, job)) ours.push(job)
    } catch (error) {
      all.fail(job, error)
    }
  }
  await endCancelled(
    ours.map(({ spec }) => spec),
    all.options,
  )
  for (const job of ours) {
    // Interrupted meanwhile.
    if (job.isOver) continue
    try {
      const request = await begin(all, job)
      if (job.isOver) continue
      if (request) asked.push({ job, request })
      else {
        all.submitted.add(job)
        left++
      }
    } catch (error) {
      all.fail(job, error)
    }
  }
  if (asked.length === 0) return left
  const answer = await submitAll(
    all,
    asked.map(({ request }) => request),
    asked.map(({ job }) => job),
  )
  asked.forEach(({ job }, index) => {
    if ('problems' in answer) return all.refuse(job, answer.problems)
    // Also of a run that was interrupted meanwhile: the next call must find its job.
    all.note(job, { ...job.noted!.note, id: answer.ids[index]! })
    if (!job.isOver) all.submitted.add(job)
  })
  return left
}

async function submitAll(
  { options }: OpenJobs,
  requests: readonly JobRequest[],
  jobs: readonly OpenJob[],
): Promise<{ readonly ids: readonly string[] } | { readonly problems: readonly Problem[] }> {
  const { engine, transport } = options
  try {
    const problems = await engine.refuse(requests)
    if (problems.length > 0) return { problems }
    await transport.send(jobs.map(({ noted }) => noted!.folder))
    return { ids: await engine.submit(requests) }
  } catch (error) {
    if (!isProblemsError(error)) throw error
    return { problems: error.problems }
  }
}

/** Takes a run's lock. @returns false when its end is told: another process has it, or the run has its result. */
async function takeLock(all: OpenJobs, job: OpenJob): Promise<boolean> {
  if (job.lock !== undefined) return true
  const { key } = job.spec
  const attempt = tryLock(all.paths.locks, key, { lease: leaseTime() })
  if (!('lock' in attempt)) {
    all.finish(job, endSaying({ type: 'busy' }), 'left')
    return false
  }
  job.lock = attempt.lock
  // Another call may have collected it between the host's look and the lock.
  if (!(await findKept(all.paths, key)).kept) return true
  all.finish(job, endSaying({ type: 'kept' }), 'done')
  return false
}

/** Takes up the job of a run that an earlier call has left. @returns what is to be submitted, if something is. */
async function begin(all: OpenJobs, job: OpenJob): Promise<JobRequest | undefined> {
  const { options } = all
  const { engine, root } = options
  const { spec } = job
  const attempt = (spec.attempts?.length ?? 0) + 1
  const left = attempt === 1 && job.successors === 0 ? leftJob(root, spec.key, engine.name) : undefined
  if (left && isOfOtherRelease(left.note)) return void all.refuse(job, [otherRelease(left)])
  if (left === undefined || isCancelled(left)) {
    if (options.submitsNone) {
      job.noted = left
      return void all.giveUp(job)
    }
    const { profile } = options.chosen
    const { turn } = job.lock!
    const given = { engine: engine.name, ...(profile !== undefined && { profile }), attempt, turn }
    all.follow(job, makeJob(root, packedRun(spec, options), given))
    return requestOf(job.noted!, spec, options)
  }
  all.follow(job, left)
  if (left.note.id !== undefined || job.watched!.begun()) return undefined
  // A host was killed between a submission and its note of that.
  const [id] = (await engine.find?.([requestOf(left, spec, options)])) ?? []
  if (id !== undefined) {
    all.note(job, { ...left.note, id })
    return undefined
  }
  // Should it be in the queue all the same, it finds itself claimed when it begins.
  if (options.submitsNone) return claims(left.folder, NO_SUBMISSION) ? void all.giveUp(job) : undefined
  all.note(job, { ...left.note, submission: left.note.submission + 1 })
  return requestOf(job.noted!, spec, options)
}

/** What is said of a job that another release has submitted. */
export const otherRelease = ({ note: { id, engine, task, name } }: NotedJob): Problem => ({
  code: 'other-release',
  message: `the job${id === undefined ? '' : ` ${id}`} of ${engine} was submitted by another release of bocas, and this one cannot read what it leaves`,
  path: `${task}/${name}`,
  hint: `collect it with that release; or give it up: npx bocas jobs ${task} --cancel, and call nx again`,
})
