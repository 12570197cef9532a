import { existsSync, readFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import type { PaperJob } from '@bocas/paper'
import { workspacePaths } from 'bocas/internal'
import type { Hole } from '../../protocol/figure-job'

/** What the targets of the paper say. */
export interface PaperOptions {
  readonly tasks: readonly string[]
  /** The text, relative to `paper/`. */
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
export function jobOf(root: string, { tasks, main, draft = false, strict = false, links }: PaperOptions): PaperJob {
  const paperDir = workspacePaths(root).paper
  const name = extname(main) === '.md' ? 'paper.html' : 'paper.pdf'
  const job = {
    paperDir,
    main,
    tasks,
    links,
    strict: strict && !draft,
    out: join(paperDir, draft ? 'drafts' : 'build', name),
  }
  if (!draft) return job
  return {
    ...job,
    draft,
    draftHoles: tasks.flatMap((task) => holesOf(paperDir, task)),
    roots: { facts: 'drafts/facts', figures: 'drafts/figures', tables: 'drafts/tables' },
  }
}

function holesOf(paperDir: string, task: string): string[] {
  const file = join(paperDir, 'drafts', 'holes', `${task}.json`)
  if (!existsSync(file)) return []
  return (JSON.parse(readFileSync(file, 'utf8')) as Hole[]).map(
    ({ task, name, problem }) => `${task}/${name}: ${problem}`,
  )
}
