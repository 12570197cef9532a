import { join, relative } from 'node:path'
import type { ExecutorContext } from '@nx/devkit'
import { workspacePaths } from 'bocas/internal'
import { collectReport } from '../../report/collect/collect-report'
import { pageCode } from '../../report/write/page-code'
import { reportFiles, writeReport } from '../../report/write/write-report'
import { bytes, plural } from '../../shared/words'

interface ReportOptions {
  readonly task: string
  readonly tasks: readonly string[]
}

/** Writes a page with everything that there is of some tasks. It reads what is there: nothing is trained or drawn for it. */
export default async function report(
  { task, tasks }: ReportOptions,
  { root }: Pick<ExecutorContext, 'root'>,
): Promise<{ success: boolean }> {
  const { reports } = workspacePaths(root)
  const collected = await collectReport(root, task, tasks)
  const files = reportFiles(collected, await pageCode(), { name: task })
  const page = relative(root, writeReport(reports, files))
  const size = [...files.values()].reduce((sum, text) => sum + Buffer.byteLength(text), 0)
  const beside = files.size > 1 ? `, and ${join(page, '..', `${task}.files`)} beside it` : ''
  console.log(
    `${page}: ${plural(collected.data.runs.name.length, 'run')}, ${bytes(size)}${beside}; open it in a browser`,
  )
  return { success: true }
}
