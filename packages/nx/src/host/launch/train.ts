import { rmSync } from 'node:fs'
import { join } from 'node:path'
import {
  findKept,
  knownKeys,
  ProblemsError,
  RETRIED_BY_DEFAULT,
  workspacePaths,
  type KnownKeys,
  type Limits,
} from 'bocas/internal/store'
import { bocasFolder } from '../../plan/code/code-digests'
import type { PlannedProgram } from '../../plan/program/plan-program'
import type { UpstreamRun } from '../../shared/upstream'
import type { GivenSlots } from '../../slots/leases'
import { boardOf } from '../../tensorboard/board'
import { codeStateOf } from './code-state'
import { failureOf, readWorkLog, rememberFailure } from '../outcome/failure'
import type { Launched, Launcher, WorkerEnd } from './launcher'
import type { Leases } from './leases'
import { notStarted, type Outcome } from '../outcome/outcome'
import type { Attempt, RunSpecification } from '../../protocol/run-specification'
import { outsideNote } from '../../protocol/scratch'
import type { SpareWorkers } from './spare-workers'
import type { FolderWatch } from '../leftovers/watch-folders'
import { discardWork, makeWorkFolder } from '../leftovers/work-folders'
import type { KeyedRun, KnownPlan } from '../../plan/task-plan'

/** One run that somebody wants done. */
export interface WantedRun {
  readonly plan: KnownPlan
  readonly run: KeyedRun
}

/** What executing a run takes. */
export interface TrainOptions {
  readonly root: string
  readonly launcher: Launcher
  /** Threads of a Python run, when a profile says how many. */
  readonly threads?: number
  /** Ends the call: running runs are asked to stop. */
  readonly signal: AbortSignal
  readonly onRunning?: (count: number) => void
  /** The run has what it needs, and begins. */
  readonly onBegin?: () => void
  /** Its result is kept, and its code computes no more. */
  readonly onKept?: () => void
  /** What of the machine the run has to itself. */
  readonly slots?: GivenSlots
  /** Workers that wait for a run. */
  readonly spares?: SpareWorkers
  /** Shows other machines that the runs of this call are at work. */
  readonly leases?: Leases
  /** What must be there for anything to be written. */
  readonly folders?: FolderWatch
}

/** What becomes of all runs that are open when the folders of a call are lost. */
export const LOST: Outcome = { kind: 'interrupted', together: true }

/** Executes a run, again when it failed in a way that its sweep says to try again. */
export async function train(
  wanted: WantedRun,
  options: TrainOptions,
  running: Set<Launched>,
): Promise<Outcome | 'busy'> {
  const failed: Attempt[] = []
  options.onBegin?.()
  for (;;) {
    const outcome = await attempt(wanted, failed, options, running)
    if (outcome !== 'again') return outcome
  }
}

async function attempt(
  { plan, run }: WantedRun,
  failed: Attempt[],
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
    return await attemptIn(work, { plan, run }, failed, options, running)
  } finally {
    end?.()
    release?.()
    discardWork(work)
  }
}

async function attemptIn(
  work: string,
  { plan, run }: WantedRun,
  failed: Attempt[],
  options: TrainOptions,
  running: Set<Launched>,
): Promise<Outcome | 'busy' | 'again'> {
  const paths = workspacePaths(options.root)
  const started = new Date().toISOString()
  const begin = performance.now()
  const spec = {
    ...specification({ plan, run }, options.root, work, 'store'),
    attempts: [...failed],
    slots: options.slots,
    ...(options.threads !== undefined && { threads: options.threads }),
  }
  const launched = options.launcher.launch(spec, () => board.progress())
  const refill = (): void => {
    if (options.signal.aborted || plan.limits.secrets || options.folders?.isLost()) return
    options.spares?.refill(plan.limits.memory)
  }
  // The start of another worker would take a core from this run before it computes.
  void (launched.computes ?? Promise.resolve()).then(refill)
  const board = boardOf(options.root, work, spec, process.env.BOCAS_TENSORBOARD)
  running.add(launched)
  options.onRunning?.(running.size)
  const isOver = (): void => {
    if (running.delete(launched)) options.onRunning?.(running.size)
  }
  void launched.kept?.then(() => {
    isOver()
    options.onKept?.()
  })
  if (options.signal.aborted) launched.stop()
  const end = await launched.ended
  // Whatever it says then, it could not keep its result, or not for long.
  const isLost = options.folders?.isLost() ?? false
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
  failed.push({ reason, message, at, started, seconds })
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

const known = new WeakMap<KnownPlan, KnownKeys>()

/** What the runs of a task may ask their configs for. A try is no run of it: what its config has beside is asked for as well. */
function knownOf(plan: KnownPlan, run: KeyedRun): KnownKeys {
  if (!plan.runs.includes(run)) return knownKeys([run.config, ...plan.runs.map(({ config }) => config)])
  if (!known.has(plan)) known.set(plan, knownKeys(plan.runs.map(({ config }) => config)))
  return known.get(plan)!
}

/** What a worker is given for a run. */
export function specification(
  { plan, run }: WantedRun,
  root: string,
  work: string,
  into: RunSpecification['into'],
): RunSpecification {
  const upstream = upstreamOf(plan, run.taken)
  return {
    format: 1,
    task: plan.task,
    name: run.name,
    key: run.key,
    config: run.config,
    known: knownOf(plan, run),
    seed: run.seed,
    bundle: plan.run.script,
    data: plan.data.places,
    dataFiles: plan.data.contents,
    program: plan.program ? programPlace(join(root, plan.root), plan.program) : undefined,
    ...(run.taken ? { taken: givenResults(run.taken) } : {}),
    ...(upstream.length > 0 ? { upstream } : {}),
    packages: [...new Set(plan.run.loadable.packages.map(({ name }) => name))],
    programs: plan.limits.programs,
    ...(plan.limits.secrets && { secrets: plan.limits.secrets }),
    ingredients: run.ingredients ?? plan.ingredients,
    code: codeStateOf(root, plan),
    ...(plan.limits.resources && { demand: plan.limits.resources }),
    limits: { timeout: plan.limits.timeout, memory: plan.limits.memory, stall: plan.limits.stall },
    root,
    work,
    into,
  }
}

/** The runs whose results go into a run: those that it takes, and all that its sweep was made from. */
const upstreamOf = (plan: KnownPlan, taken: KeyedRun['taken'] = {}): UpstreamRun[] => [
  ...Object.entries(taken).map(([as, { task, name, key }]): UpstreamRun => ({ task, run: name, key, as })),
  ...plan.upstream
    .filter(({ task }) => plan.madeFrom.includes(task))
    // Those of a sweep that is known were known before.
    .flatMap(({ task, runs }) => (runs ?? []).map(({ name, key }): UpstreamRun => ({ task, run: name, key }))),
]

/** Who asks for a specification has found them. */
const givenResults = (taken: NonNullable<KeyedRun['taken']>): RunSpecification['taken'] =>
  Object.fromEntries(
    Object.entries(taken).map(([path, { task, name, key, found }]) => [path, { task, name, key, ...found! }]),
  )

/** What a worker needs to know of a program to start it. */
export function programPlace(
  folder: string,
  { declaration, contents }: PlannedProgram,
): NonNullable<RunSpecification['program']> {
  const inputs = contents.map(({ file, sha256 }) => ({ file, sha256 }))
  return { declaration, folder, python: join(bocasFolder(), 'python'), inputs }
}
