/* eslint-disable @typescript-eslint/no-require-imports -- What explains answers is loaded by who asks for it: every call of Nx waits for what this one loads. */
import { append } from 'bocas/internal/light'
import type { ExecutorContext, TaskGraph } from '@nx/devkit'
import { runAll } from '../../host/host'
import { LOST } from '../../host/launch/train'
import type { Finished } from '../../host/outcome/outcome'
import { printedProgress, silentProgress } from '../../host/outcome/progress'
import { readSwitches } from '../../host/outcome/switches'
import { tellSeedWarnings } from '../../plan/sweep/seed-warnings'
import { gatherRuns } from '../gather/gather-runs'
import { answersToNx, gatherResult, shownIn, type BatchResult } from './answers-to-nx'
import { endedTasks } from './ended-tasks'
import type * as Explain from './explain'
import { launcherOfCall } from './launcher-of-call'
import { onceInCall, runsOfCall } from './parts'
import { lookUp, type Requested } from './look-up'
import { refuseFlags } from './refuse-flags'
import { report } from './report'
import { refuseWrongTypes, tasksToExecute, tellWrongTypes, typecheckOf } from './types-of-tasks'
import { waves } from './waves'

const explain = (): typeof Explain => require('./explain')

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
  const requests = Object.keys(tasks).map((id) => ({ id, ...inputs[id]! }))
  const needed = (id: string): string[] => (dependencies[id] ?? []).map(idOf)
  const failed = new Set<string>()
  const answerOf = answersToNx(requests.length, shownIn())
  const answer = (id: string, finished: readonly Finished[]): BatchResult => {
    const answered = answerOf(id, finished)
    if (!answered.result.success) failed.add(id)
    return answered
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
      append(
        order,
        plan.runs.map(({ name }) => `${plan.task}/${name}`),
      )
    for (const { id, finished } of refused) {
      all.push(finished)
      yield answer(id, [finished])
    }
    const onDecided = process.env.NX_VERBOSE_LOGGING === 'true' ? explain().explainDecisions(root) : undefined
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
    const endedTask = endedTasks(wanted)
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
      const ended = endedTask(finished)
      if (ended !== undefined) yield answer(ended.id, ended.finished)
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

/** Nx has said it by the id alone, and by an object that holds it. */
const idOf = (dependency: unknown): string =>
  typeof dependency === 'string' ? dependency : (dependency as { id: string }).id
