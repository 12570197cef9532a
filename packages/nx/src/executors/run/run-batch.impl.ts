import type { ExecutorContext, TaskGraph } from '@nx/devkit'
import { describeNonFinite } from 'bocas/core'
import { codeDigest } from '../../graph/names'
import { bringAbout, type Wanted } from '../../host/host'
import { localLauncher } from '../../host/local-launcher'
import { describeFailure, nonFiniteLines, summarize, type Finished } from '../../host/outcome'
import { parallelism } from '../../host/parallel'
import { printedProgress, silentProgress } from '../../host/progress'
import { readSwitches } from '../../host/switches'
import { newPlanning } from '../../plan/planning'
import { planTask, type TaskPlan } from '../../plan/plan-task'
import { refusalOf } from '../../plan/refusal'
import { workerScript } from '../../plan/worker-script'

interface RunOptions {
  readonly task: string
  readonly run: string
  readonly code: string
}

interface BatchResult {
  readonly task: string
  readonly result: { success: boolean; terminalOutput: string; startTime: number; endTime: number }
}

/** The host: Nx hands over all runs that its cache does not answer, and is told of each as soon as it is known. */
export default async function* runBatch(
  { tasks }: Pick<TaskGraph, 'tasks'>,
  inputs: Readonly<Record<string, RunOptions>>,
  flags: Readonly<Record<string, unknown>>,
  { root }: Pick<ExecutorContext, 'root'>,
): AsyncGenerator<BatchResult> {
  refuseFlags(flags)
  const { train, progress: shown } = readSwitches()
  const stop = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => stop.abort())
  // Nx is gone without a word (SIGKILL): nobody would see what goes on here, nor could stop it.
  process.once('disconnect', () => stop.abort())
  const result = (id: string, finished: Finished): BatchResult => {
    const { outcome } = finished
    const success = outcome.kind === 'trained' || outcome.kind === 'kept'
    const endTime = Date.now()
    const startTime = endTime - Math.round(outcome.kind === 'trained' ? outcome.seconds * 1000 : 0)
    // Nx keeps it with the result, and says it again whenever its cache answers.
    const terminalOutput = success ? oddities(finished) : `${describeFailure(finished)}\n`
    return { task: id, result: { success, terminalOutput, startTime, endTime } }
  }
  const { wanted, refused } = await lookUp(
    root,
    Object.keys(tasks).map((id) => ({ id, ...inputs[id]! })),
  )
  for (const { id, finished } of refused) yield result(id, finished)
  const ids = new Map(wanted.map(({ id, plan, run }) => [`${plan.task}/${run.name}`, id]))
  const progress = shown === 'off' ? silentProgress : printedProgress(wanted.length, console.log)
  const all = refused.map(({ finished }) => finished)
  const answers = bringAbout(wanted, {
    root,
    launcher: localLauncher(await workerScript(root, 'run-worker')),
    parallel: parallelism(),
    train,
    signal: stop.signal,
    onRunning: (count) => progress.running(count),
    onWaiting: ({ plan, run }, holder) => progress.waiting(plan.task, run.name, holder),
    onNoSlots: ({ plan }) => progress.noSlots(Object.keys(plan.limits.resources ?? {})),
  })
  for await (const finished of answers) {
    all.push(finished)
    progress.finished(finished)
    yield result(ids.get(`${finished.task}/${finished.run.name}`)!, finished)
  }
  report(all)
}

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
  throw new Error(
    `✖ experiment takes no ${list} → values of a config are set in sweep.ts; for one config apart: nx run <task>:try key=value`,
  )
}

/** Plans the tasks anew, because files may have changed since the graph was made, and finds the wanted runs in them. */
async function lookUp(root: string, requests: readonly (RunOptions & { id: string })[]) {
  const wanted: (Wanted & { id: string })[] = []
  const refused: { id: string; finished: Finished }[] = []
  const plans = new Map<string, { plan: TaskPlan; refusal?: string }>()
  const planning = newPlanning()
  for (const task of new Set(requests.map((request) => request.task))) {
    const plan = await planTask(root, `tasks/${task}/sweep.ts`, planning)
    plans.set(task, { plan, refusal: refusalOf(root, plan) })
  }
  for (const { id, task, run: name, code } of requests) {
    const { plan, refusal } = plans.get(task)!
    const run = plan.runs.find((planned) => planned.name === name)
    // Nx would cache the result of the new code under the hash of the old.
    if (run && refusal === undefined && code === codeDigest(plan.run)) wanted.push({ id, plan, run })
    else {
      const message = refusal ?? `the sweep or the code of ${task} changed while nx was at work: call nx again`
      refused.push({
        id,
        finished: { task, run: run ?? { name, config: {} }, outcome: { kind: 'not started', message } },
      })
    }
  }
  return { wanted, refused }
}

function report(all: readonly Finished[]): void {
  const failures = all.filter(({ outcome }) => outcome.kind === 'failed' || outcome.kind === 'not started')
  for (const { task, run, outcome } of all)
    if ('note' in outcome && outcome.note) console.log(`${task}/${run.name}: ${outcome.note}`)
  for (const failure of failures) console.log(`\n${describeFailure(failure)}`)
  if (all.length > 0) console.log(['', summarize(all), ...nonFiniteLines(all)].join('\n'))
}

function oddities({ task, run, outcome }: Finished): string {
  const said = describeNonFinite(('nonFinite' in outcome && outcome.nonFinite) || [])
  return said === undefined ? '' : `⚠ ${task}/${run.name}: ${said}\n`
}
