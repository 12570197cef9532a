import { limited, workspacePaths, type WorkspacePaths } from 'bocas/internal/store'
import { awaitedWords } from '../plan/sweep/awaited-words'
import { refusalOf } from '../plan/refusal'
import { openSlots } from '../slots/slot-keeper'
import { historyOf, type TaskHistory } from '../history/nearest-results'
import { lookUpStored } from './look-up-stored'
import { readStore, type StoredRun } from '../shared/stored-run'
import { taskNames } from '../plan/task-names'
import { medianOf } from './forecast'
import { isUpcoming, type RunState, type TaskStates } from '../history/run-state'
import { lackingState, taskNow } from '../history/why-lacking'
import { problemsOf, type KeyedRun, type TaskPlan } from '../plan/task-plan'
import { leftStates } from './left-state'

/** Results that are checked at the same time. */
const AT_ONCE = 16
/** Pairs of a run and a result that are compared at most: about a second. */
const MOST_PAIRS = 2_000_000

/** Finds out how every run of the tasks stands. Reads and checks; executes and changes nothing. */
export async function lookAhead(root: string, plans: readonly TaskPlan[]): Promise<TaskStates[]> {
  const paths = workspacePaths(root)
  const history = historyOf(readStore(paths).runs, taskNames(root))
  const standing = leftStates(root)
  const slots = openSlots(root)
  return Promise.all(
    plans.map(async (plan): Promise<TaskStates> => {
      const refusal = refusalOf(root, plan)
      const problems = [...problemsOf(plan), ...(refusal === undefined ? [] : [`✖ ${plan.task}: ${refusal.message}`])]
      const family = history.familyOf(taskNow(plan), Math.max(10, MOST_PAIRS / Math.max(1, plan.runs?.length ?? 0)))
      const kept = family.members
      const durations = kept.flatMap(({ seconds }) => seconds ?? [])
      const typical = medianOf(durations)
      const { concurrency, resources } = plan.limits
      const short = resources && (await slots.refusal(resources))
      const room = resources && short === undefined ? await slots.atOnce(resources) : Infinity
      const atOnce = Math.min(concurrency ?? Infinity, room)
      const stateOfRun = async (run: KeyedRun): Promise<RunState> => {
        const state = await stateOf(paths, plan, run, { family, standing, typical })
        return short !== undefined && isUpcoming(state) ? { ...state, refused: short.message, seconds: null } : state
      }
      return {
        task: plan.task,
        problems,
        runs: problems.length > 0 || plan.runs === null ? [] : await limited(AT_ONCE, plan.runs, stateOfRun),
        ...(plan.runs === null ? { awaits: awaitedWords(plan) } : {}),
        concurrency: atOnce === Infinity ? undefined : atOnce,
        bytesPerRun: kept.length > 0 ? kept.reduce((sum, { bytes }) => sum + bytes, 0) / kept.length : null,
        durations: durations.length,
      }
    }),
  )
}

/** What one looks at to say how a run of a task stands. */
interface Known {
  readonly family: TaskHistory<StoredRun>
  readonly standing: ReturnType<typeof leftStates>
  /** Seconds that a run of the task takes. */
  readonly typical: number | undefined
}

async function stateOf(
  paths: WorkspacePaths,
  plan: TaskPlan,
  run: KeyedRun,
  { family, standing, typical }: Known,
): Promise<RunState> {
  const known = { task: plan.task, name: run.name, key: run.key, config: run.config }
  const { from, damaged } = await lookUpStored(paths, run.key, paths.artifacts(plan.task, run.name))
  if (from !== null) return { ...known, state: 'kept', damaged, seconds: null }
  const stands = standing(plan.task, run)
  if (stands?.state === 'running' || stands?.state === 'submitted') return { ...known, ...stands, seconds: null }
  const { kept, ...lacking } = lackingState(plan, run, family)
  return { ...known, ...lacking, damaged, ...stands, seconds: kept?.seconds ?? typical ?? null }
}
