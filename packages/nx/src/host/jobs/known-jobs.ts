import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { ProblemsError, workspacePaths } from 'bocas/internal/store'
import { chosenEngine, type ChosenEngine } from '../../engines/chosen-engine'
import { jobNumbers, jobsOfKey, executionsOf, readNote, type JobNote } from '../../protocol/job-files'
import { PROFILES, readProfiles } from '../../shared/profiles'
import type { NotedJob } from './job-folder'
import { endOf } from '../../protocol/execution-messages'

/** The last job of each run that engines were given, of all calls, the oldest first. Its result has not been collected yet. */
export function knownJobs(root: string): NotedJob[] {
  const { jobs } = workspacePaths(root)
  const keys = existsSync(jobs) ? readdirSync(jobs) : []
  return keys
    .flatMap((key): NotedJob[] => {
      const number = jobNumbers(root, key).at(-1)
      if (number === undefined) return []
      const folder = join(jobsOfKey(root, key), String(number))
      const note = readNote(folder)
      return note ? [{ folder, note }] : []
    })
    .sort((a, b) => (a.note.at < b.note.at ? -1 : a.note.at > b.note.at ? 1 : 0))
}

/**
 * The engine of a job, with what the profile says of it by which the job was submitted. It may be another one than that of this call.
 *
 * @throws ProblemsError when profiles.json is wrong, or has that profile no more.
 */
export function engineOfJob(
  root: string,
  { engine, profile }: Pick<JobNote, 'engine' | 'profile'>,
  env: NodeJS.ProcessEnv = process.env,
): ChosenEngine {
  if (profile !== undefined && !Object.hasOwn(readProfiles(root), profile))
    throw new ProblemsError({
      code: 'unknown-profile',
      message: `jobs of ${engine} were submitted with the profile '${profile}', and ${PROFILES} has none of that name`,
      hint: 'put it back until they are collected or cancelled',
    })
  return chosenEngine(root, { ...env, BOCAS_ENGINE: engine, ...(profile !== undefined && { BOCAS_PROFILE: profile }) })
}

/** What the executions of a job say of its end, before the engine is asked; undefined while they say nothing. */
export function saidOfEnd(folder: string): 'trained' | 'failed' | 'interrupted' | undefined {
  const ends = executionsOf(folder).map(endOf)
  if (ends.some((end) => end?.said?.type === 'trained')) return 'trained'
  const last = ends.at(-1)
  if (last === undefined) return undefined
  return last.said?.type === 'interrupted' ? 'interrupted' : 'failed'
}
