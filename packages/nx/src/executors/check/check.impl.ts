/* eslint-disable @typescript-eslint/no-require-imports -- Tasks are planned where figures are left out, and else nobody waits for what plans them. */
import type { ExecutorContext } from '@nx/devkit'
import { workspacePaths } from 'bocas/internal/made'
import { writePaperProvenance } from '../../provenance/paper-provenance'
import { paperText } from '../../provenance/text-quotes'
import type * as Committed from '../paper/committed'
import { leftOut } from '../paper/in-this-call'
import { showReport } from './show-report'

interface CheckOptions {
  readonly paper?: string
  readonly tasks: readonly string[]
  readonly strict?: boolean
  readonly problems?: string
}

const committed = (): typeof Committed => require('../paper/committed')

/**
 * Reads the text of the paper against what the figures have made; fails for a number that contradicts a fact, a claim that does
 * not hold or a name that does not exist; with `strict` for every typed number that it finds.
 */
export default async function check(
  { paper, tasks, strict = false, problems }: CheckOptions,
  context: ExecutorContext,
): Promise<{ success: boolean }> {
  const { root } = context
  if (problems !== undefined) {
    console.error(problems)
    return { success: false }
  }
  const text = paperText(root)
  if (!text) {
    console.error('✖ the package that reads papers is not installed → npm install --save-dev @bocas/paper')
    return { success: false }
  }
  const paths = workspacePaths(root, paper)
  const read = await text.checkPaper({ paperDir: paths.paper, tasks, tasksDir: paths.tasksDir })
  // Of figures that this call has not drawn nothing is known but what lies there.
  const stale = leftOut({ paper, tasks }, context).length > 0 ? await committed().notAsPlanned(paths, tasks) : []
  const report = { ...read, problems: [...stale, ...read.problems] }
  const lines = showReport(report, text.formatPaperProblem, text.formatPlace)
  const fails = report.problems.length > 0 || (strict && report.warnings.length > 0)
  if (fails) console.error(lines)
  else console.log(lines)
  await writePaperProvenance(paths, tasks)
  return { success: !fails }
}
