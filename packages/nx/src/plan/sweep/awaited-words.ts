import type { AwaitingPlan, KnownPlan, TaskPlan } from '../task-plan'

/** Why it is not known which runs a task has: `which runs there are is known when tune has all results (2 missing)`. */
export function awaitedWords({ awaits }: AwaitingPlan): string {
  const each = awaits.map(({ task, missing }) =>
    missing === null
      ? `the runs of ${task} are known and have results`
      : `${task} has all results (${missing} missing)`,
  )
  return `which runs there are is known when ${each.join(' and ')}`
}

/** Those whose runs are known, and those of which something has to be said instead. */
export const byWhatIsKnown = (
  plans: readonly TaskPlan[],
): { readonly known: readonly KnownPlan[]; readonly awaiting: readonly AwaitingPlan[] } => ({
  known: plans.filter((plan) => plan.runs !== null),
  awaiting: plans.filter((plan) => plan.runs === null),
})

/**
 * A plan whose runs must be known by now.
 *
 * @throws Error that says what is waited for.
 */
export function known(plan: TaskPlan): KnownPlan {
  if (plan.runs === null) throw new Error(`${plan.task}: ${awaitedWords(plan)}`)
  return plan
}
