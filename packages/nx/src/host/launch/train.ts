import { rmSync } from 'node:fs'
import {
  diskProblem,
  findKept,
  ProblemsError,
  RETRIED_BY_DEFAULT,
  workspacePaths,
  type Limits,
  withoutUndefined,
} from 'bocas/internal/store'
import type { GivenSlots } from '../../slots/leases'
import { boardOf } from '../../tensorboard/board'
import { failureOf, readWorkLog, rememberFailure } from '../outcome/failure'
import type { Launched, Launcher, WorkerEnd } from './launcher'
import type { Leases } from './leases'
import { notStarted, type Outcome } from '../outcome/outcome'
import type { Attempt } from '../../protocol/run-specification'
import { outsideNote } from '../../protocol/scratch'
import type { SpareWorkers } from './spare-workers'
import { specification, type WantedRun } from './specification'
import type { FolderWatch } from '../leftovers/watch-folders'
import { discardWork, makeWorkFolder } from '../leftovers/work-folders'

/** What executing a run takes. */
export interface TrainOptions {
  readonly root: string
  readonly launcher: Launcher
  /** Threads of a Python run, when a profile says how many. */
  readonly threads?: number | undefined
  /** Ends the call: running runs are asked to stop. */
  readonly signal: AbortSignal
  readonly onRunning?: (count: number) => void
  /** The run has what it needs, and begins. */
  readonly onBegin?: () => void
  /** Its code computes no more, and will not be executed again. */
  readonly onComputed?: (() => void) | undefined
  /** What of the machine the run has to itself. */
  readonly slots?: GivenSlots
  /** Workers that wait for a run. */
  readonly spares?: SpareWorkers
  /** Shows other machines that the runs of this call are at work. */
  readonly leases?: Leases
  /** What must be there for anything to be written. */
  readonly folders?: FolderWatch
}

/** Runs of which it is known that they compute no more, and will not again; what they returned may be on its way to the store. */
const hasReturned = new WeakSet<Launched>()

/** What becomes of all runs that are open when the folders of a call are lost. */
export const LOST: Outcome = { kind: 'interrupted', together: true }

/** Executes a run, again when it failed in a way that its sweep says to try again. */
export async function train(
  wanted: WantedRun,
  options: TrainOptions,
  running: Set<Launched>,
): Promise<Outcome | 'busy'> {
  const tries: Tries = { failed: [], hasBegun: false }
  options.onBegin?.()
  try {
    for (;;) {
      const outcome = await attempt(wanted, tries, options, running)
      if (outcome !== 'again') return outcome
    }
  } catch (error) {
    const paths = workspacePaths(options.root)
    const fault = tries.hasBegun ? undefined : diskProblem(error, [paths.work, paths.store])
    if (fault === undefined) throw error
    return notStarted(new ProblemsError([fault]))
  }
}

/** What was tried of one run. */
interface Tries {
  readonly failed: Attempt[]
  /** Whether a process was given the run. */
  hasBegun: boolean
}

async function attempt(
  { plan, run }: WantedRun,
  tries: Tries,
  options: TrainOptions,
  running: Set<Launched>,
): Promise<Outcome | 'busy' | 'again'> {
  if (options.folders?.isLost()) return LOST
  // A spare worker has an environment without secrets.
  const spares = plan.limits.secrets ? undefined : options.spares
  const work = spares?.take(plan.limits.memory) ?? makeWorkFolder(options.root, run.key.slice(0, 16))
  const release = options.folders?.hold(work)
  const end = options.leases?.hold(run.key)
  try {
    return await attemptIn(work, { plan, run }, tries, options, running)
  } finally {
    end?.()
    release?.()
    discardWork(work)
  }
}

