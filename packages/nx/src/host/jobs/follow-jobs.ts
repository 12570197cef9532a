import { setTimeout as sleep } from 'node:timers/promises'
import { isStored, messageOf, plural } from 'bocas/internal/light'
import { jobPlaces } from '../../protocol/job-files'
import type { JobState } from '../../engines/engine'
import { collectResult, engineWords, notHome, takeHome } from './collect'
import { endOfJob, hasSuccessor } from './job-end'
import { endSaying, type OpenJob, type OpenJobs } from './open-job'
import { verdict } from './verdict'

/** How often a job is followed by another one at most. */
const SUCCESSORS = 20
/** Milliseconds between two words about how many wait and run. */
const TOLD = 60_000

/**
 * Follows all submitted jobs until there are none: by their files often, by one question to the engine for all of them at times. The engine is asked beside that: a scheduler that answers late holds
 * up no result.
 */
export async function followJobs(all: OpenJobs, again: (job: OpenJob) => void): Promise<void> {
  const { submitted, times, options } = all
  const hear = asking(all)
  const receive = quietly(all, 'is out of reach', async () => {
    const jobs = [...submitted]
    const received = new Set(await options.transport.receive(jobs.map(({ noted }) => noted!.folder)))
    for (const { watched, noted } of jobs) if (received.has(noted!.folder)) watched!.received()
  })
  while (submitted.size > 0) {
    // Before what they have left is looked for: an answer that came in the midst of that says nothing of what was found.
    hear()
    await receive()
    for (const job of [...submitted]) await decide(all, job, again).catch((error: unknown) => all.fail(job, error))
    if (submitted.size > 0) await sleep(times.watch * Math.max(1, submitted.size / 100))
  }
}

/** Asks the engine at times how its jobs stand. @returns takes in what it has answered since, and asks anew when it is time. */
function asking(all: OpenJobs): () => void {
  const { poll } = all.times
  // What was just submitted is asked for when it may have come to something.
  let asked = performance.now() - poll + Math.min(poll, 2_000)
  let isAsking = false
  let answer: (() => void) | undefined
  const ask = quietly(all, 'does not answer', async () => {
    answer = await stateOfJobs(all)
  })
  const tell = telling(all)
  return () => {
    answer?.()
    if (answer) tell()
    answer = undefined
    if (isAsking || performance.now() - asked < poll) return
    isAsking = true
    void ask().finally(() => {
      asked = performance.now()
      isAsking = false
    })
  }
}

/** Asks for all jobs at once. @returns tells each of them what was said of it. */
async function stateOfJobs({ submitted, options }: OpenJobs): Promise<() => void> {
  const byId = new Map<string, OpenJob>()
  for (const job of submitted) {
    const id = job.watched!.successor() ?? job.noted!.note.id
    if (id !== undefined) byId.set(id, job)
  }
  const states = await options.engine.poll([...byId.keys()])
  return () => {
    for (const [id, job] of byId) job.watched!.told(states.get(id) ?? { kind: 'unknown' })
  }
}

/** Tells how many wait for what, when that has changed. */
function telling({ submitted, options: { engine, say } }: OpenJobs): () => void {
  let last = ''
  let told = -Infinity
  return () => {
    const line = stateLine([...submitted].map(({ watched }) => watched!.state))
    if (line === last || performance.now() - told < TOLD) return
    last = line
    told = performance.now()
    if (line !== '') say(`… ${engine.name}: ${line}`)
  }
}

/** Says once that something does not work now, and goes on: a scheduler is down at times, and a network. */
function quietly(all: OpenJobs, what: string, act: () => Promise<void>): () => Promise<void> {
  const { engine, say } = all.options
  let isTold = false
  return async () => {
    try {
      await act()
      isTold = false
    } catch (error) {
      if (!isTold) say(`⚠ ${engine.name} ${what}: ${messageOf(error).split('\n')[0]}; tried again`)
      isTold = true
    }
  }
}

/** `3 waiting (Priority), 5 running`; nothing when no job waits. */
function stateLine(states: readonly JobState[]): string {
  const waiting = states.filter((state) => state.kind === 'waiting')
  if (waiting.length === 0) return ''
  const reasons = [...new Set(waiting.flatMap(({ reason }) => reason ?? []))].sort().slice(0, 3)
  const why = reasons.length > 0 ? ` (${reasons.join('; ')})` : ''
  return `${plural(waiting.length, 'job')} waiting${why}, ${states.filter(({ kind }) => kind === 'running').length} running`
}

/** Whether what is not whole has been so for as long as a network file system may show a part of it. */
function isSettled(job: OpenJob, settle: number): boolean {
  job.brokenSince ??= performance.now()
  return performance.now() - job.brokenSince >= settle
}

async function decide(all: OpenJobs, job: OpenJob, again: (job: OpenJob) => void): Promise<void> {
  const { spec, watched, noted } = job
  const { paths, times, options } = all
  watched!.read()
  const found = verdict(watched!.seen(), times)
  if (found === 'wait' || job.isOver) return
  const log = jobPlaces(noted!.folder).log
  const over = 'take' in found ? found.take : 'failed' in found ? found.failed : undefined
  if (over !== undefined && !isStored(paths, spec.key)) {
    const missing = notHome(watched!.execution(over), watched!.end(over))
    if (missing !== undefined) {
      if (!isSettled(job, times.settle)) return
      options.say(`⚠ ${noted!.note.task}/${noted!.note.name}: ${missing} of its job has not come home, or not whole`)
    }
  }
  if ('take' in found) {
    const taken = await collectResult(paths, spec.key, watched!.execution(found.take))
    if (!('wrong' in taken)) return all.finish(job, { ...endSaying({ type: 'trained' }), ...taken }, 'done')
    if (!isSettled(job, times.settle)) return
    takeHome(watched!.execution(found.take), spec.work, log)
    return all.fail(job, new Error(`its result came home damaged: ${taken.wrong}`))
  }
  if (hasSuccessor(found) && job.successors < SUCCESSORS) {
    job.successors++
    delete job.brokenSince
    all.submitted.delete(job)
    return again(job)
  }
  const { id } = noted!.note
  const printed = engineWords(log)
  takeHome('failed' in found ? watched!.execution(found.failed) : watched!.lastExecution(), spec.work, log)
  all.finish(job, endOfJob(found, { engine: options.engine.name, id }, spec, printed), 'over')
}
