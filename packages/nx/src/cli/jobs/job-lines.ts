import { plural } from 'bocas/internal/light'
import type { JobState } from '../../engines/engine'
import { jobStands, NEXT_OF_JOB } from '../../history/job-stands'
import { age, columns } from '../../shared/words'

/** A job as it is listed. */
export interface JobLine {
  readonly task: string
  readonly name: string
  readonly key: string
  readonly engine: string
  /** The engine's name for it; undefined while its submission is under way, or was cut short. */
  readonly id?: string | undefined
  /** When it was submitted. */
  readonly at: string
  /** What its executions say of its end. */
  readonly end?: 'trained' | 'failed' | 'interrupted' | undefined
  /** When an interrupted call was to cancel it. */
  readonly cancelled?: string | undefined
  readonly isOfOtherRelease?: boolean | undefined
  /** What the engine says; undefined when it does not answer. */
  readonly state?: JobState | undefined
}

/** How a job stands, in plain words. */
export function wordsOfJob({ id, end, state, cancelled, isOfOtherRelease = false }: JobLine): string {
  const stands = jobStands({ id, end, isCancelled: cancelled !== undefined, isOfOtherRelease })
  if (stands === 'of another release') return `submitted by another release of bocas: ${NEXT_OF_JOB[stands]}`
  if (stands === 'cancelling') return `cancelling: was cut short; ${NEXT_OF_JOB[stands]}`
  // All else is a matter of what the engine says.
  if (stands !== 'submitted' && stands !== 'interrupted') return `${stands}: ${NEXT_OF_JOB[stands]}`
  if (state === undefined) return 'not known: its engine does not answer'
  if (state.kind === 'waiting') return state.reason === undefined ? 'waiting' : `waiting: ${state.reason}`
  if (state.kind === 'running') return state.node === undefined ? 'running' : `running on ${state.node}`
  if (stands === 'interrupted') return `interrupted: it saved its state; ${NEXT_OF_JOB[stands]}`
  if (state.kind === 'unknown') return 'not known any more: the next call of nx finds out what is left of it'
  return `ended: ${state.how}${state.words === undefined ? '' : ` (${state.words})`}`
}

/** A table of jobs, and how many there are. */
export function showJobs(jobs: readonly JobLine[], now: number): string {
  if (jobs.length === 0) return 'no engine has a job of this workspace'
  const rows = jobs.map((job) => [
    `${job.task}/${job.name}`,
    job.id?.split('@')[0] ?? '–',
    age(Math.max(0, now - Date.parse(job.at))),
    wordsOfJob(job),
  ])
  const counts = new Map<string, number>()
  for (const job of jobs) {
    const word = wordsOfJob(job).split(/[: ]/)[0]!
    counts.set(word, (counts.get(word) ?? 0) + 1)
  }
  const total = [...counts].map(([word, count]) => `${count} ${word}`).join(' · ')
  return [...columns([['run', 'job', 'for', ''], ...rows]), `${plural(jobs.length, 'job')}: ${total}`].join('\n')
}
