import type { PaperProblem } from '@bocas/paper'
import { inWords, isResultError, openResult, PAPER_TASK, type Problem, type WorkspacePaths } from 'bocas/internal/made'
import { blocking } from '../../plan/task-plan'
import { awaitedWords } from '../../plan/sweep/awaited-words'
import { planTask } from '../../plan/plan-task'
import { sweepFile } from '../../plan/task-names'
import { staleFigures } from '../../provenance/drawn-from'

/** As many runs are named; of more, their number is. */
const MOST_NAMED = 10

/** Stands for the key of a record whose seal is broken. */
const DAMAGED = 'damaged'

/** What keeps figures, tables and facts from being printed as they lie there. */
export async function notAsPlanned(paths: WorkspacePaths, tasks: readonly string[]): Promise<PaperProblem[]> {
  return [...(await staleResults(paths, tasks)), ...(await staleFigures(paths, tasks))]
}

/**
 * Which recorded results are not of the code, configs and data as they stand. Figures, tables and facts that are printed without drawing them are trusted to
 * be of the results beside them; so these must at least be the ones that the sweep means now.
 *
 * Only the record of a result (`result.json`) is looked at: a clone may leave its payloads out.
 */
async function staleResults(paths: WorkspacePaths, tasks: readonly string[]): Promise<PaperProblem[]> {
  const { root, ofPaper, artifactsDir } = paths
  const build = `nx run ${ofPaper.name}:build`
  const problems: PaperProblem[] = []
  for (const task of tasks.filter((name) => name !== PAPER_TASK)) {
    const plan = await planTask(root, sweepFile(root, task))
    const broken = blocking(plan)
    if (broken.length > 0) {
      problems.push(...broken.flatMap(({ file, problems: own }) => own.map((problem) => problemIn(file, problem))))
      continue
    }
    if (plan.runs === null) {
      problems.push({ message: `${task}: ${awaitedWords(plan)}`, hints: [`${build} executes them`] })
      continue
    }
    const keys = plan.runs.map(({ name, key }) => ({ name, key, recorded: recordedKey(paths.artifacts(task, name)) }))
    const missing = keys.filter(({ recorded }) => recorded === undefined)
    const damaged = keys.filter(({ recorded }) => recorded === DAMAGED)
    const stale = keys.filter(({ recorded, key }) => recorded !== undefined && recorded !== DAMAGED && recorded !== key)
    const say = (what: string, runs: readonly { readonly name: string }[]) =>
      problems.push(
        problemOf(`${runs.length} of ${keys.length} runs of ${task} ${what}`, runs, `${artifactsDir}/${task}`, build),
      )
    if (missing.length > 0) say('have no recorded result', missing)
    if (damaged.length > 0) say('have results that were changed after they were written', damaged)
    if (stale.length > 0) say('have results of other code, config or data', stale)
  }
  return problems
}

const problemIn = (file: string, { message, path, hint }: Problem): PaperProblem => ({
  message: inWords({ message, path }),
  at: { file },
  hints: hint?.split('\n'),
})

function problemOf(
  message: string,
  runs: readonly { readonly name: string }[],
  file: string,
  build: string,
): PaperProblem {
  const named = runs.slice(0, MOST_NAMED).map(({ name }) => `  ${name}`)
  return {
    message,
    at: { file },
    hints: [
      ...named,
      ...(runs.length > MOST_NAMED ? ['  …'] : []),
      `${build} executes them and draws anew; bocas plan says why`,
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
