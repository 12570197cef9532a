import { join, relative } from 'node:path'
import type { ExecutorContext } from '@nx/devkit'
import {
  canonicalJson,
  describeNonFinite,
  formatProblems,
  nonFiniteIn,
  sha256,
  verifyResult,
  workspacePaths,
  withoutUndefined,
} from 'bocas/internal'
import { rememberFailure, specification, wasInterrupted } from '../../host/host'
import { localLauncher } from '../../host/launch/local-launcher'
import { describeFailure, notStarted, type Outcome } from '../../host/outcome/outcome'
import { describeLoss } from '../../host/outcome/describe-loss'
import { lossOf } from '../../host/outcome/look-for-loss'
import { watchFolders } from '../../host/leftovers/watch-folders'
import { discardWork, makeWorkFolder } from '../../host/leftovers/work-folders'
import { giveBack } from '../../slots/leases'
import { waitForSlots } from '../../host/queue/slots-of-runs'
import { awaitedWords } from '../../plan/sweep/awaited-words'
import { findTaken, takeAt } from '../../plan/sweep/find-taken'
import { lookInStore, settle, type TakenRun } from '../../plan/sweep/taken-results'
import { planTask } from '../../plan/plan-task'
import { sweepFile } from '../../plan/task-names'
import { workerScript } from '../../plan/workers/worker-script'
import { applyOverrides, flagProblems } from './overrides'
import { showArtifacts } from './show-artifacts'
import { showSteps } from './show-steps'
import type { KeyedRun, KnownPlan } from '../../plan/task-plan'

interface TryOptions {
  readonly task: string
  /** `key=value`, as typed. */
  readonly _?: readonly unknown[]
  readonly problems?: string
  /** Everything else that was typed with `--`. */
  readonly [flag: string]: unknown
}

/** Executes one config with the task's code, in a folder of its own under `.bocas/tries`: no figure ever reads it. */
export default async function tryOne(
  { task, _: args = [], problems, ...flags }: TryOptions,
  { root }: ExecutorContext,
): Promise<{ success: boolean }> {
  if (problems !== undefined) return fail(problems)
  const refused = flagProblems(flags)
  if (refused.length > 0) return fail(formatProblems(`nx run ${task}:try`, refused))
  const plan = await planTask(root, sweepFile(root, task))
  if (plan.runs === null) return fail(`✖ ${task}: ${awaitedWords(plan)}`)
  const overridden = applyOverrides(
    plan.runs.map(({ config }) => config as Record<string, unknown>),
    args.map(String),
  )
  if ('problems' in overridden) return fail(formatProblems(`nx run ${task}:try ${args.join(' ')}`, overridden.problems))
  const tried = await takeResults(root, plan, tryRun(plan, overridden.config))
  if ('problem' in tried) return fail(tried.problem)
  const { run } = tried
  console.log(`${task}: trying ${JSON.stringify(run.config)}\n`)
  const outcome = await execute(root, plan, run)
  if ('lost' in outcome) return fail(outcome.lost)
  if (outcome.kind !== 'trained') return fail(describeFailure({ task, run, outcome }))
  const folder = tryFolder(root, task, run)
  const result = await verifyResult(folder, run.key)
  console.log(`\n${showArtifacts(result)}`)
  const odd = describeNonFinite(nonFiniteIn(result))
  if (odd !== undefined) console.log(`⚠ ${odd}`)
  console.log(`\nin ${relative(root, folder)}, apart from the sweep`)
  return { success: true }
}

function fail(text: string): { success: boolean } {
  console.error(text)
  return { success: false }
}

function tryRun(plan: KnownPlan, config: Readonly<Record<string, unknown>>): KeyedRun {
  const example = plan.runs.find(({ seed }) => seed !== undefined && typeof at(config, seed.path) === 'number')
  const seed = example?.seed && { path: example.seed.path, value: at(config, example.seed.path) as number }
  // A try is not a run of the sweep: its key says so, and no store entry is ever made under it.
  const key = sha256(`try ${canonicalJson({ config, code: plan.run.digests, packages: plan.run.packages })}`)
  return {
    name: `try-${key.slice(0, 8)}`,
    key,
    config: config as KeyedRun['config'],
    ...(seed && { seed }),
    tags: [],
    sweeps: [],
  }
}

/** What the config takes of other tasks: a try waits for nobody, so it must be there. */
async function takeResults(
  root: string,
  plan: KnownPlan,
  run: KeyedRun,
): Promise<{ readonly run: KeyedRun } | { readonly problem: string }> {
  const takes: Record<string, TakenRun> = {}
  for (const path of plan.takesAt) {
    const upstream = plan.upstream.find(({ task }) => task === takeAt(run.config, path)?.from)
    // Its own runs would not be known then.
    if (!upstream?.runs) continue
    const found = findTaken(path, run, upstream.runs)
    if ('problem' in found) return { problem: formatProblems(`nx run ${plan.task}:try`, [found.problem]) }
    takes[path] = { task: upstream.task, run: found.run, ingredients: upstream.ingredients }
  }
  if (Object.keys(takes).length === 0) return { run }
  const { taken = {} } = await settle({ ...run, takes }, plan.ingredients, lookInStore(root))
  const lacking = Object.values(taken).filter(({ found }) => found === null)
  if (lacking.length === 0) return { run: { ...run, takes, taken } }
  const lines = lacking.map(
    ({ task, name }) =>
      `✖ it takes the result of ${task}/${name}, and none is kept\n  nx run "${task}/${name}:experiment"`,
  )
  return { problem: lines.join('\n') }
}

const at = (config: unknown, path: string): unknown =>
  path.split('.').reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], config)

const tryFolder = (root: string, task: string, run: KeyedRun): string =>
  join(workspacePaths(root).tries(task), run.name)

async function execute(root: string, plan: KnownPlan, run: KeyedRun): Promise<Outcome | { readonly lost: string }> {
  const { name, key } = run
  const given = await waitForSlots(root, plan.limits.resources, { task: plan.task, name, key }, console.log)
  if ('refusal' in given) return notStarted(given.refusal)
  const work = makeWorkFolder(root, run.name)
  const folders = watchFolders(root)
  const begin = performance.now()
  const launcher = localLauncher(await workerScript(root, 'run-worker'), {
    echo: (text) => process.stdout.write(text),
    onUnfenced: console.log,
  })
  const launched = launcher.launch(
    {
      ...specification({ plan, run }, root, work, { folder: tryFolder(root, plan.task, run) }),
      ...withoutUndefined({ slots: given.slots }),
    },
    showSteps(console.log, () => performance.now()),
  )
  folders.signal.addEventListener('abort', () => launched.kill())
  let stopped = false
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      stopped = true
      launched.stop()
    })
  }
  const end = await launched.ended
  try {
    if (folders.isLost()) return { lost: describeLoss(await lossOf(workspacePaths(root), folders, [])) }
    if (end.said?.type === 'trained') return { kind: 'trained', seconds: (performance.now() - begin) / 1000 }
    return stopped || wasInterrupted(end) ? { kind: 'interrupted' } : rememberFailure(root, plan.task, run, work, end)
  } finally {
    if (given.slots) giveBack(given.slots)
    folders.end()
    discardWork(work)
  }
}
