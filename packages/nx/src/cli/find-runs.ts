import { suggest, type Problem } from 'bocas/keys'
import type { KeyedRun, TaskPlan } from '../plan/plan-task'
import { CommandError } from './command'

export interface FoundRun {
  readonly plan: TaskPlan
  readonly run: KeyedRun
}

/**
 * Finds the runs that words stand for: `task/run`, `task` for all of its runs, or a run's name alone when one task only has it.
 *
 * @throws CommandError with a problem for each word that stands for none.
 */
export function findRuns(plans: readonly TaskPlan[], words: readonly string[]): { word: string; runs: FoundRun[] }[] {
  const all = plans.flatMap((plan) => plan.runs.map((run): FoundRun => ({ plan, run })))
  const problems: Problem[] = []
  const found = words.map((word) => {
    const exact = all.filter(({ plan, run }) => `${plan.task}/${run.name}` === word)
    const ofTask = all.filter(({ plan }) => plan.task === word)
    const byName = all.filter(({ run }) => run.name === word)
    const runs = exact.length > 0 ? exact : ofTask.length > 0 ? ofTask : byName
    const names = [...plans.map(({ task }) => task), ...all.map(({ plan, run }) => `${plan.task}/${run.name}`)]
    if (runs.length === 0) problems.push({ message: `there is no run '${word}'`, hint: suggest(word, names) })
    else if (runs === byName && runs.length > 1)
      problems.push({
        message: `several tasks have a run '${word}'`,
        hint: `say which: ${runs.map(({ plan }) => `${plan.task}/${word}`).join(', ')}`,
      })
    return { word, runs }
  })
  if (problems.length > 0) throw new CommandError(problems)
  return found
}
