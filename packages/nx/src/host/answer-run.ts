import { dirname } from 'node:path'
import {
  findKept,
  lockHolder,
  placeProblem,
  showsResult,
  type Problem,
  type ProcessIdentity,
  type StoreAnswer,
  type WorkspacePaths,
} from 'bocas/internal/store'
import type { TaskPlan } from '../plan/task-plan'
import type { ViewCheck } from '../sharing/held-against-lock'
import type { SlotKeeper } from '../slots/slot-keeper'
import type { JobsElsewhere, OtherEngines } from './jobs/jobs-elsewhere'
import { noteCodeStates } from './launch/code-state'
import type { Launched } from './launch/launcher'
import type { SpareWorkers } from './launch/spare-workers'
import type { WantedRun } from './launch/specification'
import { joinNotes, LOST, train, type TrainOptions } from './launch/train'
import { takeBack } from './leftovers/rescued'
import type { FolderWatch } from './leftovers/watch-folders'
import { isDone, type Outcome } from './outcome/outcome'
import { notShown, saidOf } from './outcome/shown'
import { trainWithSlots } from './queue/slots-of-runs'
import type { TakenInOrder } from './queue/taken-in-order'
import type { WaitingList, WaitsFor } from './queue/waiting-list'

export interface HostOptions extends Omit<
  TrainOptions,
  'slots' | 'spares' | 'folders' | 'leases' | 'onBegin' | 'onComputed'
> {
  /** How many runs are executed at the same time. */
  readonly parallel: number
  /** How jobs are followed that other engines have; else nobody looks for any. */
  readonly others?: OtherEngines
  /** `never`: answer from what is kept, train nothing. */
  readonly train: 'missing' | 'never'
  /** Another process executes this run: it is waited for, for as long as that process lives. */
  readonly onWaiting?: (wanted: WantedRun, holder: ProcessIdentity) => void
  /** Runs of this and other commands have all slots that this run needs: it comes later. */
  readonly onNoSlots?: (wanted: WantedRun) => void
  /** Told what was decided of a run, each time that something is. */
  readonly onDecided?: ((wanted: WantedRun, decision: RunDecision) => void) | undefined
  /** The workspace or the store was removed or moved: why all open runs were interrupted, and what is lost. Nothing may be written any more. */
  readonly onLost?: (message: string) => void
  /** Called as soon as folders are lost: nothing may be written from then on. */
  readonly onGone?: () => void
}

/** What a call does with a run, and by what. */
export type RunDecision =
  | { readonly kind: 'stored'; readonly from: 'store' | 'view'; readonly damaged?: string | undefined }
  | { readonly kind: 'lacking'; readonly executes: boolean; readonly damaged?: string | undefined }
  | { readonly kind: 'waits'; readonly waitsFor: WaitsFor }

/** What the runs of one call share. */
export interface Call {
  readonly plans: readonly TaskPlan[]
  readonly paths: WorkspacePaths
  readonly keeper: SlotKeeper
  readonly folders: FolderWatch
  readonly running: Set<Launched>
  readonly spares: SpareWorkers
  /** For other terminals. */
  readonly waits: WaitingList
  readonly elsewhere: JobsElsewhere
  /** The folder in which the views of this call are put together, made for the first of them. */
  readonly drafts: () => string
  /** Which views are not taken for results. */
  readonly check: ViewCheck
  /** What was found out about a run before it was put back. */
  readonly notes: Map<WantedRun, string>
  /** Runs of which it was said what they wait for. */
  readonly waitedFor: Set<WantedRun>
  /** Those that have their results. */
  readonly done: WantedRun[]
}

type AnswerOptions = HostOptions & Pick<TrainOptions, 'leases'>

/**
 * Answers a run when what it takes of others is there.
 *
 * @param onComputed as of {@link TrainOptions}.
 */
export async function answerWhenSettled(
  wanted: WantedRun,
  takes: TakenInOrder,
  options: AnswerOptions,
  call: Call,
  onComputed: () => void,
): Promise<Outcome | 'not now'> {
  // What it takes may come into the store for it.
  if (wanted.run.takes === undefined ? call.folders.signal.aborted : call.folders.isLost()) return LOST
  const settled = await takes.settle(wanted)
  if ('lacks' in settled) return { kind: 'not started', message: settled.lacks }
  const outcome = await answerRun(settled, options, call, onComputed)
  if (outcome !== 'not now') call.waits.remove(settled.run.key)
  if (outcome !== 'not now' && isDone(outcome)) call.done.push(settled)
  return outcome
}

