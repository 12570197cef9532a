import type { ExecutorContext } from '@nx/devkit'
import { workspacePaths } from 'bocas/core'
import { writeRecord } from '../../origin/record'
import { paperText } from '../../origin/text-quotes'
import { showReport } from './show-report'

interface CheckOptions {
  readonly tasks: readonly string[]
  readonly strict?: boolean
  readonly problems?: string
}

/**
 * Reads the text of the paper against what the figures have made; fails for a number that contradicts a fact, a claim that does
 * not hold or a name that does not exist; with `strict` for every typed number that it finds.
 */
export default async function check(
  { tasks, strict = false, problems }: CheckOptions,
  { root }: ExecutorContext,
): Promise<{ success: boolean }> {
  if (problems !== undefined) {
    console.error(problems)
    return { success: false }
  }
  const text = paperText(root)
  if (!text) {
    console.error('✖ the package that reads papers is not installed → npm install --save-dev @bocas/paper')
    return { success: false }
  }
  const paths = workspacePaths(root)
  const report = await text.checkPaper({ paperDir: paths.paper, tasks })
  const lines = showReport(report, text.formatPaperProblem, text.formatPlace)
  const fails = report.problems.length > 0 || (strict && report.warnings.length > 0)
  if (fails) console.error(lines)
  else console.log(lines)
  await writeRecord(paths, tasks)
  return { success: !fails }
}
