import type { SharedRun } from '../../sharing/push'
import { awaitedWords, byWhatIsKnown } from '../../plan/sweep/awaited-words'
import { problemsOf } from '../../plan/task-plan'
import { CommandError, EXIT, type Surroundings } from '../command'
import { planTasks } from '../workspace'

/**
 * The runs that the sweeps of these tasks have now, of all tasks when none is named.
 *
 * @throws CommandError while a sweep does not load.
 */
export async function sharedRuns(
  tasks: readonly string[],
  { root, complain }: Pick<Surroundings, 'root' | 'complain'>,
): Promise<SharedRun[]> {
  const plans = await planTasks(root, tasks)
  const { known, awaiting } = byWhatIsKnown(plans)
  const problems = plans.flatMap(problemsOf)
  if (problems.length > 0)
    throw new CommandError(
      [
        {
          code: 'broken-sweep',
          message: 'nothing is pushed while a sweep does not load: its runs are not known',
          hint: problems.join('\n'),
        },
      ],
      EXIT.problem,
    )
  for (const plan of awaiting) complain(`⚠ nothing of ${plan.task} is pushed: ${awaitedWords(plan)}`)
  // Tasks may share a run.
  const runs = known.flatMap(({ task, runs }) =>
    runs.map(({ key, name }) => [key, { key, run: `${task}/${name}` }] as const),
  )
  return [...new Map(runs.reverse()).values()].reverse()
}
