import { readFileSync } from 'node:fs'
import type { ExpectedRun } from 'bocas/internal'
import { canonicalJson, sha256, type Problem } from 'bocas/internal/light'
import { evaluateSweep, type EvaluatedSweep } from './evaluate-sweep'
import { planUpstream, type LookFor, type Planning } from '../planning'
import { readCode } from '../code/read-code'
import type { GivenTask } from '../../protocol/sweep-answer'
import type { KnownPlan, TaskPlan } from '../task-plan'

/** A task whose results are waited for. */
export interface Awaits {
  readonly task: string
  /** How many of its runs have no result; null when it is not known yet which runs it has. */
  readonly missing: number | null
}

/** A sweep, evaluated as far as the results that it is made from are there. */
export interface StagedSweep extends EvaluatedSweep {
  /** The plans of the tasks whose results it is made from. */
  readonly made: readonly TaskPlan[]
  /** Whose results it waits for, before it can be known which runs there are; none when they are known. */
  readonly awaits: readonly Awaits[]
}

/** Results given to a sweep, and their digest. */
export interface GivenResults extends GivenTask {
  readonly digest: string
}

/**
 * Evaluates a sweep, and evaluates it again with the results that it asks for by `resultsOf`, as often as it asks for another task's. What the sweep comes to is
 * remembered by the digests of the results that it was given.
 */
export async function evaluateWithResults(
  root: string,
  file: string,
  task: string,
  lookFor: LookFor,
  planning: Planning,
): Promise<StagedSweep> {
  const given: Record<string, GivenResults> = {}
  const made: TaskPlan[] = []
  for (;;) {
    const sweep = await evaluateSweep(root, file, process.env, given)
    const { needs } = sweep.plan
    if (needs === undefined) return { ...sweep, made, awaits: [] }
    const found = await findResults(needs)
    if ('problem' in found) return { ...failed(sweep, found.problem), made, awaits: [] }
    if ('given' in found) given[needs] = found.given
    else return { ...sweep, made, awaits: [found, ...(await othersOf(needs))] }
  }

  async function findResults(name: string): Promise<{ given: GivenResults } | Awaits | { problem: Problem }> {
    const upstream = await planUpstream(root, name, task, planning)
    if ('problem' in upstream) return upstream
    made.push(upstream.plan)
    if (upstream.plan.runs === null) return { task: name, missing: null }
    return resultsOfTask(upstream.plan, lookFor)
  }

  /** The sweep stops at the first task whose results are not there; that it will ask for others then is seen in its code. */
  async function othersOf(first: string): Promise<Awaits[]> {
    const named = (await namedInCode(root, file)).filter((name) => name !== first && !(name in given))
    const found = await Promise.all(named.map(findResults))
    return found.filter((one) => 'missing' in one)
  }
}

/** The tasks that the code names literally where it asks for results. */
async function namedInCode(root: string, file: string): Promise<string[]> {
  const outcome = await readCode(root, file)
  if ('problems' in outcome) return []
  const calls = readFileSync(outcome.code.script, 'utf8').matchAll(/\bresultsOf\d*\)?\(\s*(["'`])([^"'`\\$]+)\1/g)
  return [...new Set([...calls].map(([, , name]) => name!))]
}

const failed = (sweep: EvaluatedSweep, problem: Problem): EvaluatedSweep => {
  const { needs, ...plan } = sweep.plan
  return { ...sweep, plan: { ...plan, problems: [{ path: `resultsOf('${needs}')`, ...problem }] } }
}

/** All results of a task, or how many are missing. */
async function resultsOfTask(
  { task, runs, sweeps, metrics }: KnownPlan,
  lookFor: LookFor,
): Promise<{ readonly given: GivenResults } | Awaits> {
  const found = await Promise.all(runs.map(({ name, key }) => lookFor(task, name, key)))
  const missing = found.filter((one) => one === null).length
  if (missing > 0) return { task, missing }
  const expected = runs.map(({ name, key, config, seed }, index): ExpectedRun => {
    return { task, name, key, config, ...(seed ? { seed } : {}), dir: found[index]!.dir }
  })
  const digests = runs.map(({ name, key }, index) => [name, key, found[index]!.digest])
  return { given: { runs: expected, sweeps, metrics, digest: sha256(canonicalJson({ digests, sweeps, metrics })) } }
}
