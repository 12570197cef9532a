import { closeSync, existsSync, fstatSync, openSync, readSync, statSync } from 'node:fs'
import { workspacePaths } from 'bocas/internal'
import { pause } from '../../shared/pause'
import { saidOfEnd } from '../../host/jobs/known-jobs'
import { executionPlaces, executionsOf, jobPlaces } from '../../protocol/job-files'
import { runsAtWork } from '../../states/at-work'
import type { Surroundings } from '../command'
import type { JobsAway } from '../jobs/jobs-away'

/** Milliseconds between two looks at a log that grows, and at one that is not there yet. */
const LOOK_AGAIN = 200
const LOOK_FOR_IT = 1_000

/** A log that can be shown. The one of a run at work may not be there yet. */
export interface Log {
  /** `task/run`. */
  readonly run: string
  readonly state: 'running' | 'failed' | 'kept'
  readonly file: string
  /** The key of the run it is of. */
  readonly key: string | undefined
  /** Milliseconds since 1970. */
  readonly time: number
  /** The folder of its job, when an engine executes it. */
  readonly job?: string
}

/** Where the log is now. A job begins to write when it begins. */
export const fileOf = ({ file, job }: Log): string => (existsSync(file) || job === undefined ? file : fileOfJob(job))

/** The log of the last execution of a job, else what the engine has printed of it. */
export function fileOfJob(folder: string): string {
  const execution = executionsOf(folder).at(-1)
  const own = execution === undefined ? undefined : executionPlaces(execution).log
  return own !== undefined && existsSync(own) ? own : jobPlaces(folder).log
}

/** Waits until a run that is to be executed has a log. @returns false when it comes to an end without one, or nobody waits any more. */
export async function hasBegun(log: Log, surroundings: Surroundings, away: JobsAway): Promise<boolean> {
  const { complain, signal } = surroundings
  complain(`${log.run} has printed nothing yet: waiting for it`)
  while (!existsSync(fileOf(log))) {
    if (signal.aborted || !isAtWork(log, surroundings)) return existsSync(fileOf(log))
    await pause(LOOK_FOR_IT, signal)
    await away.refresh()
  }
  return true
}

const isAtWork = ({ key, job }: Log, { root }: Pick<Surroundings, 'root'>): boolean =>
  runsAtWork(workspacePaths(root)).some((run) => run.key === key && run.alive) ||
  (job !== undefined && existsSync(job) && saidOfEnd(job) === undefined)

/**
 * Shows a log as it grows. The file stays open: when the run ends it is moved, not copied, and read to its end from here. One that comes from another machine is a new file each time that it
 * has grown; a job that is executed, or executed again, has a new one.
 */
export async function followLog(
  log: Log,
  { root, write, complain, signal }: Surroundings,
  away: JobsAway,
): Promise<void> {
  let { file } = log
  let handle = openSync(file, 'r')
  let shown = 0
  const reopen = (next: string, from: number): void => {
    closeSync(handle)
    handle = openSync(next, 'r')
    file = next
    shown = from
  }
  const show = (): void => {
    const now = statSync(file, { throwIfNoEntry: false })
    if (now && now.ino !== fstatSync(handle).ino && now.size >= shown) reopen(file, shown)
    const piece = Buffer.alloc(1 << 16)
    for (let read; (read = readSync(handle, piece, 0, piece.length, shown)) > 0; shown += read)
      write(piece.subarray(0, read))
  }
  try {
    while (!signal.aborted && isAtWork(log, { root })) {
      await away.refresh()
      show()
      const next = log.job === undefined ? file : fileOfJob(log.job)
      if (next !== file && log.job !== undefined && next !== jobPlaces(log.job).log) reopen(next, 0)
      await pause(LOOK_AGAIN, signal)
    }
    show()
    if (!signal.aborted) complain('the run has ended')
  } finally {
    closeSync(handle)
  }
}
