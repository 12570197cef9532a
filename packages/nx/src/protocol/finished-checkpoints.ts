import { existsSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { workspacePaths } from 'bocas/internal/store'
import { isStored, isSystemError } from 'bocas/internal/light'

/** Removes a run's checkpoint. What cannot be removed now is removed by a later call: a result is a result. */
export function removeCheckpoint(folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true })
  } catch (error) {
    if (!isSystemError(error)) throw error
    // Swept up later.
  }
}

/** Removes the checkpoints of runs that are done: a worker can be killed between its result and its checkpoint. */
export function sweepUpCheckpoints(root: string): void {
  const paths = workspacePaths(root)
  const { checkpoints } = paths
  for (const key of existsSync(checkpoints) ? readdirSync(checkpoints) : [])
    if (isStored(paths, key)) removeCheckpoint(join(checkpoints, key))
}
