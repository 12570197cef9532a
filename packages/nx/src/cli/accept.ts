import { plural, type Problem, resultProblem, workspacePaths, type WorkspacePaths } from 'bocas/internal'
import { describeChanges } from '../history/config-changes'
import { historyOf, type TaskHistory, type NearestResult } from '../history/nearest-results'
import { CommandError, EXIT, type CliCommand } from './command'
import { findRuns, type FoundRun } from './find-runs'
import { carryOver } from './storage/carry-over'
import { lookUpStored } from '../states/look-up-stored'
import { readStore, type StoredRun } from '../shared/stored-run'
import { someOf } from 'bocas/internal/light'
import { taskNames } from '../plan/task-names'
import { problemsOf } from '../plan/task-plan'
import { planTasks } from './workspace'
import { madeOf, taskNow } from '../history/why-lacking'

export const accept: CliCommand = {
  name: 'accept',
  summary: 'keeps results valid after an edit that you declare harmless',
  usage: '<task | task/run…> --because "<reason>"',
  details: `For each stale run (a task stands for all of its stale runs), the most similar stored result becomes the result of its current key.
What changed and your reason are recorded in .bocas/accepted and in the provenance of the result, and shown wherever it is traced.
Results are compared by their ingredients, so earlier names of tasks, runs and alternatives of the sweep do not matter.
Code, packages, data, environment, results that are taken, names, and keys of the config that are new or gone may differ; a changed value of the config or of the
seed is another experiment: its result is never taken.`,
  options: { because: { type: 'string', value: '"<reason>"', help: 'why the edit cannot change these results' } },
  words: [1, Infinity],
  async run({ words, values }, { root, print }) {
    const because = values.get('because')?.[0]
    if (because === undefined)
      throw new CommandError([
        {
          code: 'missing-reason',
          message: 'bocas accept needs a reason',
          hint: 'bocas accept <task | task/run…> --because "<reason>"',
        },
      ])
    const plans = await planTasks(root)
    const paths = workspacePaths(root)
    const history = historyOf(readStore(paths).runs, taskNames(root))
    const families = new Map(plans.map((plan) => [plan, history.familyOf(taskNow(plan))]))
    const chosen: Chosen[] = []
    const problems: Problem[] = []
    for (const { word, runs } of findRuns(plans, words)) {
      const answers = await Promise.all(runs.map((found) => chooseRelative(paths, found, families.get(found.plan)!)))
      // A task stands for its stale runs: those that are kept, or were never done, are no concern of it.
      const isTask = plans.some(({ task }) => task === word)
      answers.forEach((answer, index) => {
        if ('relative' in answer && (answer.stale || !isTask))
          chosen.push({ found: runs[index]!, relative: answer.relative })
        else if ('problem' in answer && (answer.stale || !isTask)) problems.push(answer.problem)
      })
    }
    const tasks = [...new Set(chosen.map(({ found }) => found.plan))]
    problems.push(...tasks.flatMap(problemsOf).map((message) => ({ message })), ...(await damagedOf(chosen)))
    if (problems.length > 0) throw new CommandError(problems, EXIT.problem)
    const groups = new Map<string, string[]>()
    for (const { found, relative } of chosen) {
      await carryOver(paths, relative, madeOf(found.plan, found.run), because, new Date())
      const { task } = relative.kept
      const renamed = task === found.plan.task ? '' : `, and the task was called ${task || '(nobody knows)'}`
      const why = `${describeChanges(relative.changes)}${renamed}`
      groups.set(why, [...(groups.get(why) ?? []), `${found.plan.task}/${found.run.name}`])
    }
    for (const [why, names] of groups) print(`accepted although ${why}: ${someOf(names, 20)}`)
    print(
      chosen.length === 0
        ? 'no run is stale: nothing is accepted'
        : `${plural(chosen.length, 'result')} carried over, because: ${because}`,
    )
    return EXIT.ok
  },
}

interface Chosen {
  readonly found: FoundRun
  readonly relative: NearestResult<StoredRun>
}

type Answer =
  | { readonly relative: NearestResult<StoredRun>; readonly stale: boolean }
  | { readonly problem: Problem; readonly stale: boolean }

async function chooseRelative(
  paths: WorkspacePaths,
  { plan, run }: FoundRun,
  family: TaskHistory<StoredRun>,
): Promise<Answer> {
  const name = `${plan.task}/${run.name}`
  const refuse = (message: string, hint: string, stale = false): Answer => ({
    problem: { message: `${name}: ${message}`, hint },
    stale,
  })
  if ((await lookUpStored(paths, run.key, paths.artifacts(plan.task, run.name))).from !== null)
    return refuse('there is nothing to accept', 'its result is kept under its current key')
  const lacks = Object.values(run.taken ?? {}).find(({ found }) => found === null)
  // Its key is made of that result: nothing can be carried over to a key that is not known.
  if (lacks)
    return refuse(
      `it takes the result of ${lacks.task}/${lacks.name}, which is not kept`,
      `accept or execute that one first: nx run ${lacks.task}/${lacks.name}:experiment`,
      family.ofRun(madeOf(plan, run)) !== undefined,
    )
  const own = family.ofRun(madeOf(plan, run))
  const nearest = own ?? family.ofTask(madeOf(plan, run))
  if (!nearest) return refuse('no result of its task is kept', `nx run ${name}:experiment executes it`)
  const values = nearest.changes.filter(({ kind, how }) => kind === 'seed' || (kind === 'config' && how === 'changed'))
  if (values.length > 0)
    return refuse(
      `the stored result that is nearest to it, of ${nearest.kept.name}, is of another experiment: ${describeChanges(values)}`,
      'only results of the same values are carried over: nx executes it',
      own !== undefined,
    )
  return { relative: nearest, stale: own !== undefined }
}

async function damagedOf(
  chosen: readonly { readonly relative: NearestResult<StoredRun> }[],
): Promise<{ message: string; hint: string }[]> {
  const problems = await Promise.all(
    chosen.map(async ({ relative: { kept } }) => {
      const problem = await resultProblem(kept.folder, kept.key)
      if (problem === undefined) return undefined
      return {
        message: `the kept result of ${kept.task}/${kept.name} cannot be used: ${problem.message}`,
        hint: 'bocas verify lists all that are damaged',
      }
    }),
  )
  return problems.filter((problem) => problem !== undefined)
}
