import { CHECKLIST, GENERATED_IN_PAPER, PAPER_TASK, posixRelative } from 'bocas/internal/made'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { findMain, formatOf, MAIN_FILES } from './format'
import type { Roots } from '../inventory/inventory'
import type { PaperJob } from './job'
import type { PaperProblem } from './problems'

/** Folders of a paper that are made, never written by hand. */
export const GENERATED: ReadonlySet<string> = new Set(GENERATED_IN_PAPER)

/** Where everything of a paper is (absolute). */
export interface PaperPaths {
  readonly paperDir: string
  /** The file that the author writes. */
  readonly main: string
  /** Where what is made of the text goes on its way: `build`, of a draft `drafts`. */
  readonly build: string
  readonly roots: Roots
  readonly folderOf: FolderOf
}

/** The folder of a task, as messages say it: `tasks/mnist`; of what spans tasks that of the paper. */
export type FolderOf = (task: string) => string

export const foldersOf =
  (paperDir: string, tasksDir = 'tasks'): FolderOf =>
  (task) =>
    task === PAPER_TASK
      ? path.basename(paperDir)
      : task === CHECKLIST
        ? `${path.basename(paperDir)}/checklist`
        : `${tasksDir}/${task}`

/** Resolves the paths of a job against the paper's folder. */
export function paperPaths(job: Pick<PaperJob, 'paperDir' | 'main' | 'draft' | 'roots' | 'tasksDir'>): PaperPaths {
  const paperDir = path.resolve(job.paperDir)
  const at = (...parts: string[]): string => path.resolve(paperDir, ...parts)
  return {
    paperDir,
    main: at(job.main ?? findMain(paperDir)),
    build: at(job.draft ? 'drafts' : 'build'),
    roots: {
      facts: at(job.roots?.facts ?? 'facts'),
      figures: at(job.roots?.figures ?? 'figures'),
      tables: at(job.roots?.tables ?? 'tables'),
    },
    folderOf: foldersOf(paperDir, job.tasksDir),
  }
}

/** What is wrong with the places themselves, before any of them is read. */
export function checkPaths({ paperDir, main, roots }: PaperPaths): PaperProblem[] {
  const problems: PaperProblem[] = []
  const at = { file: shownPath(main, paperDir) }
  if (!isInside(main, paperDir)) {
    problems.push({ message: 'the main file of a paper must lie in its folder: no other is read', at: { file: main } })
  } else if (!existsSync(main)) {
    problems.push({ message: 'there is no such file to build a paper from', at })
  } else if (formatOf(main) === undefined) {
    problems.push({ message: `a paper is written in ${MAIN_FILES.join(', ')} or a file with such an ending`, at })
  }
  for (const [name, folder] of Object.entries(roots)) {
    if (isInside(folder, paperDir)) continue
    problems.push({
      message: `the folder of ${name} must lie in the paper's folder: no other is read`,
      at: { file: folder },
    })
  }
  return problems
}

/** `paper/sections/setup.typ`: the paper's folder by its name, so that the path can be clicked at the top of the repository. */
export function shownPath(file: string, paperDir: string): string {
  return posixRelative(path.dirname(paperDir), file)
}

/** Whether a file lies in a folder. */
export function isInside(file: string, folder: string): boolean {
  const relative = path.relative(folder, file)
  return relative !== '' && relative.split(path.sep)[0] !== '..' && !path.isAbsolute(relative)
}
