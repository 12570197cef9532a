import type { PaperProblem } from '@bocas/paper'
import { inWords, isResultError, openResult, type Problem, workspacePaths } from 'bocas/internal'
import { blocking } from '../../plan/task-plan'
import { awaitedWords } from '../../plan/sweep/awaited-words'
import { planTask } from '../../plan/plan-task'
import { staleFigures } from './drawn-from'

/** As many runs are named; of more, their number is. */
const MOST_NAMED = 10

/** Stands for the key of a record whose seal is broken. */
const DAMAGED = 'damaged'

/** What keeps figures, tables and facts from being printed as they lie there. */
export async function notAsPlanned(root: string, tasks: readonly string[]): Promise<PaperProblem[]> {
  return [...(await staleResults(root, tasks)), ...(await staleFigures(root, tasks))]
}

/**
 * Which recorded results are not of the code, configs and data as they stand. Figures, tables and facts that are printed without drawing them are trusted to
 * be of the results beside them; so these must at least be the ones that the sweep means now.
 *
 * Only the record of a result (`result.json`) is looked at: a clone may leave its payloads out.
 */
async function staleResults(root: string, tasks: readonly string[]): Promise<PaperProblem[]> {
  const paths = workspacePaths(root)
  const problems: PaperProblem[] = []
  for (const task of tasks.filter((name) => name !== 'paper')) {
    const plan = await planTask(root, `tasks/${task}/sweep.ts`)
    const broken = blocking(plan)
    if (broken.length > 0) {
      problems.push(...broken.flatMap(({ file, problems: own }) => own.map((problem) => problemIn(file, problem))))
      continue
    }
    if (plan.runs === null) {
      problems.push({ message: `${task}: ${awaitedWords(plan)}`, hints: ['nx run paper:build executes them'] })
      continue
    }
    const keys = plan.runs.map(({ name, key }) => ({ name, key, recorded: recordedKey(paths.artifacts(task, name)) }))
    const missing = keys.filter(({ recorded }) => recorded === undefined)
    const damaged = keys.filter(({ recorded }) => recorded === DAMAGED)
    const stale = keys.filter(({ recorded, key }) => recorded !== undefined && recorded !== DAMAGED && recorded !== key)
    if (missing.length > 0) problems.push(problemOf(task, 'have no recorded result', missing, keys.length))
    if (damaged.length > 0)
      problems.push(problemOf(task, 'have results that were changed after they were written', damaged, keys.length))
    if (stale.length > 0)
      problems.push(problemOf(task, 'have results of other code, config or data', stale, keys.length))
  }
  return problems
}

const problemIn = (file: string, { message, path, hint }: Problem): PaperProblem => ({
  message: inWords({ message, path }),
  at: { file },
  hints: hint?.split('\n'),
})

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

/** The key in a view's record, if it is as it was written; `undefined` when there is none. */
function recordedKey(view: string): string | undefined {
  try {
    return openResult(view).key
  } catch (error) {
    if (!isResultError(error)) throw error
    return error.code === 'missing' ? undefined : DAMAGED
  }
}
