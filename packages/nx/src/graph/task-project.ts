import type { ProjectConfiguration, TargetConfiguration } from '@nx/devkit'
import { formatProblems, type PaperFolder } from 'bocas/internal/light'
import { blocking } from '../plan/task-plan'
import {
  codeInputs,
  EXECUTORS,
  figuresDataInputs,
  figuresDigests,
  ITS_RUNS,
  resultsOfTasks,
  type Inputs,
} from './names'
import type { AwaitingPlan, FileProblems, TaskPlan } from '../plan/task-plan'

/**
 * The project of a task: `experiment` gathers its runs, `figures` and `draft` draw them, `try` executes one config apart.
 *
 * @param papers those that show what the task has made.
 */
export function taskProject(plan: TaskPlan, papers: readonly PaperFolder[]): ProjectConfiguration {
  // The key that stands when nothing that is taken is known yet: else every first result of another task would draw anew what it has drawn.
  const runs = (plan.runs ?? []).map(({ name, key, planKey = key }) => ({ name, key: planKey }))
  const broken = blocking(plan)
  return {
    name: plan.task,
    root: plan.root,
    projectType: 'application',
    tags: ['bocas:task'],
    targets: {
      experiment: {
        ...(isPlannedLater(plan) ? laterRuns(plan) : gatheredRuns(plan, broken)),
        inputs: sweepInputs(plan),
        metadata: help(
          `Execute all runs of ${plan.task}: train what is missing, keep what is done`,
          `nx run ${plan.task}:experiment`,
        ),
      },
      ...(plan.figures || broken.length > 0 ? figureTargets(plan, runs, papers) : {}),
      // Not cached: what types are depends on what is installed, of which Nx knows little, and the compiler keeps what it found.
      check: {
        executor: EXECUTORS.types,
        cache: false,
        inputs: sweepInputs(plan),
        options: { task: plan.task },
        metadata: help(
          `Check the types of ${plan.task} and of what it imports; executes nothing`,
          `nx run ${plan.task}:check`,
        ),
      },
      // Not cached: it says what is being executed and what has failed, which no hash knows.
      report: {
        executor: EXECUTORS.report,
        cache: false,
        inputs: sweepInputs(plan),
        options: { task: plan.task, tasks: [plan.task] },
        metadata: help(
          `Write a page about the runs of ${plan.task}, to look at; trains nothing`,
          `nx run ${plan.task}:report`,
        ),
      },
      try: {
        executor: EXECUTORS.try,
        cache: false,
        inputs: sweepInputs(plan),
        options: { task: plan.task, ...problemOption(broken) },
        metadata: help(
          `Execute one config of ${plan.task}, apart from its sweep`,
          `nx run ${plan.task}:try key=value other.key=value`,
        ),
      },
    },
  }
}

/** Whether which runs there are is known only when other tasks have their results: then the targets of the task plan it anew when it is their turn. */
const isPlannedLater = (plan: TaskPlan): plan is AwaitingPlan => plan.runs === null && blocking(plan).length === 0

function gatheredRuns(plan: TaskPlan, broken: readonly FileProblems[]): TargetConfiguration {
  // That of its runs, in whose batch it is then: its one line is not worth a process of its own. What is made from results comes after a batch.
  const isOfBatch = broken.length === 0 && plan.madeFrom.length === 0
  return {
    executor: isOfBatch ? EXECUTORS.run : EXECUTORS.gather,
    // Nor in a call that has nothing to do. What fails is not cached.
    cache: true,
    dependsOn: [{ dependencies: true, ...ITS_RUNS }],
    options: { task: plan.task, runs: (plan.runs ?? []).map(({ name }) => name), ...problemOption(broken) },
  }
}

/** Not cached, and neither are its figures: no hash that Nx can make now says anything of runs that are not known. */
function laterRuns(plan: AwaitingPlan): TargetConfiguration {
  return {
    executor: EXECUTORS.runLater,
    cache: false,
    dependsOn: resultsOfTasks(plan.awaits.map(({ task }) => task)),
    options: { task: plan.task },
  }
}

/**
 * The variables are among them because they can decide which runs there are, and a daemon of Nx may have made the graph in another environment.
 * Said also where nothing is cached: Nx hashes every task, and its default inputs reach into the projects of the runs, whose roots are no
 * folders of files.
 */
const sweepInputs = (plan: TaskPlan): Inputs => [
  ...plan.sweepFiles.map((file) => `{workspaceRoot}/${file}`),
  ...plan.env.map((env) => ({ env })),
  { externalDependencies: [] },
]

function figureTargets(
  plan: TaskPlan,
  runs: readonly { name: string; key: string }[],
  papers: readonly PaperFolder[],
): Record<string, TargetConfiguration> {
  const options = { task: plan.task, ...problemOption(plan.problems) }
  const isLater = isPlannedLater(plan)
  return {
    figures: {
      executor: EXECUTORS.figures,
      cache: !isLater,
      dependsOn: isLater ? [{ ...ITS_RUNS }] : [{ dependencies: true, ...ITS_RUNS }],
      inputs: [
        ...(plan.figures ? [...codeInputs(plan.figures), ...figuresDataInputs(plan.figures)] : []),
        ...sweepInputs(plan).slice(0, -1),
        { dependentTasksOutputFiles: '**/result.json' },
      ],
      outputs: papers.flatMap(({ folder }) => figureOutputs(folder, plan.task)),
      // The ordered list of what is drawn: a sweep that shrinks or turns round draws anew although no result changed.
      options: {
        ...options,
        ...(isLater ? { later: [plan.task] } : { runs }),
        ...(plan.figures ? figuresDigests(plan.figures) : {}),
      },
      metadata: help(`Draw the figures and tables of ${plan.task} from its runs`, `nx run ${plan.task}:figures`),
    },
    draft: {
      executor: EXECUTORS.figures,
      cache: false,
      inputs: sweepInputs(plan),
      options: { ...options, draft: true },
      metadata: help(
        `Draw what is there of ${plan.task}, and say what is not; trains nothing`,
        `nx run ${plan.task}:draft`,
      ),
    },
  }
}

/** Outputs of the figures of a task in the folder of a paper, or under the name `paper` of those of its own `figures.ts`. */
export const figureOutputs = (folder: string, task: string): string[] => [
  `{workspaceRoot}/${folder}/figures/${task}`,
  `{workspaceRoot}/${folder}/tables/${task}`,
  `{workspaceRoot}/${folder}/facts/${task}.json`,
  `{workspaceRoot}/${folder}/provenance/${task}.json`,
]

/** What is wrong, as an option of the targets that cannot work: they fail with this text, and no other project is harmed. */
export function problemOption(problems: readonly FileProblems[]): { problems?: string } {
  if (problems.length === 0) return {}
  return { problems: problems.map(({ file, problems }) => formatProblems(file, problems)).join('\n\n') }
}

export const help = (description: string, example: string): NonNullable<TargetConfiguration['metadata']> => ({
  technologies: ['bocas'],
  description,
  help: { command: example, example: {} },
})
