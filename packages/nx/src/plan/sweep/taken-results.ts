import type * as Internal from 'bocas/internal'
import { runKeys, workspacePaths, type Problem, type RunIngredients } from 'bocas/internal/light'
import type { Awaits } from './evaluate-with-results'
import { findTaken, takeAt } from './find-taken'
import { planUpstream, type FoundResult, type LookFor, type Planning } from '../planning'
import type { KeyedRun, TaskPlan } from '../task-plan'

/** A run of another task whose result is taken. */
export interface TakenRun {
  readonly task: string
  readonly run: KeyedRun
  /** What the keys of its task are made of. */
  readonly ingredients: RunIngredients
}

/** Where the result of a taken run is, and the digest of what can be seen of it. */
export interface TakenResult {
  readonly task: string
  readonly name: string
  readonly key: string
  /** Null while there is none. */
  readonly found: FoundResult | null
}

/** The runs that each run takes results of, by the key path at which it does. */
export async function findTakenRuns(
  root: string,
  { task, runs, takes }: { task: string; runs: readonly KeyedRun[]; takes: readonly string[] },
  planning: Planning,
): Promise<{
  readonly problems: readonly Problem[]
  readonly runs: readonly KeyedRun[]
  readonly upstream: readonly TaskPlan[]
  /** The tasks of which it is not known yet which runs they have. */
  readonly awaits: readonly Awaits[]
}> {
  const problems = new Map<string, Problem>()
  const report = (problem: Problem): void => void problems.set(`${problem.path} ${problem.message}`, problem)
  const upstream = new Map<string, TaskPlan | null>()
  const found: KeyedRun[] = []
  for (const run of runs) {
    const taken: Record<string, TakenRun> = {}
    for (const path of takes) {
      const take = takeAt(run.config, path)
      if (!take) continue
      if (!upstream.has(take.from)) {
        const planned = await planUpstream(root, take.from, task, planning)
        if ('problem' in planned) report({ path, ...planned.problem })
        upstream.set(take.from, 'plan' in planned ? planned.plan : null)
      }
      const plan = upstream.get(take.from)
      if (!plan || plan.runs === null) continue
      const one = findTaken(path, run, plan.runs)
      if ('problem' in one) report(one.problem)
      else taken[path] = { task: take.from, run: one.run, ingredients: plan.ingredients }
    }
    found.push(Object.keys(taken).length > 0 ? { ...run, takes: taken } : run)
  }
  const plans = [...upstream.values()].filter((plan) => plan !== null)
  const awaited = plans.filter(({ runs }) => runs === null)
  return {
    problems: [...problems.values()],
    runs: found,
    upstream: plans,
    awaits: awaited.map(({ task }) => ({ task, missing: null })),
  }
}

/**
 * The run with its key. Of a run that takes results, the key is made of their digests, and so known when they are there; until then it is `planKey`, made of
 * the keys of the runs that are to give them, under which nothing is ever kept.
 */
export async function settle(
  run: KeyedRun,
  shared: RunIngredients,
  lookFor: LookFor,
  keyOf: ReturnType<typeof runKeys> = runKeys(shared),
): Promise<KeyedRun> {
  if (!run.takes) return run
  const taken: Record<string, TakenResult> = {}
  const from: Record<string, string> = {}
  const planned: Record<string, string> = {}
  for (const [path, { task, run: other, ingredients }] of Object.entries(run.takes)) {
    const { name, key, planKey = key, taken: below = {} } = await settle(other, ingredients, lookFor)
    const isSettled = Object.values(below).every(({ found }) => found !== null)
    const found = isSettled ? await lookFor(task, name, key) : null
    taken[path] = { task, name, key, found }
    planned[path] = `${PLANNED}${planKey}`
    from[path] = found?.digest ?? planned[path]
  }
  return {
    ...run,
    key: keyOf(run.config, run.seed, from),
    planKey: keyOf(run.config, run.seed, planned),
    taken,
    ingredients: { ...shared, from },
  }
}

const PLANNED = 'planned '

/** Whether what stands in a key for a result is not its digest, because there was none yet. */
export const isPlanned = (digest: string): boolean => digest.startsWith(PLANNED)

/** Looks in the store and then in the view, once for each key. Payloads are checked by who reads them. */
export function lookInStore(root: string): LookFor {
  const known = new Map<string, Promise<FoundResult | null>>()
  return (task, name, key) => {
    if (!known.has(key)) known.set(key, resultOfKey(root, task, name, key))
    return known.get(key)!
  }
}

async function resultOfKey(root: string, task: string, name: string, key: string): Promise<FoundResult | null> {
  // Not loaded by those who take no results: the graph of every nx command comes by here. By require, as this repository's sources are loaded.
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- see above.
  const { findResult, resultDigest } = require('bocas/internal') as typeof Internal
  const paths = workspacePaths(root)
  const found = findResult([paths.entry(key), paths.artifacts(task, name)], key)
  return found === undefined ? null : { dir: found.dir, digest: resultDigest(found.result) }
}
