import { existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { commitEntry, EXECUTION_FILE, resultProblem, textIfThere, type WorkspacePaths } from 'bocas/internal/store'
import { isStored, isSystemError } from 'bocas/internal/light'
import { executionPlaces, type ExecutionEnd } from '../../protocol/job-files'
import { rescuedFolder } from '../../protocol/scratch'
import { readJson } from '../../shared/read-json'

/**
 * Puts the result of an execution into the store, when every byte of it is right. The store takes the first result of a key and drops all others.
 *
 * @returns how many seconds the run took; or what is wrong with the result, which may only not be whole yet.
 */
export async function collectResult(
  paths: WorkspacePaths,
  key: string,
  execution: string,
): Promise<{ readonly seconds?: number } | { readonly wrong: string }> {
  const { entry } = executionPlaces(execution)
  const problem = await resultProblem(entry, key)
  // Collected by another call a moment ago.
  if (problem !== undefined) return isStored(paths, key) ? {} : { wrong: problem.message }
  const seconds = readJson<{ readonly seconds?: number }>(join(entry, EXECUTION_FILE))?.seconds
  try {
    commitEntry(paths, key, entry)
  } catch (error) {
    if (!isSystemError(error, 'ENOENT') || !isStored(paths, key)) throw error
  }
  return { ...(seconds !== undefined && { seconds }) }
}

/** The first file that an execution has left and that is not here as it was then; undefined when all are. */
export const notHome = (execution: string, { left = {} }: ExecutionEnd): string | undefined =>
  Object.keys(left).find((name) => statSync(join(execution, name), { throwIfNoEntry: false })?.size !== left[name])

/** Moves what an execution left into the work folder of the run, where a failure is looked for: its log, its result, what it returned. */
export function takeHome(execution: string | undefined, work: string, engineLog: string): void {
  const entry = join(work, 'entry')
  rmSync(entry, { recursive: true, force: true })
  if (execution !== undefined) {
    move(executionPlaces(execution).entry, entry)
    move(rescuedFolder(execution), rescuedFolder(work))
  }
  mkdirSync(entry, { recursive: true })
  // Before it could begin, what the engine printed is all that there is.
  if (!existsSync(join(entry, 'run.log'))) move(engineLog, join(entry, 'run.log'))
}

function move(from: string, to: string): void {
  try {
    renameSync(from, to)
  } catch (error) {
    if (!isSystemError(error)) throw error
  }
}

/** The last lines of what the engine printed of a job. */
export const engineWords = (log: string): string => (textIfThere(log) ?? '').trim().split('\n').slice(-3).join('\n')
