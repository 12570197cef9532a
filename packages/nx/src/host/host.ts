import { asCodes, codeOf, diskProblem, workspacePaths, type WorkspacePaths } from 'bocas/internal/store'
import { sweepUpCheckpoints } from '../protocol/finished-checkpoints'
import { viewCheck } from '../sharing/held-against-lock'
import { openSlots } from '../slots/slot-keeper'
import { pause } from '../shared/pause'
import { answerWhenSettled, type Call, type HostOptions } from './answer-run'
import { jobsElsewhere } from './jobs/jobs-elsewhere'
import type { Launched } from './launch/launcher'
import { keepLeases } from './launch/leases'
import { spareWorkers } from './launch/spare-workers'
import type { WantedRun } from './launch/specification'
import { LOST } from './launch/train'
import { watchFolders } from './leftovers/watch-folders'
import { discardWork, makeWorkFolder, sweepUp, sweepUpLocks } from './leftovers/work-folders'
import { describeLoss } from './outcome/describe-loss'
import { lossOf } from './outcome/look-for-loss'
import { isDone, isToldTogether, type Finished, type Outcome } from './outcome/outcome'
import { queue } from './queue/queue'
import { refuseImpossible } from './queue/slots-of-runs'
import { takenInOrder } from './queue/taken-in-order'
import { waitingList } from './queue/waiting-list'
import { channel } from './queue/channel'
import { turns } from './queue/turns'

export type { HostOptions, RunDecision } from './answer-run'
export { rememberFailure } from './outcome/failure'
export { specification, type WantedRun } from './launch/specification'
export { wasInterrupted } from './launch/train'

/** Milliseconds: after 5 s Nx kills what is left of a tree of processes that it asked to end. Longer than that, a signal was meant for one run only. */
const NX_PATIENCE = 6_000

/** Milliseconds: stored results are found by thousands without a wait, and Nx is to hear of them meanwhile. */
const TURN = 50

/**
 * Brings the wanted runs about, each answered as soon as it is known: from the store when its key is kept, else by a worker. Never runs
 * user code itself. One run that fails stops no other.
 */
export async function* runAll(wanted: readonly WantedRun[], given: HostOptions): AsyncGenerator<Finished> {
  const answers = channel<Finished>()
  const folders = watchFolders(given.root)
  // From now: a link in the place of the store leads nowhere when it is gone.
  const paths = workspacePaths(given.root)
  const leases = keepLeases(paths.locks)
  const options = { ...given, folders, leases, signal: AbortSignal.any([given.signal, folders.signal]) }
  const keeper = openSlots(options.root)
  const { possible, refused } =
    options.train === 'never' || options.launcher.isElsewhere
      ? { possible: wanted, refused: [] }
      : await refuseImpossible(options.root, wanted, keeper)
  const takes = takenInOrder(options.root, wanted)
  for (const finished of refused) {
    takes.answered(finished)
    answers.put(finished)
  }
  const waiting = queue(
    possible,
    ({ plan }) => plan.task,
    ({ plan }) => plan.limits.concurrency,
    (next) => takes.isReady(next) && elsewhere.isReady(next),
  )
  const elsewhere = jobsElsewhere(options.root, given.others, () => waiting.wake())
  const running = new Set<Launched>()
  const turn = turns(TURN)
  const spares = spareWorkers(options.root, options.launcher, () => Math.min(options.parallel, waiting.left()))
  const stopAll = (): void => {
    if (folders.signal.aborted) given.onGone?.()
    running.forEach((launched) => (folders.signal.aborted ? launched.kill() : launched.stop()))
    void spares.dismiss()
  }
  // Both, because a call that was asked to end may lose its folders while its runs put their things in order.
  const signals = [given.signal, folders.signal]
  signals.forEach((signal) => signal.addEventListener('abort', stopAll))
  sweepUp(options.root)
  sweepUpCheckpoints(options.root)
  sweepUpLocks(options.root)
  const plans = [...new Set(wanted.map(({ plan }) => plan))]
  const waits = waitingList(options.root)
  let drafts: string | undefined
  const call: Call = {
    plans,
    paths,
    keeper,
    folders,
    running,
    spares,
    waits,
    elsewhere,
    drafts: () => (drafts ??= makeWorkFolder(options.root, 'view')),
    check: viewCheck(paths),
    notes: new Map(),
    waitedFor: new Set(),
    done: [],
  }
  let interrupted = 0
  const answerOne = async (next: WantedRun, onComputed: () => void): Promise<void> => {
    const found = await answerWhenSettled(next, takes, options, call, onComputed).catch((error: unknown) =>
      faultOf(error, paths),
    )
    // Whatever went wrong since, that is why.
    const isLost = (): boolean => (found === 'not now' ? folders.isLost() : folders.lost().length > 0)
    const outcome = found !== 'not now' && isDone(found) ? found : isLost() ? LOST : found
    if (outcome === 'not now') return waiting.putBack(next)
    const finished = { task: next.plan.task, run: next.run, outcome }
    takes.answered(finished)
    if (isToldTogether(outcome)) interrupted++
    answers.put(finished)
    // Asked to end, Nx signals the workers first, and this process only when they are gone: it must not start others in their place.
    if (outcome.kind === 'interrupted') await pause(NX_PATIENCE, options.signal)
    waiting.done(next)
  }
  /** Answers runs one after the other, of those that are executed at the same time. */
  const executor = async (): Promise<void> => {
    const ends = new Set<Promise<void>>()
    do {
      for (let next = await waiting.take(); next; next = await waiting.take()) {
        const wanted = next
        const { free, whole } = freedEarly((isFree) => answerOne(wanted, isFree))
        const end = whole.then(() => void ends.delete(end))
        ends.add(end)
        // Its result is kept, its process ends and its view is made while the next run begins.
        await free
        await turn()
      }
      await Promise.all(ends)
      // One of them may have been put back.
    } while (waiting.left() > 0)
  }
  const executors = Promise.all(Array.from({ length: Math.min(options.parallel, wanted.length) }, executor))
  try {
    for (let count = 0; count < wanted.length; count++) yield await answers.take()
    await executors
    if (folders.isLost()) given.onLost?.(describeLoss(await lossOf(paths, folders, call.done, interrupted)))
  } finally {
    signals.forEach((signal) => signal.removeEventListener('abort', stopAll))
    waits.close()
    if (drafts !== undefined) discardWork(drafts)
    await spares.dismiss()
    leases.end()
    folders.end()
  }
}

/** Work whose place is free when it says so, or at its end. */
function freedEarly(work: (isFree: () => void) => Promise<void>): {
  readonly free: Promise<void>
  readonly whole: Promise<void>
} {
  let isFree = (): void => undefined
  const freed = new Promise<void>((resolve) => (isFree = resolve))
  const whole = work(isFree)
  return { free: Promise.race([freed, whole]), whole }
}

/** What a run ends with that nothing further in has told: the disk's fault, or ours. */
const faultOf = (error: unknown, paths: WorkspacePaths): Outcome => {
  const fault = diskProblem(error, [paths.work, paths.store])
  if (fault !== undefined) return { kind: 'failed', message: fault.message, ...asCodes([fault.code]) }
  const why = (error instanceof Error ? error.stack : undefined) ?? String(error)
  return { kind: 'failed', message: `bocas could not execute the run: ${why}`, ...asCodes([codeOf(error)]) }
}
