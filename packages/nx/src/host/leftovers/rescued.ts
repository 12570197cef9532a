import { existsSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { commitEntry, diskProblem, plural, resultProblem, type WorkspacePaths } from 'bocas/internal/store'
import { rescuedFolder } from '../../protocol/scratch'

/** What a failed run came to, in the folder of its failure. */
const KEPT = 'result'

/**
 * Keeps what a failed run came to beside the log of its failure: a whole result that only could not be put into the store, or what could be
 * kept of what it returned.
 *
 * @returns the folder; undefined when there is nothing.
 */
export function keepRemains(failed: string, work: string): string | undefined {
  const whole = join(work, 'entry')
  const found = [...(existsSync(join(whole, 'result.json')) ? [whole] : []), rescuedFolder(work)].find((place) =>
    existsSync(place),
  )
  if (found === undefined) return undefined
  const folder = join(failed, KEPT)
  // What an earlier failure left stays until there is something in its place: it may be worth hours.
  rmSync(folder, { recursive: true, force: true })
  renameSync(found, folder)
  return folder
}

/**
 * Puts a whole result into the store that could not be put there when its run ended, for want of room or of rights: the run is not executed
 * again.
 *
 * @returns whether there was one that the store has taken.
 */
export async function takeBack(paths: WorkspacePaths, key: string, task: string, run: string): Promise<boolean> {
  const failed = paths.failed(task, run)
  const folder = join(failed, KEPT)
  if (!existsSync(join(folder, 'result.json'))) return false
  // The result of other code or another config, or a damaged one.
  if ((await resultProblem(folder, key)) !== undefined) return false
  try {
    if (existsSync(join(failed, 'run.log'))) renameSync(join(failed, 'run.log'), join(folder, 'run.log'))
    commitEntry(paths, key, folder)
  } catch (error) {
    // There is still no room for it: it stays where it is.
    if (diskProblem(error, []) === undefined) throw error
    return false
  }
  rmSync(failed, { recursive: true, force: true })
  return true
}

/** What there is of a failed run's result, for a person: its folder, and how many files. */
export const describeRemains = (folder: string): string =>
  existsSync(join(folder, 'result.json'))
    ? 'its whole result, which the next call keeps'
    : `what it returned, as far as that could be kept (${plural(readdirSync(folder).length, 'file')})`
