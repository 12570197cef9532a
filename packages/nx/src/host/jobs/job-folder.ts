import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { isSystemError, writeWholeSync } from 'bocas/internal/light'
import { jobNumbers, jobPlaces, jobsOfKey, noteOf, readNote, type JobNote } from '../../protocol/job-files'
import type { PackedJob } from '../../protocol/relocated'

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

/** The last job of a run, when it is one that another engine than this was given and that nobody has taken the result of. */
export function jobOfOtherEngine(root: string, key: string, engine: string): NotedJob | undefined {
  const number = jobNumbers(root, key).at(-1)
  if (number === undefined) return undefined
  const folder = join(jobsOfKey(root, key), String(number))
  const note = readNote(folder)
  return note && note.key === key && note.engine !== engine ? { folder, note } : undefined
}

/** Whether the run of a job is this submission's: the first that asks has it, and asks again as often as it likes. */
export function claims(folder: string, submission: number): boolean {
  const { claim } = jobPlaces(folder)
  try {
    writeFileSync(claim, String(submission), { flag: 'wx' })
    return true
  } catch (error) {
    if (!isSystemError(error, 'EEXIST')) throw error
    return Number(readFileSync(claim, 'utf8')) === submission
  }
}

/** The submission that claims a job for nobody: none that was made begins any more. */
export const NO_SUBMISSION = 0

/**
 * Makes the folder of a new job, with what it executes and a note of what is about to be submitted.
 *
 * @param turn that of the run's lock. Jobs have higher numbers than those before them, also when these were removed: one that was cancelled may still be at work, and write.
 */
export function makeJob(
  root: string,
  packed: PackedJob,
  { turn, ...given }: Pick<JobNote, 'engine' | 'profile' | 'attempt'> & { readonly turn: number },
): NotedJob {
  const { key, task, name } = packed.run
  const number = Math.max(turn, (jobNumbers(root, key).at(-1) ?? 0) + 1)
  const folder = join(jobsOfKey(root, key), String(number))
  mkdirSync(folder, { recursive: true })
  const at = new Date().toISOString()
  const note = noteOf({ ...given, task, name, key, number, submission: 1, at })
  writeWholeSync(jobPlaces(folder).specification, JSON.stringify(packed))
  writeJobNote(folder, note)
  return { folder, note }
}

export const writeJobNote = (folder: string, note: JobNote): void =>
  writeWholeSync(jobPlaces(folder).note, `${JSON.stringify(note, null, 2)}\n`)

/**
 * Removes jobs of a run: it has its result, or failed and that was told. An execution that is still at work finds nothing to write to.
 *
 * @param last the number of the last one that goes; all of them without it.
 * @returns whether they are gone: a job that is ending may be writing.
 */
export function removeJobs(root: string, key: string, last = Infinity): boolean {
  const folder = jobsOfKey(root, key)
  const numbers = jobNumbers(root, key)
  const gone = numbers.every((number) => number <= last)
    ? [folder]
    : numbers.filter((number) => number <= last).map((number) => join(folder, String(number)))
  try {
    for (const one of gone) rmSync(one, { recursive: true, force: true, maxRetries: 3 })
    return true
  } catch (error) {
    if (!isSystemError(error)) throw error
    // It is in the midst of writing: a later call finds the result in the store, and this folder of no use.
    return false
  }
}
