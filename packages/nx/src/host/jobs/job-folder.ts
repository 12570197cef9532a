import { existsSync, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { isSystemError, writeWholeSync } from 'bocas/internal/light'
import { jobNumbers, jobPlaces, jobsOfKey, readNote, type JobNote } from '../../protocol/job-files'
import type { PackedRun } from '../../protocol/relocated'

/** A job with its folder. */
export interface NotedJob {
  readonly folder: string
  readonly note: JobNote
}

/** The last job of a run that this engine was given, by whichever call, and that nobody has taken the result of. */
export function leftJob(root: string, key: string, engine: string): NotedJob | undefined {
  const numbers = jobNumbers(root, key).reverse()
  for (const number of numbers) {
    const folder = join(jobsOfKey(root, key), String(number))
    const note = readNote(folder)
    if (note?.engine === engine && note.key === key && existsSync(jobPlaces(folder).specification))
      return { folder, note }
  }
  return undefined
}

/** Makes the folder of a new job, with what it executes and a note of what is about to be submitted. */
export function makeJob(root: string, packed: PackedRun, given: Pick<JobNote, 'engine' | 'attempt'>): NotedJob {
  const { key, task, name } = packed.run
  const number = (jobNumbers(root, key).at(-1) ?? 0) + 1
  const folder = join(jobsOfKey(root, key), String(number))
  mkdirSync(folder, { recursive: true })
  const at = new Date().toISOString()
  const note: JobNote = { ...given, task, name, key, number, submission: 1, at }
  writeWholeSync(jobPlaces(folder).specification, JSON.stringify(packed))
  writeNote(folder, note)
  return { folder, note }
}

export const writeNote = (folder: string, note: JobNote): void =>
  writeWholeSync(jobPlaces(folder).note, `${JSON.stringify(note, null, 2)}\n`)

/** Removes all jobs of a run: it has its result, or failed and that was told. An execution that is still at work finds nothing to write to. */
export function removeJobs(root: string, key: string): void {
  try {
    rmSync(jobsOfKey(root, key), { recursive: true, force: true, maxRetries: 3 })
  } catch (error) {
    if (!isSystemError(error)) throw error
    // It is in the midst of writing: a later call finds the result in the store, and this folder of no use.
  }
}
