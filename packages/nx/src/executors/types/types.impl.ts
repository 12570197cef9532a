import type { ExecutorContext } from '@nx/devkit'
import { formatProblem, plural } from 'bocas/internal'
import { checkTypes } from './check-types'

/** Checks the types of a task's files and of what they import, as an editor does: the runs themselves are executed without a look at types. */
export default async function types(
  { task }: { task: string },
  { root }: Pick<ExecutorContext, 'root'>,
): Promise<{ success: boolean }> {
  const { files, problems } = await checkTypes(root, task)
  for (const problem of problems) console.error(formatProblem(problem))
  if (problems.length > 0) console.error(`\n${task}: ${plural(problems.length, 'problem')}`)
  else console.log(`${task}: the types of ${files.join(', ')} are right`)
  return { success: problems.length === 0 }
}
