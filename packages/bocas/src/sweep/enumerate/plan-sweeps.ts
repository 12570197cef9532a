import type { Problem } from '../../problems'
import { joinMetrics } from '../read/check-metrics'
import { collectPoints, type CollectedSweep } from './collect'
import { findSweeps, type FoundSweep } from '../read/find-sweeps'
import { checkGivenNames } from './given-names'
import { nameKeys } from './key-names'
import { joinLimits } from '../read/join-limits'
import { keyPaths, namedPaths } from './key-paths'
import { joinLabels, type LabelRequest } from './labels'
import type { SeedOfConfig } from '../read/layout'
import type { Limits } from '../author/limits'
import { mergePoints } from './merge-points'
import type { MetricRoles } from '../author/metric-roles'
import { nameRuns, type RunName } from './name-runs'
import type { GridPoint } from './grid-point'
import type { Json } from '../author/types'

/** One run of a task, before it has a key. */
export interface PlannedRun {
  /** Unique in the task ignoring case; letters, digits and `= + . _ -`; at most 100 characters. A label, not an identity. */
  readonly name: string
  readonly config: { readonly [key: string]: Json }
  /** Where its config has the seed, if `seeds(…)` led to it. */
  readonly seed?: SeedOfConfig
  /** `optimizer=adam`: the keys in its automatic name. */
  readonly tags: readonly string[]
  /** The sweeps it belongs to, `main` first. */
  readonly sweeps: readonly string[]
}

/** What a `sweep.ts` asks for. Without runs when there is any problem. */
export interface SweepPlan {
  readonly problems: readonly Problem[]
  /** Every run once, in order of first appearance. */
  readonly runs: readonly PlannedRun[]
  /** The runs of each sweep, in its own order; `main` is the default export. */
  readonly sweeps: Readonly<Record<string, { readonly names: readonly string[] }>>
  /** Declared data of all sweeps. */
  readonly data: readonly string[]
  /** Declared environment variables of all sweeps. */
  readonly env: readonly string[]
  /** Which of its metrics are for choosing and which for reporting; in no key. */
  readonly metrics: MetricRoles
  /** What its runs are allowed; in no key. */
  readonly limits: Limits
  /** The key paths at which runs take results of other tasks, `weights`; missing when they take none. */
  readonly takes?: readonly string[]
  /** The task whose results the sweep asked for and was not given: what it comes to is known with them. Nothing else is there then. */
  readonly needs?: string
}

/**
 * Plans the runs of a task from what its `sweep.ts` exports: the default export is the sweep `main`, every other export
 * that is a sweep is one of its name. Their runs are one set; a config that is in several is one run. Never throws: all
 * problems of the file come together.
 *
 * @param module the exports of the module, by name.
 */
export function planSweeps(module: Readonly<Record<string, unknown>>): SweepPlan {
  const problems: Problem[] = []
  const report = (problem: Problem): void => void problems.push(problem)
  const sweeps = findSweeps(module, report).map((found) => ({
    ...found,
    ...collectPoints(found.sweep, found.exportName, report),
  }))
  const layouts = sweeps.flatMap((sweep) => sweep.layouts)
  const paths = keyPaths(layouts)
  const named = namedPaths(layouts)
  const labels = joinLabels(sweeps.flatMap(labelRequests), paths, named, report)
  const points = mergePoints(sweeps, report)
  checkGivenNames(points.values(), report)
  const data = [...new Set(sweeps.flatMap(({ options }) => options?.data ?? []))]
  const env = [...new Set(sweeps.flatMap(({ options }) => options?.env ?? []))]
  const declared = sweeps.flatMap(({ exportName, options }) => (options ? [{ exportName, ...options }] : []))
  const metrics = joinMetrics(declared, report)
  const limits = joinLimits(declared, report)
  if (problems.length > 0) return { problems, runs: [], sweeps: {}, data, env, metrics, limits }

  const order = [...points.values()]
  const names = nameRuns(order, nameKeys(paths, labels), named)
  const runs = new Map(order.map((point, i) => [point.id, { point, ...names[i]!, sweeps: [] as string[] }]))
  for (const { sweepName, points: own } of sweeps) for (const { id } of own) runs.get(id)!.sweeps.push(sweepName)
  const members = sweeps.map(({ sweepName, points: own }) => {
    return [sweepName, { names: own.map(({ id }) => runs.get(id)!.name) }] as const
  })
  const takes = [...new Set(sweeps.flatMap(({ takes = [] }) => takes))]
  const planned = {
    problems,
    runs: [...runs.values()].map(toRun),
    sweeps: Object.fromEntries(members),
    data,
    env,
    metrics,
    limits,
  }
  return takes.length > 0 ? { ...planned, takes } : planned
}

function toRun({ point, name, tags, sweeps }: RunName & { point: GridPoint; sweeps: string[] }): PlannedRun {
  const [seed] = point.seeds
  return { name, config: point.config as PlannedRun['config'], ...(seed && { seed }), tags, sweeps }
}

function labelRequests({ exportName, options, layouts }: FoundSweep & CollectedSweep): LabelRequest[] {
  if (!options || layouts.length === 0) return []
  return [{ at: `${exportName}.labels`, labels: options.labels, own: keyPaths(layouts) }]
}
