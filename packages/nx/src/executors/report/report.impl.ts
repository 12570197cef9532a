import { join, relative } from 'node:path'
import type { ExecutorContext } from '@nx/devkit'
import { plural, workspacePaths } from 'bocas/internal'
import { collectReport, type ReportSubject } from '../../report/collect/collect-report'
import { pageCode } from '../../report/write/page-code'
import { reportFiles, writeReport } from '../../report/write/write-report'
import { bytes } from '../../shared/words'
import { watchReport } from '../../report/watch-report'

interface ReportOptions {
  readonly task: string
  /** The paper that is meant, of a report that is of one. */
  readonly paper?: string
  readonly tasks: readonly string[]
  readonly watch?: boolean
}

/** Writes a page with everything that there is of some tasks. It reads what is there: nothing is trained or drawn for it. */
export default async function report(
  { task, paper, tasks, watch = false }: ReportOptions,
  { root }: Pick<ExecutorContext, 'root'>,
): Promise<{ success: boolean }> {
  const code = await pageCode()
  const subject = { title: task, tasks, ...(paper !== undefined && { paper }) }
  if (watch) {
    await follow(root, subject, code)
    return { success: true }
  }
  const collected = await collectReport(root, subject)
  const files = reportFiles(collected, code, { name: task })
  const page = relative(root, writeReport(workspacePaths(root, paper).reports, files))
  const size = [...files.values()].reduce((sum, text) => sum + Buffer.byteLength(text), 0)
  const beside = files.size > 1 ? `, with ${join(page, '..', `${task}.files`)} beside it` : ''
  console.log(
    `${page}: ${plural(collected.data.runs.name.length, 'run')}, ${bytes(size)}${beside}; open it in a browser`,
  )
  return { success: true }
}

async function follow(root: string, subject: ReportSubject, code: Awaited<ReturnType<typeof pageCode>>): Promise<void> {
  const stop = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => stop.abort())
  // Nx is gone without a word: nobody would look at what is written here.
  process.once('disconnect', () => stop.abort())
  console.log('an open page loads itself again when there is something new; Ctrl-C ends it')
  await watchReport({
    root,
    subject,
    code,
    onWritten: (page, runs) => console.log(`${relative(root, page)}: ${plural(runs, 'run')}`),
    signal: stop.signal,
  })
}
