import type { CreateNodes, CreateNodesResult, ProjectConfiguration } from '@nx/devkit'
import { diskProblem, formatProblems, workspacePaths, posixPath } from 'bocas/internal/light'
import type { Planning } from '../plan/planning'
import { planPaper } from '../plan/plan-paper'
import { newPlanning, planTask } from '../plan/plan-task'
import { paperSlip, taskSlips } from '../plan/slips'
import { GRAPH_GLOB, PAPER_FILES } from '../shared/globs'
import { pluginOptionProblems } from '../shared/plugin-options'
import { paperProject } from './paper-project'
import { runProjects } from './run-project'
import { blocking } from '../plan/task-plan'
import { taskProject } from './task-project'
import { unplanned, type TaskPlan } from '../plan/task-plan'

/**
 * Turns each `tasks/<task>/sweep.ts` into the project of the task and one project per run, and `paper/main.typ` (or `.tex`, `.md`) into the project `paper`.
 * What has a wrong name becomes a project as well, whose targets fail and say so.
 * The same files give the same nodes: sorted, workspace-relative, nothing of time, place or environment.
 */
export const createNodes: CreateNodes = [
  GRAPH_GLOB,
  async (files, options, { workspaceRoot }) => {
    refuseOptions(options)
    const configs = files.map((file) => posixPath(file)).sort()
    const sweeps = configs.filter((file) => /^tasks\/[^/]+\/sweep\.ts$/.test(file))
    const texts = configs.filter((file) => PAPER_FILES.includes(file))
    const planning = newPlanning()
    const plans = await Promise.all(sweeps.map((file) => planOne(workspaceRoot, file, planning)))
    const results = await Promise.all(
      plans.map(async (plan, index): Promise<[string, CreateNodesResult]> => {
        const runs = blocking(plan).length > 0 ? [] : await runProjects(workspaceRoot, plan)
        return [sweeps[index]!, nodes([taskProject(plan), ...runs])]
      }),
    )
    for (const { file, task, problem } of taskSlips(configs))
      results.push([file, nodes([taskProject(unplanned(`tasks/${task}/sweep.ts`, [problem]))])])
    const slip = paperSlip(configs)
    if (texts.length > 0 || slip !== undefined) {
      const plan = await planPaper(workspaceRoot, plans, texts, slip)
      results.push([texts[0] ?? slip!.file, nodes([paperProject(plan)])])
    }
    return results
  },
]

/** @throws Error that names every option of the plugin that there is not. */
function refuseOptions(given: unknown): void {
  const problems = pluginOptionProblems(given)
  if (problems.length > 0) throw new Error(formatProblems('the options of @bocas/nx in nx.json', problems))
}

/** What goes wrong beyond the problems of a task's files harms the task as well, not every nx command. */
async function planOne(root: string, sweepFile: string, planning: Planning): Promise<TaskPlan> {
  try {
    return await planTask(root, sweepFile, planning)
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error)
    const message = `the task could not be planned: ${diskProblem(error, [workspacePaths(root).own]) ?? said}`
    return unplanned(sweepFile, [{ message }])
  }
}

const nodes = (projects: readonly ProjectConfiguration[]): CreateNodesResult => ({
  projects: Object.fromEntries(projects.map((project) => [project.root, project])),
})
