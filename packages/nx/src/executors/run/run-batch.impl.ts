import type { ExecutorContext, TaskGraph } from '@nx/devkit'
import { describeNonFinite, nearest, withCodes } from 'bocas/internal/store'
import { runAll } from '../../host/host'
import { LOST } from '../../host/launch/train'
import { failureLine, wayOf } from '../../host/outcome/failure-groups'
import { describeFailure, isDone, isToldTogether, type Finished } from '../../host/outcome/outcome'
import { printedProgress, silentProgress, type ShownIn } from '../../host/outcome/progress'
import { readSwitches } from '../../host/outcome/switches'
import { tellSeedWarnings } from '../../plan/sweep/seed-warnings'
import { gatherRuns, type Gathered } from '../gather/gather-runs'
import { explainDecisions } from './explain'
import { launcherOfCall } from './launcher-of-call'
import { onceInCall, runsOfCall } from './parts'
import { lookUp, type Requested, type RunRequest } from './look-up'
import { report } from './report'
import { timesToTell } from './times-to-tell'
import { refuseWrongTypes, tasksToExecute, tellWrongTypes, typecheckOf } from './types-of-tasks'

interface BatchResult {
  readonly task: string
  readonly result: {
    success: boolean
    status?: 'skipped'
    terminalOutput: string
    startTime?: number
    endTime?: number
  }
}

type Given<R> = R extends Requested ? Omit<R, 'id'> : never

/** The host: Nx hands over all runs that its cache does not answer, and is told of each as soon as it is known. */
export default async function* runBatch(
  { tasks, dependencies = {} }: Pick<TaskGraph, 'tasks'> & Partial<Pick<TaskGraph, 'dependencies'>>,
  inputs: Readonly<Record<string, Given<Requested>>>,
  flags: Readonly<Record<string, unknown>>,
  { root, ...call }: Pick<ExecutorContext, 'root'> & Partial<ExecutorContext>,
): AsyncGenerator<BatchResult> {
  refuseFlags(flags)
  const { train, progress: shown, onInterrupt } = readSwitches()
  const typecheck = typecheckOf(root)
  const stop = new AbortController()
  const gone = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => stop.abort())
  // Nx is gone without a word (SIGKILL): nobody would see what goes on here, nor could stop it.
  process.once('disconnect', () => stop.abort())
  const all: Finished[] = []
  const onUnfenced = shown === 'off' ? undefined : console.log
  const { launcher, parallel, threads, others, close } = await launcherOfCall(root, {
    onInterrupt,
    onUnfenced,
    say: onUnfenced,
  })
  const warn = onceInCall(root, console.log)
  const order: string[] = []
  const drawn = new Set<string>()
  // Of each way to fail, the first.
  const ways = new Map<string, Finished>()
  const requests = Object.keys(tasks).map((id) => ({ id, ...inputs[id]! }))
  const needed = (id: string): string[] => (dependencies[id] ?? []).map(idOf)
  const failed = new Set<string>()
  const timesOf = timesToTell(requests.length)
  const answer = (id: string, finished: readonly Finished[]): BatchResult => {
    const result = resultOf(finished, ways)
    if (!result.success) failed.add(id)
    return { task: id, result: { ...result, ...timesOf(finished) } }
  }
  let lost: string | undefined
  for (const { gathers, wave } of waves(requests, needed)) {
    for (const request of gathers) {
      // Nx itself would not come here either.
      const isPassedOver = lost !== undefined || needed(request.id).some((id) => failed.has(id))
      yield gatherResult(request.id, isPassedOver ? undefined : await gatherRuns(root, request))
    }
    if (lost !== undefined) {
      // To plan them would make again what was removed.
      for (const { id, task, run: name = '', config = {} } of wave) {
        const finished = { task, run: { name, config: config as Finished['run']['config'] }, outcome: LOST } as const
        all.push(finished)
        yield answer(id, [finished])
      }
      continue
    }
    if (wave.length === 0) continue
    const found = await lookUp(root, wave)
    const { wanted, refused } =
      typecheck === 'error' && train !== 'never' ? await refuseWrongTypes(root, found, stop.signal) : found
    for (const plan of new Set(wanted.map(({ plan }) => plan)))
      order.push(...plan.runs.map(({ name }) => `${plan.task}/${name}`))
    for (const { id, finished } of refused) {
      all.push(finished)
      yield answer(id, [finished])
    }
    const onDecided = process.env.NX_VERBOSE_LOGGING === 'true' ? explainDecisions(root) : undefined
    for (const { plan } of wanted) if (plan.figures) drawn.add(plan.task)
    // Beside the first runs, which wait for nothing.
    const told = Promise.all([
      tellSeedWarnings(root, new Set(wanted.map(({ plan }) => plan)), warn),
      typecheck === 'warn' && train !== 'never'
        ? tellWrongTypes(root, tasksToExecute(root, wanted), warn, AbortSignal.any([stop.signal, gone.signal]))
        : undefined,
    ])
    const progress =
      shown === 'off' || wanted.length === 0
        ? silentProgress
        : printedProgress(wanted.length, console.log, { shownIn: shownIn() })
    const ids = new Map(wanted.map(({ id, plan, run }) => [`${plan.task}/${run.name}`, id]))
    const open = new Map<string, number>()
    for (const { id } of wanted) open.set(id, (open.get(id) ?? 0) + 1)
    const answered = new Map<string, Finished[]>()
    const answers = runAll(wanted, {
      root,
      launcher,
      parallel,
      threads,
      others,
      train,
      signal: stop.signal,
      onRunning: (count) => progress.running(count),
      onWaiting: ({ plan, run }, holder) => progress.waiting(plan.task, run.name, holder),
      onDecided,
      onLost: (message) => (lost = message),
      onGone: () => gone.abort(),
      onNoSlots: ({ plan }) => progress.noSlots(Object.keys(plan.limits.resources ?? {})),
    })
    for await (const finished of answers) {
      all.push(finished)
      progress.finished(finished)
      const id = ids.get(`${finished.task}/${finished.run.name}`)!
      const ofTask = [...(answered.get(id) ?? []), finished]
      answered.set(id, ofTask)
      if (ofTask.length === open.get(id)) yield answer(id, ofTask)
    }
    await told
  }
  await close()
  for (const line of report(inOrder(all, order), drawn, lost, runsOfCall(call))) console.log(line)
}

