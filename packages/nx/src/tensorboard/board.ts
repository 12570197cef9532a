import { statSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { SPECIFICATION } from '../shared/specification-file'
import { eventFile } from './event-file'

/** Milliseconds between two updates of an event file. */
const AT_MOST_EVERY = 1000

/** Shows a run to TensorBoard while it goes on. */
export interface Board {
  /** The run has reported a step. */
  progress(): void
  /** The run is over; its folder is still there. */
  end(): void
}

/**
 * The board of a run that is being executed: event files below the folder that `BOCAS_TENSORBOARD` names, relative to the workspace.
 *
 * @param work the folder of the execution, with its specification.json.
 * @param folder undefined or empty: nothing is written.
 */
export function boardOf(
  root: string,
  work: string,
  run: { task: string; name: string },
  folder: string | undefined,
): Board {
  if (!folder) return { progress: () => undefined, end: () => undefined }
  const started = statSync(join(work, SPECIFICATION)).mtimeMs
  const file = eventFile(resolve(root, folder), {
    id: basename(work),
    ...run,
    started,
    progress: join(work, 'progress.jsonl'),
  })
  let last = -Infinity
  let broken = false
  const update = (): void => {
    if (broken) return
    try {
      file.update()
    } catch (error) {
      // A board that cannot be written must not end a run.
      broken = true
      console.warn(`⚠ ${run.task}/${run.name} is not shown to TensorBoard: ${(error as Error).message}`)
    }
  }
  return {
    progress() {
      // A clock that no one can set: the time of day goes backwards at times.
      if (performance.now() - last < AT_MOST_EVERY) return
      last = performance.now()
      update()
    },
    end: update,
  }
}
