import type { MetricRoles } from 'bocas/internal'
import type { KnownPlan } from '../../plan/task-plan'

/** The names of the runs of each sweep, as figures ask for them: `ablation`, and of several tasks `mnist.ablation`. */
export const sweepsOf = (plans: readonly KnownPlan[]): Record<string, readonly string[]> =>
  plans.length === 1
    ? { ...plans[0]!.sweeps }
    : Object.fromEntries(
        plans.flatMap(({ task, sweeps }) => Object.entries(sweeps).map(([name, names]) => [`${task}.${name}`, names])),
      )

/** By task, what its metrics are for. */
export const metricsOf = (plans: readonly KnownPlan[]): Record<string, MetricRoles> =>
  Object.fromEntries(plans.map(({ task, metrics }) => [task, metrics]))

/** By task, what of its results may be NaN or infinite. */
export const allowNaNOf = (plans: readonly KnownPlan[]): Record<string, readonly string[]> =>
  Object.fromEntries(plans.map(({ task, limits }) => [task, limits.allowNaN ?? []]))
