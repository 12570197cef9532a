import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import type { ExecutorContext } from '@nx/devkit'
import { verifyResult, workspacePaths, type ExpectedRun, type WorkspacePaths } from 'bocas/core'
import { codeDigest } from '../../graph/names'
import { draw } from '../../host/draw'
import type { FigureJob, FigureReport, Hole } from '../../host/figure-job'
import { sweepsOf } from '../../host/sweeps-of'
import { planPaperFigures } from '../../plan/plan-paper'
import { planTask, type PlannedCode, type TaskPlan } from '../../plan/plan-task'

interface FiguresOptions {
  readonly task: string
  readonly tasks?: readonly string[]
  readonly runs?: readonly { readonly task?: string; readonly name: string; readonly key: string }[]
  readonly code?: string
  readonly draft?: boolean
  readonly problems?: string
}

/** Draws the figures, tables and facts of one `figures.ts` from exactly the runs of its sweep, each checked against its key. */
export default async function figures(
  options: FiguresOptions,
  context: ExecutorContext,
): Promise<{ success: boolean }> {
  const problem = await drawAll(options, context)
  if (problem !== undefined) console.error(problem)
  return { success: problem === undefined }
}

async function drawAll(options: FiguresOptions, context: ExecutorContext): Promise<string | undefined> {
  if (options.problems !== undefined) return options.problems
  const { root } = context
  const draft = options.draft ?? false
  const tasks = options.task === 'paper' ? (options.tasks ?? []) : [options.task]
  const plans = await Promise.all(tasks.map((task) => planTask(root, `tasks/${task}/sweep.ts`)))
  const code = options.task === 'paper' ? await planPaperFigures(root) : plans[0]!.figures
  if (!code) return `${options.task} has no figures.ts`
  const runs = (await Promise.all(plans.map((plan) => expectedRuns(root, plan)))).flat()
  if (!draft) {
    const stale = changedSince(options, code, runs) ?? unseen(runs, context)
    if (stale !== undefined) return stale
  }
  const into = outputs(root, options.task, draft)
  const drawn = await draw(root, code.script, { task: options.task, runs, sweeps: sweepsOf(plans), into, draft })
  if ('problem' in drawn) return drawn.problem
  report(root, options.task, runs.length, drawn.report, draft)
  return undefined
}

function expectedRuns(root: string, plan: TaskPlan): Promise<ExpectedRun[]> {
  const paths = workspacePaths(root)
  return Promise.all(
    plan.runs.map(async ({ name, key, config, seed }) => ({
      task: plan.task,
      name,
      key,
      config: config as ExpectedRun['config'],
      seed,
      dir: await placeOf(paths, plan.task, name, key),
    })),
  )
}

/**
 * Where a run's result is read: its view, or the store when the view is not whole. A view may show another result or none, and Nx
 * restores one from its own cache as it finds it there. Either is checked again when it is read.
 */
async function placeOf(paths: WorkspacePaths, task: string, name: string, key: string): Promise<string> {
  const view = paths.artifacts(task, name)
  if (!existsSync(paths.entry(key))) return view
  const whole = await verifyResult(view, key).then(
    () => true,
    () => false,
  )
  return whole ? view : paths.entry(key)
}

function outputs(root: string, task: string, draft: boolean): FigureJob['into'] {
  const paths = workspacePaths(root)
  const place = draft ? paths.drafts : paths
  return {
    figures: place.figures(task),
    tables: place.tables(task),
    facts: place.facts(task),
    sources: place.sources(task),
  }
}

/** What is drawn now would be cached under the hash of what the graph said. */
function changedSince(
  { task, runs, code: graphCode }: FiguresOptions,
  code: PlannedCode,
  now: readonly ExpectedRun[],
): string | undefined {
  const name = (run: { task?: string; name: string }): string => `${run.task ?? task}/${run.name}`
  const same = graphCode === codeDigest(code) && JSON.stringify(runs?.map(name)) === JSON.stringify(now.map(name))
  return same ? undefined : `${task}: the sweep or the figures changed while nx was at work: call nx again`
}

/** Nx's hash says nothing about runs that it was told to leave out, and it would serve these figures when they are stale. */
function unseen(runs: readonly ExpectedRun[], { taskGraph }: ExecutorContext): string | undefined {
  const missing = runs.filter(({ task, name }) => taskGraph && !(`${task}/${name}:experiment` in taskGraph.tasks))
  if (missing.length === 0) return undefined
  return (
    `${missing.length} of ${runs.length} runs are not part of this call (--excludeTaskDependencies?), so its figures could be stale\n` +
    `  → call without that flag, or draw what is there: nx run ${runs[0]!.task}:draft`
  )
}

function report(root: string, task: string, total: number, { written, holes }: FigureReport, draft: boolean): void {
  for (const file of [...written].sort()) console.log(relative(root, file))
  if (!draft) return
  const file = join(workspacePaths(root).paper, 'drafts', 'holes', `${task}.json`)
  mkdirSync(join(file, '..'), { recursive: true })
  writeFileSync(file, JSON.stringify(holes) + '\n')
  console.log(`${task}: draft of ${total - holes.length} of ${total} runs`)
  for (const hole of holes) console.log(`  — ${describe(hole)}`)
}

const describe = ({ task, name, problem }: Hole): string => `${task}/${name}: ${problem}`
