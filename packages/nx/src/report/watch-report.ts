import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileStamp } from '../shared/file-stamp'
import { pause } from '../shared/pause'
import { isSystemError, PAPER_TASK, workspacePaths, writeWholeSync, sha256 } from 'bocas/internal'
import { runsAtWork } from '../states/at-work'
import { collectReport, type Collected, type ReportSubject } from './collect/collect-report'
import type { PageCode } from './write/page-html'
import { reportFiles, writeReport } from './write/write-report'

/** Milliseconds between two looks. */
const LOOK_AGAIN = 2000
/**
 * Milliseconds until the report is made again for what changes all the time, the curves of runs at work, or for what cannot be seen: a task that could not be planned may
 * have been mended in a file that nobody knows of.
 */
const UNASKED = 10_000
/** Milliseconds between two signs that the report is still being watched. */
const BEAT = 5000
/** Making the report takes at most this share of the time: the runs need the machine. */
const SHARE = 0.25

/** What is watched, and whom to tell. */
export interface Watching {
  readonly root: string
  readonly subject: ReportSubject
  readonly code: PageCode
  /** Called after each time that the report was written. */
  readonly onWritten: (page: string, runs: number) => void
  readonly signal: AbortSignal
}

/**
 * Writes the report again whenever something of it has changed, until it is told to stop. A page that is open loads itself again: beside it lies a script that says
 * which state there is now. The last page follows nothing any more.
 */
export async function watchReport({ root, subject, code, onWritten, signal }: Watching): Promise<void> {
  const { title } = subject
  const { reports } = workspacePaths(root, subject.paper)
  const script = `${title}.live.js`
  const tell = (revision: string, goesOn: boolean): void =>
    writeWholeSync(join(reports, script), `bocasLive(${JSON.stringify(revision)},${goesOn},${Date.now()})\n`)
  let plan: Pick<Collected, 'plannedFrom' | 'isPlanned'> = { plannedFrom: [], isPlanned: true }
  let seen = { rest: '', curves: '' }
  let written = ''
  let next = 0
  // Whoever is killed says nothing at the end. What cannot be written now is written at the next beat; a folder that is gone is not made again.
  const beat = setInterval(() => {
    try {
      if (written !== '' && existsSync(reports)) tell(written, true)
    } catch (error) {
      if (!isSystemError(error)) throw error
    }
  }, BEAT)
  try {
    while (!signal.aborted) {
      const now = changing(root, subject, plan)
      const isDue = (now.curves !== seen.curves || !plan.isPlanned) && Date.now() >= next
      if (now.rest !== seen.rest || isDue) {
        const begin = Date.now()
        const collected = await collectReport(root, subject)
        const revision = sha256(JSON.stringify([collected.data, collected.details]))
        if (revision !== written) {
          const page = writeReport(reports, reportFiles(collected, code, { name: title, live: { script, revision } }))
          tell(revision, true)
          written = revision
          onWritten(page, collected.data.runs.name.length)
        }
        // Files that are known only now may have been edited since they were read: `rest` then differs, and they are read once more.
        seen = now
        plan = collected
        next = Date.now() + UNASKED
        await pause((Date.now() - begin) / SHARE, signal)
      }
      await pause(LOOK_AGAIN, signal)
    }
  } finally {
    clearInterval(beat)
  }
  const collected = await collectReport(root, subject)
  writeReport(reports, reportFiles(collected, code, { name: title }))
  tell(sha256(JSON.stringify([collected.data, collected.details])), false)
}

/** What the file system says of all that a report is made from: quick to ask, while runs are at work on the same machine. */
function changing(
  root: string,
  { tasks, paper }: ReportSubject,
  { plannedFrom }: Pick<Collected, 'plannedFrom'>,
): { readonly rest: string; readonly curves: string } {
  const paths = workspacePaths(root, paper)
  const atWork = runsAtWork(paths)
  const folders = [
    paths.store,
    paths.jobs,
    paths.checkpoints,
    ...plannedFrom.map((file) => join(root, file)),
    ...tasks.flatMap((task) => [join(paths.failed(task, ''), '.'), ...below(paths.failed(task, ''))]),
    ...[...tasks, ...(paper === undefined ? [] : [PAPER_TASK])].flatMap((task) => [
      paths.provenance(task),
      paths.facts(task),
    ]),
  ]
  return {
    rest: JSON.stringify([folders.map(fileStamp), atWork.map(({ id, alive }) => [id, alive])]),
    curves: JSON.stringify(atWork.map(({ progress, log }) => [fileStamp(progress), fileStamp(log)])),
  }
}

const below = (folder: string): string[] =>
  statSync(folder, { throwIfNoEntry: false }) ? readdirSync(folder).map((name) => join(folder, name)) : []
