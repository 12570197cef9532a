import type { ProjectConfiguration } from '@nx/devkit'
import { workspacePaths } from 'bocas/internal/light'
import type { PlannedProgram } from '../plan/program/plan-program'
import { digestCommand } from '../plan/data/digest-command'
import { codeDigest, codeInputs, EXECUTORS, resultsOfTasks, runExecutor, runProjectName, type Inputs } from './names'
import type { KeyedRun, TaskPlan } from '../plan/task-plan'

/**
 * The projects of a task's runs, each with its one cacheable target. A project per run, because Nx hashes the whole configuration of a
 * project into each of its targets: as targets of one project, a run more would execute them all anew. They have no words that describe them: Nx merges, sends and
 * writes each property of each of thousands.
 */
export async function runProjects(root: string, plan: TaskPlan): Promise<ProjectConfiguration[]> {
  const inputs = await runInputs(root, plan)
  const code = codeDigest(plan.run)
  const { artifactsDir } = workspacePaths(root)
  // What is not known has no project: the task executes it itself.
  const runs = plan.runs ?? []
  return runs.map((run) => runProject(plan, run, { inputs, code, artifactsDir, runs: runs.length }))
}

function runProject(
  plan: TaskPlan,
  run: KeyedRun,
  {
    inputs,
    code,
    artifactsDir,
    runs,
  }: { readonly inputs: Inputs; readonly code: string; readonly artifactsDir: string; readonly runs: number },
): ProjectConfiguration {
  const taken = [
    ...new Set(Object.values(run.takes ?? {}).map(({ task, run }) => runProjectName(task, run.name))),
  ].sort()
  const needed = [...taken, ...plan.madeFrom]
  return {
    name: runProjectName(plan.task, run.name),
    // The folder of the run's view. It does not need to exist.
    root: `${artifactsDir}/${plan.task}/${run.name}`,
    projectType: 'application',
    tags: [`task:${plan.task}`, ...run.tags],
    targets: {
      experiment: {
        executor: plan.madeFrom.length > 0 ? EXECUTORS.runLater : runExecutor(run.name, runs),
        cache: true,
        ...(needed.length > 0 ? { dependsOn: resultsOfTasks(needed) } : {}),
        // Through the tasks that gather the runs which a sweep is made from.
        inputs:
          needed.length > 0
            ? [...inputs, { dependentTasksOutputFiles: '**/result.json', transitive: plan.madeFrom.length > 0 }]
            : inputs,
        outputs: ['{projectRoot}'],
        // Whatever the key is made of moves the key, and the key in here moves Nx's hash: that is how Nx comes to ask us. What a run takes of other tasks
        // moves it by the outputs of those.
        options: { task: plan.task, run: run.name, key: run.planKey ?? run.key, code, config: run.config },
      },
    },
  }
}

/**
 * The files and packages that a result depends on. The key in the options has the last word on re-runs; these tell `nx affected` what
 * touches a run. Variables and data are inputs of their own because Nx's daemon keeps a graph while they change.
 */
async function runInputs(root: string, plan: TaskPlan): Promise<Inputs> {
  return [
    ...codeInputs(plan.run),
    ...plan.data.files.map((file) => `{workspaceRoot}/${file}`),
    ...(plan.program?.files.map((file) => `{workspaceRoot}/${file}`) ?? []),
    ...plan.env.map((env) => ({ env })),
    ...(plan.data.contents.length > 0 ? [{ runtime: await dataDigestCommand(root, plan) }] : []),
    ...(plan.program ? [{ runtime: await programDigestCommand(root, plan, plan.program) }] : []),
  ]
}

const dataDigestCommand = (root: string, plan: TaskPlan): Promise<string> =>
  digestCommand(root, 'data-digest', { folder: plan.root, names: plan.data.declared })

/** Interpreters and git-ignored files of programs, which Nx does not see, as it sees no such data. */
const programDigestCommand = (root: string, plan: TaskPlan, { declaration }: PlannedProgram): Promise<string> =>
  digestCommand(root, 'program-digest', { folder: plan.root, declaration })
