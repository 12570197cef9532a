import { suggest, type Problem } from 'bocas/internal/light'
import { awaitedWords, byWhatIsKnown } from '../plan/sweep/awaited-words'
import { CommandError } from './command'
import type { AwaitingPlan, KeyedRun, KnownPlan, TaskPlan } from '../plan/task-plan'

export interface FoundRun {
  readonly plan: KnownPlan
  readonly run: KeyedRun
}

/**
 * Finds the runs that words stand for: `task/run`, `task` for all of its runs, or a run's name alone when one task only has it.
 *
 * @throws CommandError with a problem for each word that stands for none, or for runs that are not known yet.
 */
export function findRuns(plans: readonly TaskPlan[], words: readonly string[]): { word: string; runs: FoundRun[] }[] {
  const { known, awaiting } = byWhatIsKnown(plans)
  const all = known.flatMap((plan) => plan.runs.map((run): FoundRun => ({ plan, run })))
  const problems: Problem[] = []
  const found = words.map((word) => {
    const exact = all.filter(({ plan, run }) => `${plan.task}/${run.name}` === word)
    const ofTask = all.filter(({ plan }) => plan.task === word)
    const byName = all.filter(({ run }) => run.name === word)
    const runs = exact.length > 0 ? exact : ofTask.length > 0 ? ofTask : byName
    const names = [...plans.map(({ task }) => task), ...all.map(({ plan, run }) => `${plan.task}/${run.name}`)]
    const waiting = awaiting.find(({ task }) => task === word || word.startsWith(`${task}/`))
    if (waiting) problems.push(notKnownYet(waiting))
    else if (runs.length === 0)
      problems.push({ code: 'unknown-run', message: `there is no run '${word}'`, hint: suggest(word, names) })
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

/** What is said to somebody who asks for the runs of a task of which it is not known yet which it has. */
export const notKnownYet = (plan: AwaitingPlan): Problem => ({
  message: `the runs of ${plan.task} are not known yet: ${awaitedWords(plan)}`,
  hint: `nx run ${plan.task}:experiment executes those and then its own`,
})
