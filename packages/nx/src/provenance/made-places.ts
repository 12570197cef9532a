import { cpSync, existsSync, readdirSync, rmSync } from 'node:fs'
import { join, relative } from 'node:path'
import { checkMade, CHECKLIST, PAPER_TASK, type MadePlaces, type WorkspacePaths } from 'bocas/internal/made'

/** Where what the figures of a task make lies, or of its draft. */
export const placesOfTask = (
  { figures, tables, facts, provenance }: Pick<WorkspacePaths, 'figures' | 'tables' | 'facts' | 'provenance'>,
  task: string,
): MadePlaces => ({ figures: figures(task), tables: tables(task), facts: facts(task), provenance: provenance(task) })

/** The Nx project whose target `figures` draws for a task; of what spans tasks that of the paper. */
export const drawnBy = ({ ofPaper }: WorkspacePaths, task: string): string =>
  task === PAPER_TASK ? ofPaper.name : task

/** What makes the facts of a checklist. */
const CHECKLIST_COMMAND = 'npx bocas checklist --facts'

const placesMade = (paths: WorkspacePaths, task: string): MadePlaces => ({
  ...placesOfTask(paths, task),
  ...(task === CHECKLIST ? { again: CHECKLIST_COMMAND } : { project: drawnBy(paths, task) }),
})

/** Something that is not as it was made. */
export interface OutputChange {
  /** Workspace-relative. */
  readonly at: string
  readonly problem: string
  readonly hint: string
}

/** What of all that was made is not as it was made. */
export async function changedSince(...papers: readonly WorkspacePaths[]): Promise<OutputChange[]> {
  const found = await Promise.all(
    papers.flatMap((paths) =>
      tasksMade(paths).map(async (task) =>
        (await checkMade(task, placesMade(paths, task))).map(
          ({ file, message, hint = `draw it again: nx run ${drawnBy(paths, task)}:figures` }): OutputChange => ({
            at: relative(paths.root, file),
            problem: message,
            hint,
          }),
        ),
      ),
    ),
  )
  return found.flat()
}

/** The tasks that have made anything; `paper` for the figures.ts of the paper. */
export function tasksMade(paths: WorkspacePaths): string[] {
  const folders = Object.values(placesOfTask(paths, 'any')).map((place) => join(place, '..'))
  const names = folders.flatMap((folder) => (existsSync(folder) ? readdirSync(folder) : []))
  const tasks = [...new Set(names.map((name) => name.replace(/\.json$/, '')))].filter((name) => !name.startsWith('.'))
  return [...tasks.sort(), ...(existsSync(paths.facts(CHECKLIST)) ? [CHECKLIST] : [])]
}

/** Copies what was made for one paper into the folders of another: figures are drawn once, and every paper has its own. */
export function copyMade(from: MadePlaces, to: MadePlaces): void {
  for (const kind of ['figures', 'tables', 'facts', 'provenance'] as const) {
    rmSync(to[kind], { recursive: true, force: true })
    if (existsSync(from[kind])) cpSync(from[kind], to[kind], { recursive: true })
  }
}
