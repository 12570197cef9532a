import { suggest } from 'bocas/internal/light'
import { awaitedWords, byWhatIsKnown } from '../plan/sweep/awaited-words'
import { newPlanning, planTask } from '../plan/plan-task'
import { sweepFile, taskNames } from '../plan/task-names'
import { CommandError, EXIT } from './command'
import { problemsOf, type KnownPlan, type TaskPlan } from '../plan/task-plan'

/**
 * Plans the tasks, all when none is named. Their sweeps are evaluated, nothing else is executed.
 *
 * @throws CommandError for a name that is no task.
 */
export async function planTasks(root: string, named: readonly string[] = []): Promise<TaskPlan[]> {
  const names = taskNames(root)
  refuseUnknownTasks(named, names)
  const planning = newPlanning()
  return Promise.all((named.length > 0 ? named : names).map((name) => planTask(root, sweepFile(root, name), planning)))
}

/** @throws CommandError for words that are no task. */
export function refuseUnknownTasks(words: readonly string[], tasks: readonly string[]): void {
  const unknown = words.filter((word) => !tasks.includes(word))
  if (unknown.length > 0)
    throw new CommandError(
      unknown.map((word) => ({
        code: 'unknown-task',
        message: `there is no task '${word}'`,
        hint: suggest(word, tasks),
      })),
    )
}

/**
 * Plans all tasks for a command that must know of every run.
 *
 * @param why what the command cannot do otherwise.
 * @throws CommandError when one does not load, or waits for results before its runs are known.
 */
export async function planEveryTask(root: string, why: string): Promise<readonly KnownPlan[]> {
  const plans = await planTasks(root)
  const { known, awaiting } = byWhatIsKnown(plans)
  const problems = [...plans.flatMap(problemsOf), ...awaiting.map((plan) => `✖ ${plan.task}: ${awaitedWords(plan)}`)]
  if (problems.length > 0) throw new CommandError([{ message: why, hint: problems.join('\n') }], EXIT.problem)
  return known
}
