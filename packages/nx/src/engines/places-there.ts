import { dirname } from 'node:path'
import { workspacePaths } from 'bocas/internal/store'

/** Where things lie in a workspace on another machine, as seen from it: all of them in its `.bocas`. */
export const OWN_THERE = '.bocas'
export const JOBS_THERE = `${OWN_THERE}/jobs`
export const jobThere = (id: string): string => `${JOBS_THERE}/${id}`
export const stateThere = (key: string): string => `${OWN_THERE}/${stateFolder(key)}`

/** What a run has saved, as seen from the folder of states and of what else belongs to a store. */
export const stateFolder = (key: string): string => `checkpoints/${key}`

/** The folder here from which states are seen like that, where it is not `.bocas`: those of a store that several checkouts share lie beside it. */
export function statesApart(root: string): string | undefined {
  const { own, checkpoints } = workspacePaths(root)
  const folder = dirname(checkpoints)
  return folder === own ? undefined : folder
}