/** Answers a run, or says that others should come first: another command executes it, or all slots that it needs are taken. */
async function answerRun(
  wanted: WantedRun,
  options: AnswerOptions,
  call: Call,
  onComputed: () => void,
): Promise<Outcome | 'not now'> {
  const { plan, run } = wanted
  const { paths } = call
  const view = paths.artifacts(plan.task, run.name)
  const stored = await findKept(paths, run.key)
  // So are most of thousands. Nothing is made for one of these, and its files are read once.
  const isShown = stored.kept !== null && (await showsResult(view, stored.kept, stored.record))
  if (!isShown && call.folders.isLost()) return LOST
  const { foreign, ...answer } = isShown
    ? { ...stored, foreign: undefined }
    : await lookFurther(wanted, view, stored, call)
  const note =
    call.notes.get(wanted) ??
    (answer.damaged && `a damaged result was put aside: ${answer.damaged}`) ??
    (foreign && `what lay in ${paths.artifactsDir} was passed over: ${foreign.message}`) ??
    undefined
  if (!isShown && call.folders.isLost()) return LOST
  const { damaged: wrong } = answer
  if (answer.kept) options.onDecided?.(wanted, { kind: 'stored', from: answer.from, damaged: wrong })
  const come = call.elsewhere.answer(wanted)
  if (answer.kept) {
    const outcome = come?.kind === 'trained' ? come : ({ kind: 'kept' } as const)
    const fault = isShown ? undefined : await notShown(paths, answer, view, call.drafts)
    return fault ?? { ...withNote(outcome, note), ...saidOf(answer.kept) }
  }
  if (come) return withNote(come, note)
  if (options.signal.aborted) return { kind: 'not started', message: 'the call was interrupted before its turn', note }
  if (options.train === 'never') {
    options.onDecided?.(wanted, { kind: 'lacking', executes: false, damaged: wrong })
    const message = `BOCAS_TRAIN=never, and no result is kept for key ${run.key.slice(0, 12)}`
    return { kind: 'not started', message, codes: ['not-trained'], note }
  }
  // Before it is executed for hours: there must be a place for what comes of it.
  const fault = placeProblem([paths.work, paths.store, paths.locks, dirname(view)])
  if (fault !== undefined) return { kind: 'not started', message: fault.message, codes: [fault.code], note }
  const holder = lockHolder(paths.locks, run.key)
  if (holder === null) noteCodeStates(options.root, call.plans)
  const onBegin = (): void => {
    call.waits.remove(run.key)
    options.onDecided?.(wanted, { kind: 'lacking', executes: true, damaged: wrong })
  }
  const training = { ...options, spares: call.spares, onBegin, onComputed }
  if (holder === null && call.elsewhere.take(wanted, (launcher) => follow(wanted, { ...training, launcher }, call))) {
    if (note !== undefined) call.notes.set(wanted, note)
    return 'not now'
  }
  const outcome = holder === null ? await trainWithSlots(wanted, training, call.keeper, call.running) : 'busy'
  if (outcome === 'busy' || outcome === 'no slots free') {
    if (note !== undefined) call.notes.set(wanted, note)
    const say = (waitsFor: WaitsFor, told: () => void): void => {
      options.onDecided?.(wanted, { kind: 'waits', waitsFor })
      sayWaiting(wanted, waitsFor, call, told)
    }
    if (holder !== null) say({ process: holder }, () => options.onWaiting?.(wanted, holder))
    if (outcome === 'no slots free') {
      const slots = Object.keys(plan.limits.resources ?? {})
      say({ slots }, () => options.onNoSlots?.(wanted))
    }
    return 'not now'
  }
  if (!isDone(outcome)) return withNote(outcome, note)
  const made = await findKept(paths, run.key)
  if (call.folders.isLost()) return LOST
  if (!made.kept)
    return { kind: 'failed', message: `its result could not be read back: ${made.damaged ?? 'it is gone'}`, note }
  return (
    (await notShown(paths, made, view, call.drafts)) ?? {
      ...outcome,
      note: joinNotes(note, outcome.note),
      ...saidOf(made.kept),
    }
  )
}

/** Follows the job of a run by a launcher of its engine, which needs nothing of this machine. */
const follow = (wanted: WantedRun, { spares: _, ...training }: TrainOptions, call: Call): Promise<Outcome | 'busy'> =>
  train(wanted, training, call.running)

/**
 * What is kept of a run that the store has none of, or that its view does not show: in its view, or where it could only not be put into the store when it ended.
 * `foreign` says why its view is not taken for its result.
 */
async function lookFurther(
  { plan, run }: WantedRun,
  view: string,
  stored: StoreAnswer,
  { paths, check }: Call,
): Promise<StoreAnswer & { readonly foreign: Problem | undefined }> {
  const foreign = check(run.key, view, stored.kept ? stored.record : stored.aside)
  if (stored.kept) return { ...stored, foreign }
  const shown = foreign === undefined ? await findKept(paths, run.key, view) : stored
  const isBack = !shown.kept && (await takeBack(paths, run.key, plan.task, run.name))
  const answer = isBack ? await findKept(paths, run.key) : shown
  return { ...answer, damaged: answer.damaged ?? stored.damaged, foreign }
}

/** Writes down what a run waits for, and says it once to who watches this call. */
function sayWaiting(wanted: WantedRun, waitsFor: WaitsFor, { waits, waitedFor }: Call, say: () => void): void {
  const { plan, run } = wanted
  waits.put({ task: plan.task, name: run.name, key: run.key, isTry: false, waitsFor })
  if (!waitedFor.has(wanted)) say()
  waitedFor.add(wanted)
}

/** What was found out of a run is told whatever becomes of it. */
const withNote = (outcome: Outcome, note: string | undefined): Outcome =>
  note === undefined ? outcome : { ...outcome, note: joinNotes(note, outcome.note) }
