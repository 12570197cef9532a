import { describeNonFinite, PAPER_TASK, workspacePaths } from 'bocas/internal'
import { collectMetrics, type RunMetrics } from '../../states/collect-metrics'
import { lookAhead } from '../../states/look-ahead'
import { runsAtWork } from '../../states/at-work'
import { STATES, type RunState } from '../../history/run-state'
import { reasonOf } from '../../history/why-lacking'
import { newPlanning, planTask } from '../../plan/plan-task'
import { planPaperFigures } from '../../plan/plan-paper'
import { awaitedWords, byWhatIsKnown } from '../../plan/sweep/awaited-words'
import { blocking, filesOfFigures, filesOfPlan, type TaskPlan } from '../../plan/task-plan'
import { recordedExecutions } from '../../provenance/paper-provenance'
import { configColumns, metricColumns, numbersShown } from '../data/columns'
import type { PageData, RunDetails } from '../data/page-data'
import { collectOutputs } from './collect-outputs'
import { runDetails, type DetailedRun } from './run-details'

/** A report before it is written. */
export interface Collected {
  readonly data: Omit<PageData, 'details'>
  readonly details: readonly RunDetails[]
  /** Whether some of its runs are being executed. */
  readonly isAtWork: boolean
  /** What its tasks are planned from, workspace-relative: see {@link filesOfPlan}. */
  readonly plannedFrom: readonly string[]
  /** Whether each of its tasks could be planned: otherwise `plannedFrom` may lack something. */
  readonly isPlanned: boolean
}

/** What a report is of. */
export interface ReportSubject {
  /** The name of a task or of a paper. */
  readonly title: string
  readonly tasks: readonly string[]
  /** The paper that is meant, when it is one: then also what spans tasks. */
  readonly paper?: string
}

/**
 * Everything that there is of some tasks: their runs with states and metrics, what figures have made of them, logs, executions. Files are read, and nothing is
 * executed but the sweeps, which say which runs there are.
 */
export async function collectReport(root: string, { title, tasks, paper }: ReportSubject): Promise<Collected> {
  const paths = workspacePaths(root, paper)
  const planning = newPlanning()
  const plans = await Promise.all(tasks.map((task) => planTask(root, paths.sweep(task), planning)))
  const { known } = byWhatIsKnown(plans.filter((plan) => blocking(plan).length === 0))
  const states = await lookAhead(root, plans)
  const metrics = collectMetrics(root, known)
  const stateOf = new Map(states.flatMap(({ runs }) => runs.map((run) => [idOf(run), run] as const)))
  const atWork = new Map(
    runsAtWork(paths)
      .filter(({ alive, isTry }) => alive && !isTry)
      .map((run) => [run.key, run]),
  )
  const runs = metrics.map((run): DetailedRun & RunMetrics => {
    const now = atWork.get(run.key)
    // Where all bytes were checked a result is none that is damaged anywhere, whatever its numbers.
    const state = now ? 'running' : (stateOf.get(idOf(run))?.state ?? run.state)
    return { ...run, state, ...(now ? { atWork: now } : {}) }
  })
  const recorded = recordedExecutions(paths)
  const details = runs.map((run) => runDetails(paths, run, recorded.get(run.key)))
  const placed = {
    places: new Map(metrics.map((run, place) => [idOf(run), place])),
    keys: metrics.map(({ key }) => key),
  }
  const planOf = async (task: string): Promise<TaskPlan> =>
    plans.find((plan) => plan.task === task) ?? planTask(root, paths.sweep(task), planning)
  const made = await collectOutputs(paths, paper === undefined ? tasks : [...tasks, PAPER_TASK], placed, planOf)
  const ofPaper = paper === undefined ? null : await planPaperFigures(root, paper)
  const data: Omit<PageData, 'details'> = {
    title,
    tasks: plans.map((plan, index) => ({
      task: plan.task,
      notes: [
        ...states[index]!.problems,
        ...(plan.runs === null ? [awaitedWords(plan)] : []),
        ...(made.notes.get(plan.task) ?? []),
      ],
    })),
    states: STATES,
    runs: {
      task: metrics.map(({ task }) => tasks.indexOf(task)),
      name: metrics.map(({ name }) => name),
      key: metrics.map(({ key }) => key.slice(0, 12)),
      state: runs.map(({ state }) => STATES.indexOf(state)),
      seed: metrics.map(({ seed }) => seed?.value ?? null),
    },
    ...configColumns(
      metrics.map(({ config }) => config),
      metrics.map(({ seed }) => seed?.path),
    ),
    metrics: metricColumns(runs.map(numbersShown)),
    notes: Object.fromEntries(
      runs.flatMap((run, place) => {
        const note = noteOf(stateOf.get(idOf(run)), run.state === 'kept' ? describeNonFinite(run.nonFinite) : undefined)
        return note === undefined ? [] : [[String(place), note]]
      }),
    ),
    curves: [...new Set(details.flatMap(({ curves }) => Object.keys(curves)))],
    outputs: made.outputs,
  }
  return {
    data,
    details,
    isAtWork: atWork.size > 0,
    plannedFrom: [...new Set([...plans.flatMap(filesOfPlan), ...filesOfFigures(ofPaper)])],
    isPlanned: plans.every(({ problems }) => problems.length === 0),
  }
}

const idOf = ({ task, name }: { readonly task: string; readonly name: string }): string => `${task}/${name}`

function noteOf(state: RunState | undefined, odd: string | undefined): string | undefined {
  // What is new in a run that was never executed stands in its row; here each would have a reason of its own.
  const why = state && reasonOf(state.state === 'missing' ? { ...state, nearest: undefined } : state)
  return [why, odd].filter((one) => one !== undefined).join('; ') || undefined
}
