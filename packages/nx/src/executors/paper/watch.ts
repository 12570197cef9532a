import { relative } from 'node:path'
import { workspacePaths } from 'bocas/internal/made'
import type { Builder } from './builder'
import { notAsPlanned } from './committed'
import { jobOf, type PaperOptions } from './job'
import { sayBuilt } from './say-built'

/**
 * Builds the paper and builds it again after every edit, until this process is asked to end. Nothing is drawn or trained, whatever is missing: that is the
 * work of other targets, and their results are seen as they come.
 */
export async function watch(
  { watchPaper, formatPaperError, formatPaperProblem }: Builder,
  root: string,
  options: PaperOptions,
): Promise<void> {
  const paths = workspacePaths(root, options.paper)
  // What is watched is for the author alone, who may have edited code meanwhile: said once, and no reason to stop.
  if (!options.draft)
    for (const problem of await notAsPlanned(paths, options.tasks)) console.warn(formatPaperProblem(problem, '⚠'))
  const { name } = paths.ofPaper
  const stop = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => stop.abort())
  // Nx is gone without a word: nobody would see what is built here.
  process.once('disconnect', () => stop.abort())
  console.log(`watching ${relative(root, paths.paper)}; Ctrl-C ends it`)
  await watchPaper(
    jobOf(root, options),
    {
      onBuilt: (built, seconds) => sayBuilt(root, built, formatPaperProblem, { draft: options.draft, seconds }),
      onProblem(error) {
        console.error(formatPaperError(error))
        if (!options.draft && error.problems.some(({ message }) => /^unknown (fact|figure|table) /.test(message)))
          console.error(
            `  what no target has drawn yet can be a gap meanwhile: nx run ${name}:draft, then nx run ${name}:watch --draft`,
          )
      },
    },
    stop.signal,
  )
}
