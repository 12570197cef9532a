import { setTimeout as sleep } from 'node:timers/promises'
import { jobPlaces } from '../../protocol/job-files'
import type { JobState } from '../../engines/engine'
import { plural } from '../../shared/words'
import { collect, engineWords, takeHome } from './collect'
import { endOfJob, hasHeir } from './job-end'
import { SAID, wordsOf, type OpenJob, type OpenJobs } from './open-job'
import { verdict } from './verdict'

/** How often a job is followed by another one at most. */
const HEIRS = 20
/** Milliseconds between two words about how many wait and run. */
const TOLD = 60_000

/** Follows all submitted jobs until there are none: by their files often, by one question to the engine for all of them at times. */
export async function followJobs(all: OpenJobs, again: (job: OpenJob) => void): Promise<void> {
  const { submitted, times, options } = all
  const ask = asking(all)
  const receive = quietly(all, 'is out of reach', async () => {
    const jobs = [...submitted]
    const received = new Set(await options.transport.receive(jobs.map(({ noted }) => noted!.folder)))
    for (const { watched, noted } of jobs) if (received.has(noted!.folder)) watched!.received()
  })
  // What was just submitted is asked for when it may have come to something.
  let asked = performance.now() - times.poll + Math.min(times.poll, 2_000)
  while (submitted.size > 0) {
    if (performance.now() - asked >= times.poll) {
      await ask()
      asked = performance.now()
    }
    await receive()
    for (const job of [...submitted]) await decide(all, job, again).catch((error: unknown) => all.fail(job, error))
    if (submitted.size > 0) await sleep(times.look * Math.max(1, submitted.size / 100))
  }
}

/** Asks the engine how its jobs stand, and tells how many wait for what when that has changed. */
function asking(all: OpenJobs): () => Promise<void> {
  const { engine, say } = all.options
  let last = ''
  let told = -Infinity
  return quietly(all, 'does not answer', async () => {
    const byId = new Map<string, OpenJob>()
    for (const job of all.submitted) {
      const id = job.watched!.successor() ?? job.noted!.note.id
      if (id !== undefined) byId.set(id, job)
    }
    const states = await engine.poll([...byId.keys()])
    for (const [id, job] of byId) job.watched!.told(states.get(id) ?? { kind: 'unknown' })
    const line = stateLine([...states.values()])
    if (line === last || performance.now() - told < TOLD) return
    last = line
    told = performance.now()
    if (line !== '') say(`… ${engine.name}: ${line}`)
  })
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
      if (!isTold) say(`⚠ ${engine.name} ${what}: ${wordsOf(error)}; tried again`)
      isTold = true
    }
  }
}

/** `3 waiting (Priority), 5 running`; nothing when no job waits. */
export function stateLine(states: readonly JobState[]): string {
  const waiting = states.filter((state) => state.kind === 'waiting')
  if (waiting.length === 0) return ''
  const reasons = [...new Set(waiting.flatMap(({ reason }) => reason ?? []))].sort().slice(0, 3)
  const why = reasons.length > 0 ? ` (${reasons.join('; ')})` : ''
  return `${plural(waiting.length, 'job')} waiting${why}, ${states.filter(({ kind }) => kind === 'running').length} running`
}

async function decide(all: OpenJobs, job: OpenJob, again: (job: OpenJob) => void): Promise<void> {
  const { spec, watched, noted } = job
  const { paths, times, options } = all
  watched!.look()
  const found = verdict(watched!.seen(), times)
  if (found === 'wait' || job.isOver) return
  const log = jobPlaces(noted!.folder).log
  if ('take' in found) {
    const life = watched!.life(found.take)
    const taken = await collect(paths, spec.key, life)
    if (!('wrong' in taken)) return all.finish(job, { ...SAID({ type: 'trained' }), ...taken }, 'done')
    // A network file system may show a part of it.
    job.brokenSince ??= performance.now()
    if (performance.now() - job.brokenSince < times.settle) return
    takeHome(life, spec.work, log)
    return all.fail(job, new Error(`its result came home damaged: ${taken.wrong}`))
  }
  if (hasHeir(found) && job.heirs < HEIRS) {
    job.heirs++
    all.submitted.delete(job)
    return again(job)
  }
  const { id } = noted!.note
  const printed = engineWords(log)
  takeHome('failed' in found ? watched!.life(found.failed) : watched!.lastLife(), spec.work, log)
  all.finish(job, endOfJob(found, { engine: options.engine.name, id }, spec, printed), 'over')
}
