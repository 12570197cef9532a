import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { hasSaved, lockHolder, workspacePaths } from 'bocas/internal/store'
import { jobStands } from '../history/job-stands'
import type { JobOfRun, RunState } from '../history/run-state'
import { isCancelled } from '../host/jobs/cancel-jobs'
import type { NotedJob } from '../host/jobs/job-folder'
import { knownJobs, saidOfEnd } from '../host/jobs/known-jobs'
import type { KeyedRun } from '../plan/task-plan'
import { isOfOtherRelease, jobPlaces } from '../protocol/job-files'
import { lastFailure } from '../shared/last-failure'
import { runsAtWork } from './at-work'

/** How a run without a result stands by what its own executions have left. */
export type LeftState = Pick<RunState, 'failure' | 'job' | 'isSaved'> & {
  readonly state: 'running' | 'submitted' | 'failed' | 'interrupted'
}

/**
 * Looks for what executions of runs have left that gave no result: who is at work, jobs of engines, failures, and what was saved for the next one. No engine is asked.
 *
 * @returns how a run of a task stands by that; undefined where nothing is left of it.
 */
export function leftStates(root: string): (task: string, run: Pick<KeyedRun, 'name' | 'key'>) => LeftState | undefined {
  const paths = workspacePaths(root)
  const jobs = new Map(knownJobs(root).map((job) => [job.note.key, jobOfRun(job)]))
  const lost = new Set(runsAtWork(paths).flatMap(({ key, alive, isTry }) => (alive || isTry ? [] : key)))
  return (task, { name, key }) => {
    if (lockHolder(paths.locks, key) !== null) return { state: 'running' }
    const job = jobs.get(key)
    if (job) return { state: STATE_OF_JOB[job.stands] ?? 'submitted', job }
    const isSaved = hasSaved(join(paths.checkpoints, key))
    const failure = lastFailure(paths, task, { name, key })
    if (failure !== undefined) return { state: 'failed', failure, isSaved }
    return isSaved || lost.has(key) ? { state: 'interrupted', isSaved } : undefined
  }
}

const STATE_OF_JOB: Partial<Record<JobOfRun['stands'], LeftState['state']>> = {
  failed: 'failed',
  interrupted: 'interrupted',
}

function jobOfRun(job: NotedJob): JobOfRun {
  const { folder, note } = job
  const end = saidOfEnd(folder)
  // A job that was cut short has a successor in its place, where it got that far.
  const goesOn = end === 'interrupted' && existsSync(jobPlaces(folder).successor)
  const stands = jobStands({
    id: note.id,
    end: goesOn ? undefined : end,
    isCancelled: isCancelled(job),
    isOfOtherRelease: isOfOtherRelease(note),
  })
  return { engine: note.engine, stands }
}
