import {
  type ExpectedRun,
  PAPER_TASK,
  type Problem,
  resultProblem,
  workspacePaths,
  type WorkspacePaths,
} from 'bocas/internal'
import { awaitedWords } from '../../../plan/sweep/awaited-words'
import { blocking } from '../../../plan/task-plan'
import { draw } from '../../../host/draw/draw'
import { borrowData } from './borrow-data'
import type { FiguresMaker } from '../makers'
import type { CommitTree } from './tree-at'
import { allowNaNOf, metricsOf, sweepsOf } from '../../../host/draw/sweeps-of'
import { planPaperFigures } from '../../../plan/plan-paper'
import type { PlannedFigures } from '../../../plan/plan-figures'
import type { LookFor } from '../../../plan/planning'
import { newPlanning, planTask } from '../../../plan/plan-task'
import { sweepFile } from '../../../plan/task-names'
import { lookInStore } from '../../../plan/sweep/taken-results'
import { someOf } from 'bocas/internal/light'
import { placesOfTask } from '../../../provenance/made-places'
import type { KnownPlan, TaskPlan } from '../../../plan/task-plan'

/**
 * Draws the figures, tables and facts of a task of another state of the workspace from results that are kept: its own, when they are
 * committed with it, and those in the store of this workspace. Executes no run.
 *
 * @param commit the files of that state.
 * @param maker what draws, in that state.
 * @param store where results are kept.
 * @param tasks all tasks of that state, for `paper/figures.ts`.
 * @param onDraw told before anything is drawn, which takes a while.
 * @returns why it cannot be drawn; undefined when it is.
 */
export async function redraw(
  commit: CommitTree,
  store: WorkspacePaths,
  { task, paths }: FiguresMaker,
  tasks: readonly string[],
  onDraw: () => void,
): Promise<string | undefined> {
  const tree = commit.root
  const about = tasks.filter((name) => paths.ofPaper.tasks?.includes(name) ?? true)
  const members = task === PAPER_TASK ? about : [task]
  const found: FoundRuns[] = []
  for (const one of await Promise.all(members.map((name) => findRuns(commit, store, name)))) {
    if ('problem' in one) return task === PAPER_TASK && one.of !== undefined ? `${one.of}: ${one.problem}` : one.problem
    found.push(one)
  }
  const plans = found.map(({ plan }) => plan)
  const code = task === PAPER_TASK ? await planPaperFigures(tree, paths.ofPaper.name) : plans[0]!.figures
  if (!code) return NO_FIGURES
  const missing = found.flatMap((runs) => runs.missing)
  const all = plans.reduce((sum, { runs }) => sum + runs.length, 0)
  if (missing.length > 0) return notKept(missing, all)
  onDraw()
  return drawn(
    { task, paths },
    code,
    plans,
    found.flatMap(({ runs }) => runs),
  )
}

function notKept(missing: readonly MissingRun[], all: number): string {
  const names = missing.slice(0, 2).map(({ run }) => run)
  const lacks = [...new Set(missing.flatMap(({ lacks }) => lacks ?? []))]
  const why = lacks.length === 0 ? '' : `, for want of the result of ${someOf(lacks, 2)}`
  return `${missing.length} of its ${all} results are not kept any more, such as ${names.join(' and ')}${why}`
}

/** A run whose result is not found. */
interface MissingRun {
  /** `task/name`. */
  readonly run: string
  /** The run whose result it takes, as `task/name`, when that is not found either: then its key is not known. */
  readonly lacks?: string
}

interface FoundRuns {
  readonly plan: KnownPlan
  readonly runs: readonly ExpectedRun[]
  readonly missing: readonly MissingRun[]
}

/** Why a task has no runs to speak of. */
interface NoRuns {
  readonly problem: string
  /** The task, where the problem does not name it. */
  readonly of?: string
}

/**
 * The runs of a task of a tree. What it takes of other tasks, or is made from, is looked for where its own results are. With today's data, where git does not
 * keep it, when they are not all found without: its own, and that of the tasks whose results it needs.
 */
async function findRuns(commit: CommitTree, store: WorkspacePaths, task: string): Promise<FoundRuns | NoRuns> {
  for (;;) {
    const planning = newPlanning(lookInBoth(commit.root, store.root))
    const plan = await planTask(commit.root, sweepFile(commit.root, task), planning)
    const found = await runsOf(commit.root, store, plan)
    if ('plan' in found && found.missing.length === 0) return found
    const borrowed = [plan, ...planning.done.values()].filter((one) => borrowData(commit, one))
    if (borrowed.length === 0) return found
  }
}

const lookInBoth = (tree: string, root: string): LookFor => {
  const [there, here] = [lookInStore(tree), lookInStore(root)]
  return async (task, name, key) => (await there(task, name, key)) ?? here(task, name, key)
}

async function runsOf(tree: string, store: WorkspacePaths, plan: TaskPlan): Promise<FoundRuns | NoRuns> {
  const [wrong] = blocking(plan).flatMap(({ problems }) => problems)
  if (wrong) return { problem: `${plan.task} cannot be planned there with what is installed today: ${asText(wrong)}` }
  // A sweep that is made from results has no runs to speak of while those are not there: nothing is drawn from none.
  if (plan.runs === null) return { problem: awaitedWords(plan), of: plan.task }
  return { plan, ...(await keptRuns(tree, store, plan)) }
}

/** The hint as well: of a task whose results are needed, it says what is wrong. */
const asText = ({ message, hint }: Problem): string =>
  message.startsWith('results of ') && hint !== undefined ? `${message} (${hint})` : message

/** A task that drew nothing. */
export const NO_FIGURES = 'there was no figures.ts'

async function drawn(
  { task, paths }: Pick<FiguresMaker, 'task' | 'paths'>,
  figures: PlannedFigures,
  plans: readonly KnownPlan[],
  runs: readonly ExpectedRun[],
): Promise<string | undefined> {
  const into = placesOfTask(paths, task)
  const ofSweeps = { sweeps: sweepsOf(plans), metrics: metricsOf(plans), allowNaN: allowNaNOf(plans) }
  const job = { task, runs, ...ofSweeps, into, draft: false }
  const answer = await draw(paths.root, figures, job)
  return 'problem' in answer ? `its figures.ts fails with the packages of today: ${answer.problem}` : undefined
}

async function keptRuns(
  tree: string,
  store: WorkspacePaths,
  { task, runs }: KnownPlan,
): Promise<Pick<FoundRuns, 'runs' | 'missing'>> {
  const found: ExpectedRun[] = []
  const missing: MissingRun[] = []
  for (const { name, key, config, seed, taken = {} } of runs) {
    const places = [workspacePaths(tree).artifacts(task, name), store.entry(key), store.artifacts(task, name)]
    const dir = await firstWhole(places, key)
    const lacking = Object.values(taken).find(({ found }) => found === null)
    const lacks = lacking && `${lacking.task}/${lacking.name}`
    if (dir === undefined) missing.push({ run: `${task}/${name}`, ...(lacks === undefined ? {} : { lacks }) })
    else found.push({ task, name, key, config, seed, dir })
  }
  return { runs: found, missing }
}

async function firstWhole(places: readonly string[], key: string): Promise<string | undefined> {
  for (const place of places) {
    if ((await resultProblem(place, key)) === undefined) return place
  }
  return undefined
}
