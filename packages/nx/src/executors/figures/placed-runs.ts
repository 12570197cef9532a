import { existsSync } from 'node:fs'
import type { ExpectedRun } from 'bocas/internal'
import {
  formatProblem,
  resultProblem,
  withCodes,
  workspacePaths,
  type Problem,
  type WorkspacePaths,
} from 'bocas/internal/store'
import type { KnownPlan } from '../../plan/task-plan'
import { isOfStore, viewCheck, type ViewCheck } from '../../sharing/held-against-lock'

/** Where a result is read; `damage` says what is wrong with it there, when it is not whole in any place. */
interface Place {
  readonly dir: string
  readonly damage?: Problem
}

interface PlacedRun extends Omit<Place, 'dir'> {
  readonly run: ExpectedRun
}

export function placedRuns(root: string, plan: KnownPlan): Promise<PlacedRun[]> {
  const paths = workspacePaths(root)
  const check = viewCheck(paths)
  return Promise.all(
    plan.runs.map(async ({ name, key, config, seed }) => {
      const { dir, ...wrong } = await placeOf(paths, plan.task, name, key, check)
      const run = { task: plan.task, name, key, config: config as ExpectedRun['config'], seed, dir }
      return { run, ...wrong }
    }),
  )
}

/**
 * Where a run's result is read: its view, or the store when the view is not whole or is another result. A view may show another result or none, and Nx
 * restores one from its own caches as it finds it there.
 */
async function placeOf(
  paths: WorkspacePaths,
  task: string,
  name: string,
  key: string,
  check: ViewCheck,
): Promise<Place> {
  const [view, entry] = [paths.artifacts(task, name), paths.entry(key)]
  const ofView = await resultProblem(view, key)
  const isView = ofView === undefined && isOfStore(paths, key, view)
  const foreign = isView ? check(key, view) : undefined
  if (foreign !== undefined) return { dir: view, damage: foreign }
  const dir = !isView && existsSync(entry) ? entry : view
  const problem = dir === entry ? await resultProblem(entry, key) : ofView
  // What is missing or of another key is noticed when it is read.
  return problem?.code === 'damaged' ? { dir, damage: { message: problem.message } } : { dir }
}

/** Figures open what they show, and would not notice a damaged payload that they do not: but a damaged result is no result. */
export function damaged(places: readonly PlacedRun[]): string | undefined {
  const problems = places.flatMap(({ run, damage }) =>
    damage === undefined ? [] : [{ ...damage, message: `damaged: ${damage.message}`, path: `${run.task}/${run.name}` }],
  )
  if (problems.length === 0) return undefined
  return withCodes(
    problems.map(formatProblem).join('\n'),
    problems.map(({ code }) => code),
  )
}
