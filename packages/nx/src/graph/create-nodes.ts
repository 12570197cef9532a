import type { CreateNodes, CreateNodesResult, ProjectConfiguration } from '@nx/devkit'
import {
  diskProblem,
  formatProblems,
  layoutOf,
  messageOf,
  posixPath,
  readLayout,
  workspacePaths,
} from 'bocas/internal/light'
import type { Planning } from '../plan/planning'
import { planPaper } from '../plan/plan-paper'
import { newPlanning, planTask } from '../plan/plan-task'
import { mainTextsOf, paperSlip, taskSlips } from '../plan/slips'
import { GRAPH_GLOB } from '../shared/globs'
import { papersWith } from '../shared/papers'
import { paperProject } from './paper-project'
import { runProjects } from './run-project'
import { blocking } from '../plan/task-plan'
import { taskProject } from './task-project'
import { unplanned, type TaskPlan } from '../plan/task-plan'

/**
 * Turns each `tasks/<task>/sweep.ts` into the project of the task and one project per run, and each `paper/main.typ` (or `.tex`, `.md`) into the project of a paper.
 * What has a wrong name becomes a project as well, whose targets fail and say so.
 * The same files give the same nodes: sorted, workspace-relative, nothing of time, place or environment.
 */
export const createNodes: CreateNodes = [
  GRAPH_GLOB,
  async (files, options, { workspaceRoot }) => {
    refuseOptions(options)
    const configs = files.map((file) => posixPath(file)).sort()
    const layout = readLayout(workspaceRoot)
    const sweeps = configs.filter((file) => {
      const [task = '', name, ...deeper] = file.slice(layout.tasks.length + 1).split('/')
      return file.startsWith(`${layout.tasks}/${task}/`) && name === 'sweep.ts' && deeper.length === 0
    })
    const planning = newPlanning()
    const plans = await Promise.all(sweeps.map((file) => planOne(workspaceRoot, file, planning)))
    const results = await Promise.all(
      plans.map(async (plan, index): Promise<[string, CreateNodesResult]> => {
        const runs = blocking(plan).length > 0 ? [] : await runProjects(workspaceRoot, plan)
        return [sweeps[index]!, nodes([taskProject(plan, papersWith(layout, plan.task)), ...runs])]
      }),
    )
    for (const { file, task, problem } of taskSlips(configs, layout)) {
      const plan = unplanned(`${layout.tasks}/${task}/sweep.ts`, [problem])
      results.push([file, nodes([taskProject(plan, papersWith(layout, task))])])
    }
    for (const paper of layout.papers) {
      const texts = mainTextsOf(paper, configs)
      const slip = paperSlip(configs, paper)
      if (texts.length === 0 && slip === undefined) continue
      const plan = await planPaper(workspaceRoot, paper, plans, texts, slip)
      results.push([texts[0] ?? slip!.file, nodes([paperProject(plan, paper === layout.papers[0])])])
    }
    return results
  },
]

/** @throws Error that says all that is wrong with the options of the plugin. */
function refuseOptions(given: unknown): void {
  const { problems } = layoutOf(given)
  if (problems.length > 0) throw new Error(formatProblems('the options of @bocas/nx in nx.json', problems))
}

/** What goes wrong beyond the problems of a task's files harms the task as well, not every nx command. */
async function planOne(root: string, sweepFile: string, planning: Planning): Promise<TaskPlan> {
  try {
    return await planTask(root, sweepFile, planning)
  } catch (error) {
    const words = messageOf(error)
    const message = `the task could not be planned: ${diskProblem(error, [workspacePaths(root).own])?.message ?? words}`
    return unplanned(sweepFile, [{ message }])
  }
}

const nodes = (projects: readonly ProjectConfiguration[]): CreateNodesResult => ({
  projects: Object.fromEntries(projects.map((project) => [project.root, project])),
})
