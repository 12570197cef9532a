import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { resultProblem, type WorkspacePaths } from 'bocas/internal/store'

/** Where a result of a key is, and what is wrong with a copy that cannot be used. */
export interface StoreLookup {
  readonly from: 'store' | 'view' | null
  readonly damaged?: string | undefined
}

/** Looks a key up as the host would, every byte checked, and changes nothing on the way. */
export async function lookUpStored(paths: WorkspacePaths, key: string, view: string): Promise<StoreLookup> {
  const stored = await resultProblem(paths.entry(key), key)
  if (stored === undefined) return { from: 'store' }
  const damaged = existsSync(paths.entry(key)) ? stored?.message : undefined
  const shown = existsSync(join(view, 'result.json')) && (await resultProblem(view, key)) === undefined
  return { from: shown ? 'view' : null, damaged }
}
