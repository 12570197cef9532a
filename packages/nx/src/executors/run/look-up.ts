import { append, isSameJson, type Json } from 'bocas/internal/light'
import { asCodes, formatProblems, type Problem } from 'bocas/internal/store'
import { codeDigest } from '../../graph/names'
import type { WantedRun } from '../../host/host'
import type { Finished } from '../../host/outcome/outcome'
import { awaitedWords } from '../../plan/sweep/awaited-words'
import { blocking } from '../../plan/task-plan'
import { newPlanning, planTask } from '../../plan/plan-task'
import { sweepFile } from '../../plan/task-names'
import { refusalOf } from '../../plan/refusal'
import type { KeyedRun, KnownPlan, TaskPlan } from '../../plan/task-plan'

/** What Nx asks for: one run, or all of a task of which it was not known which there are when the graph was made. */
export interface RunRequest {
  /** The id of Nx's task. */
  readonly id: string
  readonly task: string
  readonly run?: string
  readonly code?: string
  readonly config?: Json
}

/** What Nx asks for in one batch: runs, and the target of a task that comes after these runs of it. */
export type Requested = RunRequest | { readonly id: string; readonly task: string; readonly runs: readonly string[] }

export interface RequestedRuns {
  readonly wanted: readonly (WantedRun & { readonly id: string })[]
  readonly refused: readonly { readonly id: string; readonly finished: Finished }[]
}

/** Plans the tasks anew, because files may have changed since the graph was made, and finds the wanted runs in them. */
export async function lookUp(root: string, requests: readonly RunRequest[]): Promise<RequestedRuns> {
  const wanted: (WantedRun & { id: string })[] = []
  const refused: { id: string; finished: Finished }[] = []
  const plans = new Map<string, Asked>()
  const planning = newPlanning()
  for (const task of new Set(requests.map((request) => request.task))) {
    const plan = await planTask(root, sweepFile(root, task), planning)
    plans.set(task, { plan, refusal: refusalOf(root, plan), digest: codeDigest(plan.run) })
  }
  for (const request of requests) {
    const { id, task, run: name = '' } = request
    const asked = plans.get(task)!
    const { plan, refusal } = asked
    const found = request.run === undefined ? allRuns(plan) : oneRun(asked, request)
    if (refusal === undefined && 'runs' in found)
      append(
        wanted,
        found.runs.map((run) => ({ id, plan: found.plan, run })),
      )
    else {
      const { message, code }: Problem = refusal ?? ('message' in found ? found : { message: '' })
      const run = plan.runs?.find((planned) => planned.name === name) ?? { name, config: {} }
      refused.push({ id, finished: { task, run, outcome: { kind: 'not started', message, ...asCodes([code]) } } })
    }
  }
  return { wanted, refused }
}

type Found = { readonly plan: KnownPlan; readonly runs: readonly KeyedRun[] } | { readonly message: string }

/** A task of which runs are asked for. */
interface Asked {
  readonly plan: TaskPlan
  readonly refusal?: Problem | undefined
  /** Of the code of its runs. */
  readonly digest: string
  runs?: ReadonlyMap<string, KeyedRun>
}

/** Nx would cache the result of the new code under the hash of the old; and of a config that came out of other results, under theirs. */
function oneRun(asked: Asked, { task, run: name = '', code, config }: RunRequest): Found {
  const { plan, digest } = asked
  if (plan.runs === null)
    return { message: `results that ${task} is made from went while nx was at work: ${awaitedWords(plan)}` }
  asked.runs ??= new Map(plan.runs.map((planned) => [planned.name, planned]))
  const run = asked.runs.get(name)
  if (run && code === digest && (config === undefined || isSameJson(config, run.config))) return { plan, runs: [run] }
  const reset = plan.madeFrom.length > 0 ? ' (npx nx reset first, if it says so again)' : ''
  return { message: `the sweep or the code of ${task} changed while nx was at work: call nx again${reset}` }
}

function allRuns(plan: TaskPlan): Found {
  const wrong = blocking(plan)
  if (wrong.length > 0)
    return { message: wrong.map(({ file, problems }) => formatProblems(file, problems)).join('\n\n') }
  return plan.runs === null ? { message: awaitedWords(plan) } : { plan, runs: plan.runs }
}
