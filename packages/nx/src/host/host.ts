import { randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { findKept, identityOf, isAlive, lockHolder, showResult, workspacePaths, type ProcessIdentity } from 'bocas/core'
import type { KeyedRun, TaskPlan } from '../plan/plan-task'
import type { Launched, Launcher, WorkerEnd } from './launcher'
import type { Finished, Outcome } from './outcome'
import type { RunSpecification } from './run-specification'

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
  for (;;) {
    const answer = await findKept(paths, run.key, view)
    if (answer.kept) {
      await showResult(paths, run.key, view)
      return { kind: 'kept', note }
    }
    note ??= answer.damaged && `a damaged result was put aside: ${answer.damaged}`
    if (options.signal.aborted) return { kind: 'not started', message: 'the call was interrupted before its turn' }
    if (options.train === 'never') {
      return {
        kind: 'not started',
        message: `BOCAS_TRAIN=never, and no result is kept for key ${run.key.slice(0, 12)}`,
      }
    }
    if (lockHolder(paths.locks, run.key) === null) {
      const outcome = await train({ plan, run }, options, running)
      if (outcome !== 'busy') {
        if (outcome.kind === 'trained' || outcome.kind === 'kept') await showResult(paths, run.key, view)
        return outcome
      }
    }
    await sleep(LOOK_AGAIN)
  }
}

async function train({ plan, run }: Wanted, options: HostOptions, running: Set<Launched>): Promise<Outcome | 'busy'> {
  const paths = workspacePaths(options.root)
  const work = join(paths.work, `${run.key.slice(0, 16)}-${randomUUID()}`)
  mkdirSync(work, { recursive: true })
  writeFileSync(join(work, 'host.json'), JSON.stringify(identityOf()))
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
    if (options.signal.aborted) return { kind: 'interrupted' }
    return rememberFailure(options.root, plan.task, run, work, end)
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
}

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
    packages: [...new Set(plan.run.loadable.packages.map(({ name }) => name))],
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

/** Removes the work of hosts that are gone: killed ones could not. */
function sweepUp(root: string): void {
  const { work } = workspacePaths(root)
  for (const name of existsSync(work) ? readdirSync(work) : []) {
    try {
      const host = JSON.parse(readFileSync(join(work, name, 'host.json'), 'utf8')) as ProcessIdentity
      if (!isAlive(host)) rmSync(join(work, name), { recursive: true, force: true })
    } catch {
      // A folder that another host is just making, or a copy under way.
    }
  }
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