/** In the order of the sweep: who ended first is chance. */
function inOrder(all: readonly Finished[], order: readonly string[]): Finished[] {
  const places = new Map(order.map((id, place) => [id, place]))
  const placeOf = ({ task, run }: Finished): number => places.get(`${task}/${run.name}`) ?? -1
  return [...all].sort((a, b) => placeOf(a) - placeOf(b))
}

/** Nx says so to all that it starts. */
const shownIn = (): ShownIn => (process.env.NX_TUI === 'true' ? 'interface' : 'plain output')

/** Requests that can be answered together. */
interface Wave {
  /** Targets that come after all runs of a task. */
  readonly gathers: readonly GatherRequest[]
  readonly wave: readonly RunRequest[]
}

type GatherRequest = Extract<Requested, { readonly runs: readonly string[] }>

const isGather = (request: Requested): request is GatherRequest => 'runs' in request

/**
 * The requests in the order in which they can be looked up: what gathers runs, and whose runs are not known yet, comes after what it depends on. Runs that take
 * results of each other are put in order by the host.
 */
function* waves(requests: readonly Requested[], needed: (id: string) => readonly string[]): Generator<Wave> {
  const open = new Map(requests.map((request) => [request.id, request]))
  while (open.size > 0) {
    const ready = [...open.values()].filter(
      (request) =>
        (!isGather(request) && request.run !== undefined) || needed(request.id).every((other) => !open.has(other)),
    )
    // Nx has no circles.
    if (ready.length === 0) return
    yield { gathers: ready.filter(isGather), wave: ready.filter((request) => !isGather(request)) }
    for (const { id } of ready) open.delete(id)
  }
}

/** Nx has said it by the id alone, and by an object that holds it. */
const idOf = (dependency: unknown): string =>
  typeof dependency === 'string' ? dependency : (dependency as { id: string }).id

/**
 * What Nx is told of a task: of one run, or of all that a task turned out to have. In its interface the text is all that the pane of a run holds; in its plain
 * output it comes between those of other runs, and everything is said at the end.
 */
function resultOf(answered: readonly Finished[], ways: Map<string, Finished>): BatchResult['result'] {
  const failed = answered.filter(({ outcome }) => !isDone(outcome))
  const success = failed.length === 0
  const describe = shownIn() === 'interface' ? describeFailure : (failure: Finished) => briefly(failure, ways)
  // Nx keeps it with the result, and says it again whenever its cache answers.
  const alone = failed.filter(({ outcome }) => !isToldTogether(outcome))
  const said = success ? answered.map(oddities) : alone.map((failure) => `${describe(failure)}\n`)
  return { success, terminalOutput: said.join('') }
}

/** What Nx is told of a target that gathers runs. Of one that is passed over, nothing but that. */
function gatherResult(id: string, gathered: Gathered | undefined): BatchResult {
  const now = Date.now()
  const times = { startTime: now, endTime: now }
  return gathered === undefined
    ? { task: id, result: { success: false, status: 'skipped', terminalOutput: '', ...times } }
    : { task: id, result: { success: gathered.success, terminalOutput: `${gathered.lines.join('\n')}\n`, ...times } }
}

function briefly(failure: Finished, ways: Map<string, Finished>): string {
  const way = wayOf(failure)
  const same = ways.get(way)
  if (same === undefined) ways.set(way, failure)
  return failureLine(failure, same)
}

/** What Nx itself takes, as somebody may have meant it. */
const FLAGS_OF_NX = ['parallel', 'maxParallel', 'skipNxCache', 'outputStyle', 'nxBail', 'batch', 'configuration', 'tui']

/**
 * Runs take no flags, and a misspelt one must not go by in silence. Told here and not by the schema, because Nx does not catch what its
 * check of a batch throws.
 *
 * @throws Error that names the flags.
 */
function refuseFlags(flags: Readonly<Record<string, unknown>>): void {
  const names = Object.keys(flags).filter((name) => name !== 'verbose' && name !== '__overrides_unparsed__')
  if (names.length === 0) return
  const list = names.map((name) => (name === '_' ? (flags._ as unknown[]).join(' ') : `--${name}`)).join(', ')
  const meant = names.flatMap((name) => nearest(name, FLAGS_OF_NX) ?? [])
  const instead = meant.length === 0 ? '' : `did you mean ${meant.map((name) => `--${name}`).join(', ')}? Else `
  throw new Error(
    withCodes(
      `✖ experiment takes no ${list} → ${instead}values of a config are set in sweep.ts; for one config apart: nx run <task>:try key=value`,
      ['unknown-flag'],
    ),
  )
}

function oddities({ task, run, outcome }: Finished): string {
  const said = describeNonFinite(('nonFinite' in outcome && outcome.nonFinite) || [])
  return said === undefined ? '' : `⚠ ${task}/${run.name}: ${said}\n`
}
