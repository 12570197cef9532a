import { formatProblem, plural, suggest, withCodes } from 'bocas/internal'
import { chosenEngine, type ChosenEngine } from '../engines/chosen-engine'
import { ENGINES } from '../engines/open-engine'
import { submitRuns } from '../host/jobs/submit-runs'
import { taskNames } from '../plan/task-names'
import { CommandError, EXIT, type CliCommand, type Surroundings } from './command'
import { findRuns } from './find-runs'
import { problemsOf } from '../plan/task-plan'
import { planTasks } from './workspace'

export const submit: CliCommand = {
  name: 'submit',
  summary: 'gives the missing runs of a task to a cluster and returns; the next call of nx collects what comes of them',
  usage: '<task | task/run…>',
  details: `As nx run <task>:experiment with BOCAS_ENGINE or a profile that names an engine, but without waiting: the terminal may be closed. What is kept, or was submitted
already, is not submitted again. bocas jobs says how the jobs stand. A run that takes results of others is left out until those are there.`,
  options: {},
  words: [1, Infinity],
  async run({ words }, surroundings) {
    const { root, env, print, complain } = surroundings
    const chosen = engineOf(surroundings)
    const names = taskNames(root)
    const tasks = [...new Set(words.map((word) => word.split('/')[0]!))].filter((name) => names.includes(name))
    // A word may be the name of a run alone.
    const plans = await planTasks(root, tasks.length === words.length ? tasks : [])
    const problems = plans.filter(({ task }) => tasks.includes(task)).flatMap(problemsOf)
    if (problems.length > 0)
      throw new CommandError(
        problems.map((message) => ({ message })),
        EXIT.problem,
      )
    const wanted = new Map(
      findRuns(plans, words).flatMap(({ runs }) =>
        runs.map((found) => [`${found.plan.task}/${found.run.name}`, found]),
      ),
    )
    const { submitted, counts, lacking, refused } = await submitRuns(root, chosen, [...wanted.values()], complain)
    if (refused.length > 0)
      complain(
        withCodes(
          refused.map(formatProblem).join('\n'),
          refused.map(({ code }) => code),
        ),
      )
    for (const line of lacking) complain(`⚠ ${line}`)
    const parts = [
      `${plural(submitted, 'job')} submitted to ${chosen.name}`,
      ...Object.entries(counts).flatMap(([word, count]) => (count > 0 ? [`${count} ${word}`] : [])),
    ]
    print(parts.join(' · '))
    if (submitted > 0)
      print(`how they stand: bocas jobs; to collect them: ${collecting(env)}nx run ${tasks[0] ?? '<task>'}:experiment`)
    return refused.length > 0 || lacking.length > 0 ? EXIT.problem : EXIT.ok
  },
}

/** @throws CommandError when runs are executed here: they end with the call. */
function engineOf({ root, env }: Surroundings): ChosenEngine {
  const chosen = chosenEngine(root, env)
  if (chosen.name !== 'local') return chosen
  throw new CommandError([
    {
      code: 'unknown-engine',
      message: 'no engine is chosen, and runs of this machine end with the call that executes them',
      hint: `BOCAS_ENGINE=slurm bocas submit …, or a profile with an engine in profiles.json; ${suggest('slurm', [...ENGINES, 'slurm'])}`,
    },
  ])
}

const collecting = ({ BOCAS_ENGINE, BOCAS_PROFILE }: Surroundings['env']): string =>
  [
    ...(BOCAS_ENGINE ? [`BOCAS_ENGINE=${BOCAS_ENGINE} `] : []),
    ...(BOCAS_PROFILE ? [`BOCAS_PROFILE=${BOCAS_PROFILE} `] : []),
  ].join('')