async function attemptIn(
  work: string,
  { plan, run }: WantedRun,
  tries: Tries,
  options: TrainOptions,
  running: Set<Launched>,
): Promise<Outcome | 'busy' | 'again'> {
  const { failed } = tries
  const paths = workspacePaths(options.root)
  const started = new Date().toISOString()
  const begin = performance.now()
  const spec = {
    ...specification({ plan, run }, options.root, work, 'store'),
    attempts: [...failed],
    ...withoutUndefined({ slots: options.slots, threads: options.threads }),
  }
  const launched = options.launcher.launch(spec, () => board.progress())
  tries.hasBegun = true
  const refill = (): void => {
    if (options.signal.aborted || plan.limits.secrets || options.launcher.prepare === undefined) return
    if (options.folders?.isLost()) return
    options.spares?.refill(plan.limits.memory)
  }
  // The start of another worker would take a core from this run before it computes.
  void (launched.computes ?? Promise.resolve()).then(refill)
  const board = boardOf(options.root, work, spec, process.env.BOCAS_TENSORBOARD)
  running.add(launched)
  const tellRunning = (): void => options.onRunning?.([...running].filter((one) => !hasReturned.has(one)).length)
  tellRunning()
  const isOver = (): void => {
    if (running.delete(launched)) tellRunning()
  }
  void launched.kept?.then(isOver)
  // One that may be tried again needs its place until it is known that it need not.
  const { computed, kept } = launched
  void (plan.limits.retries ? kept : (computed ?? kept))?.then(() => {
    hasReturned.add(launched)
    tellRunning()
    options.onComputed?.()
  })
  if (options.signal.aborted) launched.stop()
  const end = await launched.ended
  // Whatever it says then, it could not keep its result, or not for long.
  const isLost = options.folders?.isLost(work) ?? false
  if (!isLost) board.end()
  isOver()
  if (isLost) return LOST
  if (end.refused) return notStarted(new ProblemsError(end.refused))
  const seconds = end.seconds ?? (performance.now() - begin) / 1000
  if (end.said?.type === 'busy') return 'busy'
  if (end.said?.type === 'kept') return { kind: 'kept' }
  if (end.said?.type === 'trained') {
    rmSync(paths.failed(plan.task, run.name), { recursive: true, force: true })
    return { kind: 'trained', seconds, note: joinNotes(attemptsNote(failed), outsideNote(work)) }
  }
  // Killed between its result and its last word: what is finished is not executed again, and is no failure.
  if (end.said === null && (await findKept(paths, run.key)).kept) {
    const note = `its process was ended by ${end.signal ?? `exit code ${end.code}`} just after its result was kept`
    return { kind: 'trained', seconds, note: joinNotes(attemptsNote(failed), note) }
  }
  if (wasInterrupted(end) || (options.signal.aborted && !end.exceeded))
    return { kind: 'interrupted', ...(end.goesOnAt && { goesOnAt: end.goesOnAt }) }
  const { reason, message, at } = failureOf(end, readWorkLog(work), plan.limits)
  failed.push({ reason, message, ...(at !== undefined && { at }), started, seconds })
  if (!options.signal.aborted && isRetried(plan.limits, failed)) return 'again'
  const outcome = rememberFailure(options.root, plan.task, run, work, end, { limits: plan.limits, attempts: failed })
  return { ...outcome, note: outsideNote(work) }
}

/** Whether a run that failed these times is tried again. */
export function isRetried({ retries = 0, retryOn = RETRIED_BY_DEFAULT }: Limits, failed: readonly Attempt[]): boolean {
  const { reason } = failed.at(-1)!
  return failed.length <= retries && reason !== 'surprise' && retryOn.includes(reason)
}

const attemptsNote = (failed: readonly Attempt[]): string | undefined =>
  failed.length === 0
    ? undefined
    : `trained at attempt ${failed.length + 1}; before: ${failed.map(({ message }) => message).join('; ')}`

export const joinNotes = (...notes: (string | undefined)[]): string | undefined =>
  notes.filter((note) => note !== undefined).join('; ') || undefined

/** Nx asks the workers to stop as well, and they may have ended before this process hears of it. */
export const wasInterrupted = ({ said, signal, exceeded }: WorkerEnd): boolean =>
  exceeded === undefined &&
  (said?.type === 'interrupted' ||
    (said === null && (signal === 'SIGTERM' || signal === 'SIGINT' || signal === 'SIGHUP')))
