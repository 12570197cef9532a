import type { Problem } from 'bocas/internal'
import { awaitedWords, byWhatIsKnown } from '../../plan/sweep/awaited-words'
import { CommandError, EXIT, type Arguments, type Surroundings } from '../command'
import { problemsOf } from '../../plan/task-plan'
import { planTasks } from '../workspace'
import { collectMetrics } from '../../states/collect-metrics'
import { showMetrics } from './show-metrics'
import { sortMetrics } from './sort-metrics'
import { metricsAsCsv, metricsAsJson } from './write-metrics'

/** `bocas runs --metrics`: what cannot be planned is told, and the others are shown. */
export async function tellMetrics(
  { words, switches, values }: Arguments,
  { root, print, write, complain, columns = 80 }: Surroundings,
): Promise<number> {
  const plans = await planTasks(root, [...new Set(words)])
  const { known, awaiting } = byWhatIsKnown(plans)
  const problems = [...plans.flatMap(problemsOf), ...awaiting.map((plan) => `✖ ${plan.task}: ${awaitedWords(plan)}`)]
  for (const problem of problems) complain(problem)
  const planned = known.filter((plan) => problemsOf(plan).length === 0)
  const runs = sortMetrics(collectMetrics(root, planned), values.get('sort')?.[0])
  if (switches.has('json')) print(metricsAsJson(runs))
  else if (switches.has('csv')) write(Buffer.from(metricsAsCsv(runs)))
  else if (runs.length > 0) {
    const tables = planned.flatMap(({ task }) => {
      const own = runs.filter((run) => run.task === task)
      return own.length === 0 ? [] : [showMetrics(task, own, columns)]
    })
    print(tables.join('\n\n'))
  } else if (problems.length === 0) print('there are no runs: npx nx g @bocas/nx:task <name> makes a task')
  return problems.length > 0 ? EXIT.problem : EXIT.ok
}

/** @throws CommandError for options of `bocas runs` that say nothing together. */
export function refuseMixtures({ switches, values }: Arguments): void {
  const problems: Problem[] = []
  const only = [...(values.has('sort') ? ['sort'] : []), ...(switches.has('csv') ? ['csv'] : [])]
  if (values.has('mlflow') && switches.size + only.length > 0)
    problems.push({ message: '--mlflow goes with no other option', hint: 'bocas runs [task…] --mlflow <dir>' })
  else if (!switches.has('metrics'))
    for (const option of only)
      problems.push({ message: `--${option} is for the table of metrics`, hint: `bocas runs --metrics --${option}` })
  else if (switches.has('unreached'))
    problems.push({ message: '--unreached is not for metrics', hint: 'the table has the runs that sweeps have now' })
  if (switches.has('csv') && switches.has('json'))
    problems.push({
      code: 'exclusive-options',
      message: '--json and --csv exclude each other',
      hint: 'write one of them',
    })
  if (problems.length > 0) throw new CommandError(problems)
}
