import { existsSync, readdirSync } from 'node:fs'
import { join, relative } from 'node:path'
import { checkMade, type MadePlaces, type WorkspacePaths } from 'bocas/internal'

/** Where what the figures of a task make lies, or of its draft. */
export const placesOfTask = (
  { figures, tables, facts, provenance }: Pick<WorkspacePaths, 'figures' | 'tables' | 'facts' | 'provenance'>,
  task: string,
): MadePlaces => ({ figures: figures(task), tables: tables(task), facts: facts(task), provenance: provenance(task) })

/** Something that is not as it was made. */
export interface OutputChange {
  /** Workspace-relative. */
  readonly at: string
  readonly problem: string
  readonly hint: string
}

/** What of all that was made is not as it was made. */
export async function changedSince(paths: WorkspacePaths): Promise<OutputChange[]> {
  const found = await Promise.all(
    tasksMade(paths).map(async (task) =>
      (await checkMade(task, placesOfTask(paths, task))).map(
        ({ file, message, hint = `draw it again: nx run ${task}:figures` }): OutputChange => ({
          at: relative(paths.root, file),
          problem: message,
          hint,
        }),
      ),
    ),
  )
  return found.flat()
}

/** The tasks that have made anything; `paper` for paper/figures.ts. */
export function tasksMade(paths: WorkspacePaths): string[] {
  const folders = Object.values(placesOfTask(paths, 'any')).map((place) => join(place, '..'))
  const names = folders.flatMap((folder) => (existsSync(folder) ? readdirSync(folder) : []))
  return [...new Set(names.map((name) => name.replace(/\.json$/, '')))].filter((name) => !name.startsWith('.')).sort()
}
