import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { PaperProblem } from '@bocas/paper'
import { RESULT_FILE, workspacePaths } from 'bocas/core'
import { problemOption } from '../../graph/task-project'
import { blocking } from '../../plan/blocking'
import { planTask } from '../../plan/plan-task'

/** As many runs are named; of more, their number is. */
const MOST_NAMED = 10

/**
 * Which recorded results are not of the code, configs and data as they stand. Figures, tables and facts that are printed without drawing them are trusted to
 * be of the results beside them; so these must at least be the ones that the sweep means now.
 *
 * Only the record of a result (`result.json`) is looked at: a clone may leave its payloads out.
 */
export async function staleResults(root: string, tasks: readonly string[]): Promise<PaperProblem[]> {
  const paths = workspacePaths(root)
  const problems: PaperProblem[] = []
  for (const task of tasks.filter((name) => name !== 'paper')) {
    const plan = await planTask(root, `tasks/${task}/sweep.ts`)
    const { problems: broken } = problemOption(blocking(plan))
    if (broken !== undefined) {
      problems.push({ message: broken.replace(/^✖ /, '') })
      continue
    }
    const keys = plan.runs.map(({ name, key }) => ({ name, key, recorded: recordedKey(paths.artifacts(task, name)) }))
    const missing = keys.filter(({ recorded }) => recorded === undefined)
    const stale = keys.filter(({ recorded, key }) => recorded !== undefined && recorded !== key)
    if (missing.length > 0) problems.push(problemOf(task, 'have no recorded result', missing, keys.length))
    if (stale.length > 0)
      problems.push(problemOf(task, 'have results of other code, config or data', stale, keys.length))
  }
  return problems
}

function problemOf(task: string, what: string, runs: readonly { readonly name: string }[], all: number): PaperProblem {
  const named = runs.slice(0, MOST_NAMED).map(({ name }) => `  ${name}`)
  return {
    message: `${runs.length} of ${all} runs of ${task} ${what}`,
    at: { file: `paper/artifacts/${task}` },
    hints: [
      ...named,
      ...(runs.length > MOST_NAMED ? ['  …'] : []),
      'nx run paper:build executes them and draws anew; bocas plan says why',
    ],
  }
}

/** The key in a view's record; `undefined` when there is none that can be read. */
function recordedKey(view: string): string | undefined {
  const file = join(view, RESULT_FILE)
  if (!existsSync(file)) return undefined
  try {
    return (JSON.parse(readFileSync(file, 'utf8')) as { key?: string }).key
  } catch {
    return undefined
  }
}
