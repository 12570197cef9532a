import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { findKept, lockHolder, showResult, workspacePaths, type ProcessIdentity } from 'bocas/core'
import type { KeyedRun, TaskPlan } from '../plan/plan-task'
import type { Launched, Launcher, WorkerEnd } from './launcher'
import type { Finished, Outcome } from './outcome'
import type { RunSpecification } from './run-specification'
import { discard, makeWorkFolder, sweepUp } from './work-folders'

/** One run that somebody wants done. */
export interface Wanted {
  readonly plan: TaskPlan
  readonly run: KeyedRun
}

export interface HostOptions {
  readonly root: string
  readonly launcher: Launcher
  /** How many runs are executed at the same time. */
  readonly parallel: number
  /** `never`: answer from what is kept, train nothing. */
  readonly train: 'missing' | 'never'
  /** Ends the call: running runs are asked to stop, waiting ones are not started. */
  readonly signal: AbortSignal
  readonly onRunning?: (count: number) => void
  /** Another process executes this run: it is waited for, for as long as that process lives. */
  readonly onWaiting?: (wanted: Wanted, holder: ProcessIdentity) => void
}

/** Milliseconds between looks at a run that another command is executing. */
const LOOK_AGAIN = 200

/**
 * Brings the wanted runs about, each answered as soon as it is known: from the store when its key is kept, else by a worker. Never runs
 * user code itself. One run that fails stops no other.
 */
export async function* bringAbout(wanted: readonly Wanted[], options: HostOptions): AsyncGenerator<Finished> {
  const answers = channel<Finished>()
  const waiting = [...wanted]
  const running = new Set<Launched>()
  const stopAll = (): void => running.forEach((launched) => launched.stop())
  options.signal.addEventListener('abort', stopAll)
  sweepUp(options.root)
  const seat = async (): Promise<void> => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const outcome = await bringOne(next, options, running).catch(ourFault)
      answers.put({ task: next.plan.task, run: next.run, outcome })
    }
  }
  const seats = Promise.all(Array.from({ length: Math.min(options.parallel, wanted.length) }, seat))
  try {
    for (let count = 0; count < wanted.length; count++) yield await answers.take()
    await seats
  } finally {
    options.signal.removeEventListener('abort', stopAll)
  }
}

async function bringOne({ plan, run }: Wanted, options: HostOptions, running: Set<Launched>): Promise<Outcome> {
  const paths = workspacePaths(options.root)
  const view = paths.artifacts(plan.task, run.name)
  let note: string | undefined
  let told = false
  for (;;) {
    const answer = await findKept(paths, run.key, view)
    note ??= answer.damaged && `a damaged result was put aside: ${answer.damaged}`
    if (answer.kept) {
      await showResult(paths, answer.kept, view)
      return { kind: 'kept', note }
    }
    if (options.signal.aborted) return { kind: 'not started', message: 'the call was interrupted before its turn' }
    if (options.train === 'never') {
      return {
        kind: 'not started',
        message: `BOCAS_TRAIN=never, and no result is kept for key ${run.key.slice(0, 12)}`,
      }
    }
    const holder = lockHolder(paths.locks, run.key)
    const outcome = holder === null ? await train({ plan, run }, options, running) : 'busy'
    if (outcome !== 'busy') {
      if (outcome.kind !== 'trained' && outcome.kind !== 'kept') return outcome
      const { kept, damaged } = await findKept(paths, run.key)
      if (!kept) return { kind: 'failed', message: `its result could not be read back: ${damaged ?? 'it is gone'}` }
      await showResult(paths, kept, view)
      return { ...outcome, note }
    }
    if (holder !== null && !told) options.onWaiting?.({ plan, run }, holder)
    told ||= holder !== null
    await sleep(LOOK_AGAIN)
  }
}

async function train({ plan, run }: Wanted, options: HostOptions, running: Set<Launched>): Promise<Outcome | 'busy'> {
  const paths = workspacePaths(options.root)
  const work = makeWorkFolder(options.root, run.key.slice(0, 16))
  const begin = performance.now()
  const launched = options.launcher.launch(specification({ plan, run }, options.root, work, 'store'), () => undefined)
  running.add(launched)
  options.onRunning?.(running.size)
  if (options.signal.aborted) launched.stop()
  const end = await launched.ended
  running.delete(launched)
  options.onRunning?.(running.size)
  const seconds = (performance.now() - begin) / 1000
  try {
    if (end.said?.type === 'busy') return 'busy'
    if (end.said?.type === 'kept') return { kind: 'kept' }
    if (end.said?.type === 'trained') {
      rmSync(paths.failed(plan.task, run.name), { recursive: true, force: true })
      return { kind: 'trained', seconds }
    }
    if (options.signal.aborted || wasInterrupted(end)) return { kind: 'interrupted' }
    return rememberFailure(options.root, plan.task, run, work, end)
  } finally {
    discard(work)
  }
}

/** Nx asks the workers to stop as well, and they may have ended before this process hears of it. */
export const wasInterrupted = ({ said, signal }: WorkerEnd): boolean =>
  said?.type === 'interrupted' ||
  (said === null && (signal === 'SIGTERM' || signal === 'SIGINT' || signal === 'SIGHUP'))

/** What a worker is given for a run. */
export function specification(
  { plan, run }: Wanted,
  root: string,
  work: string,
  into: RunSpecification['into'],
): RunSpecification {
  return {
    format: 1,
    task: plan.task,
    name: run.name,
    key: run.key,
    config: run.config,
    seed: run.seed,
    bundle: plan.run.script,
    data: plan.data.places,
    dataFiles: plan.data.contents,
    packages: [...new Set(plan.run.loadable.packages.map(({ name }) => name))],
    ingredients: plan.ingredients,
    root,
    work,
    into,
  }
}

/** Keeps the log and message of a failure where the next look finds them. */
export function rememberFailure(root: string, task: string, run: KeyedRun, work: string, end: WorkerEnd): Outcome {
  const folder = workspacePaths(root).failed(task, run.name)
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  const log = join(folder, 'run.log')
  if (existsSync(join(work, 'entry', 'run.log'))) renameSync(join(work, 'entry', 'run.log'), log)
  else writeFileSync(log, '')
  const failed = end.said?.type === 'failed' ? end.said : undefined
  const message = failed?.message ?? unsaid(end)
  writeFileSync(
    join(folder, 'failure.json'),
    JSON.stringify({ key: run.key, message, at: failed?.at, code: end.code, signal: end.signal }) + '\n',
  )
  return {
    kind: 'failed',
    message,
    at: failed?.at,
    tail: failed ? undefined : lastLines(log),
    log: relative(root, log),
  }
}

function unsaid({ code, signal }: WorkerEnd): string {
  if (signal) return `the process was ended by ${signal} before run returned`
  return `the process ended with exit code ${code} before run returned`
}

function lastLines(log: string, count = 10): string | undefined {
  return readFileSync(log, 'utf8').trimEnd().split('\n').slice(-count).join('\n') || undefined
}

const ourFault = (error: unknown): Outcome => ({
  kind: 'failed',
  message: `bocas could not execute the run: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
})

/** Hands values from many producers to one consumer, in the order in which they come. */
function channel<T>(): { put(value: T): void; take(): Promise<T> } {
  const values: T[] = []
  const takers: ((value: T) => void)[] = []
  return {
    put(value) {
      const taker = takers.shift()
      if (taker) taker(value)
      else values.push(value)
    },
    take: () => new Promise((resolve) => (values.length > 0 ? resolve(values.shift()!) : takers.push(resolve))),
  }
}
