import {
  asCodes,
  codesOf,
  type Lock,
  messageOf,
  type Problem,
  workspacePaths,
  type WorkspacePaths,
} from 'bocas/internal/store'
import type { ChosenEngine } from '../../engines/chosen-engine'
import type { Engine } from '../../engines/engine'
import type { Transport } from '../../engines/transport'
import { LEASE, type JobNote } from '../../protocol/job-files'
import { pollTime } from '../../protocol/lease'
import type { RunSpecification, WorkerMessage } from '../../protocol/run-specification'
import type { WorkerEnd } from '../launch/launcher'
import { removeJobs, writeJobNote, type NotedJob } from './job-folder'
import { SETTLE } from './verdict'
import { watchJob, type WatchedJob } from './watched-job'

/** Milliseconds. Tests have others. */
export interface EngineTimes {
  /** How long requests are gathered that are submitted together: until none has come for so long. */
  readonly gather: number
  /** Between two questions to the engine. */
  readonly poll: number
  /** Between two looks at files, for a hundred jobs; for more of them as much longer. */
  readonly watch: number
  readonly lease: number
  readonly settle: number
}

export const TIMES: EngineTimes = { gather: 100, poll: pollTime({}), watch: 250, lease: LEASE, settle: SETTLE }

/** What an engine launcher is made of. */
export interface EngineLauncherOptions {
  readonly root: string
  readonly engine: Engine
  readonly chosen: Pick<ChosenEngine, 'profile' | 'configurationOf' | 'threads' | 'data'>
  readonly transport: Transport
  /** Scripts of workers: of a run, and of the job around it. */
  readonly scripts: { readonly run: string; readonly job: string }
  /** What becomes of so many jobs when a call is interrupted; asked once. */
  readonly onInterrupt: (jobs: number) => Promise<'leave' | 'cancel'>
  /**
   * Told before jobs are cancelled: sees to it that they are, should this process be ended in the midst of that.
   *
   * @returns what is called when they are.
   */
  readonly onCancel?: () => () => void
  /** It takes up jobs of earlier calls and submits none: of a run without one it says that it is `busy`, and leaves it to who asked. */
  readonly submitsNone?: boolean
  /** Told what concerns many jobs. */
  readonly say: (line: string) => void
  readonly times?: Partial<EngineTimes>
}

/** A run that was launched and whose end is not told yet. */
export interface OpenJob {
  readonly spec: RunSpecification
  readonly onProgress: (message: Extract<WorkerMessage, { type: 'progress' }>) => void
  readonly resolve: (end: WorkerEnd) => void
  isOver: boolean
  /** How often a job of it was followed by another: its node was lost, or its time was up. */
  successors: number
  lock?: Lock
  noted?: NotedJob | undefined
  watched?: WatchedJob
  /** Since when its result is there and not whole. */
  brokenSince?: number
}

/** The jobs of one launcher. */
export class OpenJobs {
  readonly paths: WorkspacePaths
  readonly times: EngineTimes
  /** Those that the engine has. */
  readonly submitted = new Set<OpenJob>()

  constructor(readonly options: EngineLauncherOptions) {
    this.paths = workspacePaths(options.root)
    this.times = { ...TIMES, ...options.times }
  }

  /** Begins to follow the job of a run. */
  follow(job: OpenJob, noted: NotedJob): void {
    job.noted = noted
    job.watched = watchJob(noted.folder, job.spec.work, job.onProgress)
    job.watched.read()
  }

  note(job: OpenJob, note: JobNote): void {
    job.noted = { ...job.noted!, note }
    writeJobNote(job.noted.folder, note)
  }

  /**
   * Tells the end of a run, once.
   *
   * @param what becomes of its job: `left` as it is, for a later call; else it is removed. The lock of a run that has its result is forgotten.
   */
  finish(job: OpenJob, end: WorkerEnd, what: 'done' | 'over' | 'left'): void {
    if (job.isOver) return
    job.isOver = true
    this.submitted.delete(job)
    if (what !== 'left' && job.noted) {
      // What cannot be removed there lies there: nothing is lost by it.
      this.options.transport.forget([job.noted.folder]).catch(() => undefined)
      removeJobs(this.options.root, job.spec.key)
    }
    if (what === 'done') job.lock?.forget()
    else job.lock?.release()
    job.resolve(end)
  }

  fail(job: OpenJob, error: unknown): void {
    this.finish(job, endSaying({ type: 'failed', message: messageOf(error), ...asCodes(codesOf(error)) }), 'over')
  }

  /** Nothing of the run is under way at this engine, and it is not submitted again: whoever wants it executes it otherwise. */
  giveUp(job: OpenJob): void {
    this.finish(job, endSaying({ type: 'busy' }), 'over')
  }

  refuse(job: OpenJob, refused: readonly Problem[]): void {
    this.finish(job, { ...endSaying(null), refused }, 'over')
  }
}

export const endSaying = (lastWord: WorkerEnd['said']): WorkerEnd => ({ said: lastWord, code: null, signal: null })
