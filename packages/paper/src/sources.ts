import { digestsOf, posixRelative, textDigests, type PaperSources } from 'bocas/internal/made'
import { outputFolders } from './inventory/inventory'
import type { PaperJob } from './shared/job'
import { paperPaths } from './shared/paper-paths'

/** What a paper would be made from now: its text, and the figures, tables and facts of its tasks. */
export function readTextSources(job: PaperJob): Omit<PaperSources, 'paper'> {
  const { paperDir, main, roots } = paperPaths(job)
  return {
    format: 1,
    main: posixRelative(paperDir, main),
    text: textDigests(paperDir),
    made: digestsOf(job.tasks.map((task) => [task, outputFolders(roots, task).provenance])),
  }
}
