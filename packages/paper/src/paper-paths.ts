import { existsSync } from 'node:fs'
import path from 'node:path'
import type { Roots } from './inventory'
import type { PaperProblem } from './problems'
import { shownPath } from './typst/diagnostics'

/** Where everything of a paper is (absolute). */
export interface PaperPaths {
  readonly paperDir: string
  /** The file that the author compiles. */
  readonly main: string
  /** The generated file that the text imports. */
  readonly helper: string
  /** The generated file that wraps `main` in a draft; it exists in memory only. */
  readonly draftMain: string
  readonly roots: Roots
}

/** Resolves the paths of a job against the paper's folder. */
export function paperPaths(job: { paperDir: string; main?: string; roots?: Partial<Roots> }): PaperPaths {
  const paperDir = path.resolve(job.paperDir)
  const at = (...parts: string[]): string => path.resolve(paperDir, ...parts)
  return {
    paperDir,
    main: at(job.main ?? 'main.typ'),
    helper: at('build', 'bocas.typ'),
    draftMain: at('build', 'draft.typ'),
    roots: {
      facts: at(job.roots?.facts ?? 'facts'),
      figures: at(job.roots?.figures ?? 'figures'),
      tables: at(job.roots?.tables ?? 'tables'),
    },
  }
}

/** What is wrong with the places themselves, before any of them is read. */
export function checkPaths({ paperDir, main, roots }: PaperPaths): PaperProblem[] {
  const problems: PaperProblem[] = []
  if (!isInside(main, paperDir)) {
    problems.push({
      message: 'the main file of a paper must lie in its folder: Typst reads no other',
      at: { file: main },
    })
  } else if (!existsSync(main)) {
    problems.push({ message: 'there is no such file to build a paper from', at: { file: shownPath(main, paperDir) } })
  }
  for (const [name, folder] of Object.entries(roots)) {
    if (isInside(folder, paperDir)) continue
    problems.push({
      message: `the folder of ${name} must lie in the paper's folder: Typst reads no other`,
      at: { file: folder },
    })
  }
  return problems
}

function isInside(file: string, folder: string): boolean {
  const relative = path.relative(folder, file)
  return relative !== '' && relative.split(path.sep)[0] !== '..' && !path.isAbsolute(relative)
}
