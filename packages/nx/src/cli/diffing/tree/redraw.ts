import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { verifyResult, workspacePaths, type ExpectedRun, type WorkspacePaths } from 'bocas/core'
import { awaitedWords } from '../../../plan/sweep/awaited-words'
import { blocking } from '../../../plan/blocking'
import { draw } from '../../../host/draw/draw'
import { borrowData } from './borrow-data'
import type { CommitTree } from './tree-at'
import { allowNaNOf, metricsOf, sweepsOf } from '../../../host/draw/sweeps-of'
import { planPaperFigures } from '../../../plan/plan-paper'
import type { PlannedFigures } from '../../../plan/plan-figures'
import { planTask, type TaskPlan } from '../../../plan/plan-task'
import { placesOfTask } from '../../../provenance/made-places'
import { PAPER } from '../../../provenance/read-things'

/**
 * Draws the figures, tables and facts of a task of another state of the workspace from results that are kept: its own, when they are
 * committed with it, and those in the store of this workspace. Executes no run.
 *
 * @param commit the files of that state.
 * @param store where results are kept.
 * @param tasks all tasks of that state, for `paper/figures.ts`.
 * @returns why it cannot be drawn; undefined when it is.
 */
export async function redraw(
  commit: CommitTree,
  store: WorkspacePaths,
  task: string,
  tasks: readonly string[],
): Promise<string | undefined> {
  const tree = commit.root
  const members = task === PAPER ? tasks : [task]
  const found = await Promise.all(members.map((name) => findRuns(commit, store, name)))
  const problem = found.find(({ problem }) => problem !== undefined)?.problem
  if (problem !== undefined) return problem
  const plans = found.map(({ plan }) => plan)
  const code = task === PAPER ? await planPaperFigures(tree) : plans[0]!.figures
  if (!code) return NO_FIGURES
  const missing = found.flatMap((runs) => runs.missing)
  const all = plans.reduce((sum, { runs }) => sum + runs.length, 0)
  if (missing.length > 0)
    return `${missing.length} of its ${all} results are not kept any more, such as ${missing.slice(0, 2).join(' and ')}`
  return drawn(
    tree,
    task,
    code,
    plans,
    found.flatMap(({ runs }) => runs),
  )
}

interface FoundRuns {
  readonly plan: TaskPlan
  /** Why it has no runs to speak of. */
  readonly problem?: string
  readonly runs: readonly ExpectedRun[]
  readonly missing: readonly string[]
}

/** The runs of a task of a tree; with today's data, where git does not keep it, when they are not all found without. */
async function findRuns(commit: CommitTree, store: WorkspacePaths, task: string): Promise<FoundRuns> {
  const look = async (): Promise<FoundRuns> => {
    const plan = await planTask(commit.root, `tasks/${task}/sweep.ts`)
    const [wrong] = blocking(plan).flatMap(({ problems }) => problems)
    // A sweep that is made from results has no runs to speak of while those are not there: nothing is drawn from none.
    const problem = wrong
      ? `${task} cannot be planned there with what is installed today: ${wrong.message}`
      : plan.awaits.length > 0
        ? `${task}: ${awaitedWords(plan)}`
        : undefined
    return { plan, problem, ...(await keptRuns(commit.root, store, plan)) }
  }
  const found = await look()
  const isWhole = found.problem === undefined && found.missing.length === 0
  return isWhole || !borrowData(commit, found.plan) ? found : look()
}

/** A task that drew nothing. */
export const NO_FIGURES = 'there was no figures.ts'

async function drawn(
  tree: string,
  task: string,
  figures: PlannedFigures,
  plans: readonly TaskPlan[],
  runs: readonly ExpectedRun[],
): Promise<string | undefined> {
  const into = placesOfTask(workspacePaths(tree), task)
  const ofSweeps = { sweeps: sweepsOf(plans), metrics: metricsOf(plans), allowNaN: allowNaNOf(plans) }
  const job = { task, runs, ...ofSweeps, into, draft: false }
  const answer = await draw(tree, figures, job)
  return 'problem' in answer ? `its figures.ts fails with the packages of today: ${answer.problem}` : undefined
}

async function keptRuns(
  tree: string,
  store: WorkspacePaths,
  { task, runs }: TaskPlan,
): Promise<{ runs: ExpectedRun[]; missing: string[] }> {
  const found: ExpectedRun[] = []
  const missing: string[] = []
  for (const { name, key, config, seed } of runs) {
    const places = [workspacePaths(tree).artifacts(task, name), store.entry(key), store.artifacts(task, name)]
    const dir = await firstWhole(places, key)
    if (dir === undefined) missing.push(`${task}/${name}`)
    else found.push({ task, name, key, config: config, seed, dir })
  }
  return { runs: found, missing }
}

async function firstWhole(places: readonly string[], key: string): Promise<string | undefined> {
  for (const place of places) {
    const isWhole =
      existsSync(join(place, 'result.json')) &&
      (await verifyResult(place, key).then(
        () => true,
        () => false,
      ))
    if (isWhole) return place
  }
  return undefined
}
