import type { ExecutorContext } from '@nx/devkit'
import { gatherRuns } from './gather-runs'

/** What comes after all runs of a task, in a process of its own; of a task with which something is wrong it says what. */
export default async function gather(
  { task, runs, problems }: { task: string; runs: readonly string[]; problems?: string },
  { root }: Pick<ExecutorContext, 'root'>,
): Promise<{ success: boolean }> {
  const { success, lines } =
    problems === undefined ? await gatherRuns(root, { task, runs }) : { success: false, lines: [problems] }
  for (const line of lines) (success ? console.log : console.error)(line)
  return { success }
}
