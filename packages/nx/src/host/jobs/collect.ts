import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { commitEntry, EXECUTION_FILE, resultProblem, textIfThere, type WorkspacePaths } from 'bocas/internal/store'
import { isSystemError } from 'bocas/internal/light'
import { executionPlaces } from '../../protocol/job-files'
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
  if (problem !== undefined) return existsSync(join(paths.entry(key), 'result.json')) ? {} : { wrong: problem.message }
  const seconds = readJson<{ readonly seconds?: number }>(join(entry, EXECUTION_FILE))?.seconds
  try {
    commitEntry(paths, key, entry)
  } catch (error) {
    if (!isSystemError(error, 'ENOENT') || !existsSync(join(paths.entry(key), 'result.json'))) throw error
  }
  return { ...(seconds !== undefined && { seconds }) }
}

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
