import {
  readRunsNow,
  workspacePaths,
  type Json,
  type NonFinite,
  type Result,
  type SeedOfRun,
  type WorkspacePaths,
} from 'bocas/internal'
import { allowNaNOf } from '../host/draw/sweeps-of'
import { taskNames } from '../plan/task-names'
import { historyOf, type TaskHistory } from '../history/nearest-results'
import type { State } from '../history/run-state'
import { readStore, type StoredRun } from '../shared/stored-run'
import { madeOf, taskNow } from '../history/why-lacking'
import type { KeyedRun, KnownPlan } from '../plan/task-plan'
import { leftStates, type LeftState } from './left-state'

/** A planned run and the numbers that there are of it. */
export interface RunMetrics {
  readonly task: string
  readonly name: string
  readonly key: string
  readonly seed?: SeedOfRun | undefined
  readonly config: Json
  readonly state: State
  /** Of a stale run: those of an earlier state of its code, config or data. None of one that has no result. */
  readonly metrics: ReadonlyMap<string, number>
  readonly nonFinite: readonly NonFinite[]
}

/**
 * The runs of the plans with their metrics. Of a result its record is checked, and not its payloads: metrics stand in the record.
 */
export function collectMetrics(root: string, plans: readonly KnownPlan[]): RunMetrics[] {
  const paths = workspacePaths(root)
  const kept = plans.map((plan) => keptResults(paths, plan))
  const isAllKept = kept.every((results, index) => results.size === plans[index]!.runs.length)
  // What was kept of earlier states takes a look into each entry of the store.
  const history = isAllKept ? undefined : historyOf(readStore(paths).runs, taskNames(root))
  const standing = isAllKept ? undefined : leftStates(root)
  return plans.flatMap((plan, index) => {
    const family = history?.familyOf(taskNow(plan))
    return plan.runs.map((run): RunMetrics => {
      const result = kept[index]!.get(run.name)
      const known = { task: plan.task, name: run.name, key: run.key, seed: run.seed, config: run.config }
      if (result) return { ...known, state: 'kept', ...numbersOf(result) }
      return { ...known, ...otherwise(plan, run, family!, standing!(plan.task, run)) }
    })
  })
}

/** By the name of the run: the result in the store, else the one that its view holds. */
function keptResults(paths: WorkspacePaths, plan: KnownPlan): Map<string, Result> {
  const resultsAt = (place: (run: KeyedRun) => string, runs: readonly KeyedRun[]): readonly Result[] =>
    readRunsNow(
      runs.map((run) => ({ task: plan.task, name: run.name, key: run.key, config: run.config, dir: place(run) })),
      { holes: 'keep', allowNaN: allowNaNOf([plan]) },
    ).map((result) => result)
  const stored = new Map(resultsAt(({ key }) => paths.entry(key), plan.runs).map((result) => [result.name, result]))
  const others = plan.runs.filter(({ name }) => !stored.has(name))
  for (const result of resultsAt(({ name }) => paths.artifacts(plan.task, name), others))
    stored.set(result.name, result)
  return stored
}

const numbersOf = (result: Result): Pick<RunMetrics, 'metrics' | 'nonFinite'> => ({
  metrics: new Map(result.metricPaths.map((path) => [path, result.metric(path)])),
  nonFinite: result.nonFinite,
})

const NO_NUMBERS = { metrics: new Map<string, number>(), nonFinite: [] }

function otherwise(
  plan: KnownPlan,
  run: KeyedRun,
  family: TaskHistory<StoredRun>,
  stands: LeftState | undefined,
): Pick<RunMetrics, 'state' | 'metrics' | 'nonFinite'> {
  if (stands) return { state: stands.state, ...NO_NUMBERS }
  const own = family.ofRun(madeOf(plan, run))
  const earlier = own && earlierResult(plan.task, run.name, own.kept)
  return { state: own ? 'stale' : 'missing', ...(earlier ? numbersOf(earlier) : NO_NUMBERS) }
}

function earlierResult(task: string, name: string, { key, config, folder }: StoredRun): Result | undefined {
  return readRunsNow([{ task, name, key, config, dir: folder }], { holes: 'keep' }).map((result) => result)[0]
}
