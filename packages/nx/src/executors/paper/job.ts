import { existsSync, readFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import type { DraftHole, PaperJob } from '@bocas/paper'
import { workspacePaths } from 'bocas/internal/made'
import type { ReportedHole } from '../../protocol/figure-job'

/** What the targets of the paper say. */
export interface PaperOptions {
  /** The paper that is meant, by the name of its project; without it the first. */
  readonly paper?: string
  readonly tasks: readonly string[]
  /** The text, relative to the folder of the paper. */
  readonly main: string
  /** `build` once; `watch` and build after every edit; `print` what is committed; `arxiv` packs the sources. */
  readonly mode?: 'build' | 'watch' | 'print' | 'arxiv'
  readonly draft?: boolean
  /** What the text says and the results do not fails the target. */
  readonly strict?: boolean
  /** Where facts link to: `appendix` or the template of an address. */
  readonly links?: string
  readonly problems?: string
}

/** What the builder of papers is given. */
export function jobOf(
  root: string,
  { paper, tasks, main, draft = false, strict = false, links }: PaperOptions,
): PaperJob {
  const { paper: paperDir, drafts, tasksDir } = workspacePaths(root, paper)
  const name = extname(main) === '.md' ? 'paper.html' : 'paper.pdf'
  const job = {
    paperDir,
    main,
    tasks,
    tasksDir,
    links,
    strict: strict && !draft,
    out: join(paperDir, draft ? 'drafts' : 'build', name),
  }
  if (!draft) return job
  return {
    ...job,
    draft,
    draftHoles: tasks.flatMap((task) => holesIn(drafts.holes(task))),
    roots: { facts: 'drafts/facts', figures: 'drafts/figures', tables: 'drafts/tables' },
  }
}

function holesIn(file: string): DraftHole[] {
  if (!existsSync(file)) return []
  return (JSON.parse(readFileSync(file, 'utf8')) as ReportedHole[]).map(({ task, name, code }) => ({
    run: `${task}/${name}`,
    why: code,
  }))
}
